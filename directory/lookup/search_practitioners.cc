#include <algorithm>
#include <cassert>
#include <string>

#include "directory/lookup/directory.h"
#include "directory/lookup/listing.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

void KeepShorter(Candidates& candidates, std::vector<std::uint32_t> other) {
  if (!candidates || other.size() < candidates->size()) candidates = std::move(other);
}

// To those in the lists of "keys", unless they are so many that a scan in order fills a page before
// their union is sorted.
template <typename Lists>
void NarrowTo(const std::vector<std::uint32_t>& keys, Candidates& candidates,
              const Lists& list_of) {
  constexpr std::size_t kUnionMax = 50000;
  std::size_t count = 0;
  for (const std::uint32_t key : keys) count += list_of(key).size();
  if (count > kUnionMax) return;
  std::vector<std::uint32_t> all;
  all.reserve(count);
  for (const std::uint32_t key : keys) {
    for (const auto value : list_of(key)) all.push_back(static_cast<std::uint32_t>(value));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  KeepShorter(candidates, std::move(all));
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
  NameFilter(const Tables& tables, const PractitionerFilter& filter)
      : tables_(tables),
        families_(NamesWithAll(tables.families, filter.family_name)),
        givens_(NamesWithAll(tables.givens, filter.given_name)) {
    if (!filter.name.empty()) words_.emplace();
    for (const std::string& word : DemandingWords(filter.name)) {
      words_->push_back({NamesWith(tables.families, word), NamesWith(tables.givens, word)});
    }
    if (!set()) return;
    for (const Tables::Alias& alias : tables.aliases) {
      if (Holds(alias.family, alias.given)) aliased_.push_back(alias.practitioner);
    }
    std::sort(aliased_.begin(), aliased_.end());
  }

  bool set() const { return words_ || families_ || givens_; }

  bool Holds(std::uint32_t practitioner) const {
    if (!set()) return true;
    const PractitionerEntry entry = tables_.practitioners[practitioner];
    return Holds(entry.family, entry.given) ||
           std::binary_search(aliased_.begin(), aliased_.end(), practitioner);
  }

  // Nobody, where a word is in no name; when the filter names families, the practitioners who have
  // one of them.
  Candidates NamedCandidates() const {
    if (IsNobody()) return std::vector<std::uint32_t>();
    if (!families_) return std::nullopt;
    std::vector<std::uint32_t> found = aliased_;
    for (const std::uint32_t family : families_->Numbers()) {
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

  bool IsNobody() const {
    const auto is_in_no_name = [](const Word& word) {
      return word.families.empty() && word.givens.empty();
    };
    return (givens_ && givens_->empty()) ||
           (words_ &&
            (words_->empty() || std::any_of(words_->begin(), words_->end(), is_in_no_name)));
  }

  // Names with all words of a text that is set.
  static std::optional<NumberSet> NamesWithAll(const NameTable& table, std::string_view text) {
    if (text.empty()) return std::nullopt;
    return HavingEveryWord(table.terms, table.having_term, table.names.size(), text);
  }

  bool Holds(std::uint32_t family, std::uint32_t given) const {
    return (!families_ || families_->Has(family)) && (!givens_ || givens_->Has(given)) &&
           (!words_ || HasAllWords(family, given));
  }

  bool HasAllWords(std::uint32_t family, std::uint32_t given) const {
    return !words_->empty() && std::all_of(words_->begin(), words_->end(), [&](const Word& word) {
      return word.families.Has(family) || word.givens.Has(given);
    });
  }

  const Tables& tables_;
  std::optional<NumberSet> families_;
  std::optional<NumberSet> givens_;
  std::optional<std::vector<Word>> words_;
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
    const std::vector<std::uint32_t> named = OrganizationsByNumber(tables, filter.organization);
    if (named.empty()) {
      organizations_ = HavingEveryWord(tables.organization_terms, tables.organizations_with_term,
                                       tables.organizations.size(), filter.organization);
    } else {
      organizations_.emplace(tables.organizations.size());
      for (const std::uint32_t organization : named) organizations_->Add(organization);
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
      NarrowTo(organizations_->Numbers(), candidates,
               [&](std::uint32_t organization) { return tables_.practitioners_at[organization]; });
    }
    if (!place_.set()) return;
    NarrowTo(place_.places(), candidates, [&](std::uint32_t place) {
      return place < tables_.practitioners_in_place.size() ? tables_.practitioners_in_place[place]
                                                           : NumberList<std::uint32_t>{};
    });
  }

 private:
  bool Allows(const ActivityEntry& activity) const {
    const ActivityKind& kind = tables_.activity_kinds[activity.kind];
    return mode_.Allows(kind.mode) && sector_.Allows(kind.sector) &&
           place_.Allows(activity.place) &&
           (!organizations_ ||
            (activity.organization != kNoIndex && organizations_->Has(activity.organization)));
  }

  const Tables& tables_;
  CodeFilter mode_;
  CodeFilter sector_;
  PlaceFilter place_;
  std::optional<NumberSet> organizations_;
};

}  // namespace

PractitionerPage Directory::SearchPractitioners(const PractitionerFilter& filter,
                                                const PageRequest& request) const {
  assert(request.size >= 1 && request.size <= PageRequest::kSizeMax);
  const Tables& t = *tables_;
  const NameFilter name(t, filter);
  const TraitFilter trait(t, filter);
  const ActivityFilter activity(t, filter);

  Candidates candidates = name.NamedCandidates();
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
