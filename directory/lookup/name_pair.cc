#include "directory/lookup/name_pair.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace annuaire {
namespace {

// What further names stand in, of shared mailboxes and of persons.
constexpr std::array kSharedFields = {TermField::kName};
constexpr std::array kFurtherFields = {TermField::kFurtherName, TermField::kGivenName};

// For any of the terms, of which none is the whole word unless it is the only one.
std::uint32_t PenaltyOf(const ResolvedWord& word, TermRange terms, TermField field) {
  return terms.size() == 1 ? word.PenaltyOf(terms.first, field)
                           : word.WholePenalty(field) + word.begun_penalty();
}

// The least penalty of a word in one of "fields", and where it is only begun.
std::uint32_t LeastIn(std::span<const TermField> fields, const ResolvedWord& word) {
  std::uint32_t least = word.LeastPenalty(fields.front());
  for (const TermField field : fields) least = std::min(least, word.LeastPenalty(field));
  return least;
}
std::uint32_t LeastBegunIn(std::span<const TermField> fields, const ResolvedWord& word) {
  return LeastIn(fields, word) + (word.whole_term ? word.begun_penalty() : 0);
}

TermRange WholeOf(const ResolvedWord& word) {
  return word.whole_term ? TermRange{*word.whole_term, *word.whole_term + 1} : TermRange{};
}

// Some of the further names may be what "word" begins.
Sharing SharesBeginning(const FurtherNames& names, const ResolvedWord& word) {
  return word.beginning == 0 ? Sharing(names.initials, word.initials)
                             : Sharing(names.beginnings, word.beginning);
}

// The whole word, if it is one, and all it begins.
std::span<const NamePair::Terms> TermsOf(const ResolvedWord& word,
                                         std::array<NamePair::Terms, 2>& terms) {
  terms = {NamePair::Terms{WholeOf(word), 0}, NamePair::Terms{word.as_typed, word.begun_penalty()}};
  return word.whole_term ? std::span(terms) : std::span(terms).last(1);
}

}  // namespace

PairMatches::PairMatches(const SuggestWork& work, const RecipientQuery& query, FacetMarks& marks,
                         Roles roles, SuggestContest& contest)
    : work_(work), query_(query), marks_(marks), roles_(roles), contest_(contest) {
  const auto words = query.words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == roles.a || i == roles.b) continue;
    others_penalty_ += i == roles.in_context ? words[i].LeastPenalty(TermField::kStructure)
                                             : words[i].LeastPenalty(TermField::kName);
  }
}

bool PairMatches::MayHaveInStructure(std::uint32_t mailbox, const ResolvedWord& word) const {
  const RecipientCard& card = work_.index.cards[mailbox];
  return (card.context_initials & word.initials) != 0 ||
         marks_.Has(word, card.facets[static_cast<std::size_t>(FacetKind::kOrganization)]);
}

void PairMatches::TakeIfAll(std::uint32_t penalty, std::uint32_t mailbox) {
  if (!work_.choice.Allows(mailbox)) return;
  const auto words = query_.words();
  if (roles_.in_context != Roles::kNone) {
    // Few structures have the word: once nothing else would do, most are ruled out.
    const ResolvedWord& word = words[roles_.in_context];
    const std::uint32_t more =
        word.WholePenalty(TermField::kContext) - word.WholePenalty(TermField::kStructure);
    if (!IsOpenTo(penalty + more, mailbox) && !MayHaveInStructure(mailbox, word)) {
      return;
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == roles_.a || i == roles_.b) continue;
    const Scope scope = i == roles_.in_context ? Scope::kEverywhere : Scope::kNames;
    if (!query_.HasWord(mailbox, words[i], scope, marks_)) return;
  }
  contest_.Enter({PackRank(*query_.Match(mailbox), work_.hints.Of(mailbox)), mailbox});
}

NamePair::NamePair(const SuggestWork& work, PairMatches& matches)
    : work_(work),
      index_(work.index),
      a_(matches.a()),
      b_(matches.b()),
      matches_(matches),
      shared_(work.choice.allows_shared()),
      personal_(work.choice.AllowsSome(RecipientClass::kPerson) ||
                work.choice.AllowsSome(RecipientClass::kPersonGone)) {}

