// One typed word. Matches are ordered by scope (names before the rest), then
// nearness, shared mailboxes before personal ones where it names nobody, field,
// whole word before begun, number: cell after cell of that order is looked into
// until there are enough.

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <vector>

#include "directory/completion/suggest_contest.h"
#include "directory/completion/suggest_work.h"

namespace annuaire {
namespace {

// Up to so many matches are all ranked rather than looked for in order.
constexpr std::size_t kFew = 1024;
// The same for matches in names, of which the cells of one sender are several.
constexpr std::size_t kFewNames = 48;
constexpr std::size_t kFewNamesWithHints = 200;

// From so many holders on, the first few are found sooner by going through the
// mailboxes than by gathering the holders.
constexpr std::size_t kMany = 8192;
// The same of those near the sender, by how many holders there are for each who is near.
constexpr std::size_t kManyForOne = 4;

constexpr std::array kNearnesses = {Nearness::kSameOrganization, Nearness::kSameDomainAndDepartment,
                                    Nearness::kSameDepartment, Nearness::kSameDomain,
                                    Nearness::kElsewhere};

// Where a word can stand, all of what is there or its beginning: parts with the
// same penalty are one cell.
struct Part {
  TermField field;
  bool whole;
};
using Cell = std::span<const Part>;

constexpr Part kNameWhole[] = {{TermField::kName, true}};
constexpr Part kNameBegun[] = {{TermField::kName, false}, {TermField::kFurtherName, true}};
constexpr Part kFurtherBegun[] = {{TermField::kFurtherName, false}, {TermField::kGivenName, true}};
constexpr Part kGivenBegun[] = {{TermField::kGivenName, false}};
constexpr Part kStructureWhole[] = {{TermField::kStructure, true}};
constexpr Part kStructureBegun[] = {{TermField::kStructure, false}};
constexpr Part kContextWhole[] = {{TermField::kContext, true}};
constexpr Part kContextBegun[] = {{TermField::kContext, false}};
constexpr Cell kNameCells[] = {kNameWhole, kNameBegun, kFurtherBegun, kGivenBegun};
constexpr Cell kOtherCells[] = {kStructureWhole, kStructureBegun, kContextWhole, kContextBegun};

class OneWord {
 public:
  OneWord(const SuggestWork& work, const RecipientQuery& query)
      : work_(work), query_(query), word_(query.words().front()) {}

  void Run(Scope scope) {
    const std::size_t in_names = query_.Effort(Scope::kNames);
    if (in_names <= (work_.hints.any() ? kFewNamesWithHints : kFewNames)) {
      ChooseAmongNamed();
    } else {
      ChooseIn(kNameCells, {Everybody()});
    }
    if (work_.choice.half_full() || scope == Scope::kNames) return;
    const std::size_t everywhere = query_.Effort(Scope::kEverywhere);
    if (everywhere == in_names) return;
    if (everywhere <= kFew) return work_.ChooseAmongAll(query_);
    work_.choice.ChooseFirstByContext();
    if (shared_) {
      ChooseIn(kOtherCells, {Shared(), Personal()});
    } else {
      ChooseIn(kOtherCells, {Personal()});
    }
  }

 private:
  // Runs of mailboxes, rising; some are empty.
  using Runs = std::array<MailboxRange, 2>;

  Runs Everybody() const { return {MailboxRange{0, work_.index.mailboxes_count()}}; }
  Runs Shared() const {
    return {MailboxRange{work_.index.Class(RecipientClass::kPerson).last,
                         work_.index.Class(RecipientClass::kPersonGone).first}};
  }
  Runs Personal() const {
    return {work_.index.Class(RecipientClass::kPerson),
            work_.index.Class(RecipientClass::kPersonGone)};
  }

