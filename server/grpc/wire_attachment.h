// An Attachment in protobuf's wire format (wire.h), in five parts one after the
// other: the type and the holder, and four that many mailboxes have alike.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "directory/lookup/directory.h"
#include "directory/record/geography.h"
#include "directory/record/mailbox.h"
#include "server/grpc/checked_rpps.h"
#include "server/grpc/wire.h"
#include "server/grpc/wire_row.h"

namespace annuaire::grpc_front {

template <typename Out>
void WriteAddress(std::uint32_t field, const Address& address, Out& out) {
  if (address.empty()) return;
  WriteMessage(field, out, [&address](auto& inner) {
    WriteText(1, address.recipient_complement, inner);
    WriteText(2, address.geographic_complement, inner);
    WriteText(3, address.street_number, inner);
    WriteText(4, address.repetition_index, inner);
    WriteCoded(5, address.street_type, inner);
    WriteText(6, address.street_name, inner);
    WriteText(7, address.distribution, inner);
    WriteText(8, address.delivery_line, inner);
    WriteText(9, address.postcode, inner);
    WriteCoded(10, address.commune, inner);
    WriteCoded(11, address.country, inner);
    if (const Department* department = DepartmentOf(address.commune.code, address.postcode)) {
      WriteText(12, department->code, inner);
    }
  });
}

template <typename Out>
void WriteName(std::uint32_t field, const PersonName& name, Out& out) {
  WriteMessage(field, out, [&name](auto& inner) {
    WriteText(1, name.family_name, inner);
    WriteText(2, name.given_name, inner);
  });
}

// An attachment with what the directory knows of its holder and its structure.
struct ResolvedAttachment {
  const Attachment* attachment;
  std::optional<OrganizationRow> organization;
  bool listed = false;  // the holder is among the professionals
};

inline ResolvedAttachment Resolve(const Attachment& attachment, const Directory& directory) {
  ResolvedAttachment resolved{.attachment = &attachment};
  resolved.listed = directory.FindPractitioner(attachment.practitioner_id).has_value();
  if (attachment.organization_key.empty()) return resolved;
  const auto organization = directory.FindOrganization(attachment.organization_key);
  // A key under which nobody has a row stands alone.
  resolved.organization = organization
                              ? directory.row(*organization)
                              : OrganizationRow{.key = IdText(attachment.organization_key)};
  return resolved;
}

// The parts, in this order.

template <typename Out>
void WriteAttachmentHolder(const Attachment& attachment, Out& out) {
  WriteText(1, attachment.type_code, out);
  WriteText(2, attachment.practitioner_id, out);
  WriteText(3, CheckedRppsOf(attachment.practitioner_id), out);
  if (attachment.name != PersonName{}) WriteName(4, attachment.name, out);
}

template <typename Out>
void WriteAttachmentTraits(const ResolvedAttachment& resolved, Out& out) {
  const Attachment& attachment = *resolved.attachment;
  WriteCoded(5, attachment.title, out);
  WriteCoded(6, attachment.category, out);
  WriteCoded(7, attachment.profession, out);
  WriteCoded(8, attachment.skill, out);
  WriteNumber(9, resolved.listed, out);
}

template <typename Out>
void WriteAttachmentStructure(const ResolvedAttachment& resolved, Out& out) {
  if (resolved.organization) WriteOrganizationRef(10, *resolved.organization, out);
  WriteText(11, resolved.attachment->organization_id_type, out);
  WriteText(12, resolved.attachment->organization_id, out);
}

template <typename Out>
void WriteAttachmentService(const Attachment& attachment, Out& out) {
  WriteText(13, attachment.service, out);
}

template <typename Out>
void WriteAttachmentSite(const Attachment& attachment, Out& out) {
  WriteText(14, attachment.legal_name, out);
  WriteText(15, attachment.trade_name, out);
  WriteAddress(16, attachment.address, out);
  WriteText(17, attachment.department, out);
  // The contract numbers them alike.
  WriteNumber(18, static_cast<std::uint32_t>(attachment.paperless), out);
  WriteText(19, attachment.description, out);
  WriteNumber(20, attachment.preferred_rank, out);
}

// All of them.
template <typename Out>
void WriteAttachment(std::uint32_t field, const ResolvedAttachment& resolved, Out& out) {
  WriteMessage(field, out, [&resolved](auto& inner) {
    WriteAttachmentHolder(*resolved.attachment, inner);
    WriteAttachmentTraits(resolved, inner);
    WriteAttachmentStructure(resolved, inner);
    WriteAttachmentService(*resolved.attachment, inner);
    WriteAttachmentSite(*resolved.attachment, inner);
  });
}

}  // namespace annuaire::grpc_front
