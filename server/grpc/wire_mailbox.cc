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

// What stands before the RPPS number in the id of its holder.
constexpr std::string_view kRppsKind = "8";

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

// The code of the mailbox's type, behind the rest of the address.
std::string_view TypeOf(const WireRow& row) {
  const std::string_view local_part = row.local_part();
  WireReader reader(local_part);
  if (reader.NextTag() != LengthTag(v1::Suggestion::kAddressFieldNumber)) return {};
  const std::size_t address_bytes = reader.Number();
  const std::size_t begun = local_part.size() - reader.position();
  WireReader rest(row.domain_and_type().substr(address_bytes - begun));
  return rest.NextTag() == 0 ? std::string_view() : rest.Bytes();
}

// Of a ValidateResponse.
template <typename Out>
void WriteHolder(std::uint32_t field, const RowHolder& holder, const WireStanding& standing,
                 Out& out) {
  if (holder.rpps.empty()) return;
  WriteMessage(field, out, [&](auto& inner) {
    WriteJoined(1, inner, kRppsKind, holder.rpps);
    WriteText(2, holder.rpps, inner);
    WriteName(3, {holder.family_name, holder.given_name}, inner);
    WriteNumber(4, standing.holder_listed, inner);
    WriteNumber(5, standing.holder_active, inner);
  });
}

template <typename Out>
void WriteAttachmentHolder(const RowHolder& holder, Out& out) {
  if (!holder.rpps.empty()) WriteJoined(2, out, kRppsKind, holder.rpps);
  WriteText(3, holder.rpps, out);
  const PersonName name{holder.family_name, holder.given_name};
  if (name != PersonName{}) WriteName(4, name, out);
}

// Field 4 of a Mailbox.
template <typename Out>
void WriteAttachment(const RowHolder& holder, const WireSize& holder_size, const WireDetail& detail,
                     Out& out) {
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
  const std::string_view domain = edition.parts.domain(edition.parts.rows().DomainOf(index));
  const auto mailbox = [&](auto& out) {
    write(out);
    WriteElement(5, domain, out);
    WriteSighting(6, sighting, out);
  };
  const WireSize size = Measure(mailbox);
  WriteWire(reply, [&](auto& out) {
    WriteMeasured(1, size, out, mailbox);
    WriteElement(2, edition.parts.edition(), out);
  });
}

}  // namespace

bool WriteGetMailboxResponse(const Edition& edition, const WireDetails* details, MailboxIndex index,
                             const std::optional<PublishedSighting>& sighting,
                             ::grpc::ByteBuffer& reply) {
  if (!details) return false;
  const WireRows& rows = edition.parts.rows();
  details->PrefetchPieces(index);
  rows.PrefetchPieces(index);
  edition.parts.PrefetchDomain(rows.DomainOf(index));
  const std::optional<WireDetail> detail = details->Find(index);
  if (!detail) return false;
  const WireRow row = rows.At(index);
  const RowHolder holder = HolderOf(row);
  const WireSize holder_size = Measure([&](auto& out) { WriteAttachmentHolder(holder, out); });
  const auto write = [&](auto& out) {
    out.Raw(row.local_part());  // both messages begin with address and type
    out.Raw(row.domain_and_type());
    WriteAttachment(holder, holder_size, *detail, out);
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
  const WireRows& rows = edition.parts.rows();
  const std::optional<WireStanding> standing = rows.StandingOf(index);
  if (!standing) return false;
  rows.PrefetchPieces(index);
  edition.parts.PrefetchDomainState(rows.DomainOf(index));
  const WireRow row = rows.At(index);
  const std::string_view domain = edition.parts.domain_state(rows.DomainOf(index));
  const RowHolder holder = HolderOf(row);
  const std::string_view type = TypeOf(row);
  const bool differs = !expected_type.empty() && !type.empty() && expected_type != type;
  WriteWire(reply, [&](auto& out) {
    WriteText(1, address, out);
    WriteNumber(4, v1::PUBLICATION_PUBLISHED, out);
    WriteText(6, type, out);
    WriteNumber(7, differs, out);
    WriteHolder(8, holder, *standing, out);
    out.Raw(row.structure());  // field 9 of both messages
    WriteNumber(10, ToProto(standing->organization_state), out);
    out.Raw(domain);
    WriteElement(14, edition.parts.edition(), out);
    WriteNumber(17, edition.directory->white_list_loaded(), out);
  });
  return true;
}

}  // namespace annuaire::grpc_front
