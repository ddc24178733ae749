// An answer about one address, as people read it: a block, a row of a table or a
// line of CSV; and the counts of many.
//
// A patient address is never shown: "(patient address)".

#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "annuaire/v1/mailbox_service.pb.h"
#include "cli/severity_text.h"
#include "directory/display/terminal.h"
#include "directory/display/text_table.h"

namespace annuaire::cli {

// "ORG-01  violation  « dupont » est … [dupont]", one line each, indented.
std::string FindingLine(std::string_view rule, Severity severity, std::string_view message,
                        std::string_view evidence, const Terminal& terminal);

std::string ValidationBlock(const v1::ValidateResponse& answer, Language language,
                            const Terminal& terminal);

TextTable ValidationTable();
void AddValidation(TextTable& table, const v1::ValidateResponse& answer, Language language);

// In French: the reader is a spreadsheet's. "line" is that of the file asked
// about, from 1; 0 for an address that was typed.
std::string ValidationCsvHeader();
std::string ValidationCsvLine(const v1::ValidateResponse& answer, Language language,
                              std::uint64_t line);

class ValidationCounts {
 public:
  void Add(const v1::ValidateResponse& answer);
  // "3 validated: 1 published, 2 not published; 2 ok, 1 violation"
  std::string Total() const;

 private:
  std::array<std::uint64_t, v1::Publication_ARRAYSIZE> publications_{};
  std::array<std::uint64_t, 4> verdicts_{};
  std::uint64_t all_ = 0;
};

}  // namespace annuaire::cli
