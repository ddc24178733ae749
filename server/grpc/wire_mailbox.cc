#include "server/grpc/wire_mailbox.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "annuaire/v1/directory_service.pb.h"
#include "annuaire/v1/mailbox_service.pb.h"
#include "server/grpc/convert_row.h"
#include "server/grpc/wire_attachment.h"
#include "server/grpc/wire_reader.h"
#include "server/grpc/wire_reply.h"
#include "server/grpc/wire_row.h"

namespace annuaire::grpc_front {
namespace {

template <typename Out>
void WriteHolder(std::uint32_t field, const HolderRow& holder, Out& out) {
  WriteMessage(field, out, [&holder](auto& inner) {
    WriteText(1, holder.practitioner_id, inner);
    WriteText(2, holder.rpps(), inner);
    WriteName(3, {holder.family_name, holder.given_name}, inner);
    WriteNumber(4, holder.listed, inner);
    WriteNumber(5, holder.active, inner);
  });
}

// The holder as the names of a row (wire_rows.h) say it.
struct RowHolder {
  std::string_view family_name;
  std::string_view given_name;
  std::string_view rpps;
};

RowHolder HolderOf(const WireRow& row) {
  RowHolder holder;
  WireReader reader(row.names());
  while (const std::uint32_t tag = reader.NextTag()) {
    const std::string_view text = reader.Bytes();
    if (tag == LengthTag(v1::Suggestion::kFamilyNameFieldNumber)) holder.family_name = text;
    if (tag == LengthTag(v1::Suggestion::kGivenNameFieldNumber)) holder.given_name = text;
    if (tag == LengthTag(v1::Suggestion::kRppsFieldNumber)) holder.rpps = text;
  }
  return holder;
}

template <typename Out>
void WriteAttachmentHolder(const RowHolder& holder, Out& out) {
  if (!holder.rpps.empty()) WriteJoined(2, out, std::string_view("8"), holder.rpps);
  WriteText(3, holder.rpps, out);
  const PersonName name{holder.family_name, holder.given_name};
  if (name != PersonName{}) WriteName(4, name, out);
}

// Field 4 of a Mailbox.
template <typename Out>
void WriteAttachment(const RowHolder& holder, const WireDetail& detail, Out& out) {
  WireSize holder_size;
  WriteAttachmentHolder(holder, holder_size);
  out.Varint(LengthTag(4));
  out.Varint(holder_size.bytes() + static_cast<std::uint32_t>(detail.bytes()));
  out.Raw(detail.type);
  WriteAttachmentHolder(holder, out);
  for (const auto part : {detail.traits, detail.structure, detail.service, detail.site}) {
    out.Raw(part);
  }
}

template <typename Out>
void WriteSighting(std::uint32_t field, const std::optional<PublishedSighting>& sighting,
                   Out& out) {
  if (!sighting) return;
  WriteMessage(field, out, [&sighting](auto& inner) {
    WriteText(1, sighting->first_seen, inner);
    WriteNumber(2, sighting->since_baseline, inner);
    WriteText(3, sighting->last_seen, inner);
  });
}

// The whole reply; write(out) writes the Mailbox up to its attachments.
template <typename Fields>
void WriteReply(const Edition& edition, MailboxIndex index,
                const std::optional<PublishedSighting>& sighting, const Fields& write,
                ::grpc::ByteBuffer& reply) {
  const std::string_view domain = edition.parts.domain(edition.directory->DomainOfMailbox(index));
  WriteWire(reply, [&](auto& out) {
    WriteMessage(1, out, [&](auto& inner) {
      write(inner);
      WriteElement(5, domain, inner);
      WriteSighting(6, sighting, inner);
    });
    WriteElement(2, edition.parts.edition(), out);
  });
}

}  // namespace

bool WriteGetMailboxResponse(const Edition& edition, MailboxIndex index,
                             const std::optional<PublishedSighting>& sighting,
                             ::grpc::ByteBuffer& reply) {
  const auto details = edition.details.Get();
  if (!details) return false;
  const std::optional<WireDetail> detail = details->Find(index);
  if (!detail) return false;
  const WireRow row = edition.parts.rows().At(index);
  const RowHolder holder = HolderOf(row);
  const auto write = [&](auto& out) {
    out.Raw(row.local_part());  // both messages begin with address and type
    out.Raw(row.domain_and_type());
    WriteAttachment(holder, *detail, out);
  };
  WriteReply(edition, index, sighting, write, reply);
  return true;
}

void WriteGetMailboxResponse(const Edition& edition, MailboxIndex index, const Mailbox& mailbox,
                             const std::optional<PublishedSighting>& sighting,
                             ::grpc::ByteBuffer& reply) {
  std::vector<ResolvedAttachment> attachments;
  for (const Attachment& attachment : mailbox.attachments) {
    attachments.push_back(Resolve(attachment, *edition.directory));
  }
  const auto& spellings = mailbox.spellings;
  const auto write = [&](auto& out) {
    if (!spellings.empty()) WriteText(1, spellings.front(), out);
    WriteText(2, mailbox.type_code, out);
    for (std::size_t i = 1; i < spellings.size(); ++i) WriteElement(3, spellings[i], out);
    for (const ResolvedAttachment& resolved : attachments) WriteAttachment(4, resolved, out);
  };
  WriteReply(edition, index, sighting, write, reply);
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
