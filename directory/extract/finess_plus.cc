#include "directory/extract/finess_plus.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <string_view>
#include <utility>
#include <vector>

#include "directory/base/fold.h"
#include "directory/base/text_arena.h"
#include "directory/extract/delimited_line.h"
#include "directory/extract/finess_plus_key.h"
#include "directory/extract/json_chunks.h"
#include "directory/record/code_list.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

constexpr std::size_t kTokenBytesMax = std::size_t{16} << 20;
constexpr std::size_t kEntityBytesMax = std::size_t{64} << 20;
constexpr std::size_t kDepthMax = 64;
constexpr std::string_view kUseOfSite = "03";  // usageAdresse of an establishment's own place

// Turns RapidJSON's events into organizations.
class Handler {
 public:
  Handler(JsonChunks& stream, const OrganizationSink& sink) : stream_(stream), sink_(sink) {}

  bool Null() { return Scalar({}); }
  bool Bool(bool value) { return Scalar(value ? "true" : "false"); }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    return Scalar({text, length});
  }
  bool String(const char* text, rapidjson::SizeType length, bool) { return Scalar({text, length}); }
  // Numbers arrive as text, so these are never called.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  bool Key(const char* text, rapidjson::SizeType length, bool) {
    stream_.StartToken();
    const PlusPlace place = frames_.back().place;
    const std::string_view key(text, length);
    if (!IsValidUtf8(key)) return Stop(NotUtf8());
    next_ = keys_.Find(place, key);
    if (!next_.known) CountUnknown(key);
    return true;
  }

  bool StartObject() { return Open(false); }
  bool StartArray() { return Open(true); }
  bool EndArray(rapidjson::SizeType) { return Close(); }
  bool EndObject(rapidjson::SizeType) {
    const PlusPlace place = frames_.back().place;
    bool go_on = true;
    if (place == PlusPlace::kAddress) FinishAddress();
    if (place == PlusPlace::kLegalEntity) go_on = FinishLegalEntity();
    return Close() && go_on;
  }

  const Status& status() const { return status_; }
  bool saw_entities() const { return saw_entities_; }
  FinessPlusSummary TakeSummary() { return std::move(summary_); }

 private:
  struct Frame {
    PlusPlace place;
    PlusKey element;  // in an array: what each element is
    bool array;
  };

  bool Stop(Status status) {
    status_ = std::move(status);
    return false;
  }

  Status NotUtf8() const {
    return InvalidArgumentError("FINESS+: at byte " + std::to_string(stream_.Tell()) +
                                ": the text before is not UTF-8");
  }

  bool Open(bool array) {
    stream_.StartToken();
    if (frames_.size() >= kDepthMax) return Stop(InvalidArgumentError("nested too deep"));
    if (frames_.empty()) {
      if (array) return Stop(FailedPreconditionError("not a FINESS+ file: the root is an array"));
      frames_.push_back({PlusPlace::kRoot, {}, false});
      return true;
    }
    const PlusKey element = frames_.back().array ? frames_.back().element : next_;
    if (array) {
      if (element.place == PlusPlace::kLegalEntity) saw_entities_ = true;
      frames_.push_back({PlusPlace::kIgnored, element, true});
      return true;
    }
    const bool value_object = element.field != PlusField::kNone;
    const PlusPlace place = value_object ? PlusPlace::kValue : element.place;
    frames_.push_back({place, element, false});
    if (place == PlusPlace::kLegalEntity) StartLegalEntity();
    if (place == PlusPlace::kEstablishment) return StartEstablishment();
    if (place == PlusPlace::kAddress) return StartAddress();
    return true;
  }

  bool Close() {
    stream_.StartToken();
    if (frames_.back().place == PlusPlace::kEstablishment && !frames_.back().array) {
      in_establishment_ = false;
    }
    frames_.pop_back();
    return true;
  }

  bool Scalar(std::string_view value) {
    stream_.StartToken();
    if (frames_.empty()) return Stop(FailedPreconditionError("not a FINESS+ file: no object"));
    if (!IsValidUtf8(value)) return Stop(NotUtf8());
    const Frame& frame = frames_.back();
    PlusField field = frame.array ? frame.element.field : next_.field;
    // {"code": "21", "system": "..."}: the code is the field's value.
    if (frame.place == PlusPlace::kValue && field == PlusField::kValueCode) {
      field = frame.element.field;
    }
    value = TrimField(value);
    if (field == PlusField::kNone || value.empty()) return true;
    if (field == PlusField::kGeneratedAt) summary_.generated_at = value;
    if (!in_entity_) return true;
    if (!Weigh(value.size() + sizeof value)) return false;
    Set(field, texts_.Copy(value));
    return true;
  }

  // What one legal entity takes in memory until it is given on.
  bool Weigh(std::size_t bytes) {
    entity_bytes_ += bytes;
    return entity_bytes_ <= kEntityBytesMax ||
           Stop(ResourceExhaustedError("a legal entity holds more than 64 MiB"));
  }

  Organization& current() { return in_establishment_ ? establishments_.back() : entity_; }

  void StartLegalEntity() {
    texts_.Clear();
    entity_bytes_ = 0;
    entity_.Clear();
    entity_.kind = OrganizationKind::kLegalEntity;
    entity_.sources = kFromFinessPlus;
    establishments_.clear();
    has_long_name_[false] = false;
    in_entity_ = true;
  }

  bool StartEstablishment() {
    Organization& establishment = establishments_.emplace_back();
    establishment.kind = OrganizationKind::kEstablishment;
    establishment.sources = kFromFinessPlus;
    has_long_name_[true] = false;
    has_site_ = false;
    in_establishment_ = true;
    return Weigh(sizeof establishment);
  }

  bool StartAddress() {
    address_ = Address{};
    is_of_site_ = false;
    return Weigh(sizeof address_);
  }

  // An establishment is where it stands, whatever else it has an address for.
  void FinishAddress() {
    if (!in_entity_ || address_.empty()) return;
    std::vector<Address>& addresses = current().addresses;
    const bool is_first = in_establishment_ && is_of_site_ && !has_site_;
    addresses.insert(is_first ? addresses.begin() : addresses.end(), address_);
    has_site_ = has_site_ || is_first;
  }

  bool FinishLegalEntity() {
    in_entity_ = false;
    if (!Give(entity_, summary_.legal_entities)) return false;
    for (Organization& establishment : establishments_) {
      if (FinessId::Parse(entity_.finess)) establishment.legal_entity_finess = entity_.finess;
      if (!Give(establishment, summary_.establishments)) return false;
    }
    return true;
  }

  bool Give(Organization& organization, std::uint64_t& count) {
    const auto id = FinessId::Parse(organization.finess);
    if (!id) {
      ++summary_.without_finess;
      return true;
    }
    if (!HasValidKey(*id)) ++summary_.bad_finess_keys;
    ++count;
    organization.key = organization.finess;
    Status status = sink_(organization);
    return status.ok() || Stop(std::move(status));
  }

  void CountUnknown(std::string_view key) {
    const auto found = summary_.unknown_keys.find(std::string(key));
    if (found != summary_.unknown_keys.end()) {
      ++found->second;
    } else if (summary_.unknown_keys.size() < FinessPlusSummary::kUnknownKeysMax) {
      summary_.unknown_keys.emplace(key, 1);
    }
  }

  void Set(PlusField field, std::string_view value);
  void AddLongName(std::string_view value);
  void SetAddress(PlusField field, std::string_view value);

  JsonChunks& stream_;
  const OrganizationSink& sink_;
  Status status_;
  FinessPlusSummary summary_;
  std::vector<Frame> frames_;
  PlusKey next_;
  PlusKeyFinder keys_;
  TextArena texts_;  // of one legal entity and its establishments
  std::size_t entity_bytes_ = 0;
  Organization entity_;
  std::vector<Organization> establishments_;
  Address address_;
  bool is_of_site_ = false;                 // address_
  bool has_site_ = false;                   // the establishment at hand
  bool has_long_name_[2] = {false, false};  // the legal entity; the establishment at hand
  bool in_entity_ = false;
  bool in_establishment_ = false;
  bool saw_entities_ = false;
};

