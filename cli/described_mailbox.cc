#include "cli/described_mailbox.h"

#include <optional>

#include "cli/stored_evidence.h"
#include "directory/base/fold.h"
#include "directory/naming/checker.h"
#include "directory/record/mailbox.h"

namespace annuaire::cli {
namespace {

PersonName NameOf(std::string_view person) {
  const std::size_t slash = person.find('/');
  return {Trim(person.substr(0, slash)), Trim(person.substr(slash + 1))};
}

Status CheckPerson(const std::string& person, std::string_view role) {
  const std::size_t slash = person.find('/');
  if (slash != std::string::npos && slash == person.rfind('/') &&
      !NameOf(person).family_name.empty()) {
    return OkStatus();
  }
  return InvalidArgumentError(std::string(role) + " '" + person +
                              "': write NOM/PRENOM, the family name first: DUPONT/JEAN");
}

}  // namespace

Status CheckForm(const DescribedMailbox& mailbox) {
  if (!mailbox.type.empty() && MailboxTypeOf(mailbox.type) == MailboxType::kUnknown) {
    return InvalidArgumentError("type '" + mailbox.type + "': it is PER, ORG, APP or CAB");
  }
  for (const std::string& holder : mailbox.holders) RETURN_IF_ERROR(CheckPerson(holder, "holder"));
  for (const std::string& person : mailbox.staff) RETURN_IF_ERROR(CheckPerson(person, "staff"));
  return OkStatus();
}

Result<Judgement> Judge(const DescribedMailbox& mailbox, const StoredEvidence* evidence) {
  StructureFacts structure_facts;
  std::optional<StoredEvidence::Structure> stored;
  if (evidence != nullptr && !mailbox.organization.empty()) {
    Result<std::optional<StoredEvidence::Structure>> found =
        evidence->FindStructure(mailbox.organization);
    if (!found.ok()) return found.status();
    stored = *std::move(found);
  }
  if (stored) {
    structure_facts = stored->facts;
  } else if (!mailbox.organization.empty()) {
    structure_facts.names.push_back(mailbox.organization);
  }
  for (const std::string& person : mailbox.staff) structure_facts.staff.push_back(NameOf(person));
  const StructureContext structure(structure_facts);
  const StructureContext* const structures[] = {&structure};

  std::vector<HolderFacts> holders;
  for (const std::string& holder : mailbox.holders) {
    holders.push_back({.national_id = {}, .name = NameOf(holder), .first_missed = {}});
  }

  MailboxFacts facts;
  facts.type = MailboxTypeOf(mailbox.type);
  facts.address = mailbox.address;
  facts.holders = holders;
  facts.structures = structures;
  facts.service = mailbox.service;
  facts.description = mailbox.description;
  if (evidence == nullptr) return Checker().Check(facts, Evidence{});
  const StoredEvidence::ListedDomain domain = evidence->FindDomain(DomainOf(mailbox.address));
  facts.white_list = domain.state;
  facts.operator_name = domain.operator_name;
  return Checker().Check(facts, evidence->names());
}

}  // namespace annuaire::cli
