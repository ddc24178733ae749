#include "directory/naming/name_forms.h"

#include <algorithm>
#include <utility>

#include "directory/base/fold.h"
#include "directory/naming/evidence.h"
#include "directory/naming/lexicon.h"

namespace annuaire {
namespace {

constexpr std::size_t kPartLettersMin = 3;

bool IsLetterOrDigit(char c) { return c != ' ' && c != '-' && c != '\''; }

void PushUnique(std::vector<std::string>& forms, std::string form) {
  if (form.empty()) return;
  if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
}

std::vector<std::string> PartsOf(std::string_view folded) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : folded) {
    if (IsLetterOrDigit(c)) {
      part.push_back(c);
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
      part.clear();
    }
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

bool IsParticle(std::string_view part) {
  return (Lexicon::Bundled().KindsOf(part) & kParticle) != 0;
}

std::vector<std::string> FormsOfParts(std::vector<std::string> parts) {
  if (parts.size() == 1) return parts;  // most names: all forms are the same
  std::vector<std::string> forms;
  std::vector<const std::string*> meaningful;
  std::string whole;
  std::string without_particles;
  for (const auto& part : parts) {
    whole += part;
    if (IsParticle(part)) continue;
    without_particles += part;
    meaningful.push_back(&part);
  }
  PushUnique(forms, whole);
  if (without_particles.size() >= kPartLettersMin) PushUnique(forms, without_particles);
  for (const std::string* part : meaningful) {
    if (part->size() >= kPartLettersMin) PushUnique(forms, *part);
  }
  return forms;
}

}  // namespace

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
