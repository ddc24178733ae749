#include "bench/keystrokes/document_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "bench/document_words.h"
#include "directory/base/fold.h"

namespace annuaire {
namespace {

constexpr std::size_t kKeptPrefixLetters = 3;

template <typename Key>
std::vector<std::uint32_t> OrderBy(std::size_t count, Key key) {
  std::vector<std::string> keys(count);
  for (std::size_t i = 0; i < count; ++i) keys[i] = key(static_cast<std::uint32_t>(i));
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
  return order;
}

}  // namespace

DocumentIndex::DocumentIndex(const Directory& directory) {
  const auto count = static_cast<std::size_t>(directory.counts().mailboxes);
  const auto row = [&](std::uint32_t i) { return directory.row(MailboxIndex{i}); };
  document_.resize(count);
  row_.resize(count);
  for (const std::uint32_t i : OrderBy(count, [&](std::uint32_t j) {
         return DisplayName(row(j)) + '\t' + FoldAddress(row(j).address);
       })) {
    document_[i] = static_cast<std::uint32_t>(mailbox_.size());
    mailbox_.push_back(MailboxIndex{i});
  }
  std::uint32_t rank = 0;
  for (const std::uint32_t i :
       OrderBy(count, [&](std::uint32_t j) { return FoldAddress(row(j).address); })) {
    row_[document_[i]] = rank++;
  }

  std::unordered_map<std::string, std::uint32_t> numbers;  // in order of appearance
  document_starts_.push_back(0);
  for (const MailboxIndex index : mailbox_) {
    for (std::string& word : DocumentWords(directory.row(index))) {
      const auto next = static_cast<std::uint32_t>(numbers.size());
      document_words_.push_back(numbers.try_emplace(std::move(word), next).first->second);
    }
    document_starts_.push_back(static_cast<std::uint32_t>(document_words_.size()));
  }
  words_.resize(numbers.size());
  for (const auto& [word, number] : numbers) words_[number] = word;
  std::vector<std::uint32_t> sorted_number(words_.size());
  const auto order = OrderBy(words_.size(), [&](std::uint32_t i) { return words_[i]; });
  for (std::uint32_t i = 0; i < order.size(); ++i) sorted_number[order[i]] = i;
  std::sort(words_.begin(), words_.end());
  for (std::uint32_t& word : document_words_) word = sorted_number[word];

  posting_starts_.assign(words_.size() + 1, 0);
  const auto each_distinct = [&](const auto& visit) {
    for (std::uint32_t document = 0; document < count; ++document) {
      std::uint32_t before = static_cast<std::uint32_t>(words_.size());
      for (const std::uint32_t word : WordsOf(document)) {
        if (word != before) visit(document, word);
        before = word;
      }
    }
  };
  for (std::uint32_t document = 0; document < count; ++document) {
    std::sort(document_words_.begin() + document_starts_[document],
              document_words_.begin() + document_starts_[document + 1]);
  }
  each_distinct([&](std::uint32_t, std::uint32_t word) { ++posting_starts_[word + 1]; });
  std::partial_sum(posting_starts_.begin(), posting_starts_.end(), posting_starts_.begin());
  postings_.resize(posting_starts_.back());
  std::vector<std::uint32_t> next(posting_starts_.begin(), posting_starts_.end() - 1);
  each_distinct(
      [&](std::uint32_t document, std::uint32_t word) { postings_[next[word]++] = document; });
}

WordRange DocumentIndex::Find(std::string_view prefix) const {
  const auto head = [&](const std::string& word) {
    return std::string_view(word).substr(0, prefix.size());
  };
  const auto first =
      std::lower_bound(words_.begin(), words_.end(), prefix,
                       [&](const std::string& word, std::string_view p) { return head(word) < p; });
  const auto last =
      std::upper_bound(first, words_.end(), prefix,
                       [&](std::string_view p, const std::string& word) { return p < head(word); });
  return {static_cast<std::uint32_t>(first - words_.begin()),
          static_cast<std::uint32_t>(last - words_.begin())};
}

std::uint32_t DocumentIndex::Hits(std::uint32_t document, WordRange range) const {
  std::uint32_t hits = 0;
  for (const std::uint32_t word : WordsOf(document)) {
    hits += word >= range.first && word < range.last ? 1 : 0;
  }
  return hits;
}

const std::vector<std::uint32_t>& DocumentIndex::Matches(const std::string& prefix) {
  const bool kept = prefix.size() <= kKeptPrefixLetters;
  if (kept) {
    if (const auto found = short_matches_.find(prefix); found != short_matches_.end()) {
      return found->second;
    }
  }
  const WordRange range = Find(prefix);
  std::vector<std::uint32_t>& matches = kept ? short_matches_[prefix] : long_matches_;
  matches.assign(postings_.begin() + posting_starts_[range.first],
                 postings_.begin() + posting_starts_[range.last]);
  std::sort(matches.begin(), matches.end());
  matches.erase(std::unique(matches.begin(), matches.end()), matches.end());
  return matches;
}

double DocumentIndex::Bm25(std::uint32_t document, std::span<const WordRange> ranges,
                           std::span<const std::size_t> matches) const {
  constexpr double kSaturation = 1.2;
  constexpr double kLengthWeight = 0.75;
  const double documents = documents_count();
  const double length = static_cast<double>(WordsOf(document).size());
  const double mean_length = static_cast<double>(document_words_.size()) / documents;
  double score = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const double with = static_cast<double>(matches[i]);
    // FTS5 does not let a word that most rows have count against a row.
    const double rarity = std::max(1e-6, std::log((documents - with + 0.5) / (with + 0.5)));
    const double hits = Hits(document, ranges[i]);
    score += rarity * hits * (kSaturation + 1) /
             (hits + kSaturation * (1 - kLengthWeight + kLengthWeight * length / mean_length));
  }
  return score;
}

