#include <algorithm>
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
std::vector<std::uint32_t> RankNames(const TermCollector& spelled, TextPoolBuilder& texts,
                                     NameTable& table) {
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
    table.names.push_back(texts.Intern(name));
    for (const std::string& word : NameTerms(name)) pairs.emplace_back(words.Intern(word), i);
  }
  const TermCollector::Sealed sealed = words.Seal();
  for (auto& [term, name] : pairs) term = sealed.position[term];
  table.terms = sealed.dictionary;
  table.having_term = Csr<std::uint32_t>::FromPairs(table.terms.size(), pairs);
  table.having_term.SortUnique();
  return rank;
}

}  // namespace

Status DirectoryBuilder::Add(const Practitioner& practitioner) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kPractitioners, practitioner.id));
  Tables& t = w.tables;
  const auto number = static_cast<std::uint32_t>(t.practitioners.size());
  PractitionerEntry entry{};
  entry.id = w.texts.Add(practitioner.id);
  entry.first_trait = static_cast<std::uint32_t>(t.traits.size());
  entry.first_activity = static_cast<std::uint32_t>(t.activities.size());
  const PersonName first = practitioner.names.empty() ? PersonName{} : practitioner.names.front();
  entry.family = w.family_names.Intern(first.family_name);
  entry.given = w.given_names.Intern(first.given_name);
  for (std::size_t i = 1; i < practitioner.names.size(); ++i) {
    t.aliases.push_back({w.family_names.Intern(practitioner.names[i].family_name),
                         w.given_names.Intern(practitioner.names[i].given_name), number});
  }
  for (const ProfessionHeld& held : practitioner.professions) {
    t.traits.push_back({w.Code(held.profession), w.Code(held.category)});
  }
  for (const Skill& skill : practitioner.skills) {
    t.traits.push_back({CodedId::kEmpty, w.Code(skill.skill)});
  }
  for (const Activity& activity : practitioner.activities) {
    const std::uint32_t organization =
        activity.organization_key.empty()
            ? kNoIndex
            : t.organizations_by_key.Find(activity.organization_key, [&](std::uint32_t i) {
                return w.texts.at(t.organizations[i].key) == activity.organization_key;
              });
    t.activities.push_back(
        {organization, w.Place(activity.address), w.Code(activity.mode), w.Code(activity.sector)});
  }
  t.practitioners.push_back(entry);
  return OkStatus();
}

// Renumbers practitioners in name order.
void DirectoryBuilder::Work::FinishPractitioners() {
  Tables& t = tables;
  const auto count = static_cast<std::uint32_t>(t.practitioners.size());
  PractitionerEntry end{};
  end.first_trait = static_cast<std::uint32_t>(t.traits.size());
  end.first_activity = static_cast<std::uint32_t>(t.activities.size());
  t.practitioners.push_back(end);

  const std::vector<std::uint32_t> family_rank = RankNames(family_names, texts, t.families);
  const std::vector<std::uint32_t> given_rank = RankNames(given_names, texts, t.givens);
  family_names = {};
  given_names = {};

  std::vector<std::pair<std::uint64_t, std::uint32_t>> order(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const PractitionerEntry& entry = t.practitioners[i];
    order[i] = {std::uint64_t{family_rank[entry.family]} << 32 | given_rank[entry.given], i};
  }
  std::sort(order.begin(), order.end());

  std::vector<PractitionerEntry> practitioners;
  std::vector<TraitEntry> traits;
  std::vector<ActivityEntry> activities;
  practitioners.reserve(count + 1);
  traits.reserve(t.traits.size());
  activities.reserve(t.activities.size());
  std::vector<std::uint32_t> renumbered(count);
  for (const auto& [name, old] : order) {
    PractitionerEntry entry = t.practitioners[old];
    const PractitionerEntry& next = t.practitioners[old + 1];
    renumbered[old] = static_cast<std::uint32_t>(practitioners.size());
    const auto trait = t.traits.begin();
    const auto activity = t.activities.begin();
    const PractitionerEntry source = entry;
    entry.family = static_cast<std::uint32_t>(name >> 32);
    entry.given = static_cast<std::uint32_t>(name);
    entry.first_trait = static_cast<std::uint32_t>(traits.size());
    entry.first_activity = static_cast<std::uint32_t>(activities.size());
    traits.insert(traits.end(), trait + source.first_trait, trait + next.first_trait);
    activities.insert(activities.end(), activity + source.first_activity,
                      activity + next.first_activity);
    practitioners.push_back(entry);
  }
  end.family = static_cast<std::uint32_t>(t.families.names.size());
  practitioners.push_back(end);
  t.practitioners = std::move(practitioners);
  t.traits = std::move(traits);
  t.activities = std::move(activities);
  for (Tables::Alias& alias : t.aliases) {
    alias = {family_rank[alias.family], given_rank[alias.given], renumbered[alias.practitioner]};
  }
  std::sort(t.aliases.begin(), t.aliases.end(), [](const Tables::Alias& a, const Tables::Alias& b) {
    return std::tie(a.family, a.given, a.practitioner) <
           std::tie(b.family, b.given, b.practitioner);
  });

  t.family_starts.assign(t.families.names.size() + 1, count);
  for (std::uint32_t i = count; i-- > 0;) t.family_starts[t.practitioners[i].family] = i;

  t.practitioners_by_id = HashIndex(count);
  std::vector<std::pair<std::uint32_t, PractitionerIndex>> at_organization;
  NumberPairs in_place;
  TermCollector professions;
  NumberPairs of_profession;
  for (std::uint32_t i = 0; i < count; ++i) {
    const PractitionerEntry& entry = t.practitioners[i];
    const PractitionerEntry& next = t.practitioners[i + 1];
    t.practitioners_by_id.Insert(texts.at(entry.id), i);
    for (std::uint32_t a = entry.first_activity; a < next.first_activity; ++a) {
      in_place.emplace_back(t.activities[a].place, i);
      if (t.activities[a].organization != kNoIndex) {
        at_organization.emplace_back(t.activities[a].organization, PractitionerIndex{i});
      }
    }
    for (std::uint32_t p = entry.first_trait; p < next.first_trait; ++p) {
      if (t.traits[p].profession == CodedId::kEmpty) continue;
      const CodedEntry& held = coded.at(static_cast<std::uint32_t>(t.traits[p].profession));
      of_profession.emplace_back(professions.Intern(texts.at(held.code)), i);
    }
  }
  t.practitioners_at = Csr<PractitionerIndex>::FromPairs(t.organizations.size(), at_organization);
  t.practitioners_at.SortUnique();
  std::uint32_t last_place = 0;
  for (const auto& [place, practitioner] : in_place) last_place = std::max(last_place, place);
  t.practitioners_in_place = Csr<std::uint32_t>::FromPairs(last_place + 1u, in_place);
  t.practitioners_in_place.SortUnique();
  for (std::uint32_t i = 0; i < professions.size(); ++i) {
    t.profession_codes.push_back(texts.Intern(professions.at(i)));
  }
  t.practitioners_of_profession = Csr<std::uint32_t>::FromPairs(professions.size(), of_profession);
  t.practitioners_of_profession.SortUnique();
}

}  // namespace annuaire
