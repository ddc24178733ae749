#include "directory/words/term_collector.h"

#include <algorithm>
#include <numeric>

namespace annuaire {

std::uint32_t TermCollector::Intern(std::string_view term, std::uint32_t hash) {
  if (size() + size() / 2 >= slots_.size()) Grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot].place != 0; slot = (slot + 1) & mask) {
    if (slots_[slot].hash != hash) continue;
    const std::uint32_t place = slots_[slot].place;
    const Head head = HeadAt(place);
    if (std::string_view(text_.data() + place + sizeof(head), head.length) == term) {
      return head.number;
    }
  }
  const Head head = {static_cast<std::uint32_t>(size()), static_cast<std::uint32_t>(term.size())};
  slots_[slot] = {hash, static_cast<std::uint32_t>(text_.size())};
  places_.push_back(slots_[slot].place);
  const auto* const bytes = reinterpret_cast<const char*>(&head);
  text_.insert(text_.end(), bytes, bytes + sizeof(head));
  text_.insert(text_.end(), term.begin(), term.end());
  return head.number;
}

void TermCollector::Grow() {
  Column<Slot> old(slots_.size() * 2, Slot{});
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& moved : old) {
    if (moved.place == 0) continue;
    std::size_t slot = moved.hash & mask;
    while (slots_[slot].place != 0) slot = (slot + 1) & mask;
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
