#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <tuple>

#include "directory/base/fold.h"
#include "directory/lookup/builder_work.h"

namespace annuaire {
namespace {

// A published name, ordered by its folded form, then as spelled.
struct Named {
  std::uint64_t beginning;  // of the folded form, its first letter in the highest byte
  std::uint32_t number;
};

std::uint64_t BeginningOf(std::string_view folded) {
  std::array<unsigned char, 8> letters{};
  folded.copy(reinterpret_cast<char*>(letters.data()), letters.size());
  std::uint64_t beginning = 0;
  for (const unsigned char letter : letters) beginning = beginning << 8 | letter;
  return beginning;
}

// Numbers of "spelled" by folded form, then as spelled.
std::vector<Named> SortNames(const TermCollector& spelled) {
  TextList folded;
  std::vector<Named> order(spelled.size());
  std::string name;
  for (std::uint32_t i = 0; i < spelled.size(); ++i) {
    name.clear();
    FoldTo(spelled.at(i), name);
    folded.Append(name);
    order[i] = {BeginningOf(name), i};
  }
  std::sort(order.begin(), order.end(), [&](const Named& a, const Named& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    const int difference = folded[a.number].compare(folded[b.number]);
    return difference != 0 ? difference < 0 : spelled.at(a.number) < spelled.at(b.number);
  });
  return order;
}

// Ranks the names of "spelled" in folded order. Returns number -> rank.
std::vector<std::uint32_t> RankNames(const TermCollector& spelled, NameTable& table) {
  const std::vector<Named> order = SortNames(spelled);
  std::vector<std::uint32_t> rank(spelled.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i].number] = i;
    table.names.Append(spelled.at(order[i].number));
  }
  table.names.ShrinkToFit();
  return rank;
}

void IndexWords(NameTable& table) {
  TermCollector words;
  NumberPairs pairs;
  for (std::uint32_t i = 0; i < table.names.size(); ++i) {
    for (const std::string& word : NameTerms(table.names[i])) {
      pairs.emplace_back(words.Intern(word), i);
    }
  }
  TermCollector::Sealed sealed = words.Seal();
  table.terms = std::move(sealed.dictionary);
  table.having_term =
      NumberLists<std::uint32_t>::Build(table.terms.size(), table.names.size(), [&](auto emit) {
        for (const auto& [word, name] : pairs) emit(sealed.position[word], name);
      });
}

// Puts "numbers" in the order of key_of(number) < keys_count, equals as they
// stand: a counting sort. prefetch(number) asks for what key_of() will read.
template <typename KeyOf, typename Prefetch>
Column<std::uint32_t> SortedBy(const Column<std::uint32_t>& numbers, std::size_t keys_count,
                               KeyOf key_of, Prefetch prefetch) {
  Column<std::uint32_t> keys(numbers.size());
  std::vector<std::uint32_t> starts(keys_count + 1, 0);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i + kAhead < numbers.size()) prefetch(numbers[i + kAhead]);
    keys[i] = key_of(numbers[i]);
    ++starts[keys[i] + 1];
  }
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  Column<std::uint32_t> sorted(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) sorted[starts[keys[i]]++] = numbers[i];
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
  activity_keys_.reserve(activities);
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
  const auto number = static_cast<std::uint32_t>(drafts_.size());
  const std::optional<PackedId> id = PackId(practitioner.id);
  ids.push_back(id ? *id : PackSymbol(own_.Add(practitioner.id)));
  const PersonName first = practitioner.names.empty() ? PersonName{} : practitioner.names.front();
  drafts_.push_back(
      {0, 0, TraitSetOf(practitioner), static_cast<std::uint32_t>(activities_.size())});
  family_queue_.Push(first.family_name, number, families_,
                     [this](std::uint32_t of, std::uint32_t name) { drafts_[of].family = name; });
  given_queue_.Push(first.given_name, number, givens_,
                    [this](std::uint32_t of, std::uint32_t name) { drafts_[of].given = name; });
  for (std::size_t i = 1; i < practitioner.names.size(); ++i) {
    aliases_.push_back({families_.Intern(practitioner.names[i].family_name),
                        givens_.Intern(practitioner.names[i].given_name), number});
  }
  for (const Activity& activity : practitioner.activities) {
    const std::optional<PackedId> key = PackId(activity.organization_key);
    activity_keys_.push_back(key ? *key : PackSymbol(own_.Intern(activity.organization_key)));
    activities_.push_back({own_.Place(activity.address),
                           KindOf({own_.Code(activity.mode), own_.Code(activity.sector)})});
  }
  const auto placed =
      std::find_if(activities_.begin() + drafts_.back().first_activity, activities_.end(),
                   [](const ActivityDraft& activity) { return activity.place != 0; });
  first_places.push_back(placed == activities_.end() ? 0 : placed->place);
  return OkStatus();
}

