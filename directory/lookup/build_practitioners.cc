#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <string>
#include <tuple>

#include "directory/base/fold.h"
#include "directory/lookup/builder_work.h"

namespace annuaire {
namespace {

// A published name, ordered by its folded form, then as spelled.
struct Named {
  std::string folded;
  std::uint32_t number;
};

// Ranks the names of "spelled" in folded order and indexes their words.
// Returns number -> rank.
std::vector<std::uint32_t> RankNames(const TermCollector& spelled, NameTable& table) {
  std::vector<Named> order(spelled.size());
  for (std::uint32_t i = 0; i < spelled.size(); ++i) order[i] = {Fold(spelled.at(i)), i};
  std::sort(order.begin(), order.end(), [&](const Named& a, const Named& b) {
    return a.folded != b.folded ? a.folded < b.folded : spelled.at(a.number) < spelled.at(b.number);
  });
  std::vector<std::uint32_t> rank(spelled.size());
  TermCollector words;
  NumberPairs pairs;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const std::string_view name = spelled.at(order[i].number);
    rank[order[i].number] = i;
    table.names.Append(name);
    for (const std::string& word : NameTerms(name)) pairs.emplace_back(words.Intern(word), i);
  }
  table.names.ShrinkToFit();
  TermCollector::Sealed sealed = words.Seal();
  table.terms = std::move(sealed.dictionary);
  table.having_term =
      NumberLists<std::uint32_t>::Build(table.terms.size(), order.size(), [&](auto emit) {
        for (const auto& [word, name] : pairs) emit(sealed.position[word], name);
      });
  return rank;
}

// Puts "numbers" in the order of key_of(number) < keys_count, equals as they
// stand: a counting sort.
template <typename KeyOf>
std::vector<std::uint32_t> SortedBy(const std::vector<std::uint32_t>& numbers,
                                    std::size_t keys_count, KeyOf key_of) {
  std::vector<std::uint32_t> starts(keys_count + 1, 0);
  for (const std::uint32_t number : numbers) ++starts[key_of(number) + 1];
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  std::vector<std::uint32_t> sorted(numbers.size());
  for (const std::uint32_t number : numbers) sorted[starts[key_of(number)]++] = number;
  return sorted;
}

template <typename Value>
std::string_view BytesOf(std::span<const Value> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

// Returns number in "from" -> number in "to".
std::vector<std::uint32_t> InternAll(const TermCollector& from, TermCollector& to) {
  std::vector<std::uint32_t> numbers(from.size());
  for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = to.Intern(from.at(i));
  return numbers;
}

}  // namespace

void PractitionerWork::Reserve(std::size_t practitioners, std::size_t activities) {
  ids.reserve(practitioners);
  first_places.reserve(practitioners);
  drafts_.reserve(practitioners + 1);
  activities_.reserve(activities);
}

std::uint32_t PractitionerWork::TraitSetOf(const Practitioner& practitioner) {
  traits_.clear();
  for (const ProfessionHeld& held : practitioner.professions) {
    traits_.push_back({own_.Code(held.profession), own_.Code(held.category)});
  }
  for (const Skill& skill : practitioner.skills) {
    traits_.push_back({CodedId::kEmpty, own_.Code(skill.skill)});
  }
  return TraitSetOf(traits_);
}

std::uint32_t PractitionerWork::TraitSetOf(std::span<const TraitEntry> traits) {
  const std::uint32_t number = trait_keys_.Intern(BytesOf(traits));
  if (number == trait_sets_.size()) trait_sets_.Append(traits);
  return number;
}

std::uint32_t PractitionerWork::KindOf(ActivityKind kind) {
  const std::uint32_t number = kind_keys_.Intern(BytesOf(std::span<const ActivityKind>(&kind, 1)));
  if (number == kinds_.size()) kinds_.push_back(kind);
  return number;
}

Status PractitionerWork::Add(const Practitioner& practitioner) {
  RETURN_IF_ERROR(keys.Next(practitioner.id));
  if (drafts_.empty()) first_key = practitioner.id;
  const auto number = static_cast<std::uint32_t>(drafts_.size());
  const std::optional<PackedId> id = PackId(practitioner.id);
  ids.push_back(id ? *id : PackSymbol(own_.Add(practitioner.id)));
  const PersonName first = practitioner.names.empty() ? PersonName{} : practitioner.names.front();
  drafts_.push_back({families_.Intern(first.family_name), givens_.Intern(first.given_name),
                     TraitSetOf(practitioner), static_cast<std::uint32_t>(activities_.size())});
  for (std::size_t i = 1; i < practitioner.names.size(); ++i) {
    aliases_.push_back({families_.Intern(practitioner.names[i].family_name),
                        givens_.Intern(practitioner.names[i].given_name), number});
  }
  for (const Activity& activity : practitioner.activities) {
    const std::optional<PackedId> key = PackId(activity.organization_key);
    activities_.push_back({key ? *key : PackSymbol(own_.Intern(activity.organization_key)),
                           own_.Place(activity.address),
                           KindOf({own_.Code(activity.mode), own_.Code(activity.sector)})});
  }
  first_places.push_back(
      practitioner.activities.empty() ? 0 : activities_[drafts_.back().first_activity].place);
  return OkStatus();
}

void PractitionerWork::Append(PractitionerWork next) {
  if (next.ids.empty()) return;
  const bool rises = keys.Next(next.first_key).ok();
  assert(rises);
  const Vocabulary::Renumbering renamed = own_.Absorb(next.own_);
  const auto code = [&](CodedId id) { return renamed.coded[static_cast<std::uint32_t>(id)]; };
  const auto id_of = [&](PackedId id) {
    return IsSymbol(id) ? PackSymbol(own_.Intern(next.own_.text(SymbolOf(id)))) : id;
  };
  const std::vector<std::uint32_t> families = InternAll(next.families_, families_);
  const std::vector<std::uint32_t> givens = InternAll(next.givens_, givens_);
  std::vector<std::uint32_t> trait_sets;
  for (std::uint32_t set = 0; set < next.trait_sets_.size(); ++set) {
    traits_.clear();
    for (const TraitEntry& trait : next.trait_sets_[set]) {
      traits_.push_back({code(trait.profession), code(trait.other)});
    }
    trait_sets.push_back(TraitSetOf(traits_));
  }
  std::vector<std::uint32_t> kinds;
  for (const ActivityKind& kind : next.kinds_) {
    kinds.push_back(KindOf({code(kind.mode), code(kind.sector)}));
  }

  const auto first = static_cast<std::uint32_t>(ids.size());
  const auto first_activity = static_cast<std::uint32_t>(activities_.size());
  for (const PackedId id : next.ids) ids.push_back(id_of(id));
  for (const std::uint32_t place : next.first_places) {
    first_places.push_back(renamed.places[place]);
  }
  for (const Draft& draft : next.drafts_) {
    drafts_.push_back({families[draft.family], givens[draft.given], trait_sets[draft.trait_set],
                       first_activity + draft.first_activity});
  }
  for (const ActivityDraft& activity : next.activities_) {
    activities_.push_back(
        {id_of(activity.organization), renamed.places[activity.place], kinds[activity.kind]});
  }
  for (const Tables::Alias& alias : next.aliases_) {
    aliases_.push_back({families[alias.family], givens[alias.given], first + alias.practitioner});
  }
}

void PractitionerWork::Link(Vocabulary& vocabulary) {
  renumbering_ = vocabulary.Absorb(own_);
  const auto renamed = [&](PackedId id) {
    return PackSymbol(vocabulary.Intern(own_.text(SymbolOf(id))));
  };
  for (PackedId& id : ids) {
    if (IsSymbol(id)) id = renamed(id);
  }
  for (ActivityDraft& activity : activities_) {
    if (IsSymbol(activity.organization)) activity.organization = renamed(activity.organization);
  }
  for (std::uint32_t& place : first_places) place = renumbering_.places[place];
  drafts_.push_back({0, 0, 0, static_cast<std::uint32_t>(activities_.size())});
}

void PractitionerWork::IndexIds() {
  by_id = HashIndex(ids.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    by_id.Insert(HashOf(ids[i], own_.texts()), i);
  }
}

std::uint32_t PractitionerWork::Find(std::string_view id, const Vocabulary& vocabulary) const {
  return FindId(by_id, id, vocabulary.texts(), [this](std::uint32_t i) { return ids[i]; });
}

// Ranks the names and returns practitioners by family name, given name, id.
std::vector<std::uint32_t> PractitionerWork::OrderByName(Tables& tables) {
  const std::vector<std::uint32_t> family_rank = RankNames(families_, tables.families);
  const std::vector<std::uint32_t> given_rank = RankNames(givens_, tables.givens);
  families_ = {};
  givens_ = {};
  for (Draft& draft : drafts_) {
    if (&draft == &drafts_.back()) break;  // the end mark
    draft.family = family_rank[draft.family];
    draft.given = given_rank[draft.given];
  }
  std::vector<std::uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0u);
  order = SortedBy(order, tables.givens.names.size(),
                   [this](std::uint32_t i) { return drafts_[i].given; });
  order = SortedBy(order, tables.families.names.size(),
                   [this](std::uint32_t i) { return drafts_[i].family; });
  renumbered.resize(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) renumbered[order[i]] = i;
  for (Tables::Alias& alias : aliases_) {
    alias = {family_rank[alias.family], given_rank[alias.given], renumbered[alias.practitioner]};
  }
  std::sort(aliases_.begin(), aliases_.end(), [](const Tables::Alias& a, const Tables::Alias& b) {
    return std::tie(a.family, a.given, a.practitioner) <
           std::tie(b.family, b.given, b.practitioner);
  });
  tables.aliases = std::move(aliases_);
  return order;
}

