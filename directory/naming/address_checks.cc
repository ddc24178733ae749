#include <algorithm>
#include <string>
#include <utility>

#include "directory/base/fold.h"
#include "directory/naming/checks.h"
#include "directory/record/patient_address.h"

namespace annuaire {
namespace {

std::string Quoted(std::string_view text) { return "« " + std::string(text) + " »"; }

bool HasPlace(AddressFault fault) {
  switch (fault) {
    case AddressFault::kSeveralAts:
    case AddressFault::kQuoted:
    case AddressFault::kBlank:
    case AddressFault::kNonAsciiLocal:
    case AddressFault::kLocalCharacter:
    case AddressFault::kDoubleDot:
    case AddressFault::kLabelEmpty:
    case AddressFault::kLabelHyphen:
    case AddressFault::kLabelCharacter:
      return true;
    default:
      return false;  // of the whole, its beginning or its end
  }
}

bool IsOfACharacter(AddressFault fault) {
  return fault == AddressFault::kNonAsciiLocal || fault == AddressFault::kLocalCharacter ||
         fault == AddressFault::kLabelCharacter;
}

// One character of a text that may be UTF-8 or not.
std::string_view CharacterAt(std::string_view text, std::size_t at) {
  const std::size_t bytes = Utf8LetterBytes(text.data() + at, text.data() + text.size());
  return text.substr(at, std::max<std::size_t>(bytes, 1));
}

std::string Utf8Of(std::string_view character) {
  return IsValidUtf8(character) ? std::string(character) : Windows1252ToUtf8(character);
}

Finding SyntaxFinding(std::string_view address, const FaultAt& fault) {
  std::string fr = "Adresse mal formée : " + std::string(FaultTextFr(fault.fault));
  std::string en = "Malformed address: " + std::string(FaultTextEn(fault.fault));
  if (IsOfACharacter(fault.fault)) {
    const std::string character = Utf8Of(CharacterAt(address, fault.position));
    fr += ", " + Quoted(character);
    en += ", \"" + character + "\"";
  }
  if (HasPlace(fault.fault)) {
    std::size_t number = 1;
    for (std::size_t i = 0; i < fault.position; i += CharacterAt(address, i).size()) ++number;
    fr += " (caractère " + std::to_string(number) + ")";
    en += " (character " + std::to_string(number) + ")";
  }
  const bool is_ascii = fault.fault != AddressFault::kNonAsciiLocal;
  return {
      is_ascii ? "SYN-01" : "SYN-02", Severity::kViolation, Basis::kSyntax, {}, fr + ".", en + "."};
}

void CheckWhiteList(const MailboxFacts& facts, std::string_view domain, Judgement& judgement) {
  if (facts.white_list != WhiteListState::kNotListed) return;
  std::string fr = "Le domaine " + Quoted(domain) + " n'est pas sur la liste blanche chargée";
  std::string en = "The domain \"" + std::string(domain) + "\" is not on the loaded white list";
  if (!facts.operator_name.empty()) {
    fr += " ; l'opérateur du domaine parent est " + std::string(facts.operator_name);
    en += "; the parent domain's operator is " + std::string(facts.operator_name);
  }
  judgement.Add(
      {"DOM-02", Severity::kSuspect, Basis::kDomain, {std::string(domain)}, fr + ".", en + "."});
}

}  // namespace

void CheckSyntax(std::string_view address, const ParsedAddress& parsed, Judgement& judgement) {
  for (const FaultAt& at : parsed.faults) judgement.Add(SyntaxFinding(address, at));
}

void CheckDomain(const MailboxFacts& facts, std::string_view domain, Judgement& judgement) {
  const auto add = [&](std::string_view rule_id, Severity severity, std::string fr,
                       std::string en) {
    judgement.Add(
        {rule_id, severity, Basis::kDomain, {std::string(domain)}, std::move(fr), std::move(en)});
  };
  switch (ClassifyDomain(domain)) {
    case DomainKind::kOutside:
      add("DOM-01", Severity::kViolation,
          "Le domaine " + Quoted(domain) + " n'appartient pas à l'espace de confiance MSSanté.",
          "The domain \"" + std::string(domain) + "\" is not part of the MSSanté trusted space.");
      return;
    case DomainKind::kApex:
      add("DOM-03", Severity::kViolation, "L'adresse est placée directement sous mssante.fr.",
          "The address stands at mssante.fr itself.");
      return;
    case DomainKind::kApicryptListed:
      add("DOM-01", Severity::kInfo,
          "Le domaine " + Quoted(domain) + " est sur la liste blanche mais hors du motif officiel.",
          "The domain \"" + std::string(domain) +
              "\" is white-listed but outside the official pattern.");
      return;
    case DomainKind::kApicryptInterop:
    case DomainKind::kPatient:
      return;
    case DomainKind::kMssante:
      break;
  }
  CheckWhiteList(facts, domain, judgement);
  if (IsTestDomain(domain)) {
    add("DOM-04", Severity::kInfo, "Le domaine " + Quoted(domain) + " est un domaine d'essai.",
        "The domain \"" + std::string(domain) + "\" is a test domain.");
  }
}

// Findings of a patient address never show it.
void CheckPatient(const MailboxFacts& facts, Judgement& judgement) {
  const auto add = [&](std::string_view rule_id, Severity severity, const char* fr,
                       const char* en) {
    judgement.Add({rule_id, severity, Basis::kSyntax, {}, fr, en});
  };
  judgement.is_patient = true;
  if (!NamesPatientDomain(facts.address)) {
    add("PAT-01", Severity::kViolation,
        "Un matricule INS se trouve hors du domaine des patients, patient.mssante.fr.",
        "A health number stands outside the patients' domain, patient.mssante.fr.");
    return;
  }
  if (facts.type != MailboxType::kUnknown) {
    add("PAT-02", Severity::kViolation,
        "Une boîte professionnelle est déclarée dans le domaine des patients.",
        "A professional mailbox is declared in the patients' domain.");
    return;
  }
  const ParsedAddress address = ParseAddress(facts.address);
  for (const FaultAt& at : address.faults) {
    // Of the local part PAT-01 speaks.
    if (at.position > address.local_part.size()) judgement.Add(SyntaxFinding(facts.address, at));
  }
  switch (JudgePatientNumber(address.local_part)) {
    case PatientNumber::kGood:
      return;
    case PatientNumber::kWrongKey:
      add("PAT-03", Severity::kInfo,
          "La clé du matricule INS de cette adresse de patient est fausse.",
          "The key of this patient address's health number is wrong.");
      return;
    case PatientNumber::kMalformed:
      add("PAT-01", Severity::kViolation,
          "La partie locale de cette adresse de patient n'est pas un matricule INS de 15 "
          "caractères.",
          "The local part of this patient address is not a 15-character health number.");
      return;
  }
}

}  // namespace annuaire
