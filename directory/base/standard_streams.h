// A program may be started with standard input, output or error closed, as some
// daemons and cron do. The next file it opens would take the free number, and what
// is said on standard error be written into it.

#pragma once

namespace annuaire {

// Opens those of the three that are closed on /dev/null, so that to read or write
// there fails as it did. Where it is linked it runs before the static objects of
// libraries, some of which open files (gRPC 1.51); main() calls it to have it linked.
// Ends the process when /dev/null cannot be opened.
[[gnu::constructor(101)]] void ReserveStandardStreams();

}  // namespace annuaire
