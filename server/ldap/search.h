// A search of an LDAP client, answered from one Edition: candidates from the
// Directory, each held against the whole filter, the best first.
//
// The tree below the base DN is flat: one entry per published mailbox, named by
// its address, and the base itself. An answer is cut at the client's size limit
// or at kEntriesMax, and says so (sizeLimitExceeded) when there is more; a search
// looks at no more than kRowsMax rows, whatever its filter, and says so, too, when
// others may match. When the parts of an OR are more and less precise readings of
// the same words, the less precise ones are answered only when the more precise
// find nobody: "jean dup" is not drowned in everybody called Jean. They count as
// what there is more.
//
// Safe from any thread. Nothing asked is logged.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "server/edition.h"
#include "server/ldap/request.h"
#include "server/ldap/result.h"

namespace annuaire::ldap_front {

inline constexpr std::size_t kEntriesMax = 500;
inline constexpr std::size_t kRowsMax = 8000;

// Appends the entries and returns how the search ended.
SearchResult Search(const Edition& edition, std::string_view base_dn, const SearchRequest& request,
                    std::string& out);

}  // namespace annuaire::ldap_front
