// ValidateAll() puts every address of a text to the server in one stream: one
// thread writes as fast as the server takes, the caller's reads the answers.
//
// Whatever the length, memory stays that of HTTP/2's windows: when "each" is
// slow, so is everything before it. Lines are trimmed, blank ones skipped; or each
// address a line holds is asked about, see address_finder.h.

#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "annuaire/v1/mailbox_service.pb.h"
#include "cli/client.h"
#include "cli/line_source.h"

namespace annuaire::cli {

struct ValidateProgress {
  std::uint64_t octets_sent = 0;  // of the text
  bool answers_are_due = false;   // more answers follow without more input
  std::uint64_t line = 0;         // that the answer is to, from 1
};

struct ValidateOptions {
  std::string expected_type;
  bool extract = false;  // the addresses in a line rather than the line
};

struct ValidateOutcome {
  Status status;
  std::uint64_t lines_cut = 0;      // longer than an address of the contract may be
  std::uint64_t lines_crowded = 0;  // an address and more; none with "extract"
  std::uint64_t lines_without = 0;  // with "extract": no address, and not blank
  std::string first_without;        // its place: "addresses.txt:12"
};

// "each" gets the answers in the order of the lines; false ends it all, as a success.
using EachAnswer = std::function<bool(const v1::ValidateResponse&, const ValidateProgress&)>;

ValidateOutcome ValidateAll(Client& client, LineSource& source, const ValidateOptions& options,
                            const EachAnswer& each);

}  // namespace annuaire::cli