void TypedMatches::Type(std::string_view text) {
  std::vector<std::string> words = QueryWords(text);
  if (words == words_) return;
  const bool first_letters = words_.empty() || (words.size() == 1 && words[0].size() <= 4);
  ranges_.resize(words.size());
  matches_.resize(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i < words_.size() && words[i] == words_[i]) continue;
    ranges_[i] = index_.Find(words[i]);
    matches_[i] = index_.Matches(words[i]).size();
  }
  words_ = std::move(words);
  if (words_.size() == 1 && words_[0].size() <= kKeptPrefixLetters) {
    documents_ = &index_.Matches(words_[0]);
    return;
  }
  if (first_letters) filtered_ = index_.Matches(words_[0]);
  if (documents_ != &filtered_ && !first_letters) filtered_ = *documents_;
  documents_ = &filtered_;
  std::erase_if(filtered_, [&](std::uint32_t document) {
    return !std::all_of(ranges_.begin(), ranges_.end(),
                        [&](WordRange range) { return index_.Hits(document, range) > 0; });
  });
}

bool TypedMatches::Has(std::uint32_t document) const {
  return std::binary_search(documents_->begin(), documents_->end(), document);
}

std::vector<std::uint32_t> TypedMatches::FirstByName(std::size_t count) const {
  const auto first = documents_->begin();
  return {first, first + static_cast<std::ptrdiff_t>(std::min(count, documents_->size()))};
}

std::vector<std::uint32_t> TypedMatches::FirstByBm25(std::size_t count) {
  if (documents_ == &filtered_) return Rank(count);
  std::vector<std::uint32_t>& kept = index_.KeptBest(words_[0]);
  if (kept.size() < std::min(count, documents_->size())) kept = Rank(count);
  return kept;
}

std::vector<std::uint32_t> TypedMatches::Rank(std::size_t count) const {
  std::vector<Scored> scored;
  for (const std::uint32_t document : *documents_) {
    scored.push_back({index_.Bm25(document, ranges_, matches_), index_.RowOf(document), document});
  }
  const std::size_t best = std::min(count, scored.size());
  std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(best),
                    scored.end());
  std::vector<std::uint32_t> documents;
  for (std::size_t i = 0; i < best; ++i) documents.push_back(scored[i].document);
  return documents;
}

}  // namespace annuaire
