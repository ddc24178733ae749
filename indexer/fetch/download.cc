#include "indexer/fetch/download.h"

#include "indexer/fetch/partial_file.h"
#include "indexer/fetch/pause.h"

namespace annuaire::indexer {
namespace {

constexpr std::uint64_t kSmallBytesMax = 16 << 20;

bool MayPass(const Status& status) {
  return status.code() == StatusCode::kUnavailable || status.code() == StatusCode::kDataLoss;
}

// What an HTTP status that is none of the expected ones means.
Status ToStatus(const HttpResponse& response) {
  const std::string answers = response.url + " answers " + std::to_string(response.status);
  switch (response.status) {
    case 408:
    case 416:
    case 425:
      return UnavailableError(answers);
    case 429:
      return UnavailableError(answers + ": too many requests; they are made less often now");
    case 401:
    case 403:
      return FailedPreconditionError(answers + ": access is denied");
    case 404:
    case 410:
      return FailedPreconditionError(answers +
                                     ": the file is not there; check the address of the source");
    default:
      break;
  }
  if (response.status >= 500) return UnavailableError(answers + ": the server has a problem");
  return FailedPreconditionError(answers + ", which is not an answer to this request");
}

bool Differ(const std::string& one, const std::string& other) {
  return !one.empty() && !other.empty() && one != other;
}

// Whether the bytes of the answer, a 206, go on those of "partial", in the same file.
bool GoesOn(const HttpResponse& response, const PartialFile& partial) {
  return partial.bytes() > 0 && response.content_range &&
         response.content_range->first == partial.bytes() &&
         !Differ(response.etag, partial.origin().etag) &&
         !Differ(response.last_modified, partial.origin().last_modified);
}

// The size of the whole file, after the slash; 0 when it is not told.
std::uint64_t TotalOf(const HttpResponse& response, std::uint64_t bytes_before) {
  return response.content_length ? bytes_before + *response.content_length : 0;
}

// Takes the answer to one try into the partial file.
class Receiver {
 public:
  Receiver(const DownloadRequest& request, PartialFile& partial)
      : request_(request), partial_(partial), resumed_(partial.bytes()) {}

  HttpClient::Sink sink() {
    return {.on_head = [this](const HttpResponse& response) { return TakeHead(response); },
            .on_bytes = [this](std::span<const char> bytes) { return TakeBytes(bytes); }};
  }

  std::uint64_t bytes_resumed() const { return resumed_; }

 private:
  Status TakeHead(const HttpResponse& response) {
    if (response.status == 206) {
      if (!GoesOn(response, partial_)) {
        RETURN_IF_ERROR(partial_.Restart({}));
        return UnavailableError("answers with another part of the file than was asked for");
      }
    } else {
      resumed_ = 0;
      RETURN_IF_ERROR(partial_.Restart({request_.url, response.etag, response.last_modified}));
    }
    total_ = TotalOf(response, partial_.bytes());
    return OkStatus();
  }

  Status TakeBytes(std::span<const char> bytes) {
    RETURN_IF_ERROR(partial_.Append(bytes));
    if (request_.progress) request_.progress(partial_.bytes(), total_);
    return OkStatus();
  }

