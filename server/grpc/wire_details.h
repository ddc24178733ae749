// WireDetails are what GetMailbox says of a mailbox beyond its row (wire_rows.h),
// ready to be sent.
//
// Kept of every mailbox that is one spelling and one attachment, with its holder,
// if any, under an RPPS number: nearly all. What its row says already is not
// kept again: the address, the names and the number. The others are read from the
// store.
//
// Some 20 bytes a mailbox, 12 its own and 8 its part of what they share. Immutable; safe from any
// thread. Views live as long as the WireDetails.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "directory/base/result.h"
#include "directory/lookup/directory.h"
#include "directory/packed/packed_rows.h"
#include "directory/store/generation.h"
#include "server/grpc/wire_pieces.h"

namespace annuaire::grpc_front {

// An Attachment (wire_attachment.h) without its fields 2 to 4, the holder's id,
// number and name.
struct WireDetail {
  std::string_view type;  // field 1
  std::string_view traits;
  std::string_view structure;
  std::string_view service;
  std::string_view site;

  std::size_t bytes() const {
    return type.size() + traits.size() + structure.size() + service.size() + site.size();
  }
};

class WireDetails {
 public:
  // REQUIRES: "directory" was built from "generation". Fails as its scan does.
  static Result<WireDetails> Build(const Generation& generation, const Directory& directory);

  // Nothing for a mailbox that has to be read from the store.
  std::optional<WireDetail> Find(MailboxIndex mailbox) const;
  // Asks the memory for what PrefetchPieces() looks at, and that for what Find() does.
  void Prefetch(MailboxIndex mailbox) const {
    entries_.Prefetch(static_cast<std::size_t>(mailbox));
  }
  void PrefetchPieces(MailboxIndex mailbox) const;

 private:
  // Columns of entries_: whether the mailbox is kept here, and the places of its
  // pieces, the type before the traits.
  enum EntryColumn : std::size_t { kKept, kTraits, kStructure, kService, kSite, kColumns };

  PackedRows<kColumns> entries_;
  WirePieces pieces_;
};

}  // namespace annuaire::grpc_front
