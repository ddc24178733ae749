// An Exporter answers http://HOST:PORT/metrics, as Prometheus asks it. README.md of
// this room lists what it tells.
//
// Nothing is kept for it but counters: at each scrape it asks the functions of Observed,
// in threads of its own. They must be safe from any thread and outlive the Exporter.
//
// Example:
//
//   auto exporter = Exporter::Listen("127.0.0.1:9150", {.status = ask_status, ...});
//   if (!exporter.ok()) return exporter.status();
//   Print((*exporter)->url());  // "http://127.0.0.1:9150/metrics"

#pragma once

#include <memory>
#include <string>

#include "directory/base/result.h"
#include "server/metrics/observed.h"

namespace annuaire::metrics {

class Exporter {
 public:
  // "address" is HOST:PORT, port 0 for any free one; kUnavailable when it cannot be
  // listened on.
  static Result<std::unique_ptr<Exporter>> Listen(const std::string& address, Observed observed);
  ~Exporter();
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;

  // With the real port.
  const std::string& url() const { return url_; }

 private:
  class Scraped;
  class Http;
  Exporter(std::shared_ptr<Scraped> scraped, std::unique_ptr<Http> http, std::string url);

  std::shared_ptr<Scraped> scraped_;
  std::unique_ptr<Http> http_;
  std::string url_;
};

}  // namespace annuaire::metrics
