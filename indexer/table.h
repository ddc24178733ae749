// A table for people: aligned columns under a heading, numbers to the right.

#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace annuaire::indexer {

class TextTable {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string heading;
    Align align = Align::kLeft;
  };

  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // REQUIRES: as many cells as columns. Widths count UTF-8 characters.
  void AddRow(std::vector<std::string> cells);

  void Print(std::ostream& out) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// 2280000 as "2 280 000".
std::string WithThousands(std::uint64_t number);

// 314572800 as "300 MiB".
std::string ToBytesText(std::uint64_t bytes);

}  // namespace annuaire::indexer
