// What the history remembers as messages, and what is asked of it.
//
// Translation only. Pure functions; safe from any thread.

#pragma once

#include <string>

#include "annuaire/v1/mirror_service.pb.h"
#include "directory/base/result.h"
#include "directory/store/history.h"
#include "server/edition.h"

namespace annuaire::grpc_front {

void Encode(const Publication& publication, const Change& change, v1::Change& out);
void Encode(const Publication& publication, v1::PublishedGeneration& out);
void Encode(const History& history, v1::Horizon& out);

// kInvalidArgument, naming the field, for what cannot be read. A structure is
// looked for in "edition" by any of its numbers.
Result<ChangeFilter> Decode(const v1::ChangeFilter& filter, const Edition& edition);

// A cursor is a position in one history, for any filter.
std::string EncodeCursor(ChangePosition position, const History& history);
// The beginning for an empty one. kAborted for a cursor of another history,
// kInvalidArgument for none of ours.
Result<ChangePosition> DecodeCursor(const std::string& cursor, const History& history);

// Positions as page tokens count.
inline std::uint64_t ToCursor(ChangePosition position) {
  return std::uint64_t{position.publication} << 32 | position.ordinal;
}
inline ChangePosition ToPosition(std::uint64_t cursor) {
  return {static_cast<std::uint32_t>(cursor >> 32), static_cast<std::uint32_t>(cursor)};
}

}  // namespace annuaire::grpc_front
