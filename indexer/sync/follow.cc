#include "indexer/sync/follow.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <utility>

#include "indexer/fetch/checksum.h"
#include "indexer/fetch/partial_file.h"
#include "indexer/file_date.h"
#include "indexer/sync/data_gouv.h"
#include "indexer/sync/fhir_delta.h"
#include "indexer/sync/raw_file.h"
#include "indexer/sync/white_list_signature.h"
#include "indexer/utc_time.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::system_clock;

bool HoldsAny(const SourceState& state) {
  return state.fresh.held() || state.good.held() || state.refused.held();
}

// The best that can be told before the file is read.
std::string DateOf(const SeenVersion& seen) {
  std::string date = DateInName(seen.file_name);
  if (date.empty()) date = DateInName(seen.url);
  if (!date.empty()) return date;
  const std::optional<Clock::time_point> modified = ParseHttpDate(seen.last_modified);
  return ToUtcText(modified.value_or(Clock::now())).substr(0, 10);
}

// Follows one source once.
class Follower {
 public:
  Follower(const Source& source, const FollowContext& context, SourceState& state)
      : source_(source), context_(context), state_(state) {}

  // What is seen now, when it is not what was seen before; the file is at "path_".
  Result<bool> Fetch() {
    switch (source_.probe) {
      case Probe::kConditional:
        return FetchIfChanged(source_.url);
      case Probe::kHead:
        return FetchByHead();
      case Probe::kDataGouv:
        return FetchDescribed();
      case Probe::kFhir:
        return FetchChanges();
    }
    return InternalError("unknown probe");
  }

  // Gives the downloaded file its name, unless its content is here already.
  Status Keep(bool& is_new);

  std::uint64_t bytes() const { return bytes_; }

 private:
  HttpRequest RequestFor(const std::string& url) const {
    return {.url = url, .ca_bundle = source_.ca_bundle, .allow_http = source_.allow_http};
  }

  // Whether the file behind "url" is the one seen already is for its server to say.
  Result<bool> FetchIfChanged(const std::string& url) {
    Result<bool> changed = Download(url, HoldsAny(state_));
    seen_.url = url;
    return changed;
  }

  Result<bool> FetchByHead() {
    const Result<HttpResponse> head = context_.downloader.Head(RequestFor(source_.url));
    if (!head.ok()) return head.status();
    // Without a name of its own a version can only be told by the server.
    if (head->file_name.empty()) return FetchIfChanged(source_.url);
    const SeenVersion& seen = state_.seen;
    if (HoldsAny(state_) && seen.url == source_.url && seen.file_name == head->file_name &&
        seen.bytes == head->content_length) {
      return false;
    }
    Result<bool> changed = Download(source_.url, /*known=*/false);
    if (!changed.ok()) return changed;
    seen_.url = source_.url;
    if (seen_.file_name.empty()) seen_.file_name = head->file_name;
    if (seen_.file_name == head->file_name && head->content_length &&
        *head->content_length != file_bytes_) {
      return DataLossError(source_.url + " announced " + std::to_string(*head->content_length) +
                           " bytes and sent " + std::to_string(file_bytes_));
    }
    return changed;
  }

  Result<bool> FetchDescribed() {
    Result<DataGouvFile> described = Describe();
    if (!described.ok()) {
      if (described.status().code() == StatusCode::kAborted || source_.fallback_url.empty()) {
        return described.status();
      }
      context_.log.Event("no_description",
                         {{"source", source_.name},
                          {"error", described.status().message()},
                          {"instead", source_.fallback_url}},
                         LogLevel::kWarning);
      return FetchIfChanged(source_.fallback_url);
    }
    const std::string description = described->sha1 + " " + described->last_modified;
    if (HoldsAny(state_) && state_.seen.url == described->url &&
        state_.seen.description == description) {
      return false;
    }
    Result<bool> changed = Download(described->url, HoldsAny(state_));
    if (!changed.ok()) return changed;
    if (!*changed) {
      state_.seen.url = described->url;
      state_.seen.description = description;
      return false;
    }
    seen_.url = described->url;
    seen_.file_name = described->file_name;
    seen_.description = description;
    if (!MayBe(*described, file_bytes_, sums_.sha1)) {
      return DataLossError(described->url + " is not what " + source_.url +
                           " describes: its SHA-1 is " + sums_.sha1 + ", not " + described->sha1);
    }
    return changed;
  }

