#include "server/grpc/mirror_service.h"

#include <memory>
#include <utility>
#include <vector>

#include "directory/store/format.h"
#include "directory/store/history_writer.h"
#include "directory/store/store.h"
#include "server/grpc/convert_change.h"
#include "server/grpc/convert_metadata.h"
#include "server/grpc/edition_status.h"

namespace annuaire::grpc_front {
namespace {

Result<std::string> PublishedLast(const std::string& directory) {
  const Result<Store> store = Store::Open(directory);
  if (!store.ok()) return store.status();
  return store->CurrentName();
}

void EncodeServed(const Edition& edition, std::chrono::sys_seconds now,
                  v1::GetStatusResponse& response) {
  const Metadata& metadata = edition.generation.metadata();
  Encode(metadata, *response.mutable_edition());
  response.set_created_at(metadata.created_at);
  for (const SourceFile& source : metadata.sources) Encode(source, *response.add_sources());
  Encode(metadata.counts, *response.mutable_counts());
  for (const MemoryUse& use : edition.directory->memory()) {
    v1::MemoryUse& out = *response.add_memory();
    out.mutable_structure()->assign(use.structure);
    out.set_bytes(use.bytes);
  }
  response.set_loaded_at(edition.loaded_at);
  response.set_rule_set_version(metadata.rule_set_version);
  response.set_generation_format_version(edition.generation.format_version());
  response.set_generation_product_version(metadata.product_version);
  const std::string& extract_date = response.edition().extract_date();
  response.set_extract_age_seconds(AgeOf(extract_date, now).value_or(0));
  const auto history = edition.history.Get();
  if (history->ok()) {
    Encode(**history, *response.mutable_horizon());
  } else {
    response.set_history_failure(history->status().message());
  }
}

// One that was damaged is missed until somebody has looked at it.
void EncodeHistoriesAside(const std::string& store, v1::GetStatusResponse& response) {
  const Result<std::vector<std::string>> aside = HistoriesAside(store);
  if (!aside.ok() || aside->empty() || !response.history_failure().empty()) return;
  response.set_history_failure("a history was damaged and is kept as " + aside->back() +
                               ": what it remembered is not told");
}

// What nobody can tell of the sources stands in the place of one.
std::vector<SourceState> StatesOf(const std::string& store) {
  Result<std::vector<SourceState>> states = LoadSourceStates(store);
  if (states.ok()) return *std::move(states);
  return {{.name = "sources", .unreadable = states.status().message()}};
}

// The sources, and the runs over them.
void EncodeFollowed(const std::string& store, std::chrono::sys_seconds now,
                    v1::GetStatusResponse& response) {
  const std::vector<SourceState> states = StatesOf(store);
  for (const SourceState& state : states) Encode(state, now, *response.add_mirrored_sources());
  const Result<RunState> run = LoadRunState(store);
  if (run.ok()) {
    Encode(*run, *response.mutable_last_run());
  } else if (run.status().code() != StatusCode::kNotFound) {
    response.mutable_last_run()->set_outcome("unreadable");
    response.mutable_last_run()->set_failure(run.status().message());
  }
  const std::string heard_at = HeardAt(run.ok() ? *run : RunState(), states);
  response.set_heard_at(heard_at);
  response.set_silence_seconds(SecondsSince(heard_at, now).value_or(0));
}

}  // namespace

MirrorService::MirrorService(const Editions& editions, std::string store, std::string version,
                             std::chrono::steady_clock::time_point started)
    : Service("annuaire.v1.MirrorService"),
      editions_(editions),
      store_(std::move(store)),
      version_(std::move(version)),
      started_(started) {
  Unary("GetStatus", &MirrorService::GetStatus);
  Unary("ListChanges", &MirrorService::ListChanges);
  ServerStreaming("WatchChanges", &MirrorService::WatchChanges);
}

Status MirrorService::GetStatus(const v1::GetStatusRequest&,
                                v1::GetStatusResponse& response) const {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::shared_ptr<const Edition> edition = editions_.Get();
  if (edition) EncodeServed(*edition, now, response);
  const Result<std::string> published = PublishedLast(store_);
  if (!published.ok()) {
    response.set_awaited_failure(published.status().message());
  } else if (!edition || *published != edition->name()) {
    response.set_awaited_generation(*published);
    const std::shared_ptr<const std::string> failure = editions_.load_failure.Get();
    if (failure) response.set_awaited_failure(*failure);
  }
  response.set_version(version_);
  response.set_store_format_version(kStoreFormatVersion);
  const auto uptime = std::chrono::steady_clock::now() - started_;
  response.set_uptime_seconds(
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(uptime).count()));
  EncodeFollowed(store_, now, response);
  EncodeHistoriesAside(store_, response);
  return OkStatus();
}

}  // namespace annuaire::grpc_front
