// WireParts are the pieces of answers that many calls share and no call changes,
// in protobuf's wire format: made once when an edition is loaded, copied as they
// are (see wire.h). Some 600 bytes for each domain, and the rows of wire_rows.h.
//
// Immutable; safe from any thread. Views live as long as the WireParts.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/prefetch.h"
#include "directory/base/result.h"
#include "directory/lookup/directory.h"
#include "directory/record/domain.h"
#include "directory/store/generation.h"
#include "server/grpc/wire_rows.h"

namespace annuaire::grpc_front {

class WireParts {
 public:
  // REQUIRES: "directory" was built from "generation". Fails as its scan does.
  static Result<WireParts> Build(const Generation& generation, const Directory& directory);

  // The fields of the Edition every answer names.
  std::string_view edition() const { return edition_; }

  // The fields of the Domain with all its registrations.
  std::string_view domain(DomainIndex index) const { return Part(index, 0); }

  // Both ask the memory for what they name.
  void PrefetchDomain(DomainIndex index) const { PrefetchLine(domain(index).data()); }
  void PrefetchDomainState(DomainIndex index) const { PrefetchLine(domain_state(index).data()); }

  // Of the answers that list mailboxes.
  const WireRows& rows() const { return rows_; }

  // What a ValidateResponse says of a domain: the fields domain_listed and
  // operators, the latter of the nearest listed parent when it is not listed.
  std::string_view domain_state(DomainIndex index) const { return Part(index, 1); }

 private:
  static constexpr std::size_t kPartsOfDomain = 2;

  void AddDomain(const Directory& directory, DomainIndex index, const Domain* listed);
  std::string_view Part(DomainIndex index, std::size_t part) const {
    const std::size_t at = static_cast<std::size_t>(index) * kPartsOfDomain + part;
    return std::string_view(domains_).substr(starts_[at], starts_[at + 1] - starts_[at]);
  }

  std::string edition_;
  WireRows rows_;
  std::string domains_;  // the parts of each domain, end to end
  std::vector<std::uint32_t> starts_{0};
};

}  // namespace annuaire::grpc_front
