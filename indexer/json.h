// The JSON the program prints: one object on one line, through RapidJSON; and a text of
// JSON that it reads.

#pragma once

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "directory/store/metadata.h"

namespace annuaire::indexer {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

inline void WriteKey(JsonWriter& json, std::string_view key) {
  json.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
}
inline void WriteField(JsonWriter& json, std::string_view key, std::string_view text) {
  WriteKey(json, key);
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
inline void WriteField(JsonWriter& json, std::string_view key, std::uint64_t number) {
  WriteKey(json, key);
  json.Uint64(number);
}

// The text of a member; empty when "value" is no object or has no such text.
std::string TextOf(const rapidjson::Value& value, const char* member);

// "practitioners":…, "activities":…, …
void WriteCounts(JsonWriter& json, const RecordCounts& counts);
// "sources":[…]
void WriteSources(JsonWriter& json, const std::vector<SourceFile>& sources);

}  // namespace annuaire::indexer
