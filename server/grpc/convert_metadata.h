// What a generation says of itself, as messages. Translation only; pure
// functions, safe from any thread.

#pragma once

#include <chrono>

#include "annuaire/v1/mirror_service.pb.h"
#include "annuaire/v1/record.pb.h"
#include "directory/store/metadata.h"
#include "directory/store/source_state.h"

namespace annuaire::grpc_front {

// The date is that of the mailbox extract, else of the person extract, else the
// latest of all sources.
void Encode(const Metadata& metadata, v1::Edition& out);
void Encode(const SourceFile& source, v1::SourceStatus& out);
void Encode(const RecordCounts& counts, v1::RecordCounts& out);
// "now" tells how old the data is.
void Encode(const SourceState& state, std::chrono::sys_seconds now, v1::MirroredSource& out);
void Encode(const RunState& run, v1::SyncRun& out);

}  // namespace annuaire::grpc_front
