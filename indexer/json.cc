#include "indexer/json.h"

namespace annuaire::indexer {

std::string TextOf(const rapidjson::Value& value, const char* member) {
  if (!value.IsObject()) return {};
  const auto at = value.FindMember(member);
  return at != value.MemberEnd() && at->value.IsString() ? at->value.GetString() : "";
}

void WriteCounts(JsonWriter& json, const RecordCounts& counts) {
  WriteField(json, "practitioners", counts.practitioners);
  WriteField(json, "activities", counts.activities);
  WriteField(json, "organizations", counts.organizations);
  WriteField(json, "mailboxes", counts.mailboxes);
  WriteField(json, "domains", counts.domains);
  WriteField(json, "mailboxes_with_remarks", counts.verdicts);
}

void WriteSources(JsonWriter& json, const std::vector<SourceFile>& sources) {
  WriteKey(json, "sources");
  json.StartArray();
  for (const SourceFile& source : sources) {
    json.StartObject();
    WriteField(json, "kind", source.kind);
    WriteField(json, "file", source.file_name);
    WriteField(json, "date", source.extract_date);
    WriteField(json, "rows_read", source.rows_read);
    WriteField(json, "rows_rejected", source.rows_rejected);
    WriteKey(json, "rejects");
    json.StartObject();
    for (const RejectCount& reject : source.rejects) WriteField(json, reject.kind, reject.rows);
    json.EndObject();
    WriteField(json, "windows_1252_rows", source.windows_1252_rows);
    WriteField(json, "bad_keys", source.bad_keys);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace annuaire::indexer
