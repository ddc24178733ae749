// Rows: what a Directory keeps in memory of each record, enough to list it and
// to tell it from its homonyms. The whole record is in the store.
//
// Rows are views into the Directory that gave them and live as long as it does.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "directory/packed/id_text.h"
#include "directory/packed/row_index.h"
#include "directory/record/coded.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"

namespace annuaire {

// The RPPS inside 8 + RPPS; empty for any other id.
inline std::string_view RppsOf(std::string_view practitioner_id) {
  return practitioner_id.size() == 12 && practitioner_id[0] == '8' ? practitioner_id.substr(1)
                                                                   : std::string_view{};
}

struct OrganizationRow {
  IdText key;
  std::string_view legal_name;
  std::string_view trade_name;
  Coded category;
  std::string_view city;  // commune label, else the delivery line's city without CEDEX
  std::string_view postcode;
  std::string_view department;  // code; empty when unknown
  OpenState state = OpenState::kUnknown;
  OrganizationKind kind = OrganizationKind::kUnknown;

  // What a person would call it.
  std::string_view name() const { return trade_name.empty() ? legal_name : trade_name; }
};

struct PractitionerRow {
  IdText id;
  std::string_view family_name;
  std::string_view given_name;
  std::vector<ProfessionHeld> professions;
  std::vector<Coded> skills;

  // Empty unless id is 8 + RPPS. Lives as long as this row.
  std::string_view rpps() const { return RppsOf(id); }
};

struct MailboxRow {
  std::string_view address;  // as spelled
  std::string_view type_code;
  MailboxType type = MailboxType::kUnknown;
  // Of the first holder; empty for mailboxes without one.
  IdText practitioner_id;
  std::string_view family_name;
  std::string_view given_name;
  Coded profession;  // as the mailbox's row tells, else the professional's first
  Coded skill;
  bool holder_gone = false;  // has a holder, who is not in the person extract
  // The first of its structures that is known; the service and the place are what its attachments
  // there tell first, without a structure all of them.
  bool has_organization = false;
  OrganizationRow organization;
  std::string_view service;  // its description where it has no service
  // Of the row, else of the structure, else of the holder's first activity that tells one.
  std::string_view city;
  std::string_view department;
  std::uint8_t severity = 0;  // worst remark of the naming rules

  // Of the holder; empty without one. Lives as long as this row.
  std::string_view rpps() const { return RppsOf(practitioner_id); }
};

// A person whom rows of a mailbox name.
struct HolderRow {
  IdText practitioner_id;
  std::string_view family_name;  // as the mailbox's row spells them
  std::string_view given_name;
  bool listed = false;  // in the person extract
  bool active = false;  // there with an activity

  // Empty unless practitioner_id is 8 + RPPS. Lives as long as this row.
  std::string_view rpps() const { return RppsOf(practitioner_id); }
};

struct DomainRow {
  std::string_view name;
  bool listed = false;  // in the loaded white list
  std::uint32_t mailboxes_count = 0;
};

}  // namespace annuaire