  // Ranks all who have it in their names: how is told by where each is found,
  // without a look at the mailbox. Not in line: short words are faster without.
  [[gnu::noinline]] void ChooseAmongNamed() {
    if (work_.choice.enough()) return;
    SuggestContest contest(work_.choice);
    word_.ForEachInNames(work_.index, !word_.forgiving(), [&](TermRange terms, WordCost cost) {
      std::size_t left = work_.index.HoldersOf(terms).in_names;
      const auto enter_all = [&](const auto& mailboxes, TermField field) {
        const std::uint32_t penalty = word_.WholePenalty(field) + cost.penalty;
        left -= mailboxes.size();
        for (const std::uint32_t mailbox : mailboxes) {
          contest.Enter({PackRank({cost.corrected, 0, penalty}, work_.hints.Of(mailbox)), mailbox});
        }
      };
      for (const MailboxRange& run : work_.index.FamilyRanges(terms)) {
        enter_all(run, TermField::kName);
      }
      // Who is left has it mostly at the end of a compound name.
      for (const TermField field :
           {TermField::kFurtherName, TermField::kName, TermField::kGivenName}) {
        if (left == 0) return;
        ForEachPostings(field,
                        [&](const Postings& postings) { enter_all(postings.Of(terms), field); });
      }
    });
    contest.Finish();
  }

  // Nearness by nearness, among the mailboxes of one group before the next.
  void ChooseIn(std::span<const Cell> cells, std::initializer_list<Runs> groups) {
    for (const Nearness nearness : kNearnesses) {
      if (nearness != Nearness::kElsewhere && !work_.hints.any()) continue;
      for (const Runs& runs : groups) {
        runs_ = runs;
        for (const Cell& cell : cells) ChooseCell(nearness, cell);
      }
    }
  }

  void ChooseCell(Nearness nearness, const Cell& cell) {
    if (work_.choice.enough()) return;
    found_.clear();
    last_ = work_.index.mailboxes_count();
    for (const Part& part : cell) Find(nearness, part);
    std::sort(found_.begin(), found_.end());
    for (const std::uint32_t mailbox : found_) work_.choice.Choose(mailbox);
  }

  void Find(Nearness nearness, const Part& part) {
    const std::span<const TermRange> ranges = part.whole ? WholeTerms() : word_.ranges();
    if (ranges.empty()) return;
    if (part.field == TermField::kName) FindByFamily(nearness, ranges);
    if (part.field == TermField::kName && last_ < Shared().front().first) return;
    if (nearness == Nearness::kElsewhere && NamesSomebody(part.field)) {
      ForEachPostings(part.field, [&](const Postings& postings) { FindBest(postings, ranges); });
    } else {
      FindInLists(nearness, part.field, ranges);
    }
  }

  // What counts as the whole word; rising.
  std::span<const TermRange> WholeTerms() {
    std::size_t count = 0;
    if (const auto term = word_.whole_term) whole_[count++] = {*term, *term + 1};
    // The only word has no more than one.
    for (const auto& common : word_.common()) whole_[count++] = {common.term, common.term + 1};
    if (count == 2 && whole_[1].first < whole_[0].first) std::swap(whole_[0], whole_[1]);
    return std::span(whole_).first(count);
  }

  // Calls visit(postings) for those of a field that may be chosen from.
  template <typename Visit>
  void ForEachPostings(TermField field, Visit visit) const {
    work_.index.ForEachPostings(field, [&](const Postings& postings) {
      if (field != TermField::kName || shared_) visit(postings);
    });
  }

  // The first so many of each run are the best of it, and none after the last of
  // these is among the best of the cell.
  template <typename ForEach>
  void Find(ForEach for_each) {
    std::size_t left = work_.choice.candidates_max();
    for_each([&](std::uint32_t mailbox) {
      if (mailbox > last_) return false;
      found_.push_back(mailbox);
      if (--left == 0) last_ = mailbox;
      return left != 0;
    });
  }

  void FindByFamily(Nearness nearness, std::span<const TermRange> ranges) {
    for (const TermRange range : ranges) {
      for (const MailboxRange& run : work_.index.FamilyRanges(range)) {
        if (run.first > last_) break;
        Find([&](auto visit) { work_.ForEachOf(nearness, run, visit); });
      }
    }
  }

  void FindBest(const Postings& postings, std::span<const TermRange> ranges) {
    Find([&](auto visit) {
      postings.Best(ranges, [&](std::uint32_t mailbox) {
        return !work_.Counts(Nearness::kElsewhere, mailbox) || visit(mailbox);
      });
    });
  }

