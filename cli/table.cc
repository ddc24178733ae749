#include "cli/table.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <string_view>
#include <utility>

#include "cli/text.h"

namespace annuaire::cli {
namespace {

constexpr std::string_view kGap = "  ";
constexpr int kWidthMin = 6;

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {
  for (const Column& column : columns_) widths_.push_back(DisplayWidth(column.title));
}

void Table::Add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i] = Printable(cells[i]);
    widths_[i] = std::max(widths_[i], DisplayWidth(cells[i]));
  }
  rows_.push_back(std::move(cells));
}

// Takes columns one by one from the widest that may shrink. Tables have some
// ten columns and terminals some hundred: no need to be clever.
std::vector<int> Table::WidthsWithin(int columns) const {
  std::vector<int> widths = widths_;
  const int gaps = static_cast<int>((columns_.size() - 1) * kGap.size());
  int excess = std::accumulate(widths.begin(), widths.end(), gaps) - columns;
  while (excess > 0) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (columns_[i].keep || widths[i] <= kWidthMin) continue;
      if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
    }
    if (widest == widths.size()) break;
    --widths[widest];
    --excess;
  }
  return widths;
}

std::string Table::Line(const std::vector<std::string>& cells,
                        const std::vector<int>& widths) const {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += kGap;
    line += Pad(Fit(cells[i], widths[i]), widths[i], columns_[i].right);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string Table::Print(const Terminal& terminal, int indent) {
  const bool narrow = terminal.columns > indent;
  const int room = terminal.columns - indent;
  const std::vector<int> widths = narrow ? WidthsWithin(room) : widths_;
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string text;
  const auto add = [&](const std::vector<std::string>& cells, bool title) {
    std::string line = Line(cells, widths);
    if (narrow) line = Fit(line, room);
    text += margin;
    text += title ? Bold(line, terminal) : line;
    text += '\n';
  };
  if (!titles_printed_ && !rows_.empty()) {
    std::vector<std::string> titles;
    for (const Column& column : columns_) titles.push_back(column.title);
    add(titles, true);
    titles_printed_ = true;
  }
  for (const std::vector<std::string>& row : rows_) add(row, false);
  rows_.clear();
  return text;
}

}  // namespace annuaire::cli
