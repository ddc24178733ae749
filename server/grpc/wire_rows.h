// WireRows are the rows of the answers that list mailboxes, ready to be sent: the
// fields of a Suggestion in protobuf's wire format, written once when an edition is
// loaded (see wire.h), by two threads. An answer puts a row together from six
// pieces: two are the mailbox's own, four are held once for all mailboxes that have
// them alike.
//
// Beside each stands what answers about one mailbox need with it.
//
// Some 90 bytes a mailbox, 4 GiB in all. Immutable; safe from any thread. Views
// live as long as the WireRows.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/lookup/directory.h"
#include "directory/packed/packed_rows.h"
#include "server/grpc/wire_pieces.h"

namespace annuaire::grpc_front {

// The fields of a Suggestion without "corrected", one piece after the other: the
// address up to its domain; the domain and the type; the names and the RPPS number;
// profession and skill; the structure; service, place and whether the holder is gone.
// WireBytes::kPadding bytes may be read behind each.
struct WireRow {
  std::array<std::string_view, 6> pieces;

  std::string_view local_part() const { return pieces[0]; }
  std::string_view domain_and_type() const { return pieces[1]; }
  std::string_view names() const { return pieces[2]; }
  std::string_view structure() const { return pieces[4]; }

  std::size_t bytes() const {
    std::size_t sum = 0;
    for (const std::string_view piece : pieces) sum += piece.size();
    return sum;
  }
};

// What a ValidateResponse tells of a mailbox beyond its row.
struct WireStanding {
  // Of the holder, if any.
  bool holder_listed = false;
  bool holder_active = false;
  OpenState organization_state = OpenState::kUnknown;

  bool operator==(const WireStanding&) const = default;
};

class WireRows {
 public:
  WireRows() = default;
  explicit WireRows(const Directory& directory);

  // Replaces "rows" by those of "mailboxes". They wait for the memory together,
  // not one after the other.
  void Read(std::span<const MailboxIndex> mailboxes, std::vector<WireRow>& rows) const;

  WireRow At(MailboxIndex mailbox) const;

  // Asks the memory for what PrefetchPieces(), DomainOf() and StandingOf() look at.
  void Prefetch(MailboxIndex mailbox) const { heads_.Prefetch(static_cast<std::size_t>(mailbox)); }
  // The same for what At() looks at.
  void PrefetchPieces(MailboxIndex mailbox) const { AskForPieces(Locate(mailbox)); }

  DomainIndex DomainOf(MailboxIndex mailbox) const {
    return DomainIndex{
        static_cast<std::uint32_t>(heads_.At(static_cast<std::size_t>(mailbox), kDomain))};
  }

  // Nothing where a rule has a remark, or the row does not name all holders with
  // their numbers.
  std::optional<WireStanding> StandingOf(MailboxIndex mailbox) const;

 private:
  // Columns of heads_: where the mailbox's own two pieces begin, how long they
  // are, its domain, its standing as EncodeStanding() gives it, and the places of
  // the shared pieces, first to last.
  enum HeadColumn : std::size_t {
    kOwn,
    kLocalPartBytes,
    kNamesBytes,
    kDomain,
    kStanding,
    kFirstShared
  };
  static constexpr std::size_t kSharedPieces = 4;
  using Heads = PackedRows<kFirstShared + kSharedPieces>;

  // Two threads make the rows, a run of mailboxes the one and the next the other,
  // and what is a mailbox's own stays with who made it.
  static constexpr std::size_t kRun = 4096;
  static std::size_t MakerOf(std::size_t mailbox) { return mailbox / kRun % 2; }
  struct Draft;
  static Draft DraftRuns(const Directory& directory, std::size_t maker);
  static WirePieces JoinPieces(std::array<Draft, 2>& drafts);

  // A row in two steps, so that the memory can be asked between them: shared pieces
  // are empty and begin where their length stands; then they are what they are.
  WireRow Locate(MailboxIndex mailbox) const;
  static void AskForPieces(const WireRow& located);
  static void FinishPieces(WireRow& row);

  const char* OwnOf(std::size_t mailbox) const {
    return own_[MakerOf(mailbox)].data() + heads_.At(mailbox, kOwn);
  }

  std::array<Column<char>, 2> own_;
  Heads heads_;
  WirePieces shared_;
};

}  // namespace annuaire::grpc_front
