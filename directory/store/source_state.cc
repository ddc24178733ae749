#include "directory/store/source_state.h"

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <filesystem>
#include <type_traits>

#include "directory/store/durable_file.h"

namespace annuaire {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".json";

// One description of each struct drives writing and reading.
template <typename Archive, typename State>
void Members(Archive& archive,
             State& state) requires std::same_as<std::remove_const_t<State>, RawFile> {
  archive("name", state.name);
  archive("date", state.date);
  archive("bytes", state.bytes);
  archive("sha256", state.sha256);
  archive("fetched_at", state.fetched_at);
  archive("since", state.since);
  archive("rows_read", state.rows_read);
  archive("rows_rejected", state.rows_rejected);
}

template <typename Archive, typename State>
void Members(Archive& archive,
             State& state) requires std::same_as<std::remove_const_t<State>, SeenVersion> {
  archive("url", state.url);
  archive("etag", state.etag);
  archive("last_modified", state.last_modified);
  archive("file_name", state.file_name);
  archive("description", state.description);
  archive("bytes", state.bytes);
}

template <typename Archive, typename State>
void Members(Archive& archive,
             State& state) requires std::same_as<std::remove_const_t<State>, SourceState> {
  archive("name", state.name);
  archive("seen", state.seen);
  archive("checked_at", state.checked_at);
  archive("fresh", state.fresh);
  archive("good", state.good);
  archive("refused", state.refused);
  archive("refused_at", state.refused_at);
  archive("refused_reason", state.refused_reason);
  archive("failed_since", state.failed_since);
  archive("failure", state.failure);
  archive("failures", state.failures);
  archive("stale_after_s", state.stale_after_s);
}

template <typename Archive, typename State>
void Members(Archive& archive,
             State& state) requires std::same_as<std::remove_const_t<State>, RunState> {
  archive("started_at", state.started_at);
  archive("ended_at", state.ended_at);
  archive("failed_since", state.failed_since);
  archive("failure", state.failure);
}

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

class Writer {
 public:
  explicit Writer(Json& json) : json_(json) {}

  template <typename Member>
  void operator()(const char* key, const Member& member) {
    json_.Key(key);
    Write(member);
  }
  void Write(const std::string& text) {
    json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void Write(std::uint64_t number) { json_.Uint64(number); }
  template <typename Struct>
  void Write(const Struct& value) {
    json_.StartObject();
    Members(*this, value);
    json_.EndObject();
  }

 private:
  Json& json_;
};

class Reader {
 public:
  explicit Reader(const rapidjson::Value& object) : object_(object) {}

  template <typename Member>
  void operator()(const char* key, Member& member) {
    const auto at = object_.FindMember(key);
    if (at != object_.MemberEnd()) Read(at->value, member);
  }

 private:
  static void Read(const rapidjson::Value& value, std::string& text) {
    if (value.IsString()) text.assign(value.GetString(), value.GetStringLength());
  }
  static void Read(const rapidjson::Value& value, std::uint64_t& number) {
    if (value.IsUint64()) number = value.GetUint64();
  }
  template <typename Struct>
  static void Read(const rapidjson::Value& value, Struct& out) {
    if (!value.IsObject()) return;
    Reader reader(value);
    Members(reader, out);
  }

