// An HttpClient makes single HTTP exchanges through libcurl, bounded in size,
// time and redirects: https only unless told, certificates always verified.
//
// One thread per client; connections are kept between exchanges. Proxies come
// from the environment as libcurl reads it (https_proxy, no_proxy). Nothing is
// retried here: see download.h.
//
// Failures, each with a message that names the address and the remedy:
//   kUnavailable         the network or the server failed; the same may work later
//   kDataLoss            the body broke off; what came is with the sink
//   kFailedPrecondition  certificate not trusted, redirect to http, too many redirects
//   kResourceExhausted   the file is larger than "bytes_max"
//   kAborted             "stop" was set
// An HTTP status of 400 and more is an answer, not a failure.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "directory/base/result.h"

namespace annuaire::indexer {

struct TransferLimits {
  std::uint64_t bytes_max = std::uint64_t{8} << 30;
  std::chrono::milliseconds connect_timeout{20'000};
  std::chrono::milliseconds total_timeout{2 * 3600 * 1000};
  // A transfer slower than this for so long is given up.
  long low_speed_bytes_per_s = 1024;
  long low_speed_s = 60;
  long redirects_max = 5;
};

struct HttpRequest {
  std::string url;
  bool head_only = false;
  // Sent when they are not empty: If-None-Match and If-Modified-Since.
  std::string if_none_match;
  std::string if_modified_since;
  // "bytes=N-", on condition that the file still is what it was: If-Range.
  std::uint64_t range_from = 0;
  std::string if_range;
  // A PEM file of the authorities to trust; empty: those of the system.
  std::string ca_bundle;
  bool allow_http = false;
  // Sent as ESANTE-API-KEY when it is not empty; redirects are then not followed,
  // so that no other host sees it.
  std::string api_key = {};
};

// "bytes 100-199/200": which part of a file of how many bytes was sent.
struct ContentRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::uint64_t total = 0;

  friend bool operator==(const ContentRange&, const ContentRange&) = default;
};

struct HttpResponse {
  int status = 0;
  std::string url;  // after redirects
  std::string etag;
  std::string last_modified;
  std::string file_name;  // of Content-Disposition
  std::optional<std::uint64_t> content_length;
  std::optional<ContentRange> content_range;
  std::optional<std::chrono::seconds> retry_after;
};

// The file name a Content-Disposition header gives, without any folder; empty
// when it gives none. The form "filename*=" is not read: no publisher uses it.
std::string FileNameInDisposition(std::string_view header);

// Nothing when it is none, or does not tell the total.
std::optional<ContentRange> ParseContentRange(std::string_view header);

// The moment a header like Last-Modified tells; nothing when it is no date.
std::optional<std::chrono::system_clock::time_point> ParseHttpDate(const std::string& text);

// "https://host:port" of an address without a user, in lower case; empty otherwise.
std::string OriginOf(const std::string& url);

class HttpClient {
 public:
  // Takes the head of an answer of status 200 or 206 before its body, then its
  // bytes. A failure ends the exchange and is returned by Exchange().
  struct Sink {
    std::function<Status(const HttpResponse&)> on_head;
    std::function<Status(std::span<const char>)> on_bytes;
  };

  // "stop" must outlive the client.
  HttpClient(const TransferLimits& limits, const std::atomic<bool>& stop);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  // "sink" may be left empty for requests without a body.
  Result<HttpResponse> Exchange(const HttpRequest& request, const Sink& sink = {});

  // Exchanges begun so far.
  int requests() const { return requests_; }

 private:
  struct Handle;

  TransferLimits limits_;
  const std::atomic<bool>& stop_;
  std::unique_ptr<Handle> handle_;
  int requests_ = 0;
};

}  // namespace annuaire::indexer
