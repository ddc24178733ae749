#include "server/options.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <iostream>
#include <thread>

#include "version.h"

namespace annuaire {
namespace {

constexpr int kMistake = 2;
constexpr int kFailed = 3;

constexpr const char* kFooter =
    "Example:\n"
    "  annuaire-server --store /var/lib/annuaire --listen 127.0.0.1:50051 "
    "--listen unix:/run/annuaire/socket\n\n"
    "Prints \"listening on HOST:PORT\" on standard output, one line per address, once it serves.\n"
    "SIGTERM drains and exits with 0; a second one leaves at once. A new generation in the store\n"
    "is loaded and served without a failed call; SIGHUP has one that could not be tried again.\n\n"
    "Exit codes: 0 done, 2 mistake on the command line, 3 failed.";

std::string ListenError(const std::string& address) {
  constexpr std::string_view kUnixScheme = "unix:";
  if (address.starts_with(kUnixScheme)) {
    return address.size() > kUnixScheme.size() ? "" : "unix: lacks a path";
  }
  const auto colon = address.rfind(':');
  const std::string port = colon == std::string::npos ? "" : address.substr(colon + 1);
  const bool is_number = !port.empty() && port.size() <= 5 &&
                         port.find_first_not_of("0123456789") == std::string::npos;
  if (colon == 0 || !is_number || std::stoi(port) > UINT16_MAX) {
    return "\"" + address + "\" is neither HOST:PORT nor unix:/PATH";
  }
  const std::string host = address.substr(0, colon);
  if (host.find(':') != std::string::npos && !(host.front() == '[' && host.back() == ']')) {
    return "an IPv6 address stands in brackets: [" + host + "]:" + port;
  }
  return "";
}

std::string MetricsError(const std::string& address) {
  return address.starts_with("unix:") ? "metrics are asked for over HTTP: HOST:PORT"
                                      : ListenError(address);
}

std::string BaseDnError(const std::string& dn) {
  return dn.find('=') > 0 && dn.find('=') < dn.find(',') && dn.find('\n') == std::string::npos
             ? ""
             : "\"" + dn + "\" is not a DN such as ou=bal,o=mssante,c=fr";
}

}  // namespace

ParsedOptions ParseOptions(int argc, const char* const* argv) {
  ServerOptions options;
  std::int64_t drain_ms = options.drain.count();
  CLI::App app("Answers questions about the national health directory from memory, over gRPC.",
               "annuaire-server");
  app.footer(kFooter);
  app.set_version_flag("--version", "annuaire-server " + std::string(kVersionAndSha));
  app.add_option("--store", options.store, "folder that annuaire-indexer fills")
      ->envname("ANNUAIRE_STORE")
      ->type_name("DIR")
      ->required();
  app.add_option("--listen", options.listen,
                 "where to listen: HOST:PORT, port 0 for any free "
                 "one, or unix:/PATH; may be repeated")
      ->envname("ANNUAIRE_LISTEN")
      ->type_name("ADDRESS")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Validator(ListenError, ""))
      ->capture_default_str();
  app.add_option("--threads", options.threads, "threads that answer; 0 for one per core")
      ->envname("ANNUAIRE_THREADS")
      ->type_name("N")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  app.add_option("--drain-ms", drain_ms,
                 "how long streams under way may take at shutdown; other calls have half a second")
      ->envname("ANNUAIRE_DRAIN_MS")
      ->type_name("MS")
      ->check(CLI::Range(0, 600'000))
      ->capture_default_str();
  app.add_option("--cache-mb", options.cache_mb, "memory for blocks of whole records")
      ->envname("ANNUAIRE_CACHE_MB")
      ->type_name("MB")
      ->check(CLI::Range(1, 65'536))
      ->capture_default_str();
  app.add_option("--ldap-socket", options.ldap_socket,
                 "also answer LDAP searches, which slapd hands on through this Unix socket")
      ->envname("ANNUAIRE_LDAP_SOCKET")
      ->type_name("PATH");
  app.add_option("--ldap-base", options.ldap_base, "where the LDAP tree starts")
      ->envname("ANNUAIRE_LDAP_BASE")
      ->type_name("DN")
      ->check(CLI::Validator(BaseDnError, ""))
      ->capture_default_str();
  app.add_option("--metrics", options.metrics,
                 "also answer Prometheus: HOST:PORT, of http://HOST:PORT/metrics")
      ->envname("ANNUAIRE_METRICS")
      ->type_name("ADDRESS")
      ->check(CLI::Validator(MetricsError, ""));
  app.add_flag("--wait", options.wait, "wait for a first generation instead of failing")
      ->envname("ANNUAIRE_WAIT");

  try {  // CLI11 reports by exceptions
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) {
      std::cerr << "annuaire-server: " << error.what() << "\nMore: annuaire-server --help\n";
      return {std::nullopt, kMistake};
    }
    app.exit(error, std::cout, std::cerr);
    if (std::cout.flush()) return {std::nullopt, 0};
    std::cerr << "annuaire-server: cannot write to standard output\n";
    return {std::nullopt, kFailed};
  }
  options.drain = std::chrono::milliseconds(drain_ms);
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());
  return {std::move(options), 0};
}

}  // namespace annuaire
