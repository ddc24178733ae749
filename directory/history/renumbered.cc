#include "directory/history/renumbered.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace annuaire {
namespace {

// As they would be keys.
template <typename Visit>
void VisitNumbers(const Organization& organization, Visit visit) {
  visit(std::string(organization.finess));
  for (const auto siret : organization.sirets) visit(std::string(siret));
  for (const auto siren : organization.sirens) visit("SIREN:" + std::string(siren));
  for (const auto id : organization.technical_ids) visit(std::string(id));
  for (const auto id : organization.former_ids) visit(std::string(id));
}

}  // namespace

void Renumbered::Add(const Organization& organization, Side side) {
  Keys& of = sides_[side];
  of.keys.emplace_back(organization.key);
  VisitNumbers(organization, [&](std::string number) {
    if (number != organization.key) of.numbers.emplace_back(std::move(number), organization.key);
  });
}

std::vector<std::string> Renumbered::TakeOthers() {
  for (Keys& side : sides_) std::sort(side.keys.begin(), side.keys.end());
  std::set<std::string> paired;
  for (const Side side : {kFormer, kNext}) {
    const std::vector<std::string>& others = sides_[!side].keys;
    for (auto& [number, key] : sides_[side].numbers) {
      if (paired.contains(key) || paired.contains(number)) continue;
      if (!std::binary_search(others.begin(), others.end(), number)) continue;
      paired.insert(std::move(key));
      paired.insert(std::move(number));
    }
  }
  std::vector<std::string> left;
  std::merge(sides_[kFormer].keys.begin(), sides_[kFormer].keys.end(), sides_[kNext].keys.begin(),
             sides_[kNext].keys.end(), std::back_inserter(left));
  std::erase_if(left, [&](const std::string& key) { return paired.contains(key); });
  for (Keys& side : sides_) side = {};
  return left;
}

}  // namespace annuaire
