#include "directory/naming/checker.h"

#include "directory/naming/address.h"
#include "directory/naming/checks.h"
#include "directory/naming/pieces.h"

namespace annuaire {
namespace {

// "x@patient.mssante.fr", however malformed the rest is.
bool IsPatientAddress(std::string_view address) {
  const auto at = address.rfind('@');
  return at != std::string_view::npos &&
         ClassifyDomain(address.substr(at + 1)) == DomainKind::kPatient;
}

}  // namespace

Judgement Checker::Check(const MailboxFacts& facts, const Evidence& evidence) const {
  Judgement judgement;
  if (IsPatientAddress(facts.address)) {
    CheckPatient(facts, judgement);
    return judgement;
  }
  const ParsedAddress address = ParseAddress(facts.address);
  CheckSyntax(address, judgement);
  if (!address.ok()) return judgement;
  CheckDomain(facts, address.domain, judgement);

  const Vocabulary vocabulary(facts.structures, address.domain, evidence);
  switch (facts.type) {
    case MailboxType::kPersonal:
      CheckPersonal(facts, address.local_part, vocabulary, judgement);
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

bool Checker::AsksStructures(const MailboxFacts& facts) const {
  if (facts.type == MailboxType::kUnknown || IsPatientAddress(facts.address)) return false;
  if (facts.type != MailboxType::kPersonal) return true;
  const ParsedAddress address = ParseAddress(facts.address);
  return address.ok() && !IsSettledByHolder(facts, address.local_part);
}

Judgement Checker::CheckStructure(const StructureContext& structure) const {
  Judgement judgement;
  AdviseStructure(structure, judgement);
  return judgement;
}

}  // namespace annuaire
