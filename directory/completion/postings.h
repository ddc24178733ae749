// Postings lists, for each term of a TermDictionary, the documents that hold
// it, in rising order; documents are numbered best first, so the first found
// are the best.
//
// Best() gives the k best documents of any range of terms in k steps of a heap,
// however many documents the range holds: a range-minimum structure over the
// head of each list finds where the next best comes from (Hsu & Ottaviano,
// WWW 2013). Immutable; safe to read from any thread.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "directory/completion/column_scan.h"
#include "directory/packed/csr.h"
#include "directory/words/term_dictionary.h"

namespace annuaire {

class Postings {
 public:
  Postings() = default;

  // Takes (term, document) pairs; repeats collapse.
  static Postings FromPairs(std::size_t terms_count,
                            const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs);

  std::span<const std::uint32_t> operator[](std::uint32_t term) const { return lists_[term]; }

  // Asks the memory for what tells where a term's documents stand.
  void Prefetch(std::uint32_t term) const { lists_.Prefetch(term); }

  // Documents of all terms of "range", list after list: not sorted, with
  // repeats where a document holds several of the terms.
  std::span<const std::uint32_t> Of(TermRange range) const {
    return range.empty() ? std::span<const std::uint32_t>{} : lists_.Range(range.first, range.last);
  }

  // All documents as Of() has them, and where those of "range" stand.
  std::span<const std::uint32_t> documents() const { return lists_.values(); }
  ColumnRange PositionsOf(TermRange range) const {
    if (range.empty()) return {};
    const auto [first, last] = lists_.Positions(range.first, range.last);
    return {first, last};
  }

  // Calls visit(document) for the documents of "ranges" in rising order, each
  // once, until visit returns false. The ranges must be disjoint.
  template <typename Visit>
  void Best(std::span<const TermRange> ranges, Visit visit) const;

  std::size_t bytes() const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  static constexpr std::uint32_t kBlock = 16;

  // Where the next document of a heap entry comes from: the best head among
  // terms [range.first, range.last), which is "term", or, once that list is
  // begun, the list alone at "position".
  struct Entry {
    std::uint32_t document;
    std::uint32_t term;
    std::uint32_t position;
    TermRange range;
  };
  struct Later {
    bool operator()(const Entry& a, const Entry& b) const { return a.document > b.document; }
  };

  std::uint32_t HeadOf(std::uint32_t term) const {
    const auto list = lists_[term];
    return list.empty() ? kNone : list.front();
  }
  // The term with the smallest head in a range that is not empty.
  std::uint32_t BestTerm(TermRange range) const;
  void PushRange(std::vector<Entry>& heap, TermRange range) const;

  Csr<std::uint32_t> lists_;
  // levels_[0][b]: the term with the smallest head of block b of kBlock terms;
  // levels_[n][b]: of the 2^n blocks from b on.
  std::vector<std::vector<std::uint32_t>> levels_;
};

template <typename Visit>
void Postings::Best(std::span<const TermRange> ranges, Visit visit) const {
  thread_local std::vector<Entry> heap;
  heap.clear();
  for (const TermRange& range : ranges) PushRange(heap, range);
  std::uint32_t last = kNone;
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), Later{});
    const Entry entry = heap.back();
    heap.pop_back();
    if (entry.document != last) {
      last = entry.document;
      if (!visit(entry.document)) return;
    }
    const auto list = lists_[entry.term];
    if (entry.position + 1 < list.size()) {
      heap.push_back({list[entry.position + 1], entry.term, entry.position + 1, {}});
      std::push_heap(heap.begin(), heap.end(), Later{});
    }
    if (!entry.range.empty()) {
      PushRange(heap, {entry.range.first, entry.term});
      PushRange(heap, {entry.term + 1, entry.range.last});
    }
  }
}

}  // namespace annuaire
