#include <string>

#include "directory/naming/checks.h"

namespace annuaire {
namespace {

std::string Quoted(std::string_view text) { return "« " + std::string(text) + " »"; }

Finding SyntaxFinding(const FaultAt& at) {
  Finding finding;
  finding.rule_id = at.fault == AddressFault::kNonAsciiLocal ? "SYN-02" : "SYN-01";
  finding.severity = Severity::kViolation;
  const std::string position = std::to_string(at.position + 1);
  finding.message_fr =
      "Adresse mal formée : " + std::string(FaultTextFr(at.fault)) + " (octet " + position + ").";
  finding.message_en =
      "Malformed address: " + std::string(FaultTextEn(at.fault)) + " (octet " + position + ").";
  return finding;
}

Finding DomainFinding(std::string_view rule_id, Severity severity, std::string_view domain,
                      std::string fr, std::string en) {
  Finding finding;
  finding.rule_id = rule_id;
  finding.severity = severity;
  finding.basis = Basis::kDomain;
  finding.tokens.emplace_back(domain);
  finding.message_fr = std::move(fr);
  finding.message_en = std::move(en);
  return finding;
}

// Findings of a patient address never show it.
Finding PatientFinding(std::string_view rule_id, Severity severity, std::string fr,
                       std::string en) {
  Finding finding;
  finding.rule_id = rule_id;
  finding.severity = severity;
  finding.message_fr = std::move(fr);
  finding.message_en = std::move(en);
  return finding;
}

void CheckWhiteList(const MailboxFacts& facts, std::string_view domain, Judgement& judgement) {
  if (facts.white_list != WhiteListState::kNotListed) return;
  std::string fr = "Le domaine " + Quoted(domain) + " n'est pas sur la liste blanche chargée";
  std::string en = "The domain \"" + std::string(domain) + "\" is not on the loaded white list";
  if (!facts.operator_name.empty()) {
    fr += " ; l'opérateur du domaine parent est " + std::string(facts.operator_name);
    en += "; the parent domain's operator is " + std::string(facts.operator_name);
  }
  judgement.Add(DomainFinding("DOM-02", Severity::kSuspect, domain, fr + ".", en + "."));
}

}  // namespace

void CheckSyntax(const ParsedAddress& address, Judgement& judgement) {
  for (const FaultAt& at : address.faults) judgement.Add(SyntaxFinding(at));
}

void CheckDomain(const MailboxFacts& facts, std::string_view domain, Judgement& judgement) {
  switch (ClassifyDomain(domain)) {
    case DomainKind::kOutside:
      judgement.Add(DomainFinding(
          "DOM-01", Severity::kViolation, domain,
          "Le domaine " + Quoted(domain) + " n'appartient pas à l'espace de confiance MSSanté.",
          "The domain \"" + std::string(domain) + "\" is not part of the MSSanté trusted space."));
      return;
    case DomainKind::kApex:
      judgement.Add(DomainFinding("DOM-03", Severity::kViolation, domain,
                                  "L'adresse est placée directement sous mssante.fr.",
                                  "The address stands at mssante.fr itself."));
      return;
    case DomainKind::kApicryptListed:
      judgement.Add(DomainFinding(
          "DOM-01", Severity::kInfo, domain,
          "Le domaine " + Quoted(domain) + " est sur la liste blanche mais hors du motif officiel.",
          "The domain \"" + std::string(domain) +
              "\" is white-listed but outside the official pattern."));
      return;
    case DomainKind::kApicryptInterop:
    case DomainKind::kPatient:
      return;
    case DomainKind::kMssante:
      break;
  }
  CheckWhiteList(facts, domain, judgement);
  if (IsTestDomain(domain)) {
    judgement.Add(DomainFinding("DOM-04", Severity::kInfo, domain,
                                "Le domaine " + Quoted(domain) + " est un domaine d'essai.",
                                "The domain \"" + std::string(domain) + "\" is a test domain."));
  }
}

void CheckPatient(const MailboxFacts& facts, Judgement& judgement) {
  judgement.is_patient = true;
  if (facts.type != MailboxType::kUnknown) {
    judgement.Add(
        PatientFinding("PAT-02", Severity::kViolation,
                       "Une boîte professionnelle est déclarée dans le domaine des patients.",
                       "A professional mailbox is declared in the patients' domain."));
    return;
  }
  const ParsedAddress address = ParseAddress(facts.address);
  for (const FaultAt& at : address.faults) {
    // Of the local part PAT-01 speaks.
    if (at.position > address.local_part.size()) judgement.Add(SyntaxFinding(at));
  }
  switch (JudgePatientNumber(address.local_part)) {
    case PatientNumber::kGood:
      return;
    case PatientNumber::kWrongKey:
      judgement.Add(
          PatientFinding("PAT-03", Severity::kInfo,
                         "La clé du matricule INS de cette adresse de patient est fausse.",
                         "The key of this patient address's health number is wrong."));
      return;
    case PatientNumber::kMalformed:
      judgement.Add(PatientFinding(
          "PAT-01", Severity::kViolation,
          "La partie locale de cette adresse de patient n'est pas un matricule INS de 15 "
          "caractères.",
          "The local part of this patient address is not a 15-character health number."));
      return;
  }
}

}  // namespace annuaire
