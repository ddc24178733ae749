// The commands of annuaire. Each function adds a family of them to "app"; when
// one is typed, parsing leaves its work in "chosen".
//
// "app" and "chosen" outlive each other's use: both stay until the work is done.

#pragma once

#include <CLI/CLI.hpp>

#include "cli/session.h"

namespace annuaire::cli {

void AddSuggestCommand(CLI::App& app, Command& chosen);
// practitioner, organization, mailbox, domain
void AddRecordCommands(CLI::App& app, Command& chosen);
// search practitioners, organizations, mailboxes
void AddSearchCommands(CLI::App& app, Command& chosen);
// professions, health
void AddMirrorCommands(CLI::App& app, Command& chosen);
void AddStatusCommand(CLI::App& app, Command& chosen);
void AddChangesCommand(CLI::App& app, Command& chosen);
void AddRulesCommand(CLI::App& app, Command& chosen);
void AddCheckCommand(CLI::App& app, Command& chosen);
void AddValidateCommand(CLI::App& app, Command& chosen);
void AddAuditCommand(CLI::App& app, Command& chosen);

}  // namespace annuaire::cli
