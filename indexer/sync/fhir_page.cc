#include "indexer/sync/fhir_page.h"

#include <rapidjson/document.h>

#include <span>
#include <utility>

#include "directory/extract/fhir.h"
#include "indexer/json.h"

namespace annuaire::indexer {
namespace {

using rapidjson::Value;

// The objects of a list, or none.
std::vector<const Value*> ObjectsOf(const Value& object, const char* name) {
  std::vector<const Value*> objects;
  const auto member = object.FindMember(name);
  if (member == object.MemberEnd() || !member->value.IsArray()) return objects;
  for (const Value& item : member->value.GetArray()) {
    if (item.IsObject()) objects.push_back(&item);
  }
  return objects;
}

std::string ToLine(const Value& resource) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  resource.Accept(json);
  return {buffer.GetString(), buffer.GetSize()};
}

std::string Tombstone(std::string_view type, std::string_view id) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  WriteField(json, "resourceType", type);
  WriteField(json, "id", id);
  WriteKey(json, "active");
  json.Bool(false);
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

bool IsFollowed(std::string_view type) {
  return type == "Practitioner" || type == "PractitionerRole" || type == "Organization";
}

// Why the API gave no page.
Status NoPage(const Value& json) {
  std::string said = "a \"" + TextOf(json, "resourceType") + "\"";
  if (json.IsObject()) {
    for (const Value* issue : ObjectsOf(json, "issue")) {
      said += ": " + TextOf(*issue, "diagnostics").substr(0, 200);
    }
  }
  return DataLossError("answers with " + said + ", not with a page of changes");
}

}  // namespace

Result<FhirPage> ReadFhirPage(const std::string& text) {
  // The reader of the files says which mailboxes there are; it also refuses
  // what nests too deeply for the recursion below.
  FhirPage page;
  bool given = false;
  const auto whole = [&]() -> std::span<const char> {
    if (std::exchange(given, true)) return {};
    return text;
  };
  const Result<FhirSummary> read = ReadFhir(whole, [&](const FhirResource& resource) {
    if (resource.id.empty() || !IsFollowed(resource.type)) {
      page.changes.emplace_back();
      return OkStatus();
    }
    FhirChange& change = page.changes.emplace_back();
    change.key = std::string(resource.type) + "/" + std::string(resource.id);
    change.holds_mailboxes = !resource.mailboxes.empty();
    if (!change.holds_mailboxes) change.line = Tombstone(resource.type, resource.id);
    return OkStatus();
  });
  if (!read.ok()) return DataLossError("answers with no page: " + read.status().message());
  rapidjson::Document json;
  json.Parse(text.data(), text.size());
  if (json.HasParseError() || TextOf(json, "resourceType") != "Bundle") return NoPage(json);
  for (const Value* link : ObjectsOf(json, "link")) {
    if (TextOf(*link, "relation") == "next") page.next = TextOf(*link, "url");
  }
  std::size_t at = 0;
  for (const Value* entry : ObjectsOf(json, "entry")) {
    const auto resource = entry->FindMember("resource");
    if (resource == entry->MemberEnd()) continue;
    FhirChange& change = page.changes[at++];
    if (change.holds_mailboxes) change.line = ToLine(resource->value);
  }
  std::erase_if(page.changes, [](const FhirChange& change) { return change.key.empty(); });
  return page;
}

}  // namespace annuaire::indexer
