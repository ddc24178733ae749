// A tab-separated file with a header: columns are found by their name, so that
// their order is free.
//
// Example:
//
//   TabColumns columns(Cut("type\taddress", '\t'));
//   columns.Field(Cut("ORG\taccueil@ch.mssante.fr", '\t'), "address");

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire::cli {

// The parts of "text" between separators; one more than there are separators.
std::vector<std::string_view> Cut(std::string_view text, char separator);

// Blank, or a remark: '#' first and no tab, since an address may start with '#'.
bool IsSkipped(std::string_view line);

class TabColumns {
 public:
  explicit TabColumns(const std::vector<std::string_view>& names);

  std::size_t size() const { return names_.size(); }
  bool Has(std::string_view name) const { return IndexOf(name) < names_.size(); }
  // Names that stand twice in the header, or that "known" does not hold.
  std::vector<std::string> Repeated() const;
  std::vector<std::string> Unknown(const std::vector<std::string_view>& known) const;

  // Trimmed; empty when the column or the end of the line is missing.
  std::string_view Field(const std::vector<std::string_view>& row, std::string_view name) const;

 private:
  std::size_t IndexOf(std::string_view name) const;

  std::vector<std::string> names_;
};

}  // namespace annuaire::cli