  void FindInLists(Nearness nearness, TermField field, std::span<const TermRange> ranges) {
    const bool by_department =
        nearness == Nearness::kSameDepartment || nearness == Nearness::kSameDomainAndDepartment;
    if (field == TermField::kGivenName && by_department && ranges.size() == 1) {
      Find([&](auto visit) { work_.ForEachGivenOf(nearness, ranges.front(), visit); });
      FindHolders(nearness, work_.index.Further(field), ranges);
      return;
    }
    const std::size_t many =
        nearness == Nearness::kElsewhere ? kMany : kManyForOne * work_.SizeOf(nearness);
    if (HoldersCount(field, ranges) <= many) {
      ForEachHolder(field, ranges, [&](std::uint32_t mailbox) {
        if (InRuns(mailbox) && work_.Counts(nearness, mailbox)) found_.push_back(mailbox);
      });
      return;
    }
    for (const MailboxRange& run : runs_) {
      Find([&](auto visit) {
        work_.ForEachOf(nearness, run, [&](std::uint32_t mailbox) {
          return !Holds(mailbox, field, ranges) || visit(mailbox);
        });
      });
    }
  }

  bool InRuns(std::uint32_t mailbox) const {
    return std::any_of(runs_.begin(), runs_.end(),
                       [mailbox](const MailboxRange& run) { return run.contains(mailbox); });
  }

  void FindHolders(Nearness nearness, const Postings& postings, std::span<const TermRange> ranges) {
    for (const TermRange range : ranges) {
      for (const std::uint32_t mailbox : postings.Of(range)) {
        if (work_.Counts(nearness, mailbox)) found_.push_back(mailbox);
      }
    }
  }

  std::size_t HoldersCount(TermField field, std::span<const TermRange> ranges) const {
    std::size_t count = 0;
    for (const TermRange range : ranges) {
      const HoldersCounts holders = work_.index.HoldersOf(range);
      if (field == TermField::kStructure) count += holders.in_structure;
      if (field == TermField::kContext) count += holders.in_context;
      if (!NamesSomebody(field)) continue;
      ForEachPostings(field, [&](const Postings& postings) { count += postings.Of(range).size(); });
    }
    return count;
  }

  template <typename Visit>
  void ForEachHolder(TermField field, std::span<const TermRange> ranges, Visit visit) const {
    const FacetTable& facets = work_.index.facets;
    for (const TermRange range : ranges) {
      ForEachPostings(field, [&](const Postings& postings) {
        for (const std::uint32_t mailbox : postings.Of(range)) visit(mailbox);
      });
      if (NamesSomebody(field)) continue;
      for (const std::uint32_t facet : facets.with_term.Range(range.first, range.last)) {
        if (facets.FieldOf(facet) != field) continue;
        for (const std::uint32_t mailbox : facets.mailboxes[facet]) visit(mailbox);
      }
    }
  }

  bool Holds(std::uint32_t mailbox, TermField field, std::span<const TermRange> ranges) const {
    const RecipientIndex& index = work_.index;
    const auto in_ranges = [&](std::uint32_t term) {
      return std::any_of(ranges.begin(), ranges.end(),
                         [term](TermRange range) { return range.contains(term); });
    };
    if (field == TermField::kGivenName && in_ranges(index.given[mailbox])) return true;
    for (const ForwardEntry entry : index.ExtraOf(mailbox)) {
      if (entry.field() == field && in_ranges(entry.term())) return true;
    }
    if (NamesSomebody(field)) return false;
    for (const std::uint32_t facet : index.cards[mailbox].facets) {
      if (index.facets.FieldOf(facet) != field) continue;
      const auto terms = index.facets.terms[facet];
      if (std::any_of(terms.begin(), terms.end(), in_ranges)) return true;
    }
    return false;
  }

  const SuggestWork& work_;
  const RecipientQuery& query_;
  const ResolvedWord& word_;
  Runs runs_;  // of the group at hand
  const bool shared_ = work_.choice.allows_shared();
  std::array<TermRange, 2> whole_;
  std::uint32_t last_ = 0;  // no later mailbox is among the best of the cell at hand
  // Of the cell at hand; one for all words, so that hardly any allocates.
  static thread_local std::vector<std::uint32_t> found_;
};

thread_local std::vector<std::uint32_t> OneWord::found_;

}  // namespace

void ChooseByOneWord(const SuggestWork& work, const RecipientQuery& query, Scope scope) {
  OneWord(work, query).Run(scope);
}

}  // namespace annuaire
