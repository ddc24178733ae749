#include "directory/completion/name_pair.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace annuaire {
namespace {

// What further names stand in, of shared mailboxes and of persons.
constexpr std::array kSharedFields = {TermField::kName};
constexpr std::array kFirstFields = {TermField::kName, TermField::kGivenName};
constexpr std::array kFurtherFields = {TermField::kFurtherName, TermField::kGivenName};
constexpr std::array kAllFields = {TermField::kName, TermField::kFurtherName,
                                   TermField::kGivenName};

// The least that a word in one of "fields" costs.
WordCost LeastIn(std::span<const TermField> fields, const ResolvedWord& word) {
  std::uint32_t least = word.WholePenalty(fields.front());
  for (const TermField field : fields) least = std::min(least, word.WholePenalty(field));
  return WordCost{0, least} + word.least_in_names();
}

// The whole word as typed, if it is one.
std::span<const WordTerms> WholeOf(const ResolvedWord& word) {
  const auto terms = word.in_names();
  const bool is_whole = word.whole_term && terms.front().range.first == *word.whole_term;
  return terms.first(is_whole && !word.forgiving() ? 1 : 0);
}

TermRange Common(TermRange a, TermRange b) {
  return {std::max(a.first, b.first), std::min(a.last, b.last)};
}

// From the first term that matches "word" to the last.
TermRange SpanOf(const ResolvedWord& word) {
  return {word.ranges().front().first, word.ranges().back().last};
}

// What names begin with tells those that "word" may begin from others.
bool IsToldByBeginnings(const ResolvedWord& word) {
  return word.beginning != 0 && !word.forgiving();
}

// Some of the further names may be what "word" begins.
Sharing SharesBeginning(const FurtherNames& names, const ResolvedWord& word) {
  return IsToldByBeginnings(word) ? Sharing(names.beginnings, Halved(word.beginning))
                                  : Sharing(names.initials, word.initials);
}

}  // namespace

PairMatches::PairMatches(const SuggestWork& work, const RecipientQuery& query, FacetMarks& marks,
                         Roles roles, SuggestContest& contest)
    : work_(work), query_(query), marks_(marks), roles_(roles), contest_(contest) {
  const auto words = query.words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == roles.a || i == roles.b) continue;
    const TermField field = i == roles.in_context ? TermField::kStructure : TermField::kName;
    others_least_.penalty += words[i].LeastPenalty(field);
  }
  // Some word is corrected, or who matches is chosen.
  if (query.forgiving() && !a().forgiving() && !b().forgiving()) others_least_.corrected = 1;
}

bool PairMatches::MayHaveInStructure(std::uint32_t mailbox, const ResolvedWord& word) const {
  const RecipientCard& card = work_.index.cards[mailbox];
  return (card.context_initials & word.initials) != 0 ||
         marks_.Has(word, card.facets[static_cast<std::size_t>(FacetKind::kOrganization)]);
}

void PairMatches::TakeIfAll(WordCost cost, std::uint32_t mailbox) {
  if (!work_.choice.Allows(mailbox)) return;
  const auto words = query_.words();
  if (roles_.in_context != Roles::kNone) {
    // Few structures have the word: once nothing else would do, most are ruled out.
    const ResolvedWord& word = words[roles_.in_context];
    const WordCost more = {
        0, word.WholePenalty(TermField::kContext) - word.WholePenalty(TermField::kStructure)};
    if (!IsOpenTo(cost + more, mailbox) && !MayHaveInStructure(mailbox, word)) {
      return;
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == roles_.a || i == roles_.b) continue;
    const Scope scope = i == roles_.in_context ? Scope::kEverywhere : Scope::kNames;
    if (!query_.HasWord(mailbox, words[i], scope, marks_)) return;
  }
  if (query_.forgiving()) return TakeIfAll(mailbox);
  contest_.Enter(
      {PackRank(query_.MatchAsTyped(mailbox, marks_), work_.hints.Of(mailbox)), mailbox});
}

void PairMatches::TakeIfAll(std::uint32_t mailbox) {
  const auto match = query_.Match(mailbox, query_.forgiving() ? Scope::kNames : Scope::kEverywhere);
  if (match) contest_.Enter({PackRank(*match, work_.hints.Of(mailbox)), mailbox});
}

NamePair::NamePair(const SuggestWork& work, PairMatches& matches)
    : index_(work.index),
      a_(matches.a()),
      b_(matches.b()),
      matches_(matches),
      shared_(work.choice.allows_shared()),
      personal_(work.choice.AllowsSome(RecipientClass::kPerson) ||
                work.choice.AllowsSome(RecipientClass::kPersonGone)) {}

// The kinds with the least penalty first: they leave the others little to do.
void NamePair::FindIn(const SuggestArea& area) {
  if (a_.in_names().empty() || b_.in_names().empty()) return;
  area_ = &area;
  matches_.Enter(area);
  if (personal_) {
    FindSameFamily();
    FindFamilyAndGiven(a_, b_);
    FindFamilyAndGiven(b_, a_);
    FindSameGiven();
    if (FindFirstFew()) return;
    FindFurther(b_, a_);
    FindFurther(a_, b_);
    FindBothFurther(kFurtherFields);
  }
  if (shared_) FindBothFurther(kSharedFields);
}

