#include <algorithm>
#include <string>

#include "directory/base/fold.h"
#include "directory/lookup/builder_work.h"
#include "directory/words/typed_number.h"

namespace annuaire {

void OrganizationWork::Reserve(std::size_t organizations) {
  entries.reserve(organizations);
  // Guesses on the safe side; what is not touched takes no memory.
  numbers.reserve(2 * organizations);
  word_starts.reserve(organizations + 1);
  word_numbers.reserve(8 * organizations);
}

void OrganizationWork::AddNumber(std::string_view number) {
  if (number.empty()) return;
  numbers.push_back({HashIndex::Hash(number), static_cast<std::uint32_t>(entries.size())});
}

Status OrganizationWork::Add(const Organization& organization, Vocabulary& vocabulary) {
  RETURN_IF_ERROR(keys.Next(organization.key));
  const auto number = static_cast<std::uint32_t>(entries.size());
  for (const auto siret : organization.sirets) {
    if (siret != organization.key) AddNumber(siret);
  }
  for (const auto siren : organization.sirens) {
    AddNumber(siren);
    if (const std::string key = "SIREN:" + std::string(siren); key != organization.key) {
      AddNumber(key);
    }
  }
  for (const auto id : organization.technical_ids) {
    if (id != organization.key && id.substr(id.empty() ? 0 : 1) != organization.key) AddNumber(id);
  }
  // "1540000015" of one whose number stayed is looked up as that. Those of a person's own practice,
  // RPPS and rank, would take 4 MB: rows that name them were given the key by the join.
  for (const auto id : organization.former_ids) {
    if (id.starts_with('4')) continue;
    const std::string_view bare = id.substr(id.empty() ? 0 : 1);
    const auto& sirets = organization.sirets;
    const bool stayed =
        bare == organization.key || std::find(sirets.begin(), sirets.end(), bare) != sirets.end();
    if (!stayed && id != organization.key) AddNumber(id);
  }
  // Those of practices, which hardly ever have a mailbox of their own, would take 5 MB.
  if (organization.kind == OrganizationKind::kEstablishment &&
      organization.state == OpenState::kOpen && !organization.phones.empty()) {
    AddNumber(PhoneKey(NumberIn(organization.phones.front()).digits));
  }
  if (!organization.legal_entity_finess.empty()) {
    legal_entities.emplace_back(number,
                                legal_entity_finess.Intern(organization.legal_entity_finess));
  }
  OrganizationEntry entry;
  const std::optional<PackedId> key = PackId(organization.key);
  entry.key = key ? *key : PackSymbol(vocabulary.Intern(organization.key));
  if (!organization.legal_names.empty()) {
    entry.legal_name = vocabulary.Intern(organization.legal_names.front());
  }
  if (!organization.trade_names.empty()) {
    entry.trade_name = vocabulary.Intern(organization.trade_names.front());
  }
  entry.category = vocabulary.Code(organization.category);
  for (const Address& address : organization.addresses) {
    const std::uint32_t place = vocabulary.Place(address);
    if (entry.place == 0) entry.place = place;
    if (vocabulary.place(place).department == 0) continue;
    entry.place = place;  // the first that tells where it is
    break;
  }
  entry.state = organization.state;
  entry.kind = organization.kind;
  entries.push_back(entry);
  word_starts.push_back(static_cast<std::uint32_t>(word_numbers.size()));
  for (const auto* names : {&organization.legal_names, &organization.trade_names}) {
    for (const auto name : *names) {
      for (const std::string& word : IndexTerms(name)) word_numbers.push_back(words.Intern(word));
    }
  }
  return OkStatus();
}

void OrganizationWork::LinkLegalEntities(const Vocabulary& vocabulary, Tables& tables) {
  std::vector<std::uint32_t> found(legal_entity_finess.size());
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    found[i] =
        tables.organizations_by_key.Find(legal_entity_finess.at(i), vocabulary.texts(),
                                         [this](std::uint32_t at) { return entries[at].key; });
  }
  for (const auto& [organization, finess] : legal_entities) {
    if (found[finess] != organization) entries[organization].legal_entity = found[finess];
  }
  tables.establishments =
      NumberLists<OrganizationIndex>::Build(entries.size(), entries.size(), [this](auto emit) {
        for (const auto& [organization, finess] : legal_entities) {
          const std::uint32_t legal_entity = entries[organization].legal_entity;
          if (legal_entity != kNoIndex) emit(legal_entity, organization);
        }
      });
  Free(legal_entities);
  Free(legal_entity_finess);
}

void OrganizationWork::Finish(const Vocabulary& vocabulary, Tables& tables) {
  word_starts.push_back(static_cast<std::uint32_t>(word_numbers.size()));
  tables.organizations_by_key = OrganizationKeys(
      entries.size(), vocabulary.texts(), [this](std::uint32_t i) { return entries[i].key; });
  LinkLegalEntities(vocabulary, tables);
  tables.organizations_by_number = NumberIndex(std::move(numbers));
  tables.organizations = OrganizationTable(entries);
  Free(entries);
}

void OrganizationWork::IndexNames(Tables& tables) {
  TermCollector::Sealed sealed = words.Seal();
  Free(words);
  tables.organization_terms = std::move(sealed.dictionary);
  const std::size_t count = word_starts.size() - 1;
  tables.organizations_with_term =
      NumberLists<std::uint32_t>::Build(tables.organization_terms.size(), count, [&](auto emit) {
        for (std::uint32_t i = 0; i < count; ++i) {
          for (std::uint32_t at = word_starts[i]; at < word_starts[i + 1]; ++at) {
            emit(sealed.position[word_numbers[at]], i);
          }
        }
      });
  Free(word_numbers);
  Free(word_starts);
}

}  // namespace annuaire
