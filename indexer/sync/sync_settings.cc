#include "indexer/sync/sync_settings.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

#include "directory/base/ascii.h"
#include "directory/base/fold.h"
#include "directory/store/durable_file.h"
#include "directory/store/source_state.h"
#include "indexer/fetch/http_client.h"

namespace annuaire::indexer {
namespace {

using rapidjson::Value;
// Takes the value of one member.
using Take = std::function<Status(const Value&)>;

Status Wrong(const std::string& what) { return InvalidArgumentError(what); }

// Every member of "object" by its taker; the first wrong one is named.
Status TakeMembers(const Value& object, const std::map<std::string_view, Take>& takers) {
  if (!object.IsObject()) return Wrong("expected an object");
  for (const auto& member : object.GetObject()) {
    const std::string key = member.name.GetString();
    const auto taker = takers.find(key);
    if (taker == takers.end()) return Wrong("unknown word \"" + key + "\"");
    RETURN_IF_ERROR(taker->second(member.value).Annotate("\"" + key + "\""));
  }
  return OkStatus();
}

Take Into(std::string& text) {
  return [&text](const Value& value) {
    if (!value.IsString()) return Wrong("expected text");
    text = value.GetString();
    return OkStatus();
  };
}

Take Into(bool& flag) {
  return [&flag](const Value& value) {
    if (!value.IsBool()) return Wrong("expected true or false");
    flag = value.GetBool();
    return OkStatus();
  };
}

Take Into(double& share) {
  return [&share](const Value& value) {
    if (!value.IsNumber() || value.GetDouble() < 0) return Wrong("expected a share, 0.1 for 10 %");
    share = value.GetDouble();
    return OkStatus();
  };
}

// A count or a time that libcurl can keep; a day has 86 million milliseconds.
constexpr std::uint64_t kNumberMax = std::numeric_limits<std::int32_t>::max();
constexpr std::uint64_t kBytesMax = std::uint64_t{1} << 40;

template <typename Number>
Take IntoNumber(Number& number, std::uint64_t max = kNumberMax) {
  return [&number, max](const Value& value) {
    if (!value.IsUint64() || value.GetUint64() > max) {
      return Wrong("expected a number from 0 to " + std::to_string(max));
    }
    number = Number(static_cast<std::int64_t>(value.GetUint64()));
    return OkStatus();
  };
}

Take IntoEach(const std::function<Status(const std::string&)>& add) {
  return [add](const Value& value) -> Status {
    if (!value.IsArray()) return Wrong("expected a list");
    for (const Value& word : value.GetArray()) {
      if (!word.IsString()) return Wrong("expected a list of texts");
      RETURN_IF_ERROR(add(word.GetString()));
    }
    return OkStatus();
  };
}

Result<FileKind> ToKind(const std::string& word) {
  std::string known;
  for (const FileKind kind :
       {FileKind::kPersonActivity, FileKind::kSkill, FileKind::kDiploma, FileKind::kMailbox,
        FileKind::kFinessCsv, FileKind::kFinessPlus, FileKind::kWhiteList, FileKind::kFhir}) {
    if (ToString(kind) == word) return kind;
    known.append(known.empty() ? "" : ", ").append(ToString(kind));
  }
  return Wrong("\"" + word + "\" is none of: " + known);
}

Status TakeProbe(const Value& value, Probe& probe) {
  const std::string_view word = value.IsString() ? value.GetString() : "";
  if (word == "conditional") {
    probe = Probe::kConditional;
  } else if (word == "head") {
    probe = Probe::kHead;
  } else if (word == "data-gouv") {
    probe = Probe::kDataGouv;
  } else if (word == "fhir") {
    probe = Probe::kFhir;
  } else {
    return Wrong("expected \"conditional\", \"head\", \"data-gouv\" or \"fhir\"");
  }
  return OkStatus();
}

Status TakeSignature(const Value& value, SignaturePins& pins) {
  return TakeMembers(value, {{"issuer", Into(pins.issuer_common_name)},
                             {"signer", Into(pins.signer_common_name)}});
}

bool IsSourceName(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return IsLower(c) || IsDigit(c) || c == '-';
  });
}

Status TakeSource(const Value& value, std::vector<Source>& sources) {
  const bool named = value.IsObject() && value.HasMember("name") && value["name"].IsString();
  const std::string name = named ? value["name"].GetString() : "";
  if (!IsSourceName(name)) return Wrong("a source needs a \"name\" of a-z, 0-9 and '-'");
  if (FindSource(sources, name) == nullptr) sources.push_back({.name = name});
  Source& source = *FindSource(sources, name);
  std::string ignored;
  const Take kinds = [&](const Value& list) {
    source.kinds.clear();
    return IntoEach([&](const std::string& word) {
      const Result<FileKind> kind = ToKind(word);
      if (kind.ok()) source.kinds.push_back(*kind);
      return kind.status();
    })(list);
  };
  const Take replaces = [&](const Value& list) {
    source.replaces.clear();
    return IntoEach([&](const std::string& word) {
      source.replaces.push_back(word);
      return OkStatus();
    })(list);
  };
  RETURN_IF_ERROR(
      TakeMembers(value, {{"name", Into(ignored)},
                          {"probe", [&](const Value& v) { return TakeProbe(v, source.probe); }},
                          {"url", Into(source.url)},
                          {"file_prefix", Into(source.file_prefix)},
                          {"fallback_url", Into(source.fallback_url)},
                          {"kinds", kinds},
                          {"replaces", replaces},
                          {"enabled", Into(source.enabled)},
                          {"required", Into(source.required)},
                          {"ca_bundle", Into(source.ca_bundle)},
                          {"allow_http", Into(source.allow_http)},
                          {"api_key_file", Into(source.api_key_file)},
                          {"signature",
                           [&](const Value& v) { return TakeSignature(v, source.signature); }}})
          .Annotate("source \"" + name + "\""));
  if (source.url.empty()) return Wrong("source \"" + name + "\" has no \"url\"");
  for (const std::string& url : {source.url, source.fallback_url}) {
    // Addresses are in logs and in the status that everybody may ask for.
    if (!url.empty() && OriginOf(url).empty()) {
      return Wrong("source \"" + name + "\": an address is no URL, or names a user or a password");
    }
  }
  if (source.kinds.empty()) return Wrong("source \"" + name + "\" has no \"kinds\"");
  return OkStatus();
}

