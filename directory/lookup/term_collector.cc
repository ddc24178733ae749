#include "directory/lookup/term_collector.h"

#include <algorithm>
#include <numeric>

namespace annuaire {

std::uint32_t TermCollector::Intern(std::string_view term) {
  if (size() + size() / 2 >= slots_.size()) Grow();
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>{}(term));
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot].number != 0; slot = (slot + 1) & mask) {
    const std::uint32_t known = slots_[slot].number - 1;
    if (slots_[slot].hash == hash && at(known) == term) return known;
  }
  const auto number = static_cast<std::uint32_t>(size());
  slots_[slot] = {hash, number + 1};
  text_.insert(text_.end(), term.begin(), term.end());
  starts_.push_back(static_cast<std::uint32_t>(text_.size()));
  return number;
}

void TermCollector::Grow() {
  std::vector<Slot> old(slots_.size() * 2, Slot{});
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& moved : old) {
    if (moved.number == 0) continue;
    std::size_t slot = moved.hash & mask;
    while (slots_[slot].number != 0) slot = (slot + 1) & mask;
    slots_[slot] = moved;
  }
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
