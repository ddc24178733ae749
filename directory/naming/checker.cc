#include "directory/naming/checker.h"

#include "directory/naming/address.h"
#include "directory/naming/checks.h"
#include "directory/naming/pieces.h"
#include "directory/record/patient_address.h"

namespace annuaire {

Judgement Checker::Check(const MailboxFacts& facts, const Evidence& evidence) const {
  return Check(facts, evidence, [&facts] { return facts.structures; });
}

Judgement Checker::Check(const MailboxFacts& given, const Evidence& evidence,
                         const GatherStructures& gather) const {
  Judgement judgement;
  if (IsPatientAddress(given.address)) {
    CheckPatient(given, judgement);
    return judgement;
  }
  const ParsedAddress address = ParseAddress(given.address);
  CheckSyntax(given.address, address, judgement);
  if (!address.ok()) return judgement;
  CheckDomain(given, address.domain, judgement);

  if (given.type == MailboxType::kUnknown) return judgement;
  if (given.type == MailboxType::kPersonal && IsSettledByHolder(given, address.local_part)) {
    CheckHolders(given, judgement);
    return judgement;
  }
  MailboxFacts facts = given;
  facts.structures = gather();
  const Vocabulary vocabulary(facts.structures, address.domain, evidence);
  switch (facts.type) {
    case MailboxType::kPersonal:
      CheckHolderName(facts, address.local_part, vocabulary, judgement);
      CheckHolders(facts, judgement);
      break;
    case MailboxType::kOrganizational:
      CheckOrganizational(facts, address.local_part, vocabulary, judgement);
      CheckStructures(facts, judgement);
      break;
    case MailboxType::kApplication:
      CheckApplication(address.local_part, vocabulary, judgement);
      CheckStructures(facts, judgement);
      break;
    case MailboxType::kPractice:
      CheckPractice(facts, address.local_part, vocabulary, judgement);
      break;
    case MailboxType::kUnknown:
      break;
  }
  return judgement;
}

Judgement Checker::CheckStructure(const StructureContext& structure) const {
  Judgement judgement;
  AdviseStructure(structure, judgement);
  return judgement;
}

}  // namespace annuaire