void SetOnce(std::string_view& field, std::string_view value) {
  if (field.empty()) field = value;
}

// "2021-10-18 00:00:00" -> "2021-10-18".
std::string_view DateOf(std::string_view text) { return text.substr(0, 10); }

OpenState StateOf(std::string_view text) {
  if (text == "A") return OpenState::kOpen;
  if (text == "I") return OpenState::kClosed;
  return OpenState::kUnknown;
}

void Handler::Set(PlusField field, std::string_view value) {
  Organization& organization = current();
  switch (field) {
    case PlusField::kFiness:
      return SetOnce(organization.finess, value);
    case PlusField::kLongName:
      return AddLongName(value);
    case PlusField::kShortName:
      organization.legal_names.push_back(value);
      return;
    case PlusField::kNameComplement:
      organization.trade_names.push_back(value);
      return;
    case PlusField::kSiret:
      organization.sirets.push_back(value);
      return;
    case PlusField::kSiren:
      organization.sirens.push_back(value);
      return;
    case PlusField::kApe:
      return SetOnce(organization.ape, value);
    case PlusField::kUai:
      return SetOnce(organization.uai, value);
    case PlusField::kLegalStatus:
      return SetOnce(organization.legal_status.code, value);
    case PlusField::kTariffMode:
      return SetOnce(organization.tariff_mode.code, value);
    case PlusField::kCategory:
      organization.category = {value, LabelOf(CodeList::kEstablishmentCategory, value)};
      return;
    case PlusField::kOpenedOn:
      return SetOnce(organization.opened_on, DateOf(value));
    case PlusField::kClosedOn:
      return SetOnce(organization.closed_on, DateOf(value));
    case PlusField::kAuthorisedOn:
      return SetOnce(organization.authorised_on, DateOf(value));
    case PlusField::kUpdatedOn:
      return SetOnce(organization.updated_on, DateOf(value));
    case PlusField::kState:
      organization.state = StateOf(value);
      return;
    case PlusField::kPhone:
      organization.phones.push_back(value);
      return;
    case PlusField::kFax:
      organization.faxes.push_back(value);
      return;
    case PlusField::kEmail:
      organization.emails.push_back(value);
      return;
    case PlusField::kLatitude:
      return SetOnce(organization.coordinates.latitude, value);
    case PlusField::kLongitude:
      return SetOnce(organization.coordinates.longitude, value);
    default:
      return SetAddress(field, value);
  }
}

