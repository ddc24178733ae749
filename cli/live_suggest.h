// Completes a recipient live: asks at every key, redraws the list under the
// prompt, and prints the address chosen with Enter on standard output, so that
// $(annuaire suggest -i) is an address.
//
// The screen is drawn on standard error. kInvalidArgument when standard input or
// error is no terminal; kNotFound when one leaves without choosing. The
// terminal's mode is restored in every case.

#pragma once

#include "annuaire/v1/directory_service.pb.h"
#include "cli/session.h"

namespace annuaire::cli {

// "request" holds the text to start from, the hints and the limit.
Status SuggestLive(Session& session, v1::SuggestRequest request);

}  // namespace annuaire::cli
