#include "directory/lookup/recipient_query.h"

#include <algorithm>
#include <bit>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

// Calls visit(entry) for every word of a mailbox that lies in one of "ranges"
// (disjoint, rising), until it returns true; says whether it did.
template <typename Visit>
bool AnyEntry(std::span<const ForwardEntry> words, std::span<const TermRange> ranges, Visit visit) {
  if (ranges.size() == 1) {
    const TermRange range = ranges.front();
    auto it = std::lower_bound(
        words.begin(), words.end(), range.first,
        [](ForwardEntry entry, std::uint32_t term) { return entry.term() < term; });
    for (; it != words.end() && it->term() < range.last; ++it) {
      if (visit(*it)) return true;
    }
    return false;
  }
  auto range = ranges.begin();
  for (const ForwardEntry entry : words) {
    range = std::lower_bound(
        range, ranges.end(), entry.term(),
        [](const TermRange& candidate, std::uint32_t term) { return candidate.last <= term; });
    if (range == ranges.end()) return false;
    if (range->first <= entry.term() && visit(entry)) return true;
  }
  return false;
}

// The typed text without the ".mssante.fr" that every address ends in, however
// far it was typed: it tells nobody apart and is not among the words.
std::string_view WithoutCommonSuffix(std::string_view text) {
  constexpr std::string_view kSuffix = ".mssante.fr";
  text = Trim(text);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return text;
  for (std::size_t dot = text.find('.', at); dot != std::string_view::npos;
       dot = text.find('.', dot + 1)) {
    if (kSuffix.starts_with(FoldAddress(text.substr(dot)))) return text.substr(0, dot);
  }
  return text;
}

// What checking a mailbox in the forward index costs, in postings marked in a
// bitmap: measured at national size, where marking takes 1 to 2 ns.
constexpr std::size_t kPostingsPerCheck = 24;

}  // namespace

RecipientQuery::RecipientQuery(const RecipientIndex& index, std::string_view text, bool corrected)
    : index_(index) {
  for (const std::string& typed : QueryWords(WithoutCommonSuffix(text))) {
    if (words_.size() == kWordsMax) break;
    Word word;
    word.as_typed = index_.terms.WithPrefix(typed);
    if (corrected) {
      word.ranges = index_.terms.WithPrefixCorrected(typed);
    } else if (!word.as_typed.empty()) {
      word.ranges.push_back(word.as_typed);
    }
    if (!word.as_typed.empty() && index_.terms.at(word.as_typed.first) == typed) {
      word.whole_term = word.as_typed.first;
    }
    hopeless_ = hopeless_ || word.ranges.empty();
    words_.push_back(std::move(word));
  }
}

std::size_t RecipientQuery::PostingsCount(std::size_t word, std::size_t fields_count) const {
  std::size_t count = 0;
  for (const TermRange range : words_[word].ranges) {
    for (std::size_t field = 0; field < fields_count; ++field) {
      count += index_.postings[field].Of(range).size();
    }
  }
  return count;
}

std::optional<RecipientMatch> RecipientQuery::Match(std::uint32_t mailbox) const {
  constexpr std::uint32_t kNotFound = 0xFFFFFFFFu;
  const auto words_of_mailbox = index_.forward[mailbox];
  RecipientMatch match;
  for (const Word& word : words_) {
    std::uint32_t best = kNotFound;
    std::uint32_t best_corrected = 0;
    AnyEntry(words_of_mailbox, word.ranges, [&](ForwardEntry entry) {
      const auto field = static_cast<std::size_t>(entry.field());
      const std::uint32_t penalty =
          word.whole_term == entry.term() ? kWholeWordPenalty[field] : kBegunWordPenalty[field];
      const std::uint32_t corrected = word.as_typed.contains(entry.term()) ? 0 : 1;
      if (best == kNotFound || std::pair(corrected, penalty) < std::pair(best_corrected, best)) {
        best = penalty;
        best_corrected = corrected;
      }
      return false;
    });
    if (best == kNotFound) return std::nullopt;
    match.corrected_words += best_corrected;
    match.penalty += best;
    if (best >= kWholeWordPenalty[static_cast<std::size_t>(TermField::kStructure)]) {
      ++match.context_words;
    }
  }
  return match;
}

bool RecipientQuery::HasEveryWord(std::uint32_t mailbox, std::size_t fields_count) const {
  const auto words_of_mailbox = index_.forward[mailbox];
  return std::all_of(words_.begin(), words_.end(), [&](const Word& word) {
    return AnyEntry(words_of_mailbox, word.ranges, [&](ForwardEntry entry) {
      return static_cast<std::size_t>(entry.field()) < fields_count;
    });
  });
}

const std::vector<std::uint32_t>& RecipientQuery::Collect(std::size_t fields_count) const {
  thread_local std::vector<std::uint32_t> mailboxes;
  mailboxes.clear();
  if (words_.empty() || hopeless_) return mailboxes;
  std::size_t rarest = 0;
  std::size_t fewest = PostingsCount(0, fields_count);
  std::size_t total = fewest;
  for (std::size_t word = 1; word < words_.size(); ++word) {
    const std::size_t count = PostingsCount(word, fields_count);
    total += count;
    if (count < fewest) {
      fewest = count;
      rarest = word;
    }
  }
  const std::size_t bitmaps_cost = total + index_.forward.size() / 16;
  if (words_.size() == 1 || fewest * kPostingsPerCheck <= bitmaps_cost) {
    CollectByVerifying(rarest, fields_count, mailboxes);
  } else {
    CollectByBitmaps(fields_count, mailboxes);
  }
  return mailboxes;
}

void RecipientQuery::CollectByVerifying(std::size_t rarest, std::size_t fields_count,
                                        std::vector<std::uint32_t>& out) const {
  for (const TermRange range : words_[rarest].ranges) {
    for (std::size_t field = 0; field < fields_count; ++field) {
      const auto list = index_.postings[field].Of(range);
      out.insert(out.end(), list.begin(), list.end());
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (words_.size() == 1) return;
  std::erase_if(out, [&](std::uint32_t mailbox) { return !HasEveryWord(mailbox, fields_count); });
}

void RecipientQuery::CollectByBitmaps(std::size_t fields_count,
                                      std::vector<std::uint32_t>& out) const {
  thread_local std::vector<std::uint64_t> all;
  thread_local std::vector<std::uint64_t> one;
  const std::size_t blocks = (index_.forward.size() + 63) / 64;
  for (std::size_t word = 0; word < words_.size(); ++word) {
    auto& marks = word == 0 ? all : one;
    marks.assign(blocks, 0);
    for (const TermRange range : words_[word].ranges) {
      for (std::size_t field = 0; field < fields_count; ++field) {
        for (const std::uint32_t mailbox : index_.postings[field].Of(range)) {
          marks[mailbox / 64] |= std::uint64_t{1} << (mailbox % 64);
        }
      }
    }
    if (word == 0) continue;
    for (std::size_t block = 0; block < blocks; ++block) all[block] &= one[block];
  }
  for (std::size_t block = 0; block < blocks; ++block) {
    for (std::uint64_t bits = all[block]; bits != 0; bits &= bits - 1) {
      out.push_back(static_cast<std::uint32_t>(block * 64) +
                    static_cast<std::uint32_t>(std::countr_zero(bits)));
    }
  }
}

}  // namespace annuaire
