#include "directory/naming/name_forms.h"

#include <algorithm>
#include <utility>

#include "directory/base/fold.h"
#include "directory/naming/evidence.h"
#include "directory/naming/lexicon.h"

namespace annuaire {
namespace {

constexpr std::size_t kPartLettersMin = 3;

void PushUnique(std::vector<std::string>& forms, std::string form) {
  if (form.empty()) return;
  if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
}

bool IsParticle(std::string_view part) {
  return (Lexicon::Bundled().KindsOf(part) & kParticle) != 0;
}

std::vector<std::string> FormsOfParts(std::vector<std::string> parts) {
  if (parts.size() == 1) return parts;  // most names: all forms are the same
  std::vector<std::string> forms;
  struct Meaningful {
    std::size_t particles;  // where those before it begin
    std::size_t at;
  };
  std::vector<Meaningful> meaningful;
  std::string whole;
  std::string without_particles;
  std::size_t particles = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    whole += parts[i];
    if (IsParticle(parts[i])) continue;
    without_particles += parts[i];
    meaningful.push_back({particles, i});
    particles = i + 1;
  }
  PushUnique(forms, whole);
  if (without_particles.size() >= kPartLettersMin) PushUnique(forms, without_particles);
  for (const auto& part : meaningful) {
    std::string form = parts[part.at];
    if (form.size() >= kPartLettersMin) PushUnique(forms, form);
    for (std::size_t i = part.at; i > part.particles; --i) {
      form.insert(0, parts[i - 1]);
      PushUnique(forms, form);
    }
  }
  return forms;
}

}  // namespace

std::vector<std::string> PartsOf(std::string_view folded) {
  const auto divides = [](char c) { return c == ' ' || c == '-' || c == '\''; };
  std::vector<std::string> parts;
  const auto end = folded.end();
  for (auto at = folded.begin(); at != end && parts.size() < kTermsMax;) {
    const auto part_end = std::find_if(at, end, divides);
    if (part_end != at) parts.emplace_back(at, part_end);
    at = std::find_if_not(part_end, end, divides);
  }
  return parts;
}

NameForms FormsOf(const PersonName& name) {
  NameForms forms;
  forms.family = FormsOfParts(PartsOf(Fold(name.family_name)));
  auto given_parts = PartsOf(Fold(name.given_name));
  for (const auto& part : given_parts) forms.initials.push_back(part.front());
  forms.given = FormsOfParts(std::move(given_parts));
  return forms;
}

void Evidence::Add(const PersonName& name) {
  AddFamilyName(name.family_name, 1);
  AddGivenName(name.given_name, 1);
}

void Evidence::AddFamilyName(std::string_view name, std::uint32_t bearers) {
  for (const auto& form : FormsOfParts(PartsOf(Fold(name)))) family_names.Value(form) += bearers;
}

void Evidence::AddGivenName(std::string_view name, std::uint32_t bearers) {
  for (const auto& form : FormsOfParts(PartsOf(Fold(name)))) given_names.Value(form) += bearers;
}

}  // namespace annuaire
