// A Filter is an LDAP search filter as a tree, read from its text (RFC 4515).
//
// What the tree cannot say any more has been decided on the way: an attribute
// that is not ours, one that is never searched, an ordering and an extensible
// match are Undefined (RFC 4511, section 4.5.1.7), and so is what slapd itself
// found to be so. slapd writes those as "(?cn=)", "(?=undefined)", "(?=true)",
// "(?=false)", which RFC 4515 does not know.
//
// Texts to compare are folded as match.h says.
//
// Pure functions; safe from any thread.
//
// Example:
//
//   Result<Filter> filter = ParseFilter("(|(cn=*dup*)(mail=dup*))");
//   if (!filter.ok()) return filter.status();

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "server/ldap/attribute.h"

namespace annuaire::ldap_front {

// The value of an equality, or a piece of a substring.
struct Assertion {
  std::string text;    // as sent, unescaped
  std::string folded;  // see match.h
};

struct Filter {
  static constexpr std::size_t kBytesMax = 16 * 1024;
  static constexpr std::size_t kDepthMax = 32;

  enum class Kind : std::uint8_t {
    kAnd,
    kOr,
    kNot,
    kEqual,  // also ~=
    kSubstring,
    kPresent,
    kTrue,
    kFalse,
    kUndefined,
  };

  Kind kind = Kind::kUndefined;
  std::vector<Filter> children;  // of kAnd, kOr; one of kNot
  Attribute attribute{};         // of kEqual, kSubstring, kPresent
  Assertion value;               // of kEqual
  // Of kSubstring; an absent one has an empty text.
  Assertion initial;
  std::vector<Assertion> any;
  Assertion final;
};

// Returns kInvalidArgument for a text that is no filter or exceeds a limit
// above; the message does not repeat it.
Result<Filter> ParseFilter(std::string_view text);

}  // namespace annuaire::ldap_front
