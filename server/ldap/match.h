// Whether a filter holds for an entry: true, false or Undefined (RFC 4511,
// section 4.5.1.7). An entry is sent only when it is true.
//
// The matching rule is the same for all attributes. Both sides are folded: case
// and accents are ignored, ligatures spelled out, every apostrophe alike, commas,
// dashes and blanks in a row one blank; other punctuation counts. Then LDAP's own
// equality and substrings hold, byte for byte.
//
// Pure functions; safe from any thread.

#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/ldap/attribute.h"
#include "server/ldap/filter.h"

namespace annuaire::ldap_front {

enum class Truth : std::uint8_t { kFalse, kUndefined, kTrue };

// A text as matches compare it. A blank at an end of a piece counts, so one is
// kept.
std::string FoldForMatch(std::string_view text);
// The same without blanks at the ends.
std::string FoldWholeForMatch(std::string_view text);

// The folded values of an entry's attributes, each made when first asked for.
class FoldedValues {
 public:
  using Source = std::function<std::vector<std::string>(Attribute)>;
  explicit FoldedValues(Source source) : source_(std::move(source)) {}

  const std::vector<std::string>& of(Attribute attribute);

 private:
  Source source_;
  std::array<std::optional<std::vector<std::string>>, kAttributesCount> values_;
};

Truth Evaluate(const Filter& filter, FoldedValues& values);

}  // namespace annuaire::ldap_front
