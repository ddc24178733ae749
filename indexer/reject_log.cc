#include "indexer/reject_log.h"

#include "indexer/json.h"

namespace annuaire::indexer {

RejectLog::RejectLog(std::string path)
    : path_(std::move(path)), out_(path_, std::ios::binary | std::ios::trunc) {}

void RejectLog::Add(const Reject& reject) {
  std::string key(reject.file);
  key.append("|").append(reject.kind);
  const std::lock_guard lock(mutex_);
  if (kept_[key]++ >= kKeptPerKind) return;
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  WriteField(json, "file", reject.file);
  WriteField(json, "line", reject.line);
  if (reject.field != 0) {
    WriteField(json, "field", reject.field);
    WriteField(json, "column", reject.column);
  }
  WriteField(json, "kind", reject.kind);
  json.EndObject();
  out_ << buffer.GetString() << '\n';
}

Status RejectLog::Close() {
  out_.close();
  if (out_.fail())
    return UnavailableError("cannot write " + path_ + ": check that there is room for it");
  return OkStatus();
}

}  // namespace annuaire::indexer
