#include "directory/completion/recipient_index.h"

namespace annuaire {

std::uint32_t RecipientIndex::InitialsOf(std::span<const TermRange> ranges) const {
  std::uint32_t initials = 0;
  std::size_t next = 0;  // letter; 0 before "a", all after "z"
  for (const TermRange range : ranges) {
    while (next < letter_starts.size() && letter_starts[next] <= range.first) ++next;
    for (;; ++next) {  // hardly ever more than one
      const bool is_letter = 0 < next && next < letter_starts.size();
      initials |= 1u << (is_letter ? next - 1 : 26);
      if (next == letter_starts.size() || range.last <= letter_starts[next]) break;
    }
  }
  return initials;
}

std::size_t FacetTable::bytes() const {
  return terms.bytes() + with_term.bytes() + mailboxes.bytes() +
         initials.capacity() * sizeof(std::uint32_t) +
         beginnings.capacity() * sizeof(std::uint64_t);
}

std::size_t RecipientIndex::bytes() const {
  const std::size_t numbers = family.capacity() + given.capacity() + domain_mark.capacity() +
                              given_in_department.capacity() + name_beginnings.capacity();
  std::size_t total = terms.bytes() + in_department.bytes() + department.capacity() +
                      numbers * sizeof(std::uint32_t) + cards.capacity() * sizeof(RecipientCard) +
                      extra.capacity() * sizeof(ForwardEntry) + shared_names.bytes();
  total += starts.capacity() * sizeof(TermStarts) + beginnings.capacity() * sizeof(std::uint64_t);
  for (const Postings& field : extra_postings) total += field.bytes();
  for (const OtherNames& names : other_names) {
    total += (names.family.capacity() + names.given.capacity()) * sizeof(std::uint32_t) +
             names.further.bytes();
  }
  return total + given_postings.bytes() + facets.bytes();
}

}  // namespace annuaire