// Interns the names that wait to be.
void PractitionerWork::TakeInNames() {
  family_queue_.Drain(families_,
                      [this](std::uint32_t of, std::uint32_t name) { drafts_[of].family = name; });
  given_queue_.Drain(givens_,
                     [this](std::uint32_t of, std::uint32_t name) { drafts_[of].given = name; });
}

void PractitionerWork::Append(PractitionerWork next) {
  TakeInNames();
  next.TakeInNames();
  first_run_ = static_cast<std::uint32_t>(ids.size());
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

  const auto first_activity = static_cast<std::uint32_t>(activities_.size());
  for (const PackedId id : next.ids) ids.push_back(id_of(id));
  for (const std::uint32_t place : next.first_places) {
    first_places.push_back(renamed.places[place]);
  }
  for (const Draft& draft : next.drafts_) {
    drafts_.push_back({families[draft.family], givens[draft.given], trait_sets[draft.trait_set],
                       first_activity + draft.first_activity});
  }
  for (const PackedId key : next.activity_keys_) activity_keys_.push_back(id_of(key));
  for (const ActivityDraft& activity : next.activities_) {
    activities_.push_back({renamed.places[activity.place], kinds[activity.kind]});
  }
  for (const Tables::Alias& alias : next.aliases_) {
    aliases_.push_back(
        {families[alias.family], givens[alias.given], first_run_ + alias.practitioner});
  }
}

void PractitionerWork::Link(Vocabulary& vocabulary) {
  TakeInNames();
  renumbering_ = vocabulary.Absorb(own_);
  const auto renamed = [&](PackedId id) {
    return PackSymbol(vocabulary.Intern(own_.text(SymbolOf(id))));
  };
  for (PackedId& id : ids) {
    if (IsSymbol(id)) id = renamed(id);
  }
  for (PackedId& key : activity_keys_) {
    if (IsSymbol(key)) key = renamed(key);
  }
  for (std::uint32_t& place : first_places) place = renumbering_.places[place];
  drafts_.push_back({0, 0, 0, static_cast<std::uint32_t>(activities_.size())});
}

void PractitionerWork::IndexIds() {
  by_id = HashIndex(ids.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    if (i + kAhead < ids.size()) by_id.Prefetch(HashOf(ids[i + kAhead], own_.texts()));
    by_id.Insert(HashOf(ids[i], own_.texts()), i);
  }
}

std::uint32_t PractitionerWork::Find(std::string_view id, const Vocabulary& vocabulary) const {
  return FindId(by_id, id, vocabulary.texts(), [this](std::uint32_t i) { return ids[i]; });
}

// Both runs rise, each for itself.
Column<std::uint32_t> PractitionerWork::OrderById(const TextPool& texts) const {
  Column<std::uint32_t> numbers(ids.size());
  std::iota(numbers.begin(), numbers.end(), 0u);
  Column<std::uint32_t> order(ids.size());
  std::merge(numbers.begin(), numbers.begin() + first_run_, numbers.begin() + first_run_,
             numbers.end(), order.begin(),
             [&](std::uint32_t a, std::uint32_t b) { return IsTextLess(ids[a], ids[b], texts); });
  return order;
}

// Ranks the names and returns practitioners by family name, given name, id.
Column<std::uint32_t> PractitionerWork::OrderByName(const TextPool& texts, Tables& tables) {
  const std::vector<std::uint32_t> family_rank = RankNames(families_, tables.families);
  const std::vector<std::uint32_t> given_rank = RankNames(givens_, tables.givens);
  Free(families_);
  Free(givens_);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    drafts_[i].family = family_rank[drafts_[i].family];
    drafts_[i].given = given_rank[drafts_[i].given];
  }
  Column<std::uint32_t> order = OrderById(texts);
  const auto prefetch = [this](std::uint32_t i) { PrefetchLine(&drafts_[i]); };
  order = SortedBy(
      order, given_rank.size(), [this](std::uint32_t i) { return drafts_[i].given; }, prefetch);
  order = SortedBy(
      order, family_rank.size(), [this](std::uint32_t i) { return drafts_[i].family; }, prefetch);
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

