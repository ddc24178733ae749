// A TextTable lines up rows under their titles by display width.
//
// Rows may come in pages: Print() gives what was added since the last Print(),
// titles first, and columns only ever grow, so that a long listing streams. In a
// file or pipe nothing is cut. On a terminal the widest columns that may shrink
// are cut with "…"; where little of them would be left, each row takes several
// lines instead, and nothing is cut: what one copies first, the rest below. The
// first page decides. No line ends with blanks.
//
// Example:
//
//   TextTable table({{.title = "ADDRESS", .keep = true}, {.title = "NAME"}});
//   table.Add({"jean.dupre@medecin.mssante.example", "Jean DUPRÉ"});
//   out.Write(table.Print(terminal));

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "directory/display/terminal.h"

namespace annuaire {

class TextTable {
 public:
  struct Column {
    std::string title;
    bool keep = false;   // never cut: addresses and numbers one copies
    bool right = false;  // numbers one compares
  };

  explicit TextTable(std::vector<Column> columns);

  // REQUIRES: as many cells as columns. Cells are made Printable().
  void Add(std::vector<std::string> cells);

  bool empty() const { return rows_.empty(); }
  // Enough rows wait to be printed: the widths of columns are known well by then.
  bool holds_a_page() const { return rows_.size() >= 1000; }

  // The rows not yet printed, "indent" blanks before each line.
  std::string Print(const Terminal& terminal, int indent = 0);

  // The same, titles (once) and rows apart: each is one line or more.
  std::vector<std::string> Blocks(const Terminal& terminal, int indent = 0);

 private:
  using Cells = std::vector<std::string>;

  bool Leads(std::size_t column) const { return column == 0 || columns_[column].keep; }
  // Narrows "widths" by "excess" at most; returns what is left of it.
  int Shrink(std::vector<int>& widths, int excess, bool leading, int width_min) const;
  std::string Line(const Cells& cells, const std::vector<int>& widths) const;
  std::vector<std::string> Folded(const Cells& cells, const std::vector<int>& widths,
                                  int room) const;

  std::vector<Column> columns_;
  std::vector<int> widths_;
  std::vector<Cells> rows_;
  std::optional<bool> folds_;  // empty before the first page
  bool titles_printed_ = false;
};

}  // namespace annuaire
