#include "directory/lookup/recipient_query.h"

#include <algorithm>
#include <array>
#include <string>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

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

}  // namespace

// Marking one facet costs less than comparing the words of one mailbox, so a
// word is marked unless it has many more facets than there are mailboxes to check.
class RecipientQuery::FacetMarks {
 public:
  FacetMarks(const FacetTable& facets, std::span<const ResolvedWord> words, std::size_t but,
             std::size_t mailboxes_count)
      : facets_(facets), words_(words) {
    if (bits_.size() < words.size()) bits_.resize(words.size());
    for (std::size_t word = 0; word < words.size(); ++word) {
      std::size_t count = 0;
      for (const TermRange range : words[word].ranges) {
        count += facets.with_term.Range(range.first, range.last).size();
      }
      marked_[word] = word != but && count <= 8 * mailboxes_count;
      if (!marked_[word]) continue;
      bits_[word].resize(facets.size() / 64 + 1, 0);
      ForEachFacet(words[word], [&](std::uint32_t facet) {
        bits_[word][facet / 64] |= std::uint64_t{1} << (facet % 64);
      });
    }
  }
  FacetMarks(const FacetMarks&) = delete;
  FacetMarks& operator=(const FacetMarks&) = delete;
  ~FacetMarks() {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      if (!marked_[word]) continue;
      ForEachFacet(words_[word], [&](std::uint32_t facet) { bits_[word][facet / 64] = 0; });
    }
  }

  bool Has(const ResolvedWord& word, std::uint32_t mailbox) const {
    const auto at = static_cast<std::size_t>(&word - words_.data());
    for (const auto& column : facets_.of_mailbox) {
      const std::uint32_t facet = column[mailbox];
      if (marked_[at]) {
        if ((bits_[at][facet / 64] >> (facet % 64) & 1) != 0) return true;
      } else {
        const auto terms = facets_.terms[facet];
        if (std::any_of(terms.begin(), terms.end(),
                        [&](std::uint32_t term) { return word.Begins(term); })) {
          return true;
        }
      }
    }
    return false;
  }

 private:
  template <typename Visit>
  void ForEachFacet(const ResolvedWord& word, Visit visit) const {
    for (const TermRange range : word.ranges) {
      for (const std::uint32_t facet : facets_.with_term.Range(range.first, range.last)) {
        visit(facet);
      }
    }
  }

  // All clear between two Collect().
  static thread_local std::vector<std::vector<std::uint64_t>> bits_;

  const FacetTable& facets_;
  std::span<const ResolvedWord> words_;
  bool marked_[kWordsMax] = {};
};

thread_local std::vector<std::vector<std::uint64_t>> RecipientQuery::FacetMarks::bits_;

bool ResolvedWord::BeginsCorrected(std::uint32_t term) const {
  const auto range = std::upper_bound(
      ranges.begin(), ranges.end(), term,
      [](std::uint32_t wanted, const TermRange& candidate) { return wanted < candidate.last; });
  return range != ranges.end() && range->first <= term;
}

RecipientQuery::RecipientQuery(const RecipientIndex& index, std::string_view text, bool corrected)
    : index_(index) {
  for (const std::string& typed : QueryWords(WithoutCommonSuffix(text))) {
    if (words_.size() == kWordsMax) break;
    ResolvedWord word;
    word.initial = InitialOf(typed);
    word.as_typed = index_.terms.WithPrefix(typed);
    if (corrected) index_.terms.WithPrefixCorrected(typed, word.ranges);
    word.forgiving = corrected && (word.ranges.size() != 1 || word.ranges.front() != word.as_typed);
    if (!corrected && !word.as_typed.empty()) word.ranges.push_back(word.as_typed);
    if (!word.as_typed.empty() && index_.terms.at(word.as_typed.first) == typed) {
      word.whole_term = word.as_typed.first;
    }
    hopeless_ = hopeless_ || word.ranges.empty();
    forgiving_ = forgiving_ || word.forgiving;
    words_.push_back(std::move(word));
  }
}

