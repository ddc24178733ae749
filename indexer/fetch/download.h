// A Downloader brings one remote file into a folder: asks whether it changed,
// resumes what an earlier try left, tries again with back-off.
//
// A failure that may pass (the network, 408, 429, 5xx, a body that broke off)
// is tried again as Backoff says; one that will not (404, a certificate, a
// limit) ends the download at once. Either way nothing lands. One thread.
//
// Example:
//
//   Downloader downloader({}, {}, stop);
//   Result<Download> got = downloader.Fetch({.url = url, .folder = folder, .known = version});
//   if (got.ok() && !got->unchanged) LandFile(got->path, folder + "/file.zip");

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>

#include "directory/base/result.h"
#include "indexer/fetch/backoff.h"
#include "indexer/fetch/http_client.h"

namespace annuaire::indexer {

struct DownloadRequest {
  std::string url;
  std::string folder;  // where the partial file is kept
  // Of the version that is here already; empty: whatever there is, is new.
  std::string known_etag;
  std::string known_last_modified;
  std::string ca_bundle;
  bool allow_http = false;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // may be empty
};

struct Download {
  bool unchanged = false;
  HttpResponse response;    // the one that completed the file
  std::string path;         // the complete file, flushed, under its temporary name
  std::uint64_t bytes = 0;  // of the file
  std::uint64_t bytes_resumed = 0;
};

class Downloader {
 public:
  // "stop" must outlive the downloader.
  Downloader(const TransferLimits& limits, const Backoff& backoff, const std::atomic<bool>& stop)
      : client_(limits, stop), backoff_(backoff), stop_(stop) {}

  Result<Download> Fetch(const DownloadRequest& request);

  // The answer to HEAD, or a small body whole; with the same patience.
  Result<HttpResponse> Head(const HttpRequest& request);
  Result<std::string> GetSmall(const HttpRequest& request);

  int requests() const { return client_.requests(); }

 private:
  // Runs "once" until it succeeds, fails for good or the retries are used up.
  Status Retrying(const std::function<Status(std::optional<std::chrono::seconds>&)>& once);
  Status FetchOnce(const DownloadRequest& request, std::optional<std::chrono::seconds>& retry_after,
                   Download& download);

  HttpClient client_;
  Backoff backoff_;
  const std::atomic<bool>& stop_;
  std::minstd_rand random_{std::random_device()()};
};

}  // namespace annuaire::indexer