  Result<bool> FetchChanges() {
    if (source_.api_key.empty()) {
      return FailedPreconditionError(
          "no key is given (ANNUAIRE_FHIR_KEY, or \"api_key_file\"): what the API told is used on; "
          "\"enabled\": false forgets it");
    }
    RawFile& base = state_.fresh.held() ? state_.fresh : state_.good;
    const Result<FhirDelta> delta =
        FetchFhirDelta(source_, SourceFolderOf(context_.store, source_.name), base,
                       context_.downloader, context_.log, context_.progress, context_.stop);
    if (!delta.ok()) return delta.status();
    bytes_ = delta->downloaded;
    as_of_ = delta->began;
    since_ = delta->since;
    if (!delta->changed) {
      base.fetched_at = as_of_;
      base.since = since_;
      return false;
    }
    seen_.url = source_.url;
    seen_.file_name = source_.name + "-" + as_of_.substr(0, 10) + ".json";
    path_ = delta->path;
    file_bytes_ = delta->bytes;
    Result<Checksums> sums = ChecksumFile(path_);
    if (!sums.ok()) return sums.status();
    sums_ = *std::move(sums);
    return true;
  }

  Result<DataGouvFile> Describe() {
    const Result<std::string> answer = context_.downloader.GetSmall(RequestFor(source_.url));
    if (!answer.ok()) return answer.status();
    Result<DataGouvFile> described = ReadDataGouvAnswer(*answer, source_.file_prefix);
    if (!described.ok()) return Status(described.status()).Annotate(source_.url);
    return described;
  }

  // False when the server says that nothing changed. A file that has two addresses
  // is known at one by its ETag at the other; dates of two are not to be compared.
  Result<bool> Download(const std::string& url, bool known) {
    DownloadRequest request{.url = url,
                            .folder = SourceFolderOf(context_.store, source_.name),
                            .ca_bundle = source_.ca_bundle,
                            .allow_http = source_.allow_http};
    const bool same_url = state_.seen.url == url;
    if (known && (same_url || !source_.fallback_url.empty())) {
      request.known_etag = state_.seen.etag;
      if (same_url) request.known_last_modified = state_.seen.last_modified;
    }
    request.progress = [this](std::uint64_t done, std::uint64_t total) {
      context_.progress.Show("downloading " + source_.name, done, total);
    };
    Result<annuaire::indexer::Download> got = context_.downloader.Fetch(request);
    if (!got.ok()) return got.status();
    const HttpResponse& response = got->response;
    seen_ = {.url = response.url,
             .etag = response.etag,
             .last_modified = response.last_modified,
             .file_name = response.file_name};
    if (seen_.file_name.empty()) {
      const std::string& from = response.url;
      seen_.file_name = from.substr(from.rfind('/') + 1);
    }
    if (got->unchanged) return false;
    final_url_ = response.url;
    path_ = got->path;
    file_bytes_ = got->bytes;
    bytes_ = got->bytes - got->bytes_resumed;
    Result<Checksums> sums = ChecksumFile(path_);
    if (!sums.ok()) return sums.status();
    sums_ = *std::move(sums);
    return true;
  }

  // Whether the content is here already; if so, what is superseded by it goes.
  bool IsHeld(const std::string& sha256) {
    if (state_.good.held() && state_.good.sha256 == sha256) {
      state_.fresh = {};
      ForgetRefused(state_);
      return true;
    }
    if (state_.refused.held() && state_.refused.sha256 == sha256) {
      state_.fresh = {};
      return true;
    }
    return state_.fresh.held() && state_.fresh.sha256 == sha256;
  }

  const Source& source_;
  const FollowContext& context_;
  SourceState& state_;

