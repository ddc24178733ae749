#include "server/metrics/exporter.h"

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>

#include <exception>
#include <utility>

#include "server/metrics/families.h"

namespace annuaire::metrics {

class Exporter::Scraped final : public prometheus::Collectable {
 public:
  explicit Scraped(Observed observed) : observed_(std::move(observed)) {}

  Families Collect() const override {
    Families families;
    AppendServer(observed_, families);
    if (v1::GetStatusResponse status; observed_.status(status).ok()) {
      AppendStatus(status, families);
    }
    AppendCalls(observed_.calls(), families);
    if (observed_.ldap) AppendLdap(observed_.ldap(), families);
    return families;
  }

 private:
  const Observed observed_;
};

class Exporter::Http {
 public:
  explicit Http(const std::string& address) : exposer(address) {}

  prometheus::Exposer exposer;
};

Exporter::Exporter(std::shared_ptr<Scraped> scraped, std::unique_ptr<Http> http, std::string url)
    : scraped_(std::move(scraped)), http_(std::move(http)), url_(std::move(url)) {}
Exporter::~Exporter() = default;

Result<std::unique_ptr<Exporter>> Exporter::Listen(const std::string& address, Observed observed) {
  std::unique_ptr<Http> http;
  try {  // the only way the library reports by
    http = std::make_unique<Http>(address);
  } catch (const std::exception&) {
    return UnavailableError("cannot listen on " + address +
                            ": the address is not of this machine, or taken; choose another one "
                            "with --metrics");
  }
  auto scraped = std::make_shared<Scraped>(std::move(observed));
  http->exposer.RegisterCollectable(scraped);
  const std::string url = "http://" + address.substr(0, address.rfind(':') + 1) +
                          std::to_string(http->exposer.GetListeningPorts().front()) + "/metrics";
  return std::unique_ptr<Exporter>(new Exporter(std::move(scraped), std::move(http), url));
}

}  // namespace annuaire::metrics
