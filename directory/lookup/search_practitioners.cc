#include <algorithm>
#include <cassert>
#include <string>

#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/listing.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

void KeepShorter(Candidates& candidates, std::vector<std::uint32_t> other) {
  if (!candidates || other.size() < candidates->size()) candidates = std::move(other);
}

// Union of sorted lists, sorted.
template <typename Lists>
std::vector<std::uint32_t> Union(const std::vector<std::uint32_t>& keys, const Lists& list_of) {
  std::vector<std::uint32_t> all;
  for (const std::uint32_t key : keys) {
    for (const auto value : list_of(key)) all.push_back(static_cast<std::uint32_t>(value));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// Names with a word that begins with "word".
NumberSet NamesWith(const NameTable& table, std::string_view word) {
  NumberSet names(table.names.size());
  const TermRange range = table.terms.WithPrefix(word);
  for (const std::uint32_t name : table.having_term.Range(range.first, range.last)) {
    names.Add(name);
  }
  return names;
}

class NameFilter {
 public:
  NameFilter(const Tables& tables, const PractitionerFilter& filter) : tables_(tables) {
    for (const std::string& word : QueryWords(filter.name)) {
      words_.push_back({NamesWith(tables.families, word), NamesWith(tables.givens, word)});
    }
    for (const std::string& word : QueryWords(filter.family_name)) {
      families_.push_back(NamesWith(tables.families, word));
    }
    for (const std::string& word : QueryWords(filter.given_name)) {
      givens_.push_back(NamesWith(tables.givens, word));
    }
    if (!set()) return;
    for (const Tables::Alias& alias : tables.aliases) {
      if (Holds(alias.family, alias.given)) aliased_.push_back(alias.practitioner);
    }
    std::sort(aliased_.begin(), aliased_.end());
  }

  bool set() const { return !words_.empty() || !families_.empty() || !givens_.empty(); }

  bool Holds(std::uint32_t practitioner) const {
    if (!set()) return true;
    const PractitionerEntry entry = tables_.practitioners[practitioner];
    return Holds(entry.family, entry.given) ||
           std::binary_search(aliased_.begin(), aliased_.end(), practitioner);
  }

  // When the filter names families, the practitioners who have one of them.
  Candidates FamilyCandidates() const {
    if (families_.empty()) return std::nullopt;
    std::vector<std::uint32_t> found = aliased_;
    for (std::uint32_t family = 0; family < tables_.families.names.size(); ++family) {
      if (!families_.front().Has(family)) continue;
      for (std::uint32_t i = tables_.family_starts[family]; i < tables_.family_starts[family + 1];
           ++i) {
        found.push_back(i);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  struct Word {
    NumberSet families;
    NumberSet givens;
  };

  bool Holds(std::uint32_t family, std::uint32_t given) const {
    return std::all_of(words_.begin(), words_.end(),
                       [&](const Word& word) {
                         return word.families.Has(family) || word.givens.Has(given);
                       }) &&
           std::all_of(families_.begin(), families_.end(),
                       [&](const NumberSet& names) { return names.Has(family); }) &&
           std::all_of(givens_.begin(), givens_.end(),
                       [&](const NumberSet& names) { return names.Has(given); });
  }

  const Tables& tables_;
  std::vector<Word> words_;
  std::vector<NumberSet> families_;
  std::vector<NumberSet> givens_;
  std::vector<std::uint32_t> aliased_;
};

// Profession with category, and savoir-faire.
class TraitFilter {
 public:
  TraitFilter(const Tables& tables, const PractitionerFilter& filter)
      : tables_(tables),
        profession_(tables, filter.profession),
        category_(tables, filter.category),
        skill_(tables, filter.skill) {}

  bool Holds(std::uint32_t practitioner) const {
    bool held = !profession_.set() && !category_.set();
    bool skilled = !skill_.set();
    for (const TraitEntry& trait : tables_.TraitsOf(practitioner)) {
      if (held && skilled) break;
      if (trait.profession == CodedId::kEmpty) {
        skilled = skilled || skill_.Allows(trait.other);
      } else {
        held = held || (profession_.Allows(trait.profession) && category_.Allows(trait.other));
      }
    }
    return held && skilled;
  }

 private:
  const Tables& tables_;
  CodeFilter profession_;
  CodeFilter category_;
  CodeFilter skill_;
};

// Mode, sector, place and structure, all of one and the same activity.
class ActivityFilter {
 public:
  ActivityFilter(const Tables& tables, const PractitionerFilter& filter)
      : tables_(tables),
        mode_(tables, filter.mode),
        sector_(tables, filter.sector),
        place_(tables, filter.city, filter.postcode, filter.department, filter.region) {
    if (filter.organization.empty()) return;
    organizations_ = OrganizationsByNumber(tables, filter.organization);
    if (organizations_->empty() && !QueryWords(filter.organization).empty()) {
      organizations_ = HavingEveryWord(tables.organization_terms, tables.organizations_with_term,
                                       filter.organization);
    }
  }

  bool Holds(std::uint32_t practitioner) const {
    if (!mode_.set() && !sector_.set() && !place_.set() && !organizations_) return true;
    const auto [first, last] = tables_.activities_of_practitioner[practitioner];
    for (std::uint32_t i = first; i < last; ++i) {
      if (Allows(tables_.activities[i])) return true;
    }
    return false;
  }

  // Those of the allowed activities first, else in order of appearance.
  std::vector<OrganizationIndex> OrganizationsOf(std::uint32_t practitioner) const {
    std::vector<OrganizationIndex> distinct;
    const auto [first, last] = tables_.activities_of_practitioner[practitioner];
    for (const bool allowed : {true, false}) {
      for (std::uint32_t i = first; i < last; ++i) {
        const ActivityEntry activity = tables_.activities[i];
        if (activity.organization == kNoIndex || Allows(activity) != allowed) continue;
        const OrganizationIndex found{activity.organization};
        if (std::find(distinct.begin(), distinct.end(), found) == distinct.end()) {
          distinct.push_back(found);
        }
      }
    }
    return distinct;
  }

  void Narrow(Candidates& candidates) const {
    if (organizations_) {
      KeepShorter(candidates, Union(*organizations_, [&](std::uint32_t organization) {
                    return tables_.practitioners_at[organization];
                  }));
    }
    if (!place_.set()) return;
    const auto in_place = [&](std::uint32_t place) {
      return place < tables_.practitioners_in_place.size() ? tables_.practitioners_in_place[place]
                                                           : NumberList<std::uint32_t>{};
    };
    std::size_t count = 0;
    for (const std::uint32_t place : place_.places()) count += in_place(place).size();
    // Beyond this a scan in order fills a page before a union is sorted.
    constexpr std::size_t kUnionMax = 50000;
    if (count <= kUnionMax) KeepShorter(candidates, Union(place_.places(), in_place));
  }

 private:
  bool Allows(const ActivityEntry& activity) const {
    const ActivityKind& kind = tables_.activity_kinds[activity.kind];
    return mode_.Allows(kind.mode) && sector_.Allows(kind.sector) &&
           place_.Allows(activity.place) &&
           (!organizations_ || std::binary_search(organizations_->begin(), organizations_->end(),
                                                  activity.organization));
  }

  const Tables& tables_;
  CodeFilter mode_;
  CodeFilter sector_;
  PlaceFilter place_;
  std::optional<std::vector<std::uint32_t>> organizations_;
};

}  // namespace

PractitionerPage Directory::SearchPractitioners(const PractitionerFilter& filter,
                                                const PageRequest& request) const {
  assert(request.size >= 1 && request.size <= PageRequest::kSizeMax);
  const Tables& t = *tables_;
  const NameFilter name(t, filter);
  const TraitFilter trait(t, filter);
  const ActivityFilter activity(t, filter);

  Candidates candidates = name.FamilyCandidates();
  if (!filter.identifier.empty()) {
    candidates.emplace();
    if (const auto id = ParseTypedPractitionerId(filter.identifier)) {
      const std::uint32_t found = t.FindPractitioner(id->text());
      if (found != kNoIndex) candidates->push_back(found);
    }
  }
  activity.Narrow(candidates);
  if (!filter.profession.empty()) {
    const std::uint32_t profession = t.FindProfession(filter.profession);
    const auto list = profession == kNoIndex ? NumberList<std::uint32_t>{}
                                             : t.practitioners_of_profession[profession];
    if (!candidates || list.size() < candidates->size()) {
      candidates.emplace(list.begin(), list.end());
    }
  }

  PractitionerPage page;
  FillPage(
      candidates, t.practitioners.size(), request,
      [&](std::uint32_t i) {
        return name.Holds(i) && trait.Holds(i) &&
               (!filter.has_mailbox ||
                *filter.has_mailbox == !t.mailboxes_of_practitioner[i].empty()) &&
               activity.Holds(i);
      },
      page.rows, page.next_cursor);
  for (const PractitionerIndex row : page.rows) {
    page.organizations.push_back(activity.OrganizationsOf(static_cast<std::uint32_t>(row)));
  }
  return page;
}

}  // namespace annuaire
