// Options are the words that hold for every command.

#pragma once

#include <string>

namespace annuaire::cli {

struct Options {
  // "HOST:PORT", "[ADDRESS]:PORT" or "unix:/path"; ANNUAIRE_SERVER, then --server.
  std::string server = "127.0.0.1:50051";
  // The connection is encrypted, and the server's certificate verified; ANNUAIRE_TLS, --tls.
  bool tls = false;
  // The authorities it may be of, a file in PEM; the machine's without. ANNUAIRE_CA, --ca.
  std::string ca;
  // Protobuf's JSON mapping instead of tables.
  bool json = false;
  // How long one call may take, connecting included.
  double timeout_seconds = 10;
};

}  // namespace annuaire::cli
