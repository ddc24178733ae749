#include "directory/extract/fhir.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <utility>

#include "directory/extract/fhir_mailboxes.h"
#include "directory/extract/json_chunks.h"
#include "directory/extract/row_id.h"

namespace annuaire {
namespace {

using rapidjson::Value;

constexpr int kLevelsMax = 64;
constexpr std::size_t kObjectBytesMax = 64 << 20;
constexpr std::uint8_t kBadKeys = kBadPersonKey | kBadFinessKey | kBadSiretKey | kBadSirenKey;

// A document that is given up when it nests too deeply.
class ShallowDocument : public rapidjson::Document {
 public:
  bool StartObject() { return Enter() && Base::StartObject(); }
  bool StartArray() { return Enter() && Base::StartArray(); }
  bool EndObject(rapidjson::SizeType members) { return --levels_, Base::EndObject(members); }
  bool EndArray(rapidjson::SizeType items) { return --levels_, Base::EndArray(items); }
  bool too_deep() const { return levels_ > kLevelsMax; }

 private:
  using Base = rapidjson::Document;

  bool Enter() { return ++levels_ <= kLevelsMax; }

  int levels_ = 0;
};

class Reading {
 public:
  explicit Reading(const FhirSink& sink) : sink_(sink) {}

  Status Take(const Value& resource) {
    if (TextOf(&resource, "resourceType") != "Bundle") return TakeResource(resource);
    if (summary_.generated_at.empty()) summary_.generated_at = TextOf(&resource, "timestamp");
    const Value* entries = MemberOf(&resource, "entry");
    if (entries == nullptr || !entries->IsArray()) return OkStatus();
    for (const Value& entry : entries->GetArray()) {
      if (const Value* inner = MemberOf(&entry, "resource")) RETURN_IF_ERROR(TakeResource(*inner));
    }
    return OkStatus();
  }

  FhirSummary summary() && { return std::move(summary_); }

 private:
  Status TakeResource(const Value& value) {
    const FhirResource& resource = mailboxes_.Read(value);
    ++summary_.resources;
    for (const MailboxRow& row : resource.mailboxes) {
      if ((row.flags & kBadKeys) != 0) ++summary_.bad_keys;
    }
    for (const RowError error : resource.problems) {
      ++summary_.rejects[static_cast<std::size_t>(error)];
    }
    return sink_(resource);
  }

  const FhirSink& sink_;
  FhirMailboxes mailboxes_;
  FhirSummary summary_;
};

}  // namespace

Result<FhirSummary> ReadFhir(const ChunkSource& source, const FhirSink& sink) {
  Reading reading(sink);
  JsonChunks chunks(source, kObjectBytesMax);
  while (true) {
    chunks.TakeBlanks();
    if (chunks.at_end()) return std::move(reading).summary();
    chunks.StartToken();
    const std::string at = " (byte " + std::to_string(chunks.Tell()) + ")";
    ShallowDocument document;
    rapidjson::Reader reader;
    rapidjson::ParseResult result;
    const auto parse = [&](rapidjson::Document& /*same*/) {
      result = reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseStopWhenDoneFlag |
                            rapidjson::kParseValidateEncodingFlag>(chunks, document);
      return !result.IsError();
    };
    document.Populate(parse);
    if (document.too_deep()) return ResourceExhaustedError("FHIR: nested too deeply" + at);
    if (chunks.token_too_long()) return ResourceExhaustedError("FHIR: an object over 64 MiB" + at);
    if (result.IsError()) {
      return InvalidArgumentError(
          "FHIR: " + std::string(rapidjson::GetParseError_En(result.Code())) + " (byte " +
          std::to_string(result.Offset()) + ")");
    }
    if (!document.IsObject()) return InvalidArgumentError("FHIR: not an object" + at);
    RETURN_IF_ERROR(reading.Take(document));
  }
}

}  // namespace annuaire
