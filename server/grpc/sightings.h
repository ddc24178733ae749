// What the history knows of one address: since when it is published, or until
// when it was and where its holder is now; and of one professional who left.
//
// Reads the disk, some microseconds a call, for addresses that a change speaks of.
// Safe from any thread. Where the history is damaged nothing is remembered: an
// answer is worth more than its past, and annuaire-indexer verify tells of the
// damage.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "annuaire/v1/record.pb.h"
#include "server/edition.h"

namespace annuaire::grpc_front {

// Of a published mailbox. Lives as long as the edition.
struct PublishedSighting {
  std::string first_seen;
  bool since_baseline = false;
  std::string_view last_seen;
};

// Nothing when nothing is remembered.
std::optional<PublishedSighting> FindSighting(const Edition& edition,
                                              std::string_view folded_address);

// The same as a message; false, and nothing written, when nothing is remembered.
bool EncodeSighting(const Edition& edition, std::string_view folded_address, v1::Sighting& out);

// Of an address that is not published; false, and nothing written, when it
// never was.
bool EncodeWithdrawn(const Edition& edition, std::string_view folded_address,
                     v1::WithdrawnMailbox& out);

// Of a professional who is not in the directory: "JEAN DUPRÉ left with the extract of
// 2026-11-20"; empty when nothing is remembered of him.
std::string DepartureOf(const Edition& edition, std::string_view practitioner_id);

}  // namespace annuaire::grpc_front