void PractitionerWork::FillPractitioners(const std::vector<std::uint32_t>& order, Tables& tables) {
  const auto count = static_cast<std::uint32_t>(order.size());
  PractitionerEntry largest{};
  for (const PackedId id : ids) largest.id = std::max(largest.id, id);
  largest.family = static_cast<std::uint32_t>(tables.families.names.size());
  largest.given = static_cast<std::uint32_t>(tables.givens.names.size());
  largest.trait_set = static_cast<std::uint32_t>(trait_sets_.size());
  tables.practitioners = PractitionerTable(count, largest);
  tables.family_starts.assign(tables.families.names.size() + 1, count);
  for (std::uint32_t i = count; i-- > 0;) {
    const Draft& draft = drafts_[order[i]];
    tables.practitioners.Set(i, {ids[order[i]], draft.family, draft.given, draft.trait_set});
    tables.family_starts[draft.family] = i;
  }
  // An alias may have a family name that nobody has first.
  for (std::size_t i = tables.family_starts.size() - 1; i-- > 0;) {
    tables.family_starts[i] = std::min(tables.family_starts[i], tables.family_starts[i + 1]);
  }
  std::vector<TraitEntry> traits;
  for (std::uint32_t set = 0; set < trait_sets_.size(); ++set) {
    traits.clear();
    for (const TraitEntry& trait : trait_sets_[set]) {
      traits.push_back({renumbering_.coded[static_cast<std::uint32_t>(trait.profession)],
                        renumbering_.coded[static_cast<std::uint32_t>(trait.other)]});
    }
    tables.trait_sets.Append(traits);
  }
}

