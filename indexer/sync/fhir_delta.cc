#include "indexer/sync/fhir_delta.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <utility>

#include "directory/store/durable_file.h"
#include "directory/store/state_file.h"
#include "indexer/fetch/pacer.h"
#include "indexer/fetch/partial_file.h"
#include "indexer/fetch/pause.h"
#include "indexer/json.h"
#include "indexer/sync/fhir_page.h"
#include "indexer/utc_time.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::system_clock;

constexpr const char* kTypes[] = {"Practitioner", "PractitionerRole", "Organization"};
// The quota is 17 requests a second.
constexpr std::chrono::milliseconds kBetweenRequests(60);
// The API keeps 30 days; one is left for the run itself.
constexpr std::chrono::days kHorizon(29);
// Links are not known for ever.
constexpr std::chrono::hours kCursorLife(24);
// What was written so lately may not be answered yet: it is asked for again.
constexpr std::chrono::hours kOverlap(1);

// RFC 3339 sorts by time.
std::string Ago(std::chrono::seconds time) { return ToUtcText(Clock::now() - time); }

// Where a delta stands. All of it is of one delta: "base" and "since" tell which.
struct Cursor {
  std::string url;    // of the API
  std::string base;   // the file it is laid over; empty: none
  std::string since;  // a day
  std::string began;
  std::uint64_t type = 0;  // of kTypes
  std::string next;        // the page to ask for; empty: the first one of "type"
  std::uint64_t pages = 0;
};

StateMembers MembersOf(Cursor& cursor) {
  return {{"url", &cursor.url},     {"base", &cursor.base}, {"since", &cursor.since},
          {"began", &cursor.began}, {"type", &cursor.type}, {"next", &cursor.next},
          {"pages", &cursor.pages}};
}

// "Practitioner/003-…" of a line of the file.
std::string KeyOf(const std::string& line) {
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag>(line.data(), line.size());
  if (json.HasParseError() || !json.IsObject()) return {};
  return TextOf(json, "resourceType") + "/" + TextOf(json, "id");
}

class Fetching {
 public:
  Fetching(const Source& source, const std::string& folder, const RawFile& base,
           Downloader& downloader, Log& log, Progress& progress, const std::atomic<bool>& stop)
      : source_(source),
        folder_(folder),
        base_(base),
        downloader_(downloader),
        log_(log),
        progress_(progress),
        stop_(stop) {}

  Result<FhirDelta> Do() {
    RETURN_IF_ERROR(Begin());
    const Status fetched = FetchPages();
    if (fetched.code() == StatusCode::kFailedPrecondition) Forget();
    RETURN_IF_ERROR(fetched);
    FhirDelta delta{
        .began = cursor_.began,
        .since = cursor_.base.empty() ? cursor_.since : std::min(base_.since, cursor_.since),
        .downloaded = downloaded_};
    RETURN_IF_ERROR(Merge(delta));
    Forget();
    return delta;
  }

 private:
  std::string DeltaFolder() const { return folder_ + "/delta"; }
  std::string CursorPath() const { return DeltaFolder() + "/cursor.json"; }
  std::string PagePath(std::uint64_t page) const {
    return DeltaFolder() + "/" + std::to_string(page);
  }
  Status CannotRead(const std::string& name) const {
    return UnavailableError("reading " + folder_ + "/" + name + " failed; check the disk");
  }
  void Forget() {
    std::error_code ignored;
    fs::remove_all(DeltaFolder(), ignored);
  }

  Status SaveCursor() { return OfOwnDisk(SaveState(CursorPath(), MembersOf(cursor_))); }

  Status Begin();
  Status FetchPages();
  Status FetchPage();
  Status Merge(FhirDelta& delta);
  Result<std::map<std::string, FhirChange>> LoadChanges() const;

  const Source& source_;
  const std::string& folder_;
  const RawFile& base_;
  Downloader& downloader_;
  Log& log_;
  Progress& progress_;
  const std::atomic<bool>& stop_;

  Cursor cursor_;
  Pacer pacer_{kBetweenRequests};
  std::set<std::string> asked_;
  std::uint64_t downloaded_ = 0;
};

Status Fetching::Begin() {
  const std::string now = Ago(std::chrono::seconds(0));
  const bool in_reach = base_.held() && base_.fetched_at > Ago(kHorizon);
  const std::string base = in_reach ? base_.name : "";
  if (LoadState(CursorPath(), MembersOf(cursor_)).ok() && cursor_.url == source_.url &&
      cursor_.base == base && cursor_.began > Ago(kCursorLife) && cursor_.began <= now) {
    log_.Event("resumed", {{"source", source_.name}, {"pages", cursor_.pages}});
    return OkStatus();
  }
  Forget();
  cursor_ = {.url = source_.url, .base = base, .began = Ago(kOverlap)};
  if (in_reach && base_.fetched_at > now) {
    // By a clock that was ahead: nobody knows when. All that is kept is asked for.
    cursor_.since = Ago(kHorizon).substr(0, 10);
    log_.Event("clock_behind",
               {{"source", source_.name}, {"asked", base_.fetched_at}, {"since", cursor_.since}},
               LogLevel::kWarning);
  } else if (in_reach) {
    cursor_.since = base_.fetched_at.substr(0, 10);
  } else {
    cursor_.since = Ago(kHorizon).substr(0, 10);
    log_.Event(base_.held() ? "horizon" : "begins",
               {{"source", source_.name},
                {"since", cursor_.since},
                {"reason", !base_.held() ? "changes are kept for 30 days; earlier ones are not had"
                           : base_.fetched_at.empty()
                               ? "what was held is damaged, and dropped"
                               : "what changed since " + base_.fetched_at +
                                     " is not kept any more: what was held is dropped"}},
               base_.held() ? LogLevel::kWarning : LogLevel::kInfo);
  }
  RETURN_IF_ERROR(MakePrivateFolder(DeltaFolder()));
  return SaveCursor();
}

