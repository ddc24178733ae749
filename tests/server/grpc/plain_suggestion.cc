#include "tests/server/grpc/plain_suggestion.h"

#include <string_view>

#include "server/grpc/convert_row.h"
#include "server/grpc/encode.h"

namespace annuaire::grpc_front {

void Encode(const MailboxRow& row, v1::Suggestion& out) {
  Set(out, &v1::Suggestion::mutable_address, row.address);
  Set(out, &v1::Suggestion::mutable_mailbox_type, row.type_code);
  out.set_display_name(DisplayName(row));
  Set(out, &v1::Suggestion::mutable_family_name, row.family_name);
  Set(out, &v1::Suggestion::mutable_given_name, row.given_name);
  Set(out, &v1::Suggestion::mutable_rpps, row.rpps);
  Set(out, &v1::Suggestion::mutable_profession, row.profession);
  Set(out, &v1::Suggestion::mutable_skill, row.skill);
  if (row.has_organization) Encode(row.organization, *out.mutable_organization());
  Set(out, &v1::Suggestion::mutable_service, row.service);
  Set(out, &v1::Suggestion::mutable_city, row.city);
  Set(out, &v1::Suggestion::mutable_department, row.department);
  out.set_holder_gone(row.holder_gone);
}

std::string DisplayName(const MailboxRow& row) {
  if (row.type == MailboxType::kPersonal && !(row.family_name.empty() && row.given_name.empty())) {
    return PersonDisplayName(row);
  }
  std::string name(row.service.empty() ? LocalPartOf(row.address) : row.service);
  if (!row.has_organization || row.organization.name().empty()) return name;
  if (!name.empty()) name += " – ";
  return name.append(row.organization.name());
}

}  // namespace annuaire::grpc_front
