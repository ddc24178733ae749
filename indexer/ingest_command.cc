#include "indexer/ingest_command.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <ostream>

#include "directory/display/number.h"
#include "directory/display/text_table.h"
#include "indexer/ingest.h"
#include "indexer/json.h"
#include "indexer/log.h"
#include "indexer/priority.h"

namespace annuaire::indexer {
namespace {

// "verdicts":{"info":…,…}, "remarks_by_rule":{"ORG-01":…,…}
void WriteVerdicts(JsonWriter& json, const VerdictCounts& counts) {
  WriteKey(json, "verdicts");
  json.StartObject();
  WriteField(json, "info", counts.info);
  WriteField(json, "suspect", counts.suspect);
  WriteField(json, "violation", counts.violation);
  json.EndObject();
  WriteKey(json, "remarks_by_rule");
  json.StartObject();
  for (const auto& [rule, remarks] : counts.remarks_by_rule) WriteField(json, rule, remarks);
  json.EndObject();
}

void PrintJson(const IngestSummary& summary, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  WriteField(json, "generation", summary.metadata.generation);
  WriteField(json, "extract_date", EditionDateOf(summary.metadata));
  WriteField(json, "rows_read", summary.rows_read);
  WriteField(json, "rows_rejected", summary.rows_rejected);
  WriteCounts(json, summary.metadata.counts);
  WriteVerdicts(json, summary.verdicts);
  WriteField(json, "rule_set_version", summary.metadata.rule_set_version);
  WriteKey(json, "seconds");
  json.Double(std::round(summary.seconds * 1000) / 1000);
  WriteField(json, "peak_rss_bytes", summary.peak_rss_bytes);
  WriteSources(json, summary.metadata.sources);
  json.EndObject();
  out << buffer.GetString() << '\n';
}

void PrintSummary(const IngestSummary& summary, std::ostream& out) {
  TextTable sources({{.title = "file"},
                     {.title = "kind"},
                     {.title = "date"},
                     {.title = "rows", .right = true},
                     {.title = "rejected", .right = true}});
  for (const SourceFile& source : summary.metadata.sources) {
    // The archive's name says nothing that the entry's does not.
    sources.Add({source.file_name.substr(source.file_name.rfind('!') + 1), source.kind,
                 source.extract_date, WithThousands(source.rows_read),
                 WithThousands(source.rows_rejected)});
  }
  out << sources.Print(Terminal());
  const RecordCounts& counts = summary.metadata.counts;
  TextTable records({{.title = "records"}, {.title = "", .right = true}});
  records.Add({"practitioners", WithThousands(counts.practitioners)});
  records.Add({"activities", WithThousands(counts.activities)});
  records.Add({"organizations", WithThousands(counts.organizations)});
  records.Add({"mailboxes", WithThousands(counts.mailboxes)});
  records.Add({"domains", WithThousands(counts.domains)});
  out << '\n' << records.Print(Terminal());
  out << "\nverdicts by the naming rules " << summary.metadata.rule_set_version << ": "
      << WithThousands(summary.verdicts.violation) << " violation, "
      << WithThousands(summary.verdicts.suspect) << " suspect, "
      << WithThousands(summary.verdicts.info) << " info\n";
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f s", summary.seconds);
  out << "\npublished " << summary.metadata.generation << " in " << seconds << ", peak memory "
      << BytesText(summary.peak_rss_bytes) << '\n';
}

}  // namespace

Status RunIngest(const Options& options, const std::atomic<bool>& stop, std::ostream& out,
                 std::ostream& errors) {
  RETURN_IF_ERROR(LowerPriority(options.nice));
  Progress progress(errors, isatty(STDERR_FILENO) == 1);
  Log log(errors, progress);
  const Result<IngestSummary> summary = Ingest(options, stop, log, progress);
  progress.Wipe();
  if (!summary.ok()) return summary.status();
  options.json ? PrintJson(*summary, out) : PrintSummary(*summary, out);
  return OkStatus();
}

}  // namespace annuaire::indexer