// The kinds with the least penalty first: they leave the others little to do.
void NamePair::FindIn(const SuggestArea& area) {
  area_ = &area;
  matches_.Enter(area);
  if (personal_) {
    FindSameFamily();
    FindFamilyAndGiven(a_, b_);
    FindFamilyAndGiven(b_, a_);
    if (area.everywhere()) {
      FindFurther(b_, a_, TermField::kName);
      FindFurther(a_, b_, TermField::kName);
      FindFurther(b_, a_, TermField::kGivenName);
      FindFurther(a_, b_, TermField::kGivenName);
    }
    FindSameGiven();
  }
  if (area.everywhere()) {
    FindBothFurther(kFurtherFields);
    if (shared_) FindBothFurther(kSharedFields);
  } else {
    FindFurtherNear(b_, a_);
    FindFurtherNear(a_, b_);
  }
}

void NamePair::FindFamilyAndGiven(const ResolvedWord& family, const ResolvedWord& given) {
  std::array<Terms, 2> family_memory;
  std::array<Terms, 2> given_memory;
  for (const Terms& of_family : TermsOf(family, family_memory)) {
    for (const Terms& of_given : TermsOf(given, given_memory)) {
      const std::uint32_t penalty = family.WholePenalty(TermField::kName) + of_family.begun +
                                    given.WholePenalty(TermField::kGivenName) + of_given.begun;
      for (const MailboxRange& run : index_.FamilyRanges(of_family.range)) {
        if (!matches_.IsOpenTo(penalty, run.first)) continue;
        area_->ForEachGivenIn(run, of_given.range, [&](std::uint32_t mailbox) {
          return matches_.Take(penalty, mailbox);
        });
      }
    }
  }
}

TermRange NamePair::Common() const {
  return {std::max(a_.as_typed.first, b_.as_typed.first),
          std::min(a_.as_typed.last, b_.as_typed.last)};
}

std::vector<TermRange> NamePair::PartsOf(TermRange common) const {
  std::vector<TermRange> parts;
  if (common.empty()) return parts;
  for (const std::optional<std::uint32_t> whole : {a_.whole_term, b_.whole_term}) {
    if (whole && common.contains(*whole)) parts.push_back({*whole, *whole + 1});
  }
  parts.push_back(common);
  return parts;
}

void NamePair::FindSameFamily() {
  for (const TermRange part : PartsOf(Common())) {
    const std::uint32_t penalty =
        PenaltyOf(a_, part, TermField::kName) + PenaltyOf(b_, part, TermField::kName);
    for (const MailboxRange& run : index_.FamilyRanges(part)) {
      if (!matches_.IsOpenTo(penalty, run.first)) continue;
      area_->ForEachIn(run, [&](std::uint32_t mailbox) { return matches_.Take(penalty, mailbox); });
    }
  }
}

void NamePair::FindSameGiven() {
  for (const TermRange part : PartsOf(Common())) {
    const std::uint32_t penalty =
        PenaltyOf(a_, part, TermField::kGivenName) + PenaltyOf(b_, part, TermField::kGivenName);
    if (!matches_.IsOpenTo(penalty)) continue;
    area_->ForEachGiven(part,
                        [&](std::uint32_t mailbox) { return matches_.Take(penalty, mailbox); });
  }
}

void NamePair::FindFurtherNear(const ResolvedWord& word, const ResolvedWord& other) {
  for (const TermField field : {TermField::kName, TermField::kFurtherName, TermField::kGivenName}) {
    const bool shared = field == TermField::kName;
    if (shared ? !shared_ : !personal_) continue;
    const FurtherNames& further = shared ? index_.shared_names : index_.OthersOf(field).further;
    const Postings& postings = index_.Further(field);
    const ColumnRange begun = postings.PositionsOf(word.as_typed);
    const std::uint32_t least = (shared ? kSharedPenalty : 0) + word.LeastPenalty(field) +
                                other.LeastPenalty(TermField::kName);
    if (begun.empty() || !matches_.IsOpenTo(least)) continue;
    const ColumnRange whole = postings.PositionsOf(WholeOf(word));
    const std::span<const TermField> fields = shared ? std::span<const TermField>(kSharedFields)
                                                     : std::span<const TermField>(kFurtherFields);
    const std::uint32_t others_least = LeastIn(fields, other);
    const std::uint32_t others_least_begun = LeastBegunIn(fields, other);
    const Sharing shares = SharesBeginning(further, other);
    area_->ForEachFurther(further, begun, [&](std::uint32_t at) {
      const std::uint32_t mailbox = postings.documents()[at];
      if (!matches_.IsOpenTo(least, mailbox)) return;
      const bool is_whole = whole.contains(at);
      const std::uint32_t penalty = (shared ? kSharedPenalty : 0) + word.WholePenalty(field) +
                                    (is_whole ? 0 : word.begun_penalty());
      const auto take_if = [&](std::uint32_t term, TermField first_name) {
        if (!other.as_typed.contains(term)) return;
        matches_.Take(penalty + other.PenaltyOf(term, first_name), mailbox);
      };
      if (!shared) {
        take_if(index_.OthersOf(field).family[at], TermField::kName);
        take_if(index_.OthersOf(field).given[at], TermField::kGivenName);
      }
      // Who has the other as a whole word is found by that.
      const std::uint32_t least_both = penalty + (is_whole ? others_least : others_least_begun);
      if (!shares.One(at) || !matches_.IsOpenTo(least_both, mailbox)) return;
      const auto others = FurtherPenalty(mailbox, other);
      if (others) matches_.Take(penalty + *others, mailbox);
    });
  }
}

