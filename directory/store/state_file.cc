#include "directory/store/state_file.h"

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "directory/base/result.h"
#include "directory/store/durable_file.h"

namespace annuaire {
namespace {

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void Write(Json& json, const StateMembers& members) {
  json.StartObject();
  for (const auto& [key, value] : members) {
    json.Key(key);
    if (const auto* text = std::get_if<std::string*>(&value)) {
      json.String((*text)->data(), static_cast<rapidjson::SizeType>((*text)->size()));
    } else if (const auto* number = std::get_if<std::uint64_t*>(&value)) {
      json.Uint64(**number);
    } else {
      Write(json, std::get<StateMembers>(value));
    }
  }
  json.EndObject();
}

void Read(const rapidjson::Value& object, const StateMembers& members) {
  for (const auto& [key, value] : members) {
    const auto at = object.FindMember(key);
    if (at == object.MemberEnd()) continue;
    const rapidjson::Value& found = at->value;
    if (const auto* text = std::get_if<std::string*>(&value)) {
      if (found.IsString()) (*text)->assign(found.GetString(), found.GetStringLength());
    } else if (const auto* number = std::get_if<std::uint64_t*>(&value)) {
      if (found.IsUint64()) **number = found.GetUint64();
    } else if (found.IsObject()) {
      Read(found, std::get<StateMembers>(value));
    }
  }
}

}  // namespace

Status SaveState(const std::string& path, const StateMembers& members) {
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.SetIndent(' ', 2);
  Write(json, members);
  return ReplaceFile(path, std::string(buffer.GetString(), buffer.GetSize()) + "\n");
}

Status LoadState(const std::string& path, const StateMembers& members) {
  const Result<std::string> text = ReadSmallFile(path);
  if (!text.ok()) return text.status();
  rapidjson::Document json;
  json.Parse(text->data(), text->size());
  if (json.HasParseError() || !json.IsObject()) {
    return DataLossError("not a JSON object").Annotate(path);
  }
  Read(json, members);
  return OkStatus();
}

}  // namespace annuaire
