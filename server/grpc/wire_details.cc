#include "server/grpc/wire_details.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "directory/base/column.h"
#include "directory/base/prefetch.h"
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
  // The pieces of a mailbox, by number until all are known.
  using Draft = std::array<std::uint32_t, kColumns - kTraits>;
  constexpr Draft kNotKept = {0xFFFFFFFFu};  // above every number
  Column<Draft> drafts(directory.counts().mailboxes, kNotKept);
  WirePiecesBuilder pieces;
  RETURN_IF_ERROR(generation.Scan<Mailbox>([&](const Mailbox& mailbox) {
    if (!IsSaidByRow(mailbox)) return OkStatus();
    const auto index = directory.FindMailbox(mailbox.folded_address);
    if (!index) return InternalError("a stored mailbox is not in the directory built from it");
    const Attachment& attachment = mailbox.attachments.front();
    const ResolvedAttachment resolved = Resolve(attachment, directory);
    drafts[static_cast<std::size_t>(*index)] = {
        pieces.Add([&](auto& out) {
          WriteText(kTypeField, attachment.type_code, out);
          WriteAttachmentTraits(resolved, out);
        }),
        pieces.Add([&](auto& out) { WriteAttachmentStructure(resolved, out); }),
        pieces.Add([&](auto& out) { WriteAttachmentService(attachment, out); }),
        pieces.Add([&](auto& out) { WriteAttachmentSite(attachment, out); })};
    return OkStatus();
  }));
  WireDetails details;
  auto [all, places] = std::move(pieces).Build();
  details.pieces_ = std::move(all);
  const std::uint32_t last = places.empty() ? 0 : places.back();
  details.entries_ = PackedRows<kColumns>(drafts.size(), {1, last, last, last, last});
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Draft& draft = drafts[i];
    if (draft == kNotKept) continue;
    details.entries_.Set(
        i, {1, places[draft[0]], places[draft[1]], places[draft[2]], places[draft[3]]});
  }
  return details;
}

void WireDetails::PrefetchPieces(MailboxIndex mailbox) const {
  const auto at = static_cast<std::size_t>(mailbox);
  for (const auto column : {kTraits, kStructure, kService, kSite}) {
    PrefetchLine(pieces_.Locate(static_cast<std::uint32_t>(entries_.At(at, column))));
  }
}

std::optional<WireDetail> WireDetails::Find(MailboxIndex mailbox) const {
  const auto entry = entries_[static_cast<std::size_t>(mailbox)];
  if (entry[kKept] == 0) return std::nullopt;
  const auto place = [&entry](EntryColumn column) {
    return static_cast<std::uint32_t>(entry[column]);
  };
  const std::string_view type_and_traits = pieces_.at(place(kTraits));
  const std::string_view type = TypeOf(type_and_traits);
  return WireDetail{.type = type,
                    .traits = type_and_traits.substr(type.size()),
                    .structure = pieces_.at(place(kStructure)),
                    .service = pieces_.at(place(kService)),
                    .site = pieces_.at(place(kSite))};
}

}  // namespace annuaire::grpc_front
