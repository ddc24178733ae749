// A Coded value is a code of one of the national code lists (NOS) beside the
// label its file gave it.
//
// Unknown codes are kept as text, never rejected: the lists grow between two
// releases. Either half may be empty. Labels of one code differ between files
// ("Santé publique et médecine sociale" in the extracts, with "(SM)" in NOS):
// compare codes.

#pragma once

#include <string_view>

namespace annuaire {

struct Coded {
  std::string_view code;
  std::string_view label;

  bool empty() const { return code.empty() && label.empty(); }
  friend bool operator==(const Coded&, const Coded&) = default;
};

}  // namespace annuaire
