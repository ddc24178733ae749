// One ValidateStream under full load: sent without waiting for the answers.

#pragma once

#include <grpcpp/channel.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "bench/load/load.h"

namespace annuaire::bench {

// Asks about "count" of "addresses", "suffix" put to the local part of each. The
// latencies are the mean time per answer; an answer that is missing has failed.
LoadResult RunStream(const std::shared_ptr<::grpc::Channel>& server,
                     const std::vector<std::string>& addresses, const std::string& suffix,
                     std::size_t count);

}  // namespace annuaire::bench
