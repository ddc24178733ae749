// What annuaire-server is told on its command line and by its environment.
//
// A flag beats the environment, which beats the default.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace annuaire {

struct ServerOptions {
  // The store that annuaire-indexer fills. ANNUAIRE_STORE.
  std::string store;
  // HOST:PORT (port 0: any free one) or unix:/PATH. ANNUAIRE_LISTEN, with
  // commas between several.
  std::vector<std::string> listen = {"127.0.0.1:50051"};
  // Threads that answer; 0 means one per core. ANNUAIRE_THREADS.
  unsigned threads = 0;
  // How long calls under way may take to end at shutdown. ANNUAIRE_DRAIN_MS.
  std::chrono::milliseconds drain{5000};
  // Memory for blocks of whole records. ANNUAIRE_CACHE_MB.
  std::size_t cache_mb = 32;
  // Unix socket for slapd's back-sock; empty for none. ANNUAIRE_LDAP_SOCKET.
  std::string ldap_socket;
  // Where the LDAP tree starts: the suffix of slapd's database. ANNUAIRE_LDAP_BASE.
  std::string ldap_base = "ou=bal,o=mssante,c=fr";
  // HOST:PORT of metrics for Prometheus; empty for none. ANNUAIRE_METRICS.
  std::string metrics;
  // Whether to wait for a first generation rather than fail. ANNUAIRE_WAIT.
  bool wait = false;
};

// The options, or what to exit with at once: 0 after --help and --version, 2
// after a mistake, both already printed.
struct ParsedOptions {
  std::optional<ServerOptions> options;
  int exit_code = 0;
};

ParsedOptions ParseOptions(int argc, const char* const* argv);

}  // namespace annuaire
