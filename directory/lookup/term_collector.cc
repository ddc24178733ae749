#include "directory/lookup/term_collector.h"

#include <algorithm>
#include <numeric>

namespace annuaire {

std::size_t TermCollector::FindSlot(std::string_view term) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(term)&mask;
  while (slots_[slot] != kFree && at(slots_[slot]) != term) slot = (slot + 1) & mask;
  return slot;
}

std::uint32_t TermCollector::Intern(std::string_view term) {
  if ((size() + 1) * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, kFree);
    for (std::uint32_t number = 0; number < size(); ++number) {
      slots_[FindSlot(at(number))] = number;
    }
  }
  const std::size_t slot = FindSlot(term);
  if (slots_[slot] == kFree) {
    slots_[slot] = static_cast<std::uint32_t>(size());
    text_.insert(text_.end(), term.begin(), term.end());
    starts_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  return slots_[slot];
}

std::vector<std::uint32_t> TermCollector::Sorted() const {
  std::vector<std::uint32_t> order(size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [this](std::uint32_t a, std::uint32_t b) { return at(a) < at(b); });
  return order;
}

TermCollector::Sealed TermCollector::Seal() const {
  const std::vector<std::uint32_t> order = Sorted();
  std::vector<std::string_view> sorted(size());
  Sealed sealed;
  sealed.position.resize(size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    sorted[i] = at(order[i]);
    sealed.position[order[i]] = i;
  }
  sealed.dictionary = TermDictionary::FromSorted(sorted);
  return sealed;
}

}  // namespace annuaire