std::optional<RecipientMatch> RecipientQuery::Match(std::uint32_t mailbox, Scope scope) const {
  struct Found {
    std::uint32_t corrected = 2;
    std::uint32_t penalty = 0;
  };
  RecipientMatch match;
  for (const ResolvedWord& word : words_) {
    Found best;
    const auto consider = [&](std::uint32_t term, TermField field) {
      if (!word.Begins(term)) return;
      const auto at = static_cast<std::size_t>(field);
      const Found found{word.as_typed.contains(term) ? 0u : 1u,
                        word.whole_term == term ? kWholeWordPenalty[at] : kBegunWordPenalty[at]};
      if (found.corrected < best.corrected ||
          (found.corrected == best.corrected && found.penalty < best.penalty)) {
        best = found;
      }
    };
    consider(index_.family[mailbox], TermField::kName);
    consider(index_.given[mailbox], TermField::kGivenName);
    for (const ForwardEntry entry : index_.extra[mailbox]) {
      if (scope == Scope::kEverywhere || NamesSomebody(entry.field())) {
        consider(entry.term(), entry.field());
      }
    }
    // No facet can do better than a name that needs no correction.
    const bool named =
        best.corrected == 0 &&
        best.penalty <= kBegunWordPenalty[static_cast<std::size_t>(TermField::kGivenName)];
    for (const auto& column : index_.facets.of_mailbox) {
      if (named || scope == Scope::kNames) break;
      const std::uint32_t facet = column[mailbox];
      const TermField field = index_.facets.FieldOf(facet);
      for (const std::uint32_t term : index_.facets.terms[facet]) consider(term, field);
    }
    if (best.corrected == 2) return std::nullopt;
    match.corrected_words += best.corrected;
    match.penalty += best.penalty;
    if (best.penalty >= kWholeWordPenalty[static_cast<std::size_t>(TermField::kStructure)]) {
      ++match.context_words;
    }
  }
  if (match.context_words == words_.size() && !index_.IsShared(mailbox)) {
    match.penalty += kNobodyNamedPenalty;
  }
  return match;
}

std::size_t RecipientQuery::HoldersCount(const ResolvedWord& word, Scope scope) const {
  std::size_t count = 0;
  for (const TermRange range : word.ranges) {
    for (const MailboxRange& mailboxes : index_.FamilyRanges(range)) count += mailboxes.size();
    count += index_.given_postings.Of(range).size() + index_.shared_postings.Of(range).size();
    for (std::size_t field = 0; field < FieldsIn(scope); ++field) {
      count += index_.extra_postings[field].Of(range).size();
    }
    if (scope == Scope::kEverywhere) count += index_.facets.MailboxesCount(range);
  }
  return count;
}

std::size_t RecipientQuery::RarestWord(Scope scope) const {
  std::size_t rarest = 0;
  std::size_t fewest = HoldersCount(words_[0], scope);
  for (std::size_t word = 1; word < words_.size(); ++word) {
    const std::size_t count = HoldersCount(words_[word], scope);
    if (count >= fewest) continue;
    fewest = count;
    rarest = word;
  }
  return rarest;
}

std::size_t RecipientQuery::Effort(Scope scope) const {
  return HoldersCount(words_[RarestWord(scope)], scope);
}

bool RecipientQuery::HasWord(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
                             const FacetMarks& marks) const {
  if (word.Begins(index_.given[mailbox]) || word.Begins(index_.family[mailbox])) return true;
  for (const ForwardEntry entry : index_.extra[mailbox]) {
    if (scope == Scope::kNames && !NamesSomebody(entry.field())) continue;
    if (word.Begins(entry.term())) return true;
  }
  return scope == Scope::kEverywhere && marks.Has(word, mailbox);
}

void RecipientQuery::Collect(Scope scope, std::vector<std::uint32_t>& out) const {
  if (words_.empty() || hopeless_) return;
  const std::size_t driver = RarestWord(scope);
  const std::span<const ResolvedWord> marked = scope == Scope::kEverywhere
                                                   ? std::span<const ResolvedWord>(words_)
                                                   : std::span<const ResolvedWord>();
  const FacetMarks marks(index_.facets, marked, driver, HoldersCount(words_[driver], scope));
  // The rarer a word, the more mailboxes it rules out.
  std::array<const ResolvedWord*, kWordsMax> others;
  std::size_t count = 0;
  for (std::size_t word = 0; word < words_.size(); ++word) {
    if (word != driver) others[count++] = &words_[word];
  }
  if (count > 1) {
    std::sort(others.begin(), others.begin() + count, [&](const auto* a, const auto* b) {
      return HoldersCount(*a, scope) < HoldersCount(*b, scope);
    });
  }
  ForEachHolder(words_[driver], scope, [&](std::uint32_t mailbox) {
    for (std::size_t other = 0; other < count; ++other) {
      if (!HasWord(mailbox, *others[other], scope, marks)) return;
    }
    out.push_back(mailbox);
  });
}

}  // namespace annuaire
