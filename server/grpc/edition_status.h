// The two failures every service of an Edition shares.

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "directory/base/status.h"
#include "server/edition.h"

namespace annuaire::grpc_front {

inline Status NothingLoaded(const Editions& editions) {
  const std::shared_ptr<const std::string> failure = editions.load_failure.Get();
  return UnavailableError("no directory is loaded yet" +
                          (failure ? ": " + *failure : "; the server is starting, try again"));
}

// Index and store of one edition hold the same records.
inline Status Torn(const Edition& edition, std::string_view what) {
  return DataLossError("generation " + edition.name() + ": " + std::string(what) +
                       " is indexed but not stored; run annuaire-indexer verify");
}

}  // namespace annuaire::grpc_front
