// ReadWhiteList() streams the MSSanté white list: every domain of the network
// with the operators that registered it.
//
// Contacts are never kept. The signature is not looked at: whoever downloads
// the list checks it. A DOCTYPE is refused, so no entity is ever expanded, and
// nothing is fetched. One <Domaine> at a time is in memory.
//
// Source: listeblanchemssante.xml, namespace https://listeblanche.mssante.fr/schema.
//
// Example:
//
//   Result<WhiteListSummary> summary =
//       ReadWhiteList(source, [&](const WhiteListEntry& entry) { return join.Add(entry); });

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "directory/base/result.h"
#include "directory/base/status.h"
#include "directory/extract/chunk_source.h"
#include "directory/record/domain.h"

namespace annuaire {

// One <Domaine> element; views valid during the callback.
struct WhiteListEntry {
  std::string_view name;  // lower case
  DomainRegistration registration;
};

struct WhiteListSummary {
  std::string generated_at;  // DateDeGeneration, "2026-01-15T06:00:00Z"
  std::uint64_t entries = 0;
  std::uint64_t entries_without_name = 0;  // skipped
};

using WhiteListSink = std::function<Status(const WhiteListEntry&)>;

// Malformed XML gives InvalidArgument with its line, another root element
// FailedPrecondition, more than 256 MiB or a field over 64 KiB
// ResourceExhausted; an error of the sink is returned as it is. Entries already
// given stay given.
Result<WhiteListSummary> ReadWhiteList(const ChunkSource& source, const WhiteListSink& sink);

// The parts of a certificate's distinguished name, e.g.
// "CN=mss.example, OU=318000000000001, O=OPERATEUR A, ST=Paris (75), C=FR".
// Blanks around parts and escaped commas ("\,") are tolerated; the first of
// equal parts counts; missing ones stay empty.
struct DistinguishedName {
  std::string organization;  // O
  std::string unit;          // OU
  std::string common_name;   // CN
};
DistinguishedName ParseDistinguishedName(std::string_view text);

}  // namespace annuaire