  SeenVersion seen_;
  std::string final_url_;  // after redirects: it may hold a date
  std::string path_;
  std::string as_of_;  // of changes: up to when; empty: up to now
  std::string since_;  // of changes: since when
  Checksums sums_;
  std::uint64_t file_bytes_ = 0;
  std::uint64_t bytes_ = 0;
};

Status Follower::Keep(bool& is_new) {
  seen_.bytes = file_bytes_;
  state_.seen = seen_;
  const std::string folder = SourceFolderOf(context_.store, source_.name);
  is_new = !IsHeld(sums_.sha256);
  if (!is_new && state_.good.sha256 == sums_.sha256) {
    return LandFile(path_, folder + "/" + state_.good.name);  // the disk may have damaged that one
  }
  if (!is_new) {
    std::error_code ignored;
    fs::remove(path_, ignored);
    return OkStatus();
  }
  SeenVersion dated = seen_;
  dated.url = final_url_;
  RawFile fresh{.date = DateOf(dated),
                .bytes = file_bytes_,
                .sha256 = sums_.sha256,
                .fetched_at = as_of_.empty() ? ToUtcText(Clock::now()) : as_of_,
                .since = since_};
  fresh.name = NameRawFile(source_.name, fresh.date, fresh.sha256, seen_.file_name);
  RETURN_IF_ERROR(LandFile(path_, folder + "/" + fresh.name));
  state_.fresh = std::move(fresh);
  return OkStatus();
}

// Whether the mirror's own disk is in trouble, as against the source.
bool IsOurs(const Status& status) {
  return status.code() == StatusCode::kAborted || status.code() == StatusCode::kInternal;
}

void NoteFailure(const Status& failure, SourceState& state) {
  if (state.failed_since.empty()) state.failed_since = ToUtcText(Clock::now());
  state.failure = failure.message();
  ++state.failures;
}

}  // namespace

Result<Followed> FollowSource(const Source& source, const FollowContext& context,
                              SourceState& state) {
  Followed followed;
  const int requests_before = context.downloader.requests();
  Follower follower(source, context, state);
  Result<bool> changed = follower.Fetch();
  Status status = changed.status();
  bool is_new = false;
  if (status.ok() && *changed) status = follower.Keep(is_new);
  followed.requests = context.downloader.requests() - requests_before;
  followed.bytes = follower.bytes();
  if (IsOurs(status)) return status;
  if (!status.ok()) {
    NoteFailure(status, state);
    followed.outcome = FollowOutcome::kFailed;
    followed.failure = std::move(status);
  } else {
    state.checked_at = ToUtcText(Clock::now());
    state.failed_since.clear();
    state.failure.clear();
    state.failures = 0;
    if (is_new) {
      RETURN_IF_ERROR(ScreenFresh(source, context.store, state));
      followed.outcome = state.fresh.held() ? FollowOutcome::kNew : FollowOutcome::kRefused;
    } else if (state.refused.held() && !state.fresh.held()) {
      followed.outcome = FollowOutcome::kRefused;
    }
  }
  RETURN_IF_ERROR(SaveSourceState(context.store, state));
  return followed;
}

Status ScreenFresh(const Source& source, const std::string& store, SourceState& state) {
  const std::string path = SourceFolderOf(store, source.name) + "/" + state.fresh.name;
  Status status = InspectRawFile(path, source);
  if (status.ok() && source.signature.required()) {
    status = CheckWhiteListSignature(path, {.pins = source.signature,
                                            .ca_bundle = source.ca_bundle,
                                            .at = Clock::to_time_t(Clock::now())})
                 .Annotate(state.fresh.name);
  }
  if (status.code() == StatusCode::kUnavailable || status.code() == StatusCode::kInternal) {
    return status;
  }
  if (!status.ok()) RefuseFresh(status.message(), state);
  return OkStatus();
}

void RefuseFresh(const std::string& reason, SourceState& state) {
  state.refused = std::exchange(state.fresh, {});
  state.refused_at = ToUtcText(Clock::now());
  state.refused_reason = reason;
}

void ForgetRefused(SourceState& state) {
  state.refused = {};
  state.refused_at.clear();
  state.refused_reason.clear();
}

}  // namespace annuaire::indexer
