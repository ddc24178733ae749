#include "directory/completion/postings.h"

#include <algorithm>
#include <bit>

namespace annuaire {

Postings Postings::FromPairs(std::size_t terms_count,
                             const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  Postings postings;
  postings.lists_ = Csr<std::uint32_t>::FromPairs(terms_count, pairs);
  postings.lists_.SortUnique();

  const std::size_t blocks = (terms_count + kBlock - 1) / kBlock;
  if (blocks == 0) return postings;
  auto& blocks_best = postings.levels_.emplace_back(blocks);
  for (std::size_t block = 0; block < blocks; ++block) {
    auto best = static_cast<std::uint32_t>(block * kBlock);
    const auto end =
        std::min<std::uint32_t>(best + kBlock, static_cast<std::uint32_t>(terms_count));
    for (std::uint32_t term = best + 1; term < end; ++term) {
      if (postings.HeadOf(term) < postings.HeadOf(best)) best = term;
    }
    blocks_best[block] = best;
  }
  for (std::size_t width = 2; width <= blocks; width *= 2) {
    const auto& below = postings.levels_.back();
    std::vector<std::uint32_t> level(blocks - width + 1);
    for (std::size_t block = 0; block < level.size(); ++block) {
      const std::uint32_t left = below[block];
      const std::uint32_t right = below[block + width / 2];
      level[block] = postings.HeadOf(right) < postings.HeadOf(left) ? right : left;
    }
    postings.levels_.push_back(std::move(level));
  }
  return postings;
}

std::uint32_t Postings::BestTerm(TermRange range) const {
  std::uint32_t best = range.first;
  const auto consider = [&](std::uint32_t term) {
    if (HeadOf(term) < HeadOf(best)) best = term;
  };
  const std::uint32_t first_block = (range.first + kBlock - 1) / kBlock;
  const std::uint32_t last_block = range.last / kBlock;
  if (first_block >= last_block) {
    for (std::uint32_t term = range.first; term < range.last; ++term) consider(term);
    return best;
  }
  for (std::uint32_t term = range.first; term < first_block * kBlock; ++term) consider(term);
  const auto level = static_cast<std::size_t>(std::bit_width(last_block - first_block) - 1);
  consider(levels_[level][first_block]);
  consider(levels_[level][last_block - (1u << level)]);
  for (std::uint32_t term = last_block * kBlock; term < range.last; ++term) consider(term);
  return best;
}

void Postings::PushRange(std::vector<Entry>& heap, TermRange range) const {
  if (range.empty()) return;
  const std::uint32_t term = BestTerm(range);
  const std::uint32_t document = HeadOf(term);
  if (document == kNone) return;
  heap.push_back({document, term, 0, range});
  std::push_heap(heap.begin(), heap.end(), Later{});
}

std::size_t Postings::bytes() const {
  std::size_t total = lists_.bytes();
  for (const auto& level : levels_) total += level.capacity() * sizeof(std::uint32_t);
  return total;
}

}  // namespace annuaire