bool NamePair::FindFirstFew() {
  constexpr std::uint32_t kFirstFew = 512;
  if (!area_->everywhere()) return false;
  const std::uint32_t end = matches_.OpenEnd(LeastIn(kAllFields, a_) + LeastIn(kAllFields, b_));
  if (end > kFirstFew) return false;
  for (std::uint32_t mailbox = 0; mailbox < end; ++mailbox) matches_.TakeIfAll(mailbox);
  return true;
}

template <typename Visit>
void NamePair::ForEachOpen(const ResolvedWord& word, TermField field, const ResolvedWord& other,
                           TermField others_field, Visit visit) const {
  const WordCost fields{0, word.WholePenalty(field) + other.WholePenalty(others_field)};
  for (const WordTerms& terms : word.in_names()) {
    const WordCost at_least = fields + terms.cost;
    if (!matches_.IsOpenTo(at_least + other.in_names().front().cost)) return;
    for (const WordTerms& of_other : other.in_names()) {
      const WordCost cost = at_least + of_other.cost;
      if (matches_.AreChosen(cost)) continue;
      if (!matches_.IsOpenTo(cost)) break;
      visit(terms.range, of_other.range, cost);
    }
  }
}

void NamePair::FindFamilyAndGiven(const ResolvedWord& family, const ResolvedWord& given) {
  ForEachOpen(family, TermField::kName, given, TermField::kGivenName,
              [&](TermRange families, TermRange givens, WordCost cost) {
                for (const MailboxRange& run : index_.FamilyRanges(families)) {
                  area_->ForEachGivenIn(
                      matches_.Open(cost, run), givens,
                      [&](std::uint32_t mailbox) { return matches_.Take(cost, mailbox); });
                }
              });
}

void NamePair::FindSameFamily() {
  ForEachOpen(a_, TermField::kName, b_, TermField::kName,
              [&](TermRange of_a, TermRange of_b, WordCost cost) {
                const TermRange common = Common(of_a, of_b);
                if (common.empty()) return;
                for (const MailboxRange& run : index_.FamilyRanges(common)) {
                  area_->ForEachIn(matches_.Open(cost, run), [&](std::uint32_t mailbox) {
                    return matches_.Take(cost, mailbox);
                  });
                }
              });
}

void NamePair::FindSameGiven() {
  ForEachOpen(a_, TermField::kGivenName, b_, TermField::kGivenName,
              [&](TermRange of_a, TermRange of_b, WordCost cost) {
                const TermRange common = Common(of_a, of_b);
                if (common.empty()) return;
                area_->ForEachGiven(
                    common, [&](std::uint32_t mailbox) { return matches_.Take(cost, mailbox); });
              });
}

void NamePair::FindFurther(const ResolvedWord& word, const ResolvedWord& other) {
  if (!area_->everywhere() || other.forgiving()) return FindFurtherAtOnce(word, other);
  FindFurtherAndFamily(word, other);
  FindFurtherAndGiven(word, other);
}

void NamePair::FindFurtherAndFamily(const ResolvedWord& word, const ResolvedWord& family) {
  for (const WordTerms& families : family.in_names()) {
    const WordCost cost = families.cost + WordCost{0, family.WholePenalty(TermField::kName)};
    const WordCost least = cost + LeastIn(kFurtherFields, word);
    if (!matches_.IsOpenTo(least)) return;
    std::uint32_t left = 0;
    std::array<MailboxRange, 2> runs = index_.FamilyRanges(families.range);
    for (MailboxRange& run : runs) {
      run = matches_.Open(least, run);
      left += run.size();
    }
    if (left <= CountIn(kFurtherFields, word.in_names()) / 16) {
      const auto take_if = [&](std::uint32_t mailbox) {
        const auto further = FurtherCost(mailbox, word);
        if (further) matches_.Take(cost + *further, mailbox);
        return true;
      };
      for (const MailboxRange& run : runs) {
        if (IsToldByBeginnings(word)) {
          ForEachPassing(run, take_if, Sharing(index_.name_beginnings, Halved(word.beginning)));
        } else {
          area_->ForEachIn(run, take_if);
        }
      }
      continue;
    }
    for (const TermField field : kFurtherFields) {
      FindFurtherIn(field, word, cost, Within(index_.OthersOf(field).family, families.range));
    }
  }
}

void NamePair::FindFurtherAndGiven(const ResolvedWord& word, const ResolvedWord& given) {
  for (const WordTerms& givens : given.in_names()) {
    const WordCost cost = givens.cost + WordCost{0, given.WholePenalty(TermField::kGivenName)};
    for (const TermField field : kFurtherFields) {
      FindFurtherIn(field, word, cost, Within(index_.OthersOf(field).given, givens.range));
    }
  }
}

