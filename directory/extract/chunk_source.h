// A ChunkSource hands out the bytes of a file piece by piece, so that the
// streaming parsers hold none of it: an empty span is the end. A span stays
// valid until the next call. A source that fails ends early and tells its
// owner, who asks it before trusting the parser's verdict.

#pragma once

#include <functional>
#include <span>

namespace annuaire {

using ChunkSource = std::function<std::span<const char>()>;

}  // namespace annuaire