void NamePair::FindFurther(const ResolvedWord& word, const ResolvedWord& other,
                           TermField first_name) {
  std::array<Terms, 2> word_memory;
  std::array<Terms, 2> other_memory;
  for (const TermField field : kFurtherFields) {
    const Postings& postings = index_.Further(field);
    const OtherNames& names = index_.OthersOf(field);
    for (const Terms& further : TermsOf(word, word_memory)) {
      const ColumnRange positions = postings.PositionsOf(further.range);
      for (const Terms& first : TermsOf(other, other_memory)) {
        const std::uint32_t penalty =
            word.WholePenalty(field) + further.begun + other.WholePenalty(first_name) + first.begun;
        if (positions.empty() || !matches_.IsOpenTo(penalty)) continue;
        const Column<std::uint32_t>& column =
            first_name == TermField::kName ? names.family : names.given;
        const auto visit = [&](std::uint32_t at) {
          matches_.Take(penalty, postings.documents()[at]);
          return true;
        };
        ForEachPassing(positions, visit, Within(column, first.range));
      }
    }
  }
}

std::optional<std::uint32_t> NamePair::FurtherPenalty(std::uint32_t mailbox,
                                                      const ResolvedWord& word) const {
  std::optional<std::uint32_t> best;
  if ((index_.cards[mailbox].name_initials & word.initials) == 0) return best;
  for (const ForwardEntry entry : index_.ExtraOf(mailbox)) {
    if (!NamesSomebody(entry.field()) || !word.as_typed.contains(entry.term())) continue;
    const std::uint32_t penalty = word.PenaltyOf(entry.term(), entry.field());
    if (!best || penalty < *best) best = penalty;
  }
  return best;
}

void NamePair::FindBothIn(TermField field, const Terms& terms, const ResolvedWord& word,
                          const ResolvedWord& other, std::uint32_t others_least) {
  const bool shared = field == TermField::kName;
  const FurtherNames& names = shared ? index_.shared_names : index_.OthersOf(field).further;
  const Postings& postings = index_.Further(field);
  const ColumnRange positions = postings.PositionsOf(terms.range);
  const std::uint32_t penalty =
      (shared ? kSharedPenalty : 0) + word.WholePenalty(field) + terms.begun;
  const std::uint32_t least = penalty + others_least;
  if (positions.empty() || !matches_.IsOpenTo(least)) return;
  const auto visit = [&](std::uint32_t at) {
    const std::uint32_t mailbox = postings.documents()[at];
    if (!matches_.IsOpenTo(least, mailbox)) return true;
    const auto others = FurtherPenalty(mailbox, other);
    if (others) matches_.Take(penalty + *others, mailbox);
    return true;
  };
  ForEachPassing(positions, visit, SharesBeginning(names, other));
}

void NamePair::FindBothFurther(std::span<const TermField> fields) {
  const auto count = [&](TermRange terms) {
    std::size_t found = 0;
    for (const TermField field : fields) found += index_.Further(field).PositionsOf(terms).size();
    return found;
  };
  const bool by_a = count(a_.as_typed) <= count(b_.as_typed);
  const ResolvedWord& word = by_a ? a_ : b_;
  const ResolvedWord& other = by_a ? b_ : a_;
  // Where few have the other as a whole word, they are found by that: all others have
  // it begun at best, and full places end them sooner.
  const bool whole_apart = count(WholeOf(other)) < count(word.as_typed);
  for (const TermField field : fields) {
    if (!whole_apart || !other.whole_term) break;
    FindBothIn(field, {WholeOf(other), 0}, other, word, LeastIn(fields, word));
  }
  const std::uint32_t others_least =
      whole_apart ? LeastBegunIn(fields, other) : LeastIn(fields, other);
  std::array<Terms, 2> memory;
  for (const TermField field : fields) {
    for (const Terms& terms : TermsOf(word, memory)) {
      FindBothIn(field, terms, word, other, others_least);
    }
  }
}

}  // namespace annuaire
