// Severities as words, for people and programs: "ok", "info", "suspect",
// "violation". The contract's and the rules' severities are the same numbers.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/display/terminal.h"
#include "directory/naming/finding.h"

namespace annuaire::cli {

// A severity unknown to this version, of a newer server, is a violation.
Severity SeverityOf(v1::Severity severity);
std::string_view ToText(v1::Severity severity);
std::string ColouredText(Severity severity, const Terminal& terminal);

enum class Language { kFrench, kEnglish };
std::string_view MessageOf(const Finding& finding, Language language);
std::string_view MessageOf(const v1::Finding& finding, Language language);

// Adds "--lang fr|en"; "language" outlives the parsing.
void AddLanguageFlag(CLI::App& command, Language& language);
// Adds a flag whose value is info, suspect or violation.
void AddSeverityFlag(CLI::App& command, const std::string& flag, Severity& severity,
                     const std::string& help);

}  // namespace annuaire::cli