void PractitionerWork::FillActivities(const std::vector<std::uint32_t>& order,
                                      const TextPool& texts, Tables& tables) {
  std::vector<std::uint32_t> lengths;
  lengths.reserve(order.size());
  for (const std::uint32_t old : order) {
    lengths.push_back(drafts_[old + 1].first_activity - drafts_[old].first_activity);
  }
  tables.activities_of_practitioner = RunStarts(lengths);
  lengths = {};
  std::uint32_t last_place = 0;
  for (const std::uint32_t place : renumbering_.places) last_place = std::max(last_place, place);
  tables.activities = ActivityTable(
      activities_.size(), {static_cast<std::uint32_t>(tables.organizations.size()) - 1, last_place,
                           static_cast<std::uint32_t>(kinds_.size())});
  const auto find = [&](PackedId key) {
    return tables.organizations_by_key.Find(
        HashOf(key, texts), [&](std::uint32_t i) { return tables.organizations.key(i) == key; });
  };
  std::size_t at = 0;
  for (const std::uint32_t old : order) {
    for (std::uint32_t i = drafts_[old].first_activity; i < drafts_[old + 1].first_activity; ++i) {
      const ActivityDraft& draft = activities_[i];
      const std::uint32_t organization =
          draft.organization == PackedId{} ? kNoIndex : find(draft.organization);
      tables.activities.Set(at++, {organization, renumbering_.places[draft.place], draft.kind});
    }
  }
  for (const ActivityKind& kind : kinds_) {
    tables.activity_kinds.push_back({renumbering_.coded[static_cast<std::uint32_t>(kind.mode)],
                                     renumbering_.coded[static_cast<std::uint32_t>(kind.sector)]});
  }
}

