// A Table lines up rows under their titles by display width.
//
// Rows may come in pages: Print() gives what was added since the last Print(),
// titles first, and columns only ever grow, so that a long listing streams.
// On a terminal too narrow for them, the widest columns that may shrink are cut
// with "…"; in a file or pipe nothing is cut. No line ends with blanks.
//
// Example:
//
//   Table table({{.title = "ADDRESS", .keep = true}, {.title = "NAME"}});
//   table.Add({"jean.dupre@medecin.mssante.example", "Jean DUPRÉ"});
//   out.Write(table.Print(terminal));

#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace annuaire::cli {

struct Column {
  std::string title;
  bool keep = false;   // never cut: addresses and numbers one copies
  bool right = false;  // numbers one compares
};

class Table {
 public:
  explicit Table(std::vector<Column> columns);

  // REQUIRES: as many cells as columns. Cells are made Printable().
  void Add(std::vector<std::string> cells);

  bool empty() const { return rows_.empty(); }

  // The rows not yet printed, one line each, "indent" blanks before them.
  std::string Print(const Terminal& terminal, int indent = 0);

 private:
  std::vector<int> WidthsWithin(int columns) const;
  std::string Line(const std::vector<std::string>& cells, const std::vector<int>& widths) const;

  std::vector<Column> columns_;
  std::vector<int> widths_;
  std::vector<std::vector<std::string>> rows_;
  bool titles_printed_ = false;
};

}  // namespace annuaire::cli
