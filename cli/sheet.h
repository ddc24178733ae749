// A Sheet is one whole record to read: a title, fields with their names lined
// up, sections, and small tables. What is empty is left out.
//
// Example:
//
//   Sheet sheet(terminal);
//   sheet.Title("Jean DUPRÉ");
//   sheet.Field("RPPS", "99700000013");
//   out.Write(sheet.text());

#pragma once

#include <string>
#include <string_view>

#include "directory/display/terminal.h"
#include "directory/display/text_table.h"

namespace annuaire::cli {

class Sheet {
 public:
  explicit Sheet(const Terminal& terminal) : terminal_(terminal) {}

  void Title(std::string_view title);
  // A blank line and a heading, written when something follows it.
  void Section(std::string_view heading);
  // Nothing when "value" is empty.
  void Field(std::string_view name, std::string_view value);
  // A line on its own.
  void Line(std::string_view line);
  // Nothing when the table is empty.
  void Rows(TextTable& table);

  const std::string& text() const { return text_; }

 private:
  void WriteHeading();

  Terminal terminal_;
  std::string heading_;
  std::string text_;
};

}  // namespace annuaire::cli
