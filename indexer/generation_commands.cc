#include "indexer/generation_commands.h"

#include <ostream>

#include "directory/display/number.h"
#include "directory/display/text_table.h"
#include "directory/store/history_check.h"
#include "directory/store/store.h"
#include "indexer/chronicle.h"
#include "indexer/json.h"

namespace annuaire::indexer {
namespace {

void PrintJson(const std::vector<GenerationEntry>& entries, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  WriteKey(json, "generations");
  json.StartArray();
  for (const GenerationEntry& entry : entries) {
    json.StartObject();
    WriteField(json, "generation", entry.name);
    WriteKey(json, "current");
    json.Bool(entry.is_current);
    WriteField(json, "bytes", entry.bytes);
    if (entry.status.ok()) {
      WriteField(json, "created_at", entry.metadata.created_at);
      WriteField(json, "extract_date", EditionDateOf(entry.metadata));
      WriteField(json, "product_version", entry.metadata.product_version);
      WriteField(json, "store_format", std::uint64_t{entry.format_version});
      WriteCounts(json, entry.metadata.counts);
      WriteField(json, "rule_set_version", entry.metadata.rule_set_version);
      WriteSources(json, entry.metadata.sources);
    } else {
      WriteField(json, "error", entry.status.ToString());
    }
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out << buffer.GetString() << '\n';
}

void PrintTable(const std::vector<GenerationEntry>& entries, std::ostream& out) {
  TextTable table({{.title = ""},
                   {.title = "generation"},
                   {.title = "extract"},
                   {.title = "practitioners", .right = true},
                   {.title = "activities", .right = true},
                   {.title = "organizations", .right = true},
                   {.title = "mailboxes", .right = true},
                   {.title = "domains", .right = true},
                   {.title = "size", .right = true},
                   {.title = "format", .right = true},
                   {.title = "built by"}});
  for (const GenerationEntry& entry : entries) {
    const RecordCounts& counts = entry.metadata.counts;
    const auto show = [&](std::uint64_t count) {
      return entry.status.ok() ? WithThousands(count) : std::string("?");
    };
    table.Add({entry.is_current ? "*" : "", entry.name, std::string(EditionDateOf(entry.metadata)),
               show(counts.practitioners), show(counts.activities), show(counts.organizations),
               show(counts.mailboxes), show(counts.domains), BytesText(entry.bytes),
               show(entry.format_version), entry.metadata.product_version});
  }
  out << table.Print(Terminal());
  for (const GenerationEntry& entry : entries) {
    if (!entry.status.ok())
      out << entry.name << " is unreadable: " << entry.status.message() << '\n';
  }
}

void PrintDone(const Options& options, std::string_view key, const Metadata& metadata,
               const HistoryTally* history, std::ostream& out) {
  if (!options.json) {
    const RecordCounts& counts = metadata.counts;
    out << key << ' ' << metadata.generation << ": " << WithThousands(counts.practitioners)
        << " practitioners, " << WithThousands(counts.organizations) << " organizations, "
        << WithThousands(counts.mailboxes) << " mailboxes, " << WithThousands(counts.domains)
        << " domains";
    if (history != nullptr) {
      out << "; history since " << history->since << ": " << WithThousands(history->publications)
          << " publications, " << WithThousands(history->changes) << " changes";
    }
    out << '\n';
    return;
  }
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  WriteField(json, key, metadata.generation);
  WriteCounts(json, metadata.counts);
  if (history != nullptr) {
    WriteKey(json, "history");
    json.StartObject();
    WriteField(json, "since", history->since);
    WriteField(json, "publications", history->publications);
    WriteField(json, "changes", history->changes);
    json.EndObject();
  }
  json.EndObject();
  out << buffer.GetString() << '\n';
}

}  // namespace

Status RunGenerations(const Options& options, std::ostream& out) {
  const Result<Store> store = Store::Open(options.store);
  if (!store.ok()) return store.status();
  const Result<std::vector<GenerationEntry>> entries = store->List();
  if (!entries.ok()) return entries.status();
  if (options.json) {
    PrintJson(*entries, out);
  } else if (entries->empty()) {
    out << "no generation in " << options.store << ": run annuaire-indexer ingest\n";
  } else {
    PrintTable(*entries, out);
  }
  return OkStatus();
}

Status RunVerify(const Options& options, std::ostream& out) {
  const Result<Store> store = Store::Open(options.store);
  if (!store.ok()) return store.status();
  const Result<Generation> generation =
      options.generation.empty() ? store->OpenCurrent() : store->OpenNamed(options.generation);
  if (!generation.ok()) return generation.status();
  Status whole = generation->Verify(options.full ? VerifyLevel::kFull : VerifyLevel::kSample);
  if (whole.code() == StatusCode::kDataLoss) {
    return DataLossError(whole.message() +
                         "; go back with annuaire-indexer rollback, or ingest again");
  }
  RETURN_IF_ERROR(whole);
  const Result<HistoryTally> history = CheckHistory(options.store);
  const bool none = history.status().code() == StatusCode::kNotFound;
  if (!history.ok() && !none) {
    return Status(history.status())
        .Annotate("the generation " + generation->metadata().generation +
                  " is whole, the history is not (put a copy of it back, or move it aside: the "
                  "next run begins another; the mirror is served all the same)");
  }
  PrintDone(options, "verified", generation->metadata(), none ? nullptr : &*history, out);
  return OkStatus();
}

Status RunRollback(const Options& options, std::ostream& out, std::ostream& errors) {
  // Never creates a store where there is none.
  RETURN_IF_ERROR(Store::Open(options.store).status());
  Result<StoreWriter> writer = StoreWriter::Open(options.store);
  if (!writer.ok()) return writer.status();
  Progress progress(errors, /*enabled=*/false);
  Log log(errors, progress);
  Result<Chronicle> chronicle = Chronicle::Open(writer->store(), log);
  if (!chronicle.ok()) return chronicle.status();
  const Result<std::string> name =
      writer->Rollback(options.generation, [&](const Generation& generation) {
        return chronicle->Record(generation, Chronicle::Occasion::kRollback).status();
      });
  if (!name.ok()) return name.status();
  RETURN_IF_ERROR(chronicle->Confirm());
  const Result<Generation> generation = writer->store().OpenNamed(*name);
  if (!generation.ok()) return generation.status();
  PrintDone(options, "published", generation->metadata(), nullptr, out);
  return OkStatus();
}

}  // namespace annuaire::indexer
