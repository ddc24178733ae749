// UsageError() is what a program tells somebody whose words it cannot read: what is
// wrong, the command or option probably meant, how the command is written, and where to
// find more.
//
// For programs that read their words with CLI11, whose own messages say the first only.
//
// Example:
//
//   try {
//     app.parse(argc, argv);
//   } catch (const CLI::ParseError& error) {
//     std::cerr << UsageError(app, error);
//   }
//
//   annuaire-indexer: unknown command 'ingst'; did you mean ingest?
//   Usage: annuaire-indexer [OPTIONS] SUBCOMMAND
//   More: annuaire-indexer --help

#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace annuaire {

// Lines, each ended; safe to print on a terminal. REQUIRES: "error" is what
// app.parse() has thrown; "app" has a name
std::string UsageError(const CLI::App& app, const CLI::ParseError& error);

// The words with "help COMMAND", which many type first, as "COMMAND --help".
std::vector<const char*> WithHelpAsOption(int argc, const char* const* argv);

// The command typed last, "search practitioners" rather than "search"; "app" itself
// when there is none.
const CLI::App& CommandTyped(const CLI::App& app);

// Its name behind those of the commands it belongs to: "annuaire search practitioners".
std::string FullName(const CLI::App& command);

}  // namespace annuaire
