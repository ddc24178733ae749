#include "directory/lookup/facet_marks.h"

namespace annuaire {

void FacetMarks::Prepare(std::size_t word) {
  prepared_[word] = true;
  if (words_[word].is_letter()) return;
  std::size_t count = 0;
  for (const TermRange range : words_[word].ranges()) {
    count += facets_.with_term.Range(range.first, range.last).size();
  }
  if (count > 16 * mailboxes_count_) return;
  bits_[word].resize(facets_.size() / 64 + 1, 0);
  marks_[word] = bits_[word].data();
  ForEachFacet(words_[word], [&](std::uint32_t facet) {
    marks_[word][facet / 64] |= std::uint64_t{1} << (facet % 64);
  });
}

FacetMarks::~FacetMarks() {
  for (std::size_t word = 0; word < words_.size(); ++word) {
    if (marks_[word] == nullptr) continue;
    ForEachFacet(words_[word], [&](std::uint32_t facet) { marks_[word][facet / 64] = 0; });
  }
}

thread_local std::array<std::vector<std::uint64_t>, kTypedWordsMax> FacetMarks::bits_;

}  // namespace annuaire