// The lists by structure, place and profession.
void PractitionerWork::IndexPractitioners(Tables& t) {
  const std::size_t count = t.practitioners.size();
  const auto for_each_activity = [&](auto visit) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto [first, last] = t.activities_of_practitioner[i];
      for (std::uint32_t a = first; a < last; ++a) visit(i, a);
    }
  };
  t.practitioners_at =
      NumberLists<PractitionerIndex>::Build(t.organizations.size(), count, [&](auto emit) {
        for_each_activity([&](std::uint32_t i, std::uint32_t a) {
          const std::uint32_t organization = t.activities.organization(a);
          if (organization != kNoIndex) emit(organization, i);
        });
      });
  std::uint32_t places = 1;
  for (const std::uint32_t place : renumbering_.places) places = std::max(places, place + 1);
  t.practitioners_in_place = NumberLists<std::uint32_t>::Build(places, count, [&](auto emit) {
    for_each_activity([&](std::uint32_t i, std::uint32_t a) { emit(t.activities.place(a), i); });
  });

  // Trait set -> its professions, by number.
  TermCollector professions;
  Csr<std::uint32_t> professions_of_set;
  for (std::uint32_t set = 0; set < trait_sets_.size(); ++set) {
    std::vector<std::uint32_t> held;
    for (const TraitEntry& trait : trait_sets_[set]) {
      if (trait.profession == CodedId::kEmpty) continue;
      held.push_back(professions.Intern(own_.code(trait.profession)));
    }
    professions_of_set.Append(held);
  }
  for (std::uint32_t i = 0; i < professions.size(); ++i) {
    t.profession_codes.Append(professions.at(i));
  }
  t.practitioners_of_profession =
      NumberLists<std::uint32_t>::Build(professions.size(), count, [&](auto emit) {
        for (std::uint32_t i = 0; i < count; ++i) {
          for (const std::uint32_t profession : professions_of_set[t.practitioners[i].trait_set]) {
            emit(profession, i);
          }
        }
      });
}

void PractitionerWork::Finish(const Vocabulary& vocabulary, Tables& tables) {
  const std::vector<std::uint32_t> order = OrderByName(tables);
  FillPractitioners(order, tables);
  FillActivities(order, vocabulary.texts(), tables);
  drafts_ = {};
  activities_ = {};
  IndexPractitioners(tables);
  trait_keys_ = {};
  trait_sets_ = {};
  own_ = {};
}

}  // namespace annuaire
