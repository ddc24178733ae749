#include "indexer/fetch/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <utility>

#include "directory/base/ascii.h"

namespace annuaire::indexer {
namespace {

// Error pages are not kept; a longer one is not even read to its end, and answers all the same.
constexpr std::uint64_t kErrorPageBytesMax = 1 << 20;

std::string HeaderOf(CURL* curl, const char* name) {
  curl_header* header = nullptr;
  if (curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return {};
  return header->value;
}

HttpResponse ReadHead(CURL* curl) {
  HttpResponse response;
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  const char* url = nullptr;
  curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &url);
  if (url != nullptr) response.url = url;
  response.etag = HeaderOf(curl, "etag");
  response.last_modified = HeaderOf(curl, "last-modified");
  response.content_range = ParseContentRange(HeaderOf(curl, "content-range"));
  response.file_name = FileNameInDisposition(HeaderOf(curl, "content-disposition"));
  curl_off_t number = -1;
  curl_easy_getinfo(curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &number);
  if (number >= 0) response.content_length = static_cast<std::uint64_t>(number);
  number = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &number);
  if (number > 0) response.retry_after = std::chrono::seconds(number);
  return response;
}

Status TooLarge(std::string_view doing, std::uint64_t bytes_max) {
  return ResourceExhaustedError(std::string(doing) + " more than the " + std::to_string(bytes_max) +
                                " bytes a file may have: refused");
}

// What one exchange needs while libcurl calls back.
struct Exchanging {
  CURL* curl = nullptr;
  const HttpClient::Sink* sink = nullptr;
  const std::atomic<bool>* stop = nullptr;
  std::uint64_t bytes_max = 0;
  std::uint64_t bytes = 0;  // of the file, or of the error page
  bool head_given = false;
  bool wanted = false;    // the body is the file, not an error page
  bool page_cut = false;  // the rest of an error page is left
  Status failure;

  Status Take(std::span<const char> chunk) {
    if (!head_given) {
      head_given = true;
      const HttpResponse response = ReadHead(curl);
      wanted = sink->on_bytes && (response.status == 200 || response.status == 206);
      if (wanted) RETURN_IF_ERROR(TakeLength(response));
      if (wanted && sink->on_head) RETURN_IF_ERROR(sink->on_head(response));
    }
    bytes += chunk.size();
    if (!wanted) {
      page_cut = bytes > kErrorPageBytesMax;
      return OkStatus();
    }
    return bytes > bytes_max ? TooLarge("sent", bytes_max) : sink->on_bytes(chunk);
  }

  // A part counts with what of the file is here already.
  Status TakeLength(const HttpResponse& response) {
    std::uint64_t total = response.content_length.value_or(0);
    if (response.status == 206 && response.content_range) {
      bytes = response.content_range->first;
      total = response.content_range->total;
    }
    return total > bytes_max ? TooLarge("announces", bytes_max) : OkStatus();
  }
};

std::size_t OnBytes(char* data, std::size_t /*one*/, std::size_t size, void* user) {
  auto& exchanging = *static_cast<Exchanging*>(user);
  exchanging.failure = exchanging.Take({data, size});
  return exchanging.failure.ok() && !exchanging.page_cut ? size : CURL_WRITEFUNC_ERROR;
}

int OnProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<Exchanging*>(user)->stop ? 1 : 0;
}

Status ToStatus(CURLcode code, std::string_view detail, const Exchanging& exchanging,
                const TransferLimits& limits) {
  // libcurl quotes a proxy that it cannot read, its password included.
  const bool telling = !detail.empty() && !detail.starts_with("Unsupported proxy");
  const std::string why(telling ? detail : curl_easy_strerror(code));
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return AbortedError("stopped while downloading");
    case CURLE_WRITE_ERROR:
      if (!exchanging.failure.ok()) return exchanging.failure;
      return DataLossError("broke off: " + why);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CERTPROBLEM:
      return FailedPreconditionError("its certificate is not trusted (" + why +
                                     "): give the authorities of this source with --ca-bundle");
    case CURLE_UNSUPPORTED_PROTOCOL:
      return FailedPreconditionError("leads to an address that is not https, which is refused (" +
                                     why + ")");
    case CURLE_TOO_MANY_REDIRECTS:
      return FailedPreconditionError("redirects more than " + std::to_string(limits.redirects_max) +
                                     " times: refused");
    case CURLE_URL_MALFORMAT:
      return InvalidArgumentError("is not a URL");
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2_STREAM:
      return DataLossError("broke off after " + std::to_string(exchanging.bytes) +
                           " bytes: " + why);
    case CURLE_OPERATION_TIMEDOUT:
      return UnavailableError("is too slow, under " + std::to_string(limits.low_speed_bytes_per_s) +
                              " bytes/s or silent: " + why);
    default:
      return UnavailableError("cannot be reached: " + why);
  }
}

struct HeaderList {
  curl_slist* list = nullptr;

  void Add(std::string_view name, const std::string& value) {
    if (value.empty()) return;
    list = curl_slist_append(list, (std::string(name) + ": " + value).c_str());
  }
  HeaderList() = default;
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  ~HeaderList() { curl_slist_free_all(list); }
};

