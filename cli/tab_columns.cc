#include "cli/tab_columns.h"

#include <algorithm>

#include "directory/base/fold.h"

namespace annuaire::cli {

std::vector<std::string_view> Cut(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

bool IsSkipped(std::string_view line) {
  return Trim(line).empty() || (line.front() == '#' && line.find('\t') == std::string_view::npos);
}

TabColumns::TabColumns(const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) names_.push_back(Fold(name));
}

std::size_t TabColumns::IndexOf(std::string_view name) const {
  return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
}

std::vector<std::string> TabColumns::Repeated() const {
  std::vector<std::string> repeated;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!names_[i].empty() && IndexOf(names_[i]) < i) repeated.push_back(names_[i]);
  }
  return repeated;
}

std::vector<std::string> TabColumns::Unknown(const std::vector<std::string_view>& known) const {
  std::vector<std::string> unknown;
  for (const std::string& name : names_) {
    if (std::find(known.begin(), known.end(), name) == known.end()) unknown.push_back(name);
  }
  return unknown;
}

std::string_view TabColumns::Field(const std::vector<std::string_view>& row,
                                   std::string_view name) const {
  const std::size_t index = IndexOf(name);
  return index < row.size() && index < names_.size() ? Trim(row[index]) : std::string_view();
}

}  // namespace annuaire::cli