  const DownloadRequest& request_;
  PartialFile& partial_;
  std::uint64_t resumed_;
  std::uint64_t total_ = 0;
};

}  // namespace

Status Downloader::Retrying(
    const std::function<Status(std::optional<std::chrono::seconds>&)>& once) {
  std::uniform_real_distribution<double> jitter(0, 1);
  for (int retry = 1;; ++retry) {
    std::optional<std::chrono::seconds> retry_after;
    Status status = once(retry_after);
    if (status.ok() || !MayPass(status) || retry > backoff_.retries) {
      if (!status.ok() && retry > 1) {
        return Status(status.code(),
                      status.message() + " (tried " + std::to_string(retry) + " times)");
      }
      return status;
    }
    if (!Pause(DelayBefore(retry, backoff_, retry_after, jitter(random_)), stop_)) {
      return AbortedError("stopped while downloading");
    }
  }
}

Result<Download> Downloader::Fetch(const DownloadRequest& request) {
  Download download;
  RETURN_IF_ERROR(Retrying([&](std::optional<std::chrono::seconds>& retry_after) {
    return FetchOnce(request, retry_after, download);
  }));
  return download;
}

Status Downloader::FetchOnce(const DownloadRequest& request,
                             std::optional<std::chrono::seconds>& retry_after, Download& download) {
  Result<PartialFile> partial = PartialFile::Open(request.folder);
  if (!partial.ok()) return partial.status();
  HttpRequest http{
      .url = request.url, .ca_bundle = request.ca_bundle, .allow_http = request.allow_http};
  const std::string validator = partial->origin().Validator();
  if (partial->bytes() > 0 && partial->origin().url == request.url && !validator.empty()) {
    http.range_from = partial->bytes();
    http.if_range = validator;
  } else {
    RETURN_IF_ERROR(partial->Restart({}));
    http.if_none_match = request.known_etag;
    http.if_modified_since = request.known_last_modified;
  }
  Receiver receiver(request, *partial);
  Result<HttpResponse> response = client_.Exchange(http, receiver.sink());
  if (!response.ok()) {
    // What came is worth keeping unless it is what was wrong.
    const bool keep =
        MayPass(response.status()) || response.status().code() == StatusCode::kAborted;
    RETURN_IF_ERROR(keep ? partial->Flush() : partial->Restart({}));
    return response.status();
  }
  const bool conditional = !http.if_none_match.empty() || !http.if_modified_since.empty();
  if (response->status == 304 && conditional) {
    download = {.unchanged = true, .response = *std::move(response)};
    return partial->Remove();
  }
  if (response->status != 200 && response->status != 206) {
    retry_after = response->retry_after;
    if (response->status == 416) RETURN_IF_ERROR(partial->Restart({}));
    return ToStatus(*response);
  }
  // A server may send less than was asked for, and say so: the next try asks for the rest.
  if (response->status == 206 && partial->bytes() != response->content_range->total) {
    RETURN_IF_ERROR(partial->Flush());
    return DataLossError(request.url + " broke off after " + std::to_string(partial->bytes()) +
                         " of " + std::to_string(response->content_range->total) + " bytes");
  }
  RETURN_IF_ERROR(partial->Complete());
  download = {.response = *std::move(response),
              .path = partial->path(),
              .bytes = partial->bytes(),
              .bytes_resumed = receiver.bytes_resumed()};
  return OkStatus();
}

Result<HttpResponse> Downloader::Head(const HttpRequest& request) {
  HttpRequest head = request;
  head.head_only = true;
  HttpResponse answer;
  RETURN_IF_ERROR(Retrying([&](std::optional<std::chrono::seconds>& retry_after) -> Status {
    Result<HttpResponse> response = client_.Exchange(head);
    if (!response.ok()) return response.status();
    retry_after = response->retry_after;
    if (response->status != 200) return ToStatus(*response);
    answer = *std::move(response);
    return OkStatus();
  }));
  return answer;
}

Result<std::string> Downloader::GetSmall(const HttpRequest& request) {
  std::string body;
  RETURN_IF_ERROR(Retrying([&](std::optional<std::chrono::seconds>& retry_after) -> Status {
    body.clear();
    const HttpClient::Sink sink{.on_bytes = [&](std::span<const char> bytes) -> Status {
      if (body.size() + bytes.size() > kSmallBytesMax) {
        return ResourceExhaustedError("describes a file in more than " +
                                      std::to_string(kSmallBytesMax) + " bytes: refused");
      }
      body.append(bytes.data(), bytes.size());
      return OkStatus();
    }};
    const Result<HttpResponse> response = client_.Exchange(request, sink);
    if (!response.ok()) return response.status();
    retry_after = response->retry_after;
    return response->status == 200 ? OkStatus() : ToStatus(*response);
  }));
  return body;
}

}  // namespace annuaire::indexer
