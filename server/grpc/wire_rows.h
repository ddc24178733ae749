// WireRows are the rows of the answers that list mailboxes, ready to be sent: the
// fields of a Suggestion in protobuf's wire format, written once when an edition is
// loaded (see wire.h). An answer puts a row together from six pieces: two are the
// mailbox's own, four are held once for all mailboxes that have them alike.
//
// Some 100 bytes a mailbox, 4 GiB in all. Immutable; safe from any thread. Views
// live as long as the WireRows.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/column.h"
#include "directory/lookup/directory.h"
#include "server/grpc/wire_pieces.h"

namespace annuaire::grpc_front {

// The fields of a Suggestion without "corrected", one piece after the other: the
// address up to its domain; the domain and the type; the names and the RPPS number;
// profession and skill; the structure; service, place and whether the holder is gone.
struct WireRow {
  std::array<std::string_view, 6> pieces;

  std::string_view local_part() const { return pieces[0]; }
  std::string_view domain_and_type() const { return pieces[1]; }
  std::string_view names() const { return pieces[2]; }

  std::size_t bytes() const {
    std::size_t sum = 0;
    for (const std::string_view piece : pieces) sum += piece.size();
    return sum;
  }
};

class WireRows {
 public:
  WireRows() = default;
  explicit WireRows(const Directory& directory);

  // Replaces "rows" by those of "mailboxes". They wait for the memory together,
  // not one after the other.
  void Read(std::span<const MailboxIndex> mailboxes, std::vector<WireRow>& rows) const;

  WireRow At(MailboxIndex mailbox) const;

 private:
  // A card: this, then the two pieces of the mailbox's own.
  struct CardHead {
    std::uint32_t domain;  // these four in shared_
    std::uint32_t qualification;
    std::uint32_t structure;
    std::uint32_t whereabouts;
    std::uint16_t first_bytes;  // of the first piece
  };
  static constexpr std::size_t kCardHeadBytes = 18;  // without what pads it

  std::string_view CardOf(MailboxIndex mailbox) const {
    const auto at = static_cast<std::size_t>(mailbox);
    return {cards_.data() + starts_[at], starts_[at + 1] - starts_[at]};
  }
  static CardHead HeadOf(std::string_view card) {
    CardHead head;
    std::memcpy(&head, card.data(), kCardHeadBytes);
    return head;
  }
  Column<std::uint32_t> starts_{0};  // of each card in cards_, and the end
  Column<char> cards_;
  WirePieces shared_;
};

}  // namespace annuaire::grpc_front
