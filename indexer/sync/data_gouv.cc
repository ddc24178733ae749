#include "indexer/sync/data_gouv.h"

#include <rapidjson/document.h>

#include "directory/base/ascii.h"
#include "indexer/json.h"

namespace annuaire::indexer {
namespace {

using rapidjson::Value;

const Value* Member(const Value& object, const char* key) {
  if (!object.IsObject()) return nullptr;
  const auto at = object.FindMember(key);
  return at == object.MemberEnd() ? nullptr : &at->value;
}

// The last part of an address's path.
std::string FileNameOf(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  return std::string(url.substr(url.rfind('/') + 1));
}

DataGouvFile ReadResource(const Value& resource) {
  DataGouvFile file;
  file.url = TextOf(resource, "url");
  file.file_name = FileNameOf(file.url);
  file.last_modified = TextOf(resource, "last_modified");
  const Value* bytes = Member(resource, "filesize");
  if (const Value* checksum = Member(resource, "checksum")) {
    if (TextOf(*checksum, "type") == "sha1") file.sha1 = TextOf(*checksum, "value");
  }
  if (const Value* extras = Member(resource, "extras"); extras != nullptr && file.sha1.empty()) {
    file.sha1 = TextOf(*extras, "analysis:checksum");
    if (const Value* length = Member(*extras, "analysis:content-length")) bytes = length;
  }
  file.sha1 = ToLower(std::move(file.sha1));
  if (bytes != nullptr && bytes->IsUint64()) file.bytes = bytes->GetUint64();
  return file;
}

}  // namespace

Result<DataGouvFile> ReadDataGouvAnswer(std::string_view text, std::string_view prefix) {
  rapidjson::Document json;
  // Not by recursion: how deep an answer nests is for others to say.
  json.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (json.HasParseError() || !json.IsObject()) {
    return DataLossError("does not answer with a JSON object");
  }
  DataGouvFile newest;
  if (const Value* resources = Member(json, "resources");
      resources != nullptr && resources->IsArray()) {
    for (const Value& resource : resources->GetArray()) {
      DataGouvFile file = ReadResource(resource);
      const bool named = !file.url.empty() && file.file_name.starts_with(prefix);
      if (named && (newest.url.empty() || file.last_modified > newest.last_modified)) {
        newest = std::move(file);
      }
    }
    if (newest.url.empty()) {
      return NotFoundError("the dataset has no file whose name starts with \"" +
                           std::string(prefix) + "\"");
    }
    return newest;
  }
  const Value* resource = Member(json, "resource");
  newest = ReadResource(resource != nullptr ? *resource : json);
  if (newest.url.empty()) return DataLossError("answers without the address of a file");
  return newest;
}

bool MayBe(const DataGouvFile& described, std::uint64_t bytes, std::string_view sha1) {
  if (described.sha1.empty() || described.bytes != bytes) return true;
  return described.sha1 == sha1;
}

}  // namespace annuaire::indexer
