#include "server/grpc/wire_details.h"

#include <cstddef>
#include <utility>

#include "server/grpc/wire_attachment.h"

namespace annuaire::grpc_front {
namespace {

constexpr std::uint32_t kTypeField = 1;
constexpr std::size_t kTypeBytesMax = 127;  // its length takes one byte

// The type's field at the beginning of "piece"; empty without one.
std::string_view TypeOf(std::string_view piece) {
  if (piece.empty() || piece[0] != static_cast<char>(LengthTag(kTypeField))) return {};
  return piece.substr(0, 2 + static_cast<std::size_t>(piece[1]));
}

// Its row says whose it is.
bool IsSaidByRow(const Mailbox& mailbox) {
  if (mailbox.spellings.size() != 1 || mailbox.attachments.size() != 1) return false;
  const Attachment& attachment = mailbox.attachments.front();
  if (attachment.type_code.size() > kTypeBytesMax) return false;
  return attachment.practitioner_id.empty() ? attachment.name == PersonName{}
                                            : !CheckedRppsOf(attachment.practitioner_id).empty();
}

}  // namespace

Result<WireDetails> WireDetails::Build(const Generation& generation, const Directory& directory) {
  WireDetails details;
  details.entries_.resize(directory.counts().mailboxes);
  WirePiecesBuilder pieces;
  RETURN_IF_ERROR(generation.ScanMailboxes([&](const Mailbox& mailbox) {
    if (!IsSaidByRow(mailbox)) return OkStatus();
    const auto index = directory.FindMailbox(mailbox.folded_address);
    if (!index) return InternalError("a stored mailbox is not in the directory built from it");
    const Attachment& attachment = mailbox.attachments.front();
    const ResolvedAttachment resolved = Resolve(attachment, directory);
    details.entries_[static_cast<std::size_t>(*index)] = {
        .traits = pieces.Add([&](auto& out) {
          WriteText(kTypeField, attachment.type_code, out);
          WriteAttachmentTraits(resolved, out);
        }),
        .structure = pieces.Add([&](auto& out) { WriteAttachmentStructure(resolved, out); }),
        .service = pieces.Add([&](auto& out) { WriteAttachmentService(attachment, out); }),
        .site = pieces.Add([&](auto& out) { WriteAttachmentSite(attachment, out); })};
    return OkStatus();
  }));
  details.pieces_ = std::move(pieces).Build();
  return details;
}

std::optional<WireDetail> WireDetails::Find(MailboxIndex mailbox) const {
  const Entry& entry = entries_[static_cast<std::size_t>(mailbox)];
  if (entry.site == kNone) return std::nullopt;
  for (const auto place : {entry.traits, entry.structure, entry.service, entry.site}) {
    pieces_.Prefetch(place);
  }
  const std::string_view type_and_traits = pieces_.at(entry.traits);
  const std::string_view type = TypeOf(type_and_traits);
  return WireDetail{.type = type,
                    .traits = type_and_traits.substr(type.size()),
                    .structure = pieces_.at(entry.structure),
                    .service = pieces_.at(entry.service),
                    .site = pieces_.at(entry.site)};
}

}  // namespace annuaire::grpc_front