void NamePair::FindFurtherIn(TermField field, const ResolvedWord& word, WordCost others,
                             Within has_other) {
  const Postings& postings = index_.Further(field);
  for (const WordTerms& terms : word.in_names()) {
    const WordCost cost = others + terms.cost + WordCost{0, word.FurtherPenalty(field, terms)};
    if (!matches_.IsOpenTo(cost)) return;
    area_->ForEachFurther(index_.OthersOf(field).further, postings.PositionsOf(terms.range),
                          has_other,
                          [&](std::uint32_t at) { matches_.Take(cost, postings.documents()[at]); });
  }
}

void NamePair::FindFurtherAtOnce(const ResolvedWord& word, const ResolvedWord& other) {
  const WordCost others_least = LeastIn(kFirstFields, other);
  const TermRange span = SpanOf(other);
  for (const TermField field : kFurtherFields) {
    const Postings& postings = index_.Further(field);
    const OtherNames& names = index_.OthersOf(field);
    const Either may_have_other(Within(names.family, span), Within(names.given, span));
    for (const WordTerms& terms : word.in_names()) {
      const WordCost cost = terms.cost + WordCost{0, word.FurtherPenalty(field, terms)};
      if (!matches_.IsOpenTo(cost + others_least)) break;
      const auto visit = [&](std::uint32_t at) {
        const auto take_if = [&](std::uint32_t term, TermField first_name) {
          if (!other.Begins(term)) return;
          matches_.Take(cost + other.CostOf(term, first_name), postings.documents()[at]);
        };
        take_if(names.family[at], TermField::kName);
        take_if(names.given[at], TermField::kGivenName);
      };
      area_->ForEachFurther(names.further, postings.PositionsOf(terms.range), may_have_other,
                            visit);
    }
  }
}

std::size_t NamePair::CountIn(std::span<const TermField> fields,
                              std::span<const WordTerms> all) const {
  std::size_t found = 0;
  for (const WordTerms& terms : all) {
    for (const TermField field : fields) {
      found += index_.Further(field).PositionsOf(terms.range).size();
    }
  }
  return found;
}

std::optional<WordCost> NamePair::FurtherCost(std::uint32_t mailbox,
                                              const ResolvedWord& word) const {
  std::optional<WordCost> best;
  if ((index_.cards[mailbox].name_initials & word.initials) == 0) return best;
  for (const ForwardEntry entry : index_.ExtraOf(mailbox)) {
    if (!NamesSomebody(entry.field()) || !word.Begins(entry.term())) continue;
    const WordCost cost =
        word.CostOf(entry.term(), entry.field()) + WordCost{0, word.MoreAsFurther(entry.field())};
    if (!best || cost < *best) best = cost;
  }
  return best;
}

void NamePair::FindBothIn(TermField field, const WordTerms& terms, const ResolvedWord& word,
                          const ResolvedWord& other, WordCost others_least) {
  const bool shared = field == TermField::kName;
  const FurtherNames& names = shared ? index_.shared_names : index_.OthersOf(field).further;
  const Postings& postings = index_.Further(field);
  const std::uint32_t penalty = word.FurtherPenalty(field, terms) + (shared ? kSharedPenalty : 0);
  const WordCost cost = terms.cost + WordCost{0, penalty};
  const WordCost least = cost + others_least;
  if (!matches_.IsOpenTo(least)) return;
  const auto visit = [&](std::uint32_t at) {
    const std::uint32_t mailbox = postings.documents()[at];
    if (!matches_.IsOpenTo(least, mailbox)) return;
    const auto others = FurtherCost(mailbox, other);
    if (others) matches_.Take(cost + *others, mailbox);
  };
  area_->ForEachFurther(names, postings.PositionsOf(terms.range), SharesBeginning(names, other),
                        visit);
}

void NamePair::FindBothFurther(std::span<const TermField> fields) {
  const WordCost shared = {0, fields.front() == TermField::kName ? kSharedPenalty : 0};
  if (!matches_.IsOpenTo(shared + LeastIn(fields, a_) + LeastIn(fields, b_))) return;
  const auto count = [&](std::span<const WordTerms> all) { return CountIn(fields, all); };
  // Columns tell little of a forgiving word: it is looked for first.
  const bool by_a = a_.forgiving() == b_.forgiving() ? count(a_.in_names()) <= count(b_.in_names())
                                                     : a_.forgiving();
  const ResolvedWord& word = by_a ? a_ : b_;
  const ResolvedWord& other = by_a ? b_ : a_;
  // Where few have the other as a whole word, they are found by that: all others have
  // it begun at best, and full places end them sooner.
  const std::span<const WordTerms> whole = WholeOf(other);
  const bool whole_apart = !whole.empty() && count(whole) < count(word.in_names());
  for (const TermField field : fields) {
    for (const WordTerms& terms : whole) {
      if (whole_apart) FindBothIn(field, terms, other, word, LeastIn(fields, word));
    }
  }
  const WordCost begun = {0, whole_apart ? other.BegunPenalty(TermField::kName) : 0};
  for (const TermField field : fields) {
    for (const WordTerms& terms : word.in_names()) {
      FindBothIn(field, terms, word, other, LeastIn(fields, other) + begun);
    }
  }
}

}  // namespace annuaire
