#include "tests/server/grpc/plain_messages.h"

#include <string_view>

#include "server/grpc/checked_rpps.h"
#include "server/grpc/convert_record.h"
#include "server/grpc/convert_row.h"
#include "server/grpc/encode.h"

namespace annuaire::grpc_front {
// static, not in an unnamed namespace, whose overloads would hide those of the headers.

static void Encode(const PersonName& name, v1::PersonName& out) {
  Set(out, &v1::PersonName::mutable_family_name, name.family_name);
  Set(out, &v1::PersonName::mutable_given_name, name.given_name);
}

// Nothing for an empty key; the key alone when nobody has a row under it.
template <typename Message>
static void SetOrganization(Message& message, std::string_view key, const Directory& directory) {
  if (key.empty()) return;
  v1::OrganizationRef& out = *message.mutable_organization();
  if (const auto index = directory.FindOrganization(key)) {
    Encode(directory.row(*index), out);
  } else {
    Set(out, &v1::OrganizationRef::mutable_id, key);
  }
}

static v1::Paperless ToProto(Paperless paperless) {
  switch (paperless) {
    case Paperless::kUnknown:
      return v1::PAPERLESS_UNKNOWN;
    case Paperless::kAccepted:
      return v1::PAPERLESS_ACCEPTED;
    case Paperless::kRefused:
      return v1::PAPERLESS_REFUSED;
  }
  return v1::PAPERLESS_UNKNOWN;
}

static void Encode(const Attachment& attachment, const Directory& directory, v1::Attachment& out) {
  Set(out, &v1::Attachment::mutable_type, attachment.type_code);
  Set(out, &v1::Attachment::mutable_practitioner_id, attachment.practitioner_id);
  Set(out, &v1::Attachment::mutable_rpps, CheckedRppsOf(attachment.practitioner_id));
  if (attachment.name != PersonName{}) Encode(attachment.name, *out.mutable_name());
  Set(out, &v1::Attachment::mutable_title, attachment.title);
  Set(out, &v1::Attachment::mutable_category, attachment.category);
  Set(out, &v1::Attachment::mutable_profession, attachment.profession);
  Set(out, &v1::Attachment::mutable_skill, attachment.skill);
  out.set_practitioner_listed(directory.FindPractitioner(attachment.practitioner_id).has_value());
  SetOrganization(out, attachment.organization_key, directory);
  Set(out, &v1::Attachment::mutable_organization_id_type, attachment.organization_id_type);
  Set(out, &v1::Attachment::mutable_organization_id, attachment.organization_id);
  Set(out, &v1::Attachment::mutable_service, attachment.service);
  Set(out, &v1::Attachment::mutable_legal_name, attachment.legal_name);
  Set(out, &v1::Attachment::mutable_trade_name, attachment.trade_name);
  if (!attachment.address.empty()) Encode(attachment.address, *out.mutable_address());
  Set(out, &v1::Attachment::mutable_department, attachment.department);
  out.set_paperless(ToProto(attachment.paperless));
  Set(out, &v1::Attachment::mutable_description, attachment.description);
  out.set_preferred_rank(attachment.preferred_rank);
}

void Encode(const MailboxRow& row, v1::Suggestion& out) {
  Set(out, &v1::Suggestion::mutable_address, row.address);
  Set(out, &v1::Suggestion::mutable_mailbox_type, row.type_code);
  out.set_display_name(DisplayName(row));
  Set(out, &v1::Suggestion::mutable_family_name, row.family_name);
  Set(out, &v1::Suggestion::mutable_given_name, row.given_name);
  Set(out, &v1::Suggestion::mutable_rpps, row.rpps());
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

void Encode(const Mailbox& mailbox, const Directory& directory, v1::Mailbox& out) {
  bool first = true;
  for (const std::string_view spelling : mailbox.spellings) {
    (first ? out.mutable_address() : out.add_other_spellings())->assign(spelling);
    first = false;
  }
  Set(out, &v1::Mailbox::mutable_type, mailbox.type_code);
  for (const Attachment& attachment : mailbox.attachments) {
    Encode(attachment, directory, *out.add_attachments());
  }
}

}  // namespace annuaire::grpc_front
