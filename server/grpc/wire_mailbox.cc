#include "server/grpc/wire_mailbox.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/record/geography.h"
#include "directory/record/identifier.h"
#include "server/grpc/convert_row.h"
#include "server/grpc/wire_reply.h"
#include "server/grpc/wire_row.h"

namespace annuaire::grpc_front {
namespace {

// An attachment with what the directory knows of its holder and its structure.
struct Resolved {
  const Attachment* attachment;
  std::optional<OrganizationRow> organization;
  bool listed = false;
};

std::vector<Resolved> Resolve(const Mailbox& mailbox, const Directory& directory) {
  std::vector<Resolved> resolved;
  resolved.reserve(mailbox.attachments.size());
  for (const Attachment& attachment : mailbox.attachments) {
    Resolved& one = resolved.emplace_back(Resolved{.attachment = &attachment});
    one.listed = directory.FindPractitioner(attachment.practitioner_id).has_value();
    if (attachment.organization_key.empty()) continue;
    const auto organization = directory.FindOrganization(attachment.organization_key);
    if (organization) one.organization = directory.row(*organization);
  }
  return resolved;
}

std::string_view RppsOf(std::string_view practitioner_id) {
  const auto id = PractitionerId::Parse(practitioner_id);
  return id && ToRpps(*id) ? practitioner_id.substr(1) : std::string_view{};
}

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

template <typename Out>
void WriteAttachment(std::uint32_t field, const Resolved& resolved, Out& out) {
  WriteMessage(field, out, [&resolved](auto& inner) {
    const Attachment& attachment = *resolved.attachment;
    WriteText(1, attachment.type_code, inner);
    WriteText(2, attachment.practitioner_id, inner);
    WriteText(3, RppsOf(attachment.practitioner_id), inner);
    if (attachment.name != PersonName{}) WriteName(4, attachment.name, inner);
    WriteCoded(5, attachment.title, inner);
    WriteCoded(6, attachment.category, inner);
    WriteCoded(7, attachment.profession, inner);
    WriteCoded(8, attachment.skill, inner);
    WriteNumber(9, resolved.listed, inner);
    if (resolved.organization) {
      WriteOrganizationRef(10, *resolved.organization, inner);
    } else if (!attachment.organization_key.empty()) {
      // Nobody has a row under this key.
      WriteOrganizationRef(10, OrganizationRow{.key = IdText(attachment.organization_key)}, inner);
    }
    WriteText(11, attachment.organization_id_type, inner);
    WriteText(12, attachment.organization_id, inner);
    WriteText(13, attachment.service, inner);
    WriteText(14, attachment.legal_name, inner);
    WriteText(15, attachment.trade_name, inner);
    WriteAddress(16, attachment.address, inner);
    WriteText(17, attachment.department, inner);
    // The contract numbers them alike.
    WriteNumber(18, static_cast<std::uint32_t>(attachment.paperless), inner);
    WriteText(19, attachment.description, inner);
    WriteNumber(20, attachment.preferred_rank, inner);
  });
}

template <typename Out>
void WriteHolder(std::uint32_t field, const HolderRow& holder, Out& out) {
  WriteMessage(field, out, [&holder](auto& inner) {
    WriteText(1, holder.practitioner_id, inner);
    WriteText(2, holder.rpps, inner);
    WriteName(3, {holder.family_name, holder.given_name}, inner);
    WriteNumber(4, holder.listed, inner);
    WriteNumber(5, holder.active, inner);
  });
}

}  // namespace

void WriteGetMailboxResponse(const Edition& edition, MailboxIndex index, const Mailbox& mailbox,
                             ::grpc::ByteBuffer& reply) {
  const std::vector<Resolved> attachments = Resolve(mailbox, *edition.directory);
  const std::string_view domain = edition.parts.domain(edition.directory->DomainOfMailbox(index));
  WriteWire(reply, [&](auto& out) {
    WriteMessage(1, out, [&](auto& inner) {
      const auto& spellings = mailbox.spellings;
      if (!spellings.empty()) WriteText(1, spellings.front(), inner);
      WriteText(2, mailbox.type_code, inner);
      for (std::size_t i = 1; i < spellings.size(); ++i) WriteElement(3, spellings[i], inner);
      for (const Resolved& resolved : attachments) WriteAttachment(4, resolved, inner);
      WriteElement(5, domain, inner);
    });
    WriteElement(2, edition.parts.edition(), out);
  });
}

bool WriteOkValidateResponse(const Edition& edition, MailboxIndex index, std::string_view address,
                             std::string_view expected_type, ::grpc::ByteBuffer& reply) {
  const Directory& directory = *edition.directory;
  const MailboxRow row = directory.row(index);
  if (row.severity > 0) return false;
  const std::vector<HolderRow> holders = directory.HoldersOf(index);
  const bool differs =
      !expected_type.empty() && !row.type_code.empty() && expected_type != row.type_code;
  WriteWire(reply, [&](auto& out) {
    WriteText(1, address, out);
    WriteNumber(4, v1::PUBLICATION_PUBLISHED, out);
    WriteText(6, row.type_code, out);
    WriteNumber(7, differs, out);
    for (const HolderRow& holder : holders) WriteHolder(8, holder, out);
    if (row.has_organization) {
      WriteOrganizationRef(9, row.organization, out);
      WriteNumber(10, ToProto(row.organization.state), out);
    }
    out.Raw(edition.parts.domain_state(directory.DomainOfMailbox(index)));
    WriteElement(14, edition.parts.edition(), out);
  });
  return true;
}

}  // namespace annuaire::grpc_front