  const rapidjson::Value& object_;
};

template <typename State>
std::string EncodeState(const State& state) {
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.SetIndent(' ', 2);
  Writer(json).Write(state);
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

template <typename State>
Result<State> DecodeState(std::string_view text) {
  rapidjson::Document json;
  json.Parse(text.data(), text.size());
  if (json.HasParseError() || !json.IsObject()) {
    return DataLossError("not a JSON object");
  }
  State state;
  Reader reader(json);
  Members(reader, state);
  return state;
}

std::string RunFileOf(const std::string& store) { return SourcesFolderOf(store) + "/RUN"; }

template <typename State>
Result<State> LoadState(const std::string& path) {
  const Result<std::string> text = ReadSmallFile(path);
  if (!text.ok()) return text.status();
  Result<State> state = DecodeState<State>(*text);
  if (!state.ok()) return Status(state.status()).Annotate(path);
  return state;
}

template <typename Number>
Number NumberAt(std::string_view text, std::size_t at, std::size_t digits) {
  Number number = 0;
  std::from_chars(text.data() + at, text.data() + at + digits, number);
  return number;
}

std::optional<std::chrono::sys_seconds> DayOf(std::string_view date) {
  if (date.size() < 10) return std::nullopt;
  const std::chrono::year_month_day parts{std::chrono::year(NumberAt<int>(date, 0, 4)),
                                          std::chrono::month(NumberAt<unsigned>(date, 5, 2)),
                                          std::chrono::day(NumberAt<unsigned>(date, 8, 2))};
  if (!parts.ok()) return std::nullopt;
  return std::chrono::sys_days(parts);
}

// Of what is to come, 0.
std::uint64_t SecondsBetween(std::chrono::sys_seconds from, std::chrono::sys_seconds to) {
  return from > to ? 0 : static_cast<std::uint64_t>((to - from).count());
}

}  // namespace

std::string_view ToString(SourceCondition condition) {
  switch (condition) {
    case SourceCondition::kGood:
      return "good";
    case SourceCondition::kRefused:
      return "refused";
    case SourceCondition::kFailing:
      return "failing";
    case SourceCondition::kMissing:
      return "missing";
    case SourceCondition::kUnreadable:
      return "unreadable";
  }
  return "unknown";
}

SourceCondition ConditionOf(const SourceState& state) {
  if (!state.unreadable.empty()) return SourceCondition::kUnreadable;
  if (state.refused.held()) return SourceCondition::kRefused;
  if (!state.failed_since.empty()) return SourceCondition::kFailing;
  return state.good.held() ? SourceCondition::kGood : SourceCondition::kMissing;
}

std::string TroubleOf(const SourceState& state) {
  if (!state.unreadable.empty()) return state.unreadable;
  const bool is_failing = !state.failed_since.empty();
  if (!state.refused.held()) return is_failing ? state.failure : "";
  const std::string failing = is_failing ? "; the last check failed: " + state.failure : "";
  return state.refused_reason + failing;
}

std::optional<std::uint64_t> AgeOf(std::string_view date, std::chrono::sys_seconds now) {
  const auto day = DayOf(date);
  if (!day) return std::nullopt;
  return SecondsBetween(*day, now);
}

std::optional<std::uint64_t> SecondsSince(std::string_view moment, std::chrono::sys_seconds now) {
  const auto day = DayOf(moment);
  if (!day || moment.size() < std::string_view("2026-11-20T06:15:00").size()) return std::nullopt;
  return SecondsBetween(*day + std::chrono::hours(NumberAt<int>(moment, 11, 2)) +
                            std::chrono::minutes(NumberAt<int>(moment, 14, 2)) +
                            std::chrono::seconds(NumberAt<int>(moment, 17, 2)),
                        now);
}

bool IsStale(const SourceState& state, std::chrono::sys_seconds now) {
  const std::optional<std::uint64_t> age = AgeOf(state.good.date, now);
  return state.stale_after_s != 0 && age && *age > state.stale_after_s;
}

std::string EncodeSourceState(const SourceState& state) { return EncodeState(state); }

Result<SourceState> DecodeSourceState(std::string_view text) {
  return DecodeState<SourceState>(text);
}

std::string SourcesFolderOf(const std::string& store) { return store + "/sources"; }

std::string SourceFolderOf(const std::string& store, std::string_view name) {
  return SourcesFolderOf(store) + "/" + std::string(name);
}

Status SaveSourceState(const std::string& store, const SourceState& state) {
  return ReplaceFile(SourceFolderOf(store, state.name) + std::string(kExtension),
                     EncodeSourceState(state));
}

Result<SourceState> LoadSourceState(const std::string& store, std::string_view name) {
  Result<SourceState> state =
      LoadState<SourceState>(SourceFolderOf(store, name) + std::string(kExtension));
  if (state.ok()) state->name = name;
  return state;
}

Status SaveRunState(const std::string& store, const RunState& state) {
  return ReplaceFile(RunFileOf(store), EncodeState(state));
}

Result<RunState> LoadRunState(const std::string& store) {
  return LoadState<RunState>(RunFileOf(store));
}

Result<std::vector<SourceState>> LoadSourceStates(const std::string& store) {
  const std::string folder = SourcesFolderOf(store);
  std::vector<SourceState> states;
  std::error_code error;
  fs::directory_iterator at(folder, error);
  if (error == std::errc::no_such_file_or_directory) return states;
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    if (at->path().extension() != kExtension) continue;
    const std::string name = at->path().stem().string();
    Result<SourceState> state = LoadSourceState(store, name);
    if (state.status().code() == StatusCode::kNotFound) continue;  // forgotten meanwhile
    states.push_back(state.ok()
                         ? *std::move(state)
                         : SourceState{.name = name, .unreadable = state.status().message()});
  }
  if (error) return ReadError("listing", folder, error);
  std::sort(states.begin(), states.end(),
            [](const SourceState& a, const SourceState& b) { return a.name < b.name; });
  return states;
}

std::string HeardAt(const RunState& run, const std::vector<SourceState>& states) {
  std::string heard_at = run.ended_at;
  for (const SourceState& state : states) heard_at = std::max(heard_at, state.checked_at);
  return heard_at;
}

}  // namespace annuaire