Status Fetching::FetchPages() {
  while (cursor_.type < std::size(kTypes)) {
    progress_.Show("asking for changes: " + std::string(kTypes[cursor_.type]), cursor_.pages, 0);
    RETURN_IF_ERROR(FetchPage());
  }
  return OkStatus();
}

Status Fetching::FetchPage() {
  std::string url = cursor_.next;
  if (url.empty()) {
    url = source_.url + "/" + kTypes[cursor_.type] + "?_lastUpdated=ge" + cursor_.since +
          "&_count=200";
  }
  if (!asked_.insert(url).second) {
    return FailedPreconditionError(source_.url +
                                   ": a page of changes leads back to an earlier one");
  }
  if (!Pause(pacer_.TakeTurn(Pacer::Clock::now()), stop_)) {
    return AbortedError("stopped while downloading");
  }
  const Result<std::string> answer = downloader_.GetSmall({.url = url,
                                                           .ca_bundle = source_.ca_bundle,
                                                           .allow_http = source_.allow_http,
                                                           .api_key = source_.api_key});
  if (!answer.ok()) return answer.status();
  downloaded_ += answer->size();
  const Result<FhirPage> page = ReadFhirPage(*answer);
  if (!page.ok()) return FailedPreconditionError(url + " " + page.status().message());
  if (!page->next.empty() && OriginOf(page->next) != OriginOf(source_.url)) {
    return FailedPreconditionError(url + " goes on at another host: refused");
  }
  std::string lines;
  for (const FhirChange& change : page->changes) lines.append(change.line).append("\n");
  RETURN_IF_ERROR(OfOwnDisk(ReplaceFile(PagePath(cursor_.pages + 1), lines)));
  ++cursor_.pages;
  cursor_.next = page->next;
  if (cursor_.next.empty()) ++cursor_.type;
  return SaveCursor();
}

// The last state of each resource that changed.
Result<std::map<std::string, FhirChange>> Fetching::LoadChanges() const {
  std::map<std::string, FhirChange> changes;
  for (std::uint64_t page = 1; page <= cursor_.pages; ++page) {
    const Result<std::string> lines = ReadSmallFile(PagePath(page));
    if (!lines.ok()) return lines.status();
    for (std::size_t at = 0; at < lines->size();) {
      const std::size_t end = lines->find('\n', at);
      FhirChange change{.line = lines->substr(at, end - at)};
      change.key = KeyOf(change.line);
      change.holds_mailboxes = !change.line.ends_with("\"active\":false}");
      at = end + 1;
      changes[change.key] = std::move(change);
    }
  }
  return changes;
}

Status Fetching::Merge(FhirDelta& delta) {
  Result<std::map<std::string, FhirChange>> changes = LoadChanges();
  if (!changes.ok()) return changes.status();
  Result<PartialFile> out = PartialFile::Open(folder_);
  if (!out.ok()) return out.status();
  RETURN_IF_ERROR(out->Restart({}));
  const auto write = [&](std::string line) {
    line += '\n';
    return out->Append(line);
  };
  RETURN_IF_ERROR(write(R"({"resourceType":"Bundle","type":"collection","timestamp":")" +
                        cursor_.began.substr(0, 10) + R"(T00:00:00Z"})"));
  delta.changed = base_.held() && cursor_.base.empty();
  if (!cursor_.base.empty()) {
    std::ifstream held(folder_ + "/" + cursor_.base);
    if (!held) return CannotRead(cursor_.base);
    std::string line;
    std::getline(held, line);  // the Bundle
    while (std::getline(held, line)) {
      const auto change = changes->find(KeyOf(line));
      if (change == changes->end()) {
        RETURN_IF_ERROR(write(line));
        continue;
      }
      delta.changed |= change->second.line != line;
      if (change->second.holds_mailboxes) RETURN_IF_ERROR(write(change->second.line));
      changes->erase(change);
    }
    if (held.bad()) return CannotRead(cursor_.base);
  }
  for (const auto& [key, change] : *changes) {
    if (!change.holds_mailboxes) continue;
    delta.changed = true;
    RETURN_IF_ERROR(write(change.line));
  }
  if (!delta.changed) return out->Remove();
  delta.path = out->path();
  delta.bytes = out->bytes();
  return out->Complete();
}

}  // namespace

Result<FhirDelta> FetchFhirDelta(const Source& source, const std::string& folder,
                                 const RawFile& base, Downloader& downloader, Log& log,
                                 Progress& progress, const std::atomic<bool>& stop) {
  return Fetching(source, folder, base, downloader, log, progress, stop).Do();
}

}  // namespace annuaire::indexer
