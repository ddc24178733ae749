// A DescribedMailbox is what somebody tells of a mailbox that no extract need
// hold: typed as flags, or a row of a batch.
//
// Judged from this alone, by the rules built into the program, or with what a
// mirror knows; safe from any thread.
//
// Example:
//
//   DescribedMailbox mailbox{.type = "ORG", .address = "dr.dupont@ch-xxx.mssante.fr"};
//   mailbox.staff = {"DUPONT/JEAN"};
//   RETURN_IF_ERROR(CheckForm(mailbox));
//   Judge(mailbox)->verdict == Severity::kViolation;

#pragma once

#include <string>
#include <vector>

#include "directory/base/result.h"
#include "directory/naming/finding.h"

namespace annuaire::cli {

class StoredEvidence;

struct DescribedMailbox {
  std::string type;                  // PER, ORG, APP, CAB, or empty: only the address is judged
  std::string address;               // may be malformed: that is what is judged
  std::vector<std::string> holders;  // "NOM/PRENOM"
  std::string organization;
  std::string service;
  std::string description;
  std::vector<std::string> staff;  // "NOM/PRENOM"

  friend bool operator==(const DescribedMailbox&, const DescribedMailbox&) = default;
};

// kInvalidArgument, with the remedy, when the type or a person cannot be read.
Status CheckForm(const DescribedMailbox& mailbox);

// With "evidence", an organization given by its number (FINESS, SIRET…) brings
// its names, place, state and people; kNotFound when the mirror has no such
// structure, and fails when the mirror cannot be read.
// REQUIRES: CheckForm(mailbox).ok()
Result<Judgement> Judge(const DescribedMailbox& mailbox, const StoredEvidence* evidence = nullptr);

}  // namespace annuaire::cli
