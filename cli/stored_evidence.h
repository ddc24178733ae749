// StoredEvidence is what a mirror on this machine knows beyond what was typed:
// how many people bear a name, which domains are listed and by whom, and, for a
// structure given by its number, its names, place and state.
//
// Read once, a few seconds for the whole country; immutable afterwards and safe
// from any thread. The only part of this program that knows the store: "check
// --store" must work where no server runs.
//
// Example:
//
//   Result<StoredEvidence> evidence = StoredEvidence::Read("/srv/annuaire");
//   if (!evidence.ok()) return evidence.status();
//   Judge(mailbox, &*evidence)->verdict;

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/naming/checker.h"
#include "directory/naming/evidence.h"
#include "directory/store/generation.h"

namespace annuaire::cli {

class StoredEvidence {
 public:
  // The current generation of the store; an error names the folder.
  static Result<StoredEvidence> Read(const std::string& directory);

  const Evidence& names() const { return names_; }

  struct ListedDomain {
    WhiteListState state = WhiteListState::kUnknown;
    std::string_view operator_name;  // of the domain, else of its nearest listed parent
  };
  // kUnknown when the mirror holds no white list.
  ListedDomain FindDomain(std::string_view domain) const;

  // Nothing when "number" is not the key of a structure.
  Result<Stored<Organization>> FindOrganization(std::string_view number) const {
    return generation_.GetOrganization(number);
  }

 private:
  explicit StoredEvidence(Generation generation) : generation_(std::move(generation)) {}

  Generation generation_;
  Evidence names_;
  std::map<std::string, std::string, std::less<>> operators_;  // listed domain -> operator
};

}  // namespace annuaire::cli