// The first long name is what it is called.
void Handler::AddLongName(std::string_view value) {
  std::vector<std::string_view>& names = current().legal_names;
  bool& has_one = has_long_name_[in_establishment_];
  names.insert(has_one ? names.end() : names.begin(), value);
  has_one = true;
}

void Handler::SetAddress(PlusField field, std::string_view value) {
  switch (field) {
    case PlusField::kStreetNumber:
      address_.street_number = value;
      return;
    case PlusField::kRepetitionIndex:
      address_.repetition_index = value;
      return;
    case PlusField::kStreetType:
      address_.street_type.code = value;
      return;
    case PlusField::kStreetName:
      address_.street_name = value;
      return;
    case PlusField::kGeographicComplement:
      address_.geographic_complement = value;
      return;
    case PlusField::kLocality:
      address_.distribution = value;
      return;
    case PlusField::kCommune:
      address_.commune.code = value;
      return;
    case PlusField::kCity:
      address_.commune.label = value;
      return;
    case PlusField::kDeliveryLine:
      address_.delivery_line = value;
      return;
    case PlusField::kPostcode:
      address_.postcode = value;
      return;
    case PlusField::kAddressUse:
      is_of_site_ = value == kUseOfSite;
      return;
    default:
      return;
  }
}

Status Explain(const rapidjson::ParseResult& result, const JsonChunks& stream,
               const Handler& handler) {
  const std::string at = "FINESS+: at byte " + std::to_string(stream.Tell()) + ": ";
  if (!handler.status().ok()) return handler.status();
  if (stream.token_too_long()) return ResourceExhaustedError(at + "a token over 16 MiB");
  return InvalidArgumentError(at + rapidjson::GetParseError_En(result.Code()));
}

}  // namespace

Result<FinessPlusSummary> ReadFinessPlus(const ChunkSource& source, const OrganizationSink& sink) {
  // The handler sees to the encoding, a text at a time instead of a letter.
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  JsonChunks stream(source, kTokenBytesMax);
  Handler handler(stream, sink);
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  if (result.IsError()) return Explain(result, stream, handler);
  if (!handler.saw_entities()) {
    return FailedPreconditionError("not a FINESS+ structures file: no \"pmej\" array");
  }
  return handler.TakeSummary();
}

}  // namespace annuaire
