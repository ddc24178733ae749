#include "directory/completion/facet_marks.h"

namespace annuaire {

void FacetMarks::Prepare(std::size_t word) {
  prepared_[word] = true;
  if (words_[word].is_letter()) return;
  std::size_t count = 0;
  for (const TermRange range : words_[word].ranges()) {
    count += facets_.with_term.Range(range.first, range.last).size();
  }
  if (count > 16 * mailboxes_count_) return;
  const auto place = [&](Marks& bits) {
    bits.resize(facets_.size() / 64 + 1, 0);
    return bits.data();
  };
  const auto mark = [](std::uint64_t* marks, std::uint32_t facet) {
    marks[facet / 64] |= std::uint64_t{1} << (facet % 64);
  };
  marks_[word] = place(bits_[word]);
  ForEachFacet(words_[word], [&](std::uint32_t facet) { mark(marks_[word], facet); });
  whole_marks_[word] = place(whole_bits_[word]);
  for (const std::uint32_t facet : FacetsWithWhole(words_[word])) mark(whole_marks_[word], facet);
}

FacetMarks::~FacetMarks() {
  for (std::size_t word = 0; word < words_.size(); ++word) {
    if (marks_[word] == nullptr) continue;
    ForEachFacet(words_[word], [&](std::uint32_t facet) { marks_[word][facet / 64] = 0; });
    for (const std::uint32_t facet : FacetsWithWhole(words_[word])) {
      whole_marks_[word][facet / 64] = 0;
    }
  }
}

thread_local std::array<FacetMarks::Marks, kTypedWordsMax> FacetMarks::bits_;
thread_local std::array<FacetMarks::Marks, kTypedWordsMax> FacetMarks::whole_bits_;

}  // namespace annuaire
