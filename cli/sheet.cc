#include "cli/sheet.h"

#include "directory/display/text.h"

namespace annuaire::cli {
namespace {

constexpr int kIndent = 2;
constexpr int kNameWidth = 18;

}  // namespace

void Sheet::Title(std::string_view title) {
  text_ += Bold(Printable(title), terminal_);
  text_ += '\n';
}

void Sheet::Section(std::string_view heading) { heading_ = heading; }

void Sheet::WriteHeading() {
  if (heading_.empty()) return;
  text_ += '\n';
  text_ += Bold(heading_, terminal_);
  text_ += '\n';
  heading_.clear();
}

void Sheet::Field(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  WriteHeading();
  text_.append(kIndent, ' ');
  text_ += Faint(Pad(name, kNameWidth), terminal_);
  text_ += Printable(value);
  text_ += '\n';
}

void Sheet::Line(std::string_view line) {
  WriteHeading();
  text_.append(kIndent, ' ');
  text_ += Printable(line);
  text_ += '\n';
}

void Sheet::Rows(TextTable& table) {
  if (table.empty()) return;
  WriteHeading();
  text_ += table.Print(terminal_, kIndent);
}

}  // namespace annuaire::cli
