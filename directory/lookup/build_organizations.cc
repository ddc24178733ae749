#include <algorithm>
#include <string>
#include <tuple>

#include "directory/base/fold.h"
#include "directory/lookup/builder_work.h"

namespace annuaire {

Status DirectoryBuilder::Add(const Organization& organization) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kOrganizations, organization.key));
  const auto number = static_cast<std::uint32_t>(w.tables.organizations.size());
  for (const auto siret : organization.sirets) {
    if (siret != organization.key) w.AddNumber(siret);
  }
  for (const auto siren : organization.sirens) {
    w.AddNumber(siren);
    if (const std::string key = "SIREN:" + std::string(siren); key != organization.key) {
      w.AddNumber(key);
    }
  }
  for (const auto id : organization.technical_ids) {
    if (id != organization.key && id.substr(id.empty() ? 0 : 1) != organization.key) {
      w.AddNumber(id);
    }
  }
  OrganizationEntry entry{};
  entry.key = w.texts.Add(organization.key);
  if (!organization.legal_names.empty()) {
    entry.legal_name = w.texts.Intern(organization.legal_names.front());
  }
  if (!organization.trade_names.empty()) {
    entry.trade_name = w.texts.Intern(organization.trade_names.front());
  }
  entry.category = w.Code(organization.category);
  entry.place = organization.addresses.empty() ? 0 : w.Place(organization.addresses.front());
  entry.legal_entity = kNoIndex;
  entry.state = organization.state;
  entry.kind = organization.kind;
  w.tables.organizations.push_back(entry);
  w.legal_entity_finess.push_back(w.texts.Intern(organization.legal_entity_finess));
  for (const auto* names : {&organization.legal_names, &organization.trade_names}) {
    for (const auto name : *names) {
      for (const std::string& word : IndexTerms(name)) {
        w.organization_word_pairs.emplace_back(w.organization_words.Intern(word), number);
      }
    }
  }
  return OkStatus();
}

void DirectoryBuilder::Work::FinishOrganizations() {
  Tables& t = tables;
  const auto count = static_cast<std::uint32_t>(t.organizations.size());
  t.organizations_by_key = HashIndex(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    t.organizations_by_key.Insert(texts.at(t.organizations[i].key), i);
  }
  std::sort(t.numbers.begin(), t.numbers.end(), [](const NumberEntry& a, const NumberEntry& b) {
    return std::tie(a.hash, a.organization) < std::tie(b.hash, b.organization);
  });
  t.numbers.shrink_to_fit();

  std::vector<std::pair<std::uint32_t, OrganizationIndex>> establishments;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view finess = texts.at(legal_entity_finess[i]);
    if (finess.empty()) continue;
    const std::uint32_t legal_entity = t.organizations_by_key.Find(
        finess, [&](std::uint32_t j) { return texts.at(t.organizations[j].key) == finess; });
    if (legal_entity == kNoIndex || legal_entity == i) continue;
    t.organizations[i].legal_entity = legal_entity;
    establishments.emplace_back(legal_entity, OrganizationIndex{i});
  }
  t.establishments = Csr<OrganizationIndex>::FromPairs(count, establishments);
  legal_entity_finess = {};

  const TermCollector::Sealed sealed = organization_words.Seal();
  for (auto& [term, organization] : organization_word_pairs) term = sealed.position[term];
  t.organization_terms = sealed.dictionary;
  t.organizations_with_term =
      Csr<std::uint32_t>::FromPairs(t.organization_terms.size(), organization_word_pairs);
  t.organizations_with_term.SortUnique();
  organization_words = {};
  organization_word_pairs = {};
}

}  // namespace annuaire
