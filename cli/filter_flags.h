// Filter flags: each field of a search request is a flag of the same name,
// "family_name" as --family-name, so that the contract and the command line
// cannot drift apart. A test holds the tables against the descriptors.
//
// Texts are taken as typed, repeated fields by repeating the flag, enums in
// lower case ("open"), optional booleans as --has-mailbox and --no-mailbox.

#pragma once

#include <google/protobuf/message.h>

#include <CLI/CLI.hpp>
#include <span>

namespace annuaire::cli {

struct FilterFlag {
  const char* field;
  const char* help;
};

// Parsing "command" writes into "request", which must outlive it.
// REQUIRES: every field is one of the request's.
void AddFilterFlags(CLI::App& command, google::protobuf::Message& request,
                    std::span<const FilterFlag> flags);

}  // namespace annuaire::cli
