#include "directory/extract/column_map.h"

#include <algorithm>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

constexpr std::string_view kMailboxSuffix = "structurebal";

// "Code commune (coord. structure)" -> "Code commune ".
std::string WithoutParentheses(std::string_view name) {
  std::string kept;
  int depth = 0;
  for (const char c : name) {
    if (c == '(') ++depth;
    if (depth == 0) kept.push_back(c);
    if (c == ')' && depth > 0) --depth;
  }
  return kept;
}

}  // namespace

std::string ColumnKey(std::string_view name) {
  std::string key = FoldGlued(WithoutParentheses(name));
  if (key.size() > kMailboxSuffix.size() && key.ends_with(kMailboxSuffix)) {
    key.resize(key.size() - kMailboxSuffix.size());
  }
  return key;
}

Result<ColumnMap> ColumnMap::Make(std::string_view header_line, std::span<const ColumnSpec> specs) {
  DelimitedLine line;
  if (!line.Split(header_line)) {
    return FailedPreconditionError("header has more than " +
                                   std::to_string(DelimitedLine::kFieldsMax) + " columns");
  }
  auto fields = line.fields();
  ColumnMap map;
  if (fields.size() > 1 && Trim(fields.back()).empty()) {
    map.trailing_separator_ = true;
    fields = fields.first(fields.size() - 1);
  }
  std::vector<std::string> keys;
  for (const std::string_view field : fields) {
    map.names_.emplace_back(Trim(field));
    keys.push_back(ColumnKey(field));
  }
  map.known_.resize(keys.size());
  std::string missing;
  for (const ColumnSpec& spec : specs) {
    auto found = std::find(keys.begin(), keys.end(), ColumnKey(spec.name));
    for (const std::string_view alias : spec.aliases) {
      if (found != keys.end() || alias.empty()) break;
      found = std::find(keys.begin(), keys.end(), ColumnKey(alias));
    }
    if (found == keys.end()) {
      map.places_.push_back(kAbsent);
      if (!spec.required) continue;
      missing += (missing.empty() ? "\"" : ", \"") + std::string(spec.name) + "\"";
      continue;
    }
    const auto at = static_cast<std::size_t>(found - keys.begin());
    map.known_[at] = true;
    map.places_.push_back(static_cast<std::uint16_t>(at));
  }
  if (!missing.empty()) return FailedPreconditionError("header lacks " + missing);
  return map;
}

RowProblem ColumnMap::CheckCount(std::span<const std::string_view> fields) const {
  if (fields.size() == names_.size()) return {};
  if (fields.size() < names_.size()) {
    return {RowError::kTooFewFields, static_cast<std::uint16_t>(fields.size()),
            names_[fields.size()]};
  }
  const bool dropped =
      trailing_separator_ && fields.size() == names_.size() + 1 && TrimField(fields.back()).empty();
  if (dropped) return {};
  return {RowError::kTooManyFields, static_cast<std::uint16_t>(names_.size() + 1), {}};
}

RowProblem ColumnMap::Problem(RowError error, std::size_t spec) const {
  const std::uint16_t at = places_[spec];
  if (at == kAbsent) return {error, 0, {}};
  return {error, static_cast<std::uint16_t>(at + 1), names_[at]};
}

std::vector<std::string_view> ColumnMap::UnknownNames() const {
  std::vector<std::string_view> unknown;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!known_[i]) unknown.push_back(names_[i]);
  }
  return unknown;
}

}  // namespace annuaire
