// A Request is one operation as slapd's back-sock writes it to a socket: the
// operation's name on a line, "name: value" lines, an empty line.
//
// Source: slapd-sock(5), and servers/slapd/back-sock/*.c of OpenLDAP 2.5.
// Names of attributes are written as the client sent them, so any text may
// follow "attrs:", even lines: of each name the first line counts, and "attrs"
// is the last that slapd writes.
//
// Pure functions; safe from any thread.
//
// Example:
//
//   SEARCH
//   msgid: 2
//   suffix: ou=bal,o=mssante,c=fr
//   base: ou=bal,o=mssante,c=fr
//   scope: 2
//   deref: 0
//   sizelimit: 100
//   timelimit: 3600
//   filter: (cn=*dup*)
//   attrsonly: 0
//   attrs: cn mail

#pragma once

#include <cstdint>
#include <string_view>

#include "directory/base/result.h"
#include "server/ldap/attribute.h"

namespace annuaire::ldap_front {

enum class Scope : std::uint8_t { kBase = 0, kOneLevel = 1, kSubtree = 2, kChildren = 3 };

// Texts point into the block.
struct SearchRequest {
  std::string_view base;
  Scope scope = Scope::kSubtree;
  std::int64_t size_limit = 0;  // 0 or less: none
  std::string_view filter;
  AttributeSet attributes;  // what the client asked for, and perhaps more: slapd keeps the rest
};

struct Request {
  enum class Operation : std::uint8_t { kSearch, kBind, kUnbind, kOther };

  Operation operation = Operation::kOther;
  SearchRequest search;  // of kSearch
};

// Returns kInvalidArgument for a block that back-sock would not write.
Result<Request> ParseRequest(std::string_view block);

}  // namespace annuaire::ldap_front
