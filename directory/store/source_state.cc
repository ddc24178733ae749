#include "directory/store/source_state.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "directory/store/durable_file.h"
#include "directory/store/state_file.h"

namespace annuaire {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".json";

StateMembers MembersOf(RawFile& file) {
  return {{"name", &file.name},
          {"date", &file.date},
          {"bytes", &file.bytes},
          {"sha256", &file.sha256},
          {"fetched_at", &file.fetched_at},
          {"since", &file.since},
          {"rows_read", &file.rows_read},
          {"rows_rejected", &file.rows_rejected}};
}

StateMembers MembersOf(SeenVersion& seen) {
  return {{"url", &seen.url},
          {"etag", &seen.etag},
          {"last_modified", &seen.last_modified},
          {"file_name", &seen.file_name},
          {"description", &seen.description},
          {"bytes", &seen.bytes}};
}

StateMembers MembersOf(SourceState& state) {
  return {{"name", &state.name},
          {"seen", MembersOf(state.seen)},
          {"checked_at", &state.checked_at},
          {"fresh", MembersOf(state.fresh)},
          {"good", MembersOf(state.good)},
          {"refused", MembersOf(state.refused)},
          {"refused_at", &state.refused_at},
          {"refused_reason", &state.refused_reason},
          {"failed_since", &state.failed_since},
          {"failure", &state.failure},
          {"failures", &state.failures},
          {"stale_after_s", &state.stale_after_s}};
}

StateMembers MembersOf(RunState& state) {
  return {{"started_at", &state.started_at},
          {"ended_at", &state.ended_at},
          {"failed_since", &state.failed_since},
          {"failure", &state.failure}};
}

std::string StateFileOf(const std::string& store, std::string_view name) {
  return SourceFolderOf(store, name) + std::string(kExtension);
}

std::string RunFileOf(const std::string& store) { return SourcesFolderOf(store) + "/RUN"; }

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

std::string SourcesFolderOf(const std::string& store) { return store + "/sources"; }

std::string SourceFolderOf(const std::string& store, std::string_view name) {
  return SourcesFolderOf(store) + "/" + std::string(name);
}

Status SaveSourceState(const std::string& store, SourceState state) {
  return SaveState(StateFileOf(store, state.name), MembersOf(state));
}

Result<SourceState> LoadSourceState(const std::string& store, std::string_view name) {
  SourceState state;
  RETURN_IF_ERROR(LoadState(StateFileOf(store, name), MembersOf(state)));
  state.name = name;
  return state;
}

Status SaveRunState(const std::string& store, RunState state) {
  return SaveState(RunFileOf(store), MembersOf(state));
}

Result<RunState> LoadRunState(const std::string& store) {
  RunState state;
  RETURN_IF_ERROR(LoadState(RunFileOf(store), MembersOf(state)));
  return state;
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