Status TakeSources(const Value& list, std::vector<Source>& sources) {
  if (!list.IsArray()) return Wrong("expected a list");
  for (const Value& value : list.GetArray()) RETURN_IF_ERROR(TakeSource(value, sources));
  return OkStatus();
}

Status TakeGuards(const Value& value, Bands& bands) {
  std::map<std::string_view, Take> takers;
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto measure = static_cast<Measure>(i);
    takers[ToString(measure)] = [&bands, measure](const Value& band) {
      return TakeMembers(
          band, {{"shrink", Into(bands[measure].shrink)}, {"growth", Into(bands[measure].growth)}});
    };
  }
  return TakeMembers(value, takers);
}

Status TakeNetwork(const Value& value, SyncSettings& settings) {
  TransferLimits& limits = settings.limits;
  Backoff& backoff = settings.backoff;
  return TakeMembers(value, {{"retries", IntoNumber(backoff.retries)},
                             {"first_delay_ms", IntoNumber(backoff.first)},
                             {"longest_delay_ms", IntoNumber(backoff.longest)},
                             {"connect_timeout_ms", IntoNumber(limits.connect_timeout)},
                             {"total_timeout_ms", IntoNumber(limits.total_timeout)},
                             {"low_speed_bytes_per_s", IntoNumber(limits.low_speed_bytes_per_s)},
                             {"low_speed_s", IntoNumber(limits.low_speed_s)},
                             {"bytes_max", IntoNumber(limits.bytes_max, kBytesMax)}});
}

}  // namespace

Result<SyncSettings> ReadSyncSettings(std::string_view text) {
  rapidjson::Document json;
  json.Parse<rapidjson::kParseCommentsFlag>(text.data(), text.size());
  if (json.HasParseError()) {
    return Wrong("not JSON: " + std::string(rapidjson::GetParseError_En(json.GetParseError())) +
                 " (byte " + std::to_string(json.GetErrorOffset()) + ")");
  }
  SyncSettings settings;
  RETURN_IF_ERROR(TakeMembers(
      json, {{"sources", [&](const Value& v) { return TakeSources(v, settings.sources); }},
             {"guards", [&](const Value& v) { return TakeGuards(v, settings.bands); }},
             {"network", [&](const Value& v) { return TakeNetwork(v, settings); }}}));
  return settings;
}

Status GiveAuthorities(const std::vector<std::string>& words, SyncSettings& settings) {
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    Source* source = FindSource(settings.sources, word.substr(0, equals));
    if (equals == std::string::npos || source == nullptr) {
      return Wrong("--ca-bundle " + word + ": expected NAME=FILE with the name of a source");
    }
    source->ca_bundle = word.substr(equals + 1);
    source->enabled = true;
  }
  for (const Source& source : settings.sources) {
    if (!source.enabled || source.ca_bundle.empty()) continue;
    if (::access(source.ca_bundle.c_str(), R_OK) != 0) {
      return Wrong("the authorities of " + source.name + " cannot be read from " +
                   source.ca_bundle);
    }
  }
  return OkStatus();
}

Status GiveApiKeys(std::string_view from_environment, SyncSettings& settings) {
  for (Source& source : settings.sources) {
    if (!source.enabled || source.probe != Probe::kFhir) continue;
    std::string key(from_environment);
    if (!source.api_key_file.empty()) {
      Result<std::string> text = ReadSmallFile(source.api_key_file);
      if (!text.ok()) return Wrong("the key of " + source.name + ": " + text.status().message());
      key = *std::move(text);
    }
    source.api_key = Trim(key.substr(0, key.find_first_of("\r\n")));
    if (!std::all_of(source.api_key.begin(), source.api_key.end(),
                     [](char c) { return c > ' ' && c <= '~'; })) {
      return Wrong("the key of " + source.name + " is not a word of plain characters");
    }
  }
  return OkStatus();
}

Result<std::vector<Source>> SourcesToFollow(const SyncSettings& settings,
                                            const std::string& store) {
  // What such a source told cannot be had again: that its key is missing is a failure.
  const auto may_be_left_out = [&](const Source& source) {
    if (source.probe != Probe::kFhir || !source.api_key.empty()) return false;
    const Result<SourceState> state = LoadSourceState(store, source.name);
    if (state.ok()) return !state->good.held() && !state->fresh.held();
    return state.status().code() == StatusCode::kNotFound;
  };
  std::vector<Source> followed;
  for (const Source& source : settings.sources) {
    const bool replaced =
        std::any_of(settings.sources.begin(), settings.sources.end(), [&](const Source& other) {
          return other.enabled && std::find(other.replaces.begin(), other.replaces.end(),
                                            source.name) != other.replaces.end();
        });
    if (source.enabled && !replaced && !may_be_left_out(source)) followed.push_back(source);
  }
  if (followed.empty()) return Wrong("no source is enabled: there is nothing to follow");
  return followed;
}

}  // namespace annuaire::indexer
