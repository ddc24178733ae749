#include "directory/completion/resolved_word.h"

#include <algorithm>
#include <utility>

#include "directory/base/edit_distance.h"
#include "directory/base/prefetch.h"
#include "directory/completion/two_errors.h"

namespace annuaire {

ResolvedWord::ResolvedWord(const RecipientIndex& index, QueryWord word)
    : beginning(FirstTwoOf(word.text)),
      penalties_(word.penalties),
      typed_(std::move(word.text)),
      whole_(word.whole),
      impersonal_(word.whole && word.read),
      structure_(word.structure) {
  const auto begun = index.terms.Begun(typed_);
  as_typed = begun.terms;
  if (begun.whole) {
    whole_term = as_typed.first;
    // Looked at next for an only word.
    index.Further(TermField::kFurtherName).Prefetch(as_typed.first);
  }
  whole = {as_typed.first, as_typed.first + (whole_term ? 1u : 0u)};
  if (whole_) as_typed = whole;
  families = index.FamilyRanges(as_typed);
  whole_families = index.FamilyRanges(whole);
  if (!as_typed.empty()) initials = InitialOf(typed_);
}

bool ResolvedWord::IsImpersonal(const RecipientIndex& index) const {
  if (impersonal_) return true;
  const Bearers bearers = CountBearers(index);
  return bearers.services + bearers.elsewhere > kFarMore * bearers.people;
}

bool ResolvedWord::IsNobodys(const RecipientIndex& index) const {
  const Bearers bearers = CountBearers(index);
  return bearers.people + bearers.services + bearers.elsewhere == 0;
}

bool ResolvedWord::IsRatherJob(const RecipientIndex& index) const {
  // "neuro" is a word of a few jobs' labels, and what the services of neurology are begun by.
  const std::size_t services = index.Further(TermField::kName).PositionsOf(as_typed).size();
  return CountBearers(index).elsewhere > kFarMore * services;
}

bool ResolvedWord::IsPlace(const RecipientIndex& index) const {
  const FacetTable& facets = index.facets;
  const auto with_word = facets.with_term.Range(Meant().first, Meant().last);
  return std::any_of(with_word.begin(), with_word.end(), [&](std::uint32_t facet) {
    return facets.organizations_end <= facet && facet < facets.jobs_begin;
  });
}

ResolvedWord::Bearers ResolvedWord::CountBearers(const RecipientIndex& index) const {
  const TermRange terms = Meant();
  if (terms.empty() || is_letter()) return {};
  const HoldersCounts holders = index.HoldersOf(terms);
  const auto own = [&](TermField field) { return index.Further(field).PositionsOf(terms).size(); };
  const std::size_t services = own(TermField::kName);
  return {holders.in_names - services, services,
          holders.in_structure + holders.in_context - own(TermField::kContext)};
}

void ResolvedWord::Forgive(const RecipientIndex& index, std::size_t letters) {
  if (whole_) return;
  constexpr std::size_t kRangesUsual = 32;
  corrected_.reserve(kRangesUsual);
  if (letters == 2 && MayHaveTwoErrors(typed_)) {
    WithTwoErrors(index.terms, typed_, corrected_);
  } else {
    letters = 1;
    index.terms.WithPrefixCorrected(typed_, corrected_);
  }
  forgiving_ = corrected_.size() > 1 || (corrected_.size() == 1 && corrected_.front() != as_typed);
  if (!forgiving_) return;
  initials = index.InitialsOf(corrected_);
  FindCommon(index, letters);
}

void ResolvedWord::StandBesideOthers(const RecipientIndex& index, bool as_typed_too) {
  in_names_.clear();
  ForEachInNames(index, as_typed_too, [&](TermRange range, WordCost cost) {
    in_names_.push_back({range, cost});
  });
  if (!forgiving_) return;
  corrected_blocks_.assign(kBlocksCount / 64, 0);
  for (const TermRange range : corrected_) {
    const std::uint32_t last = (range.last - 1) / 64;
    for (std::uint32_t block = range.first / 64; block <= last; ++block) {
      corrected_blocks_[BlockOf(block * 64) / 64] |= std::uint64_t{1} << (block % 64);
    }
  }
}

void ResolvedWord::FindCommon(const RecipientIndex& index, std::size_t letters) {
  const auto is_nearly = [&](std::string_view term) {
    return letters == 1 ? AreOneErrorApart(typed_, term)
                        : EditDistance(typed_, term, letters) <= letters;
  };
  // How many times fewer holders one may have that is not rare: 4 a step.
  const std::uint32_t fewer_max = 1u << 2 * (penalties_.rare - 1);
  common_.clear();
  std::uint32_t most = 0;
  Correction begun{};
  for (const TermRange range : corrected_) PrefetchLine(&index.starts[range.first]);
  for (const TermRange range : corrected_) {
    for (std::uint32_t term = range.first; term < range.last; ++term) {
      const std::uint32_t holders = index.HoldersOf({term, term + 1}).in_names;
      if (holders == 0 || holders * fewer_max < most || as_typed.contains(term)) continue;
      if (is_nearly(index.terms.at(term))) {
        common_.push_back({term, 0, holders});
        most = std::max(most, holders);
      } else if (holders > begun.holders) {
        begun = {term, 0, holders};
      }
    }
  }
  if (common_.empty()) {
    if (begun.holders != 0) common_.push_back(begun);
    return;
  }
  std::sort(common_.begin(), common_.end(), [](const Correction& a, const Correction& b) {
    return a.holders != b.holders ? a.holders > b.holders : a.term < b.term;
  });
  std::size_t count = 1;
  for (; count < common_.size(); ++count) {
    std::uint32_t& penalty = common_[count].penalty;
    penalty = 1;
    for (std::uint32_t fewer = 4; common_[count].holders * fewer < most; fewer *= 4) ++penalty;
    if (penalty >= penalties_.rare) break;
  }
  common_.resize(count);
}

}  // namespace annuaire
