// A labelled mailbox is one row of tests/data/naming/*.tsv: an address in its
// context and what a careful reader says of it.
//
// Columns: type, address, holders, organization, staff, service, label, note.
// Several people are separated by ';', each NOM/PRENOM. Labels: "ok"; "person",
// the local part names somebody; "person-text", the service does; "mismatch", a
// personal mailbox does not bear its holder's name.

#pragma once

#include <string>
#include <vector>

#include "directory/base/result.h"
#include "directory/naming/checker.h"

namespace annuaire {

struct LabelledMailbox {
  std::string type;
  std::string address;
  std::string holders;
  std::string organization;
  std::string staff;
  std::string service;
  std::string label;
  std::string note;
};

Result<std::vector<LabelledMailbox>> LoadLabelled(const std::string& path);

Judgement Judge(const LabelledMailbox& mailbox, const Evidence& evidence);

// The worst severity among the findings of "rule_id".
Severity SeverityOf(const Judgement& judgement, std::string_view rule_id);

}  // namespace annuaire