void PractitionerWork::FillPractitioners(const Column<std::uint32_t>& order, Tables& tables) {
  const auto count = static_cast<std::uint32_t>(order.size());
  PractitionerEntry largest{};
  for (const PackedId id : ids) largest.id = std::max(largest.id, id);
  largest.family = static_cast<std::uint32_t>(tables.families.names.size());
  largest.given = static_cast<std::uint32_t>(tables.givens.names.size());
  largest.trait_set = static_cast<std::uint32_t>(trait_sets_.size());
  tables.practitioners = PractitionerTable(count, largest);
  tables.family_starts.assign(tables.families.names.size() + 1, count);
  first_activities_.resize(count);
  activity_counts_.resize(count);
  for (std::uint32_t i = count; i-- > 0;) {
    if (i >= kAhead) {
      PrefetchLine(&drafts_[order[i - kAhead]]);
      PrefetchLine(&ids[order[i - kAhead]]);
    }
    const Draft& draft = drafts_[order[i]];
    tables.practitioners.Set(i, {ids[order[i]], draft.family, draft.given, draft.trait_set});
    tables.family_starts[draft.family] = i;
    first_activities_[i] = draft.first_activity;
    activity_counts_[i] = drafts_[order[i] + 1].first_activity - draft.first_activity;
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

// The structure of each activity as they came, or kNoIndex. Some dozen are
// looked for at a time, so that they wait for the memory together.
Column<std::uint32_t> PractitionerWork::FindOrganizations(const TextPool& texts,
                                                          const Tables& tables) {
  constexpr std::size_t kAtOnce = 32;
  const OrganizationKeys& index = tables.organizations_by_key;
  Column<std::uint32_t> found(activity_keys_.size());
  for (std::size_t first = 0; first < found.size(); first += kAtOnce) {
    const std::size_t last = std::min(first + kAtOnce, found.size());
    for (std::size_t i = first; i < last; ++i) index.Prefetch(activity_keys_[i], texts);
    for (std::size_t i = first; i < last; ++i) {
      const std::uint32_t candidate = index.Candidate(activity_keys_[i], texts);
      if (candidate != kNoIndex) tables.organizations.Prefetch(candidate);
    }
    for (std::size_t i = first; i < last; ++i) {
      found[i] = activity_keys_[i] == PackedId{}
                     ? kNoIndex
                     : index.Find(activity_keys_[i], texts,
                                  [&](std::uint32_t at) { return tables.organizations.key(at); });
    }
  }
  Free(activity_keys_);
  return found;
}

void PractitionerWork::FillActivities(const Column<std::uint32_t>& organizations, Tables& tables) {
  tables.activities_of_practitioner = RunStarts(activity_counts_);
  std::uint32_t last_place = 0;
  for (const std::uint32_t place : renumbering_.places) last_place = std::max(last_place, place);
  tables.activities = ActivityTable(
      activities_.size(), {static_cast<std::uint32_t>(tables.organizations.size()) - 1, last_place,
                           static_cast<std::uint32_t>(kinds_.size())});
  std::size_t at = 0;
  for (std::size_t owner = 0; owner < first_activities_.size(); ++owner) {
    if (owner + kAhead < first_activities_.size()) {
      const std::uint32_t ahead = first_activities_[owner + kAhead];
      PrefetchLine(activities_.data() + ahead);
      PrefetchLine(organizations.data() + ahead);
    }
    const std::uint32_t first = first_activities_[owner];
    for (std::uint32_t i = first; i < first + activity_counts_[owner]; ++i) {
      tables.activities.Set(
          at++, {organizations[i], renumbering_.places[activities_[i].place], activities_[i].kind});
    }
  }
  for (const ActivityKind& kind : kinds_) {
    tables.activity_kinds.push_back({renumbering_.coded[static_cast<std::uint32_t>(kind.mode)],
                                     renumbering_.coded[static_cast<std::uint32_t>(kind.sector)]});
  }
}

void PractitionerWork::Index(Tables& t) {
  IndexWords(t.families);
  IndexWords(t.givens);
  const std::size_t count = t.practitioners.size();
  const auto for_each_activity = [&](auto visit) {
    std::uint32_t a = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      for (std::uint32_t left = activity_counts_[i]; left > 0; --left) visit(i, a++);
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
  const Column<std::uint32_t> organizations = FindOrganizations(vocabulary.texts(), tables);
  {
    const Column<std::uint32_t> order = OrderByName(vocabulary.texts(), tables);
    FillPractitioners(order, tables);
    Free(drafts_);
  }
  FillActivities(organizations, tables);
  Free(first_activities_);
  Free(activities_);
}

}  // namespace annuaire
