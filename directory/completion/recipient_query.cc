#include "directory/completion/recipient_query.h"

#include <algorithm>
#include <array>

namespace annuaire {
namespace {

std::uint32_t InitialsOfExtra(const RecipientCard& card, Scope scope) {
  return scope == Scope::kNames ? card.name_initials : card.name_initials | card.context_initials;
}

}  // namespace

RecipientQuery::RecipientQuery(const RecipientIndex& index, const std::vector<QueryWord>& words)
    : index_(index) {
  words_.reserve(words.size());
  for (const QueryWord& word : words) words_.emplace_back(index_, word);
  if (words_.size() == 1) return;
  for (ResolvedWord& word : words_) word.StandBesideOthers(index_, true);
}

void RecipientQuery::Forgive(Forgiven words) {
  for (ResolvedWord& word : words_) {
    if (words != Forgiven::kAllWords && !word.as_typed.empty()) continue;
    word.Forgive(index_, words == Forgiven::kUnknownWordsTwice ? 2 : 1);
  }
  if (words_.size() == 1) return;
  const auto forgiving = std::count_if(words_.begin(), words_.end(),
                                       [](const ResolvedWord& word) { return word.forgiving(); });
  for (ResolvedWord& word : words_) {
    if (word.forgiving()) word.StandBesideOthers(index_, forgiving > 1);
  }
}

bool RecipientQuery::hopeless() const {
  return words_.empty() || std::any_of(words_.begin(), words_.end(), [](const ResolvedWord& word) {
           return word.ranges().empty();
         });
}

bool RecipientQuery::forgiving() const {
  return std::any_of(words_.begin(), words_.end(),
                     [](const ResolvedWord& word) { return word.forgiving(); });
}

RecipientQuery::Found RecipientQuery::FindWord(std::uint32_t mailbox, const ResolvedWord& word,
                                               Scope scope, std::uint32_t more) const {
  const RecipientCard& card = index_.cards[mailbox];
  Found best;
  const auto consider = [&](std::uint32_t term, TermField field, std::uint32_t as_further = 0) {
    if (!word.Begins(term)) return;
    const Found found{word.as_typed.contains(term) ? 0u : 1u,
                      word.PenaltyOf(term, field) + as_further + (NamesSomebody(field) ? more : 0)};
    if (found.corrected < best.corrected ||
        (found.corrected == best.corrected && found.penalty < best.penalty)) {
      best = found;
    }
  };
  consider(index_.family[mailbox], TermField::kName);
  consider(card.given, TermField::kGivenName);
  if ((InitialsOfExtra(card, scope) & word.initials) != 0) {
    for (const ForwardEntry entry : index_.ExtraOf(mailbox)) {
      if (scope == Scope::kEverywhere || NamesSomebody(entry.field())) {
        consider(entry.term(), entry.field(), word.MoreAsFurther(entry.field()));
      }
    }
  }
  // No facet can do better than a name that needs no correction.
  const bool named = best.corrected == 0 && best.penalty < kContextPenaltyMin;
  for (const std::uint32_t facet : card.facets) {
    if (named || scope == Scope::kNames) break;
    const TermField field = index_.facets.FieldOf(facet);
    for (const std::uint32_t term : index_.facets.terms[facet]) consider(term, field);
  }
  return best;
}

RecipientQuery::Found RecipientQuery::FindAsTyped(std::uint32_t mailbox, const ResolvedWord& word,
                                                  FacetMarks& marks, std::uint32_t more) const {
  const RecipientCard& card = index_.cards[mailbox];
  std::uint32_t best = UINT32_MAX;
  const auto consider_at = [&](std::uint32_t penalty, TermField field, bool whole) {
    penalty += whole ? 0 : word.BegunPenalty(field);
    best = std::min(best, penalty + (NamesSomebody(field) ? more : 0));
  };
  const auto consider = [&](TermField field, bool whole) {
    consider_at(word.WholePenalty(field), field, whole);
  };
  if (BeginsFamily(mailbox, word)) {
    consider(TermField::kName, AreIn(word.whole_families, mailbox));
  }
  if (word.Begins(card.given)) consider(TermField::kGivenName, card.given == word.whole_term);
  const bool may_do_better = best > word.LeastPenalty(TermField::kName);
  if (may_do_better && (InitialsOfExtra(card, Scope::kEverywhere) & word.initials) != 0) {
    for (const ForwardEntry entry : index_.ExtraOf(mailbox)) {
      if (!word.Begins(entry.term())) continue;
      const TermField field = entry.field();
      consider_at(word.FurtherPenalty(field), field, entry.term() == word.whole_term);
    }
  }
  for (const std::uint32_t facet : card.facets) {
    if (best < kContextPenaltyMin) break;
    if (marks.Has(word, facet)) {
      consider(index_.facets.FieldOf(facet), marks.HasWhole(word, facet));
    }
  }
  return {0, best};
}

template <typename Find, typename FirstIn>
std::optional<RecipientMatch> RecipientQuery::MatchBy(std::uint32_t mailbox, Find find,
                                                      FirstIn first_in) const {
  RecipientMatch match;
  bool first_in_context = false;
  std::uint32_t name_penalty = 0;
  for (const ResolvedWord& word : words_) {
    const Found found = find(word, name_penalty);
    if (found.corrected == 2) return std::nullopt;
    match.corrected_words += found.corrected;
    match.penalty += found.penalty;
    if (found.penalty >= kContextPenaltyMin) ++match.context_words;
    if (&word == &words_.front()) {
      first_in_context = match.context_words != 0;
      if (first_in_context && !index_.IsShared(mailbox)) name_penalty = AskMeaning().name_penalty;
    }
  }
  // A service is called like a job that far more people have: they are meant.
  if (!first_in_context && match.context_words != 0 && index_.IsShared(mailbox) &&
      AskMeaning().is_job) {
    ++match.context_words;
    match.penalty += kFirstInContextPenalty + kNamedAsPlacePenalty;
  }
  if (words_.size() > 1 && index_.IsShared(mailbox)) match.penalty += kSharedPenalty;
  if (match.context_words != words_.size() || index_.IsShared(mailbox)) return match;
  const auto job = index_.cards[mailbox].facets[static_cast<std::size_t>(FacetKind::kJob)];
  const bool is_meant_by_job = words_.size() > 1 && AskMeaning().names_nobody && first_in(job);
  if (!is_meant_by_job) match.penalty += kNobodyNamedPenalty;
  return match;
}

std::optional<RecipientMatch> RecipientQuery::Match(std::uint32_t mailbox, Scope scope) const {
  return MatchBy(
      mailbox,
      [&](const ResolvedWord& word, std::uint32_t more) {
        return FindWord(mailbox, word, scope, more);
      },
      [&](std::uint32_t facet) {
        const auto terms = index_.facets.terms[facet];
        return std::any_of(terms.begin(), terms.end(),
                           [&](std::uint32_t term) { return words_.front().Begins(term); });
      });
}

RecipientMatch RecipientQuery::MatchAsTyped(std::uint32_t mailbox, FacetMarks& marks) const {
  return *MatchBy(
      mailbox,
      [&](const ResolvedWord& word, std::uint32_t more) {
        return FindAsTyped(mailbox, word, marks, more);
      },
      [&](std::uint32_t facet) { return marks.Has(words_.front(), facet); });
}

RecipientQuery::Meaning RecipientQuery::AskMeaning() const {
  if (!meaning_) {
    const bool are_impersonal =
        std::all_of(words_.begin(), words_.end(),
                    [this](const ResolvedWord& word) { return word.IsImpersonal(index_); });
    const bool is_structure = words_.front().TellsStructure();
    meaning_ = {are_impersonal || is_structure,
                are_impersonal && words_.front().IsRatherJob(index_),
                is_structure     ? kNamedAsStructurePenalty
                : are_impersonal ? kNamedAsPlacePenalty
                                 : 0};
  }
  return *meaning_;
}

bool RecipientQuery::MayMeanJob() const {
  if (!AskMeaning().names_nobody) return false;
  const FacetTable& facets = index_.facets;
  const auto is_job = [&](std::uint32_t facet) {
    return facets.jobs_begin <= facet && facet < facets.domains_begin;
  };
  const auto ranges = words_.front().ranges();
  return std::any_of(ranges.begin(), ranges.end(), [&](TermRange range) {
    const auto with_word = facets.with_term.Range(range.first, range.last);
    return std::any_of(with_word.begin(), with_word.end(), is_job);
  });
}

std::uint32_t RecipientQuery::LeastElsewhere(const ResolvedWord& word) const {
  const auto ranges = word.ranges();
  const bool in_structure = std::any_of(ranges.begin(), ranges.end(), [&](TermRange range) {
    return index_.HoldersOf(range).in_structure != 0;
  });
  return word.LeastPenalty(in_structure ? TermField::kStructure : TermField::kContext);
}

RecipientQuery::GoingFirst RecipientQuery::GoFirst(const ResolvedWord& word, bool all,
                                                   std::size_t few) const {
  if (all) return {word.ranges(), {0, 1, LeastElsewhere(word)}};
  if (!word.whole.empty() && !word.forgiving() && index_.HoldersOf(word.whole).in_names <= few) {
    return {{&word.whole, 1},
            {0, 0, word.WholePenalty(TermField::kName) + word.BegunPenalty(TermField::kName)}};
  }
  return {{}, {0, 0, word.LeastPenalty(TermField::kName)}};
}

std::size_t RecipientQuery::HoldersCount(const ResolvedWord& word, Scope scope) const {
  std::size_t count = 0;
  for (const TermRange range : word.ranges()) {
    const HoldersCounts holders = index_.HoldersOf(range);
    count += holders.in_names;
    if (scope == Scope::kEverywhere) count += holders.in_structure + holders.in_context;
  }
  return count;
}

std::size_t RecipientQuery::Effort(Scope scope) const {
  std::size_t fewest = HoldersCount(words_.front(), scope);
  for (const ResolvedWord& word : words()) fewest = std::min(fewest, HoldersCount(word, scope));
  return fewest;
}

RecipientQuery::Held RecipientQuery::OnCard(std::uint32_t mailbox, const ResolvedWord& word,
                                            Scope scope, FacetMarks& marks) const {
  const RecipientCard& card = index_.cards[mailbox];
  if (BeginsFamily(mailbox, word) || word.Begins(card.given)) return Held::kYes;
  const bool maybe_extra = (InitialsOfExtra(card, scope) & word.initials) != 0;
  if (maybe_extra && word.is_letter()) return Held::kYes;
  if (scope == Scope::kEverywhere && marks.Has(word, card)) return Held::kYes;
  return maybe_extra ? Held::kPerhaps : Held::kNo;
}

bool RecipientQuery::HasWord(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
                             FacetMarks& marks) const {
  const Held held = OnCard(mailbox, word, scope, marks);
  if (held != Held::kPerhaps) return held == Held::kYes;
  for (const ForwardEntry entry : index_.ExtraOf(mailbox)) {
    if (scope == Scope::kNames && !NamesSomebody(entry.field())) continue;
    if (word.Begins(entry.term())) return true;
  }
  return false;
}

std::span<const std::uint32_t> RecipientQuery::KeepByCards(
    std::span<std::uint32_t> mailboxes, std::span<const ResolvedWord* const> words, Scope scope,
    FacetMarks& marks) const {
  const bool by_family = forgiving();
  for (const std::uint32_t mailbox : mailboxes) {
    PrefetchLine(&index_.cards[mailbox]);
    if (by_family) PrefetchLine(&index_.family[mailbox]);
  }
  std::size_t kept = 0;
  for (const std::uint32_t mailbox : mailboxes) {
    const auto may_have = [&](const ResolvedWord* word) {
      return OnCard(mailbox, *word, scope, marks) != Held::kNo;
    };
    if (!std::all_of(words.begin(), words.end(), may_have)) continue;
    PrefetchLine(index_.extra.data() + index_.cards[mailbox].extra_first);  // it may have none
    mailboxes[kept++] = mailbox;
  }
  return mailboxes.first(kept);
}

std::vector<const ResolvedWord*> RecipientQuery::RarestFirst(Scope scope) const {
  struct Counted {
    std::size_t holders;
    const ResolvedWord* word;
  };
  std::array<Counted, kTypedWordsMax> counted;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    counted[i] = {HoldersCount(words_[i], scope), &words_[i]};
  }
  std::sort(counted.begin(), counted.begin() + static_cast<std::ptrdiff_t>(words_.size()),
            [](const Counted& a, const Counted& b) { return a.holders < b.holders; });
  std::vector<const ResolvedWord*> words;
  for (std::size_t i = 0; i < words_.size(); ++i) words.push_back(counted[i].word);
  return words;
}

}  // namespace annuaire
