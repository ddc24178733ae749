#include "indexer/bearer_counts.h"

#include "directory/base/give_way.h"

namespace annuaire::indexer {

void BearerCounts::Names::Add(std::string_view name) {
  coming_.Push(name, 0, interner_, [this](std::uint32_t, std::uint32_t number) { Count(number); });
}

void BearerCounts::Names::Count(std::uint32_t number) {
  if (number >= bearers_.size()) bearers_.resize(number + 1);
  ++bearers_[number];
}

template <typename Give>
void BearerCounts::Names::Take(Give give) {
  coming_.Drain(interner_, [this](std::uint32_t, std::uint32_t number) { Count(number); });
  for (std::uint32_t i = 1; i < bearers_.size(); ++i) {
    give(interner_.Text(i), bearers_[i]);
    GiveWay();
  }
}

Evidence BearerCounts::Take() {
  Evidence evidence;
  family_names_.Take([&evidence](std::string_view name, std::uint32_t bearers) {
    evidence.AddFamilyName(name, bearers);
  });
  given_names_.Take([&evidence](std::string_view name, std::uint32_t bearers) {
    evidence.AddGivenName(name, bearers);
  });
  return evidence;
}

}  // namespace annuaire::indexer
