#include "directory/display/text_table.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

#include "directory/display/text.h"

namespace annuaire {
namespace {

constexpr std::string_view kGap = "  ";
constexpr std::string_view kDot = " · ";
constexpr std::string_view kFoldIndent = "    ";
// Below this a name or a structure says nothing.
constexpr int kWidthMin = 12;

// "piece" on the last of "lines" when it has the room, else on a new one.
void AppendPiece(std::vector<std::string>& lines, std::string_view piece, int room) {
  if (!lines.empty() &&
      DisplayWidth(lines.back()) + DisplayWidth(kDot) + DisplayWidth(piece) <= room) {
    lines.back().append(kDot).append(piece);
    return;
  }
  for (std::string& line : Wrap(piece, room)) lines.push_back(std::move(line));
}

}  // namespace

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {
  for (const Column& column : columns_) widths_.push_back(DisplayWidth(column.title));
}

void TextTable::Add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i] = Printable(cells[i]);
    widths_[i] = std::max(widths_[i], DisplayWidth(cells[i]));
  }
  rows_.push_back(std::move(cells));
}

// Takes columns one by one from the widest that may shrink. Tables have some
// ten columns and terminals some hundred: no need to be clever.
int TextTable::Shrink(std::vector<int>& widths, int excess, bool leading, int width_min) const {
  for (; excess > 0; --excess) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool may = leading ? Leads(i) : !columns_[i].keep;
      if (!may || widths[i] <= width_min) continue;
      if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
    }
    if (widest == widths.size()) break;
    --widths[widest];
  }
  return excess;
}

std::string TextTable::Line(const Cells& cells, const std::vector<int>& widths) const {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += kGap;
    line += Pad(Fit(cells[i], widths[i]), widths[i], columns_[i].right);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::vector<std::string> TextTable::Folded(const Cells& cells, const std::vector<int>& widths,
                                           int room) const {
  std::string first;
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (Leads(i)) {
      if (i > 0) first += kGap;
      first += Pad(cells[i], widths[i], columns_[i].right);
    } else if (!cells[i].empty()) {
      // A number does not tell what it counts.
      const bool number = columns_[i].right && cells[i] != columns_[i].title;
      AppendPiece(rest, number ? columns_[i].title + " " + cells[i] : cells[i],
                  room - static_cast<int>(kFoldIndent.size()));
    }
  }
  first.erase(first.find_last_not_of(' ') + 1);
  std::vector<std::string> lines = {std::move(first)};
  for (const std::string& line : rest) lines.push_back(std::string(kFoldIndent) + line);
  return lines;
}

std::vector<std::string> TextTable::Blocks(const Terminal& terminal, int indent) {
  const bool narrow = terminal.columns > indent;
  const int room = terminal.columns - indent;
  std::vector<int> widths = widths_;
  if (narrow) {
    const auto width_of = [&](bool leading) {
      int width = -static_cast<int>(kGap.size());
      for (std::size_t i = 0; i < widths_.size(); ++i) {
        if (!leading || Leads(i)) width += widths_[i] + static_cast<int>(kGap.size());
      }
      return width;
    };
    const int excess = Shrink(widths, width_of(false) - room, /*leading=*/false, kWidthMin);
    if (!folds_) folds_ = excess > 0;
    if (*folds_) {
      widths = widths_;
      Shrink(widths, width_of(true) - room, /*leading=*/true, 0);
    }
  }
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  const bool folds = narrow && *folds_;
  std::vector<std::string> blocks;
  const auto add = [&](const Cells& cells, bool title) {
    std::string block;
    for (const std::string& line :
         folds ? Folded(cells, widths, room)
               : std::vector<std::string>{narrow ? Fit(Line(cells, widths), room)
                                                 : Line(cells, widths)}) {
      block.append(margin).append(title ? Bold(line, terminal) : line).append("\n");
    }
    blocks.push_back(std::move(block));
  };
  if (!titles_printed_ && !rows_.empty()) {
    Cells titles;
    for (const Column& column : columns_) titles.push_back(column.title);
    add(titles, true);
    titles_printed_ = true;
  }
  for (const Cells& row : rows_) add(row, false);
  rows_.clear();
  return blocks;
}

std::string TextTable::Print(const Terminal& terminal, int indent) {
  std::string text;
  for (const std::string& block : Blocks(terminal, indent)) text += block;
  return text;
}

}  // namespace annuaire