void SetLimits(CURL* curl, const TransferLimits& limits) {
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(limits.connect_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, limits.low_speed_bytes_per_s);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, limits.low_speed_s);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, limits.redirects_max);
}

void SetRequest(CURL* curl, const HttpRequest& request, HeaderList& headers) {
  const char* const protocols = request.allow_http ? "http,https" : "https";
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "annuaire-indexer/" ANNUAIRE_VERSION);
  if (request.head_only) curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  if (!request.ca_bundle.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, request.ca_bundle.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
  headers.Add("ESANTE-API-KEY", request.api_key);
  if (!request.api_key.empty()) curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  headers.Add("If-None-Match", request.if_none_match);
  headers.Add("If-Modified-Since", request.if_modified_since);
  if (request.range_from > 0) {
    curl_easy_setopt(curl, CURLOPT_RANGE, (std::to_string(request.range_from) + "-").c_str());
    headers.Add("If-Range", request.if_range);
  }
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.list);
}

}  // namespace

std::string FileNameInDisposition(std::string_view header) {
  constexpr std::string_view kKey = "filename=";
  const auto same = [](char a, char b) { return ToLower(a) == b; };
  const auto at = std::search(header.begin(), header.end(), kKey.begin(), kKey.end(), same);
  if (at == header.end()) return {};
  std::string_view name =
      header.substr(static_cast<std::size_t>(at - header.begin()) + kKey.size());
  if (name.starts_with('"')) {
    name = name.substr(1, name.substr(1).find('"'));
  } else {
    name = name.substr(0, name.find(';'));
    while (name.ends_with(' ')) name.remove_suffix(1);
  }
  return std::string(name.substr(name.find_last_of("/\\") + 1));
}

std::optional<ContentRange> ParseContentRange(std::string_view header) {
  ContentRange range;
  constexpr std::string_view kUnit = "bytes ";
  if (!header.starts_with(kUnit)) return std::nullopt;
  const char* at = header.data() + kUnit.size();
  const char* const end = header.data() + header.size();
  // Each number ends where the next one's mark stands, the last one with the header.
  for (const auto& [number, mark] :
       {std::pair{&range.first, '-'}, {&range.last, '/'}, {&range.total, '\0'}}) {
    const auto [stop, error] = std::from_chars(at, end, *number);
    const bool ends_well = mark == '\0' ? stop == end : stop != end && *stop == mark;
    if (error != std::errc() || !ends_well) return std::nullopt;
    at = stop + (stop != end);
  }
  const bool is_part = range.first <= range.last && range.last < range.total;
  return is_part ? std::optional(range) : std::nullopt;
}

std::optional<std::chrono::system_clock::time_point> ParseHttpDate(const std::string& text) {
  const std::time_t time = text.empty() ? -1 : curl_getdate(text.c_str(), nullptr);
  if (time < 0) return std::nullopt;
  return std::chrono::system_clock::from_time_t(time);
}

std::string OriginOf(const std::string& url) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
    return {};
  }
  const auto part = [&](CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(parsed.get(), which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK)
      return std::string();
    std::string copy(text);
    curl_free(text);
    return copy;
  };
  return ToLower(part(CURLUPART_SCHEME) + "://" + part(CURLUPART_HOST) + ":" +
                 part(CURLUPART_PORT));
}

struct HttpClient::Handle {
  Handle() : curl((curl_global_init(CURL_GLOBAL_DEFAULT), curl_easy_init())) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    curl_easy_cleanup(curl);
    curl_global_cleanup();
  }

  CURL* curl;
};

HttpClient::HttpClient(const TransferLimits& limits, const std::atomic<bool>& stop)
    : limits_(limits), stop_(stop), handle_(std::make_unique<Handle>()) {}

HttpClient::~HttpClient() = default;

Result<HttpResponse> HttpClient::Exchange(const HttpRequest& request, const Sink& sink) {
  ++requests_;
  CURL* const curl = handle_->curl;
  curl_easy_reset(curl);  // keeps the connections
  Exchanging exchanging{
      .curl = curl, .sink = &sink, .stop = &stop_, .bytes_max = limits_.bytes_max};
  char detail[CURL_ERROR_SIZE] = "";
  HeaderList headers;
  SetLimits(curl, limits_);
  SetRequest(curl, request, headers);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, OnBytes);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchanging);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, OnProgress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchanging);
  const CURLcode code = curl_easy_perform(curl);
  Status status;
  if (code != CURLE_OK && !exchanging.page_cut) {
    status = ToStatus(code, detail, exchanging, limits_);
  }
  HttpResponse response = ReadHead(curl);
  // An empty file has a head, too.
  if (status.ok() && !exchanging.head_given && !request.head_only && sink.on_head &&
      (response.status == 200 || response.status == 206)) {
    status = sink.on_head(response);
  }
  if (!status.ok()) return std::move(status).Annotate(request.url);
  return response;
}

}  // namespace annuaire::indexer
