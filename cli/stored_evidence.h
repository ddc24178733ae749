// StoredEvidence is what a mirror on this machine knows beyond what was typed:
// how many people bear a name, which domains are listed and by whom, and, for a
// structure given by its number, its names, place, state and people: what the
// mirror's own judgement knows.
//
// Read once, a few seconds and 150 MB for the whole country; immutable afterwards and safe
// from any thread. The only part of this program that knows the store: "check
// --store" must work where no server runs.
//
// Example:
//
//   Result<StoredEvidence> evidence = StoredEvidence::Read("/var/lib/annuaire");
//   if (!evidence.ok()) return evidence.status();
//   Judge(mailbox, &*evidence)->verdict;

#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "directory/base/result.h"
#include "directory/base/text_arena.h"
#include "directory/naming/checker.h"
#include "directory/naming/evidence.h"
#include "directory/naming/structure_context.h"
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

  struct Structure {
    Stored<Organization> record;
    StructureFacts facts;  // points into the record and into this StoredEvidence
  };
  // The structure of that number, of any kind; nothing when "text" is a name, kNotFound when it is
  // a number that nobody has.
  Result<std::optional<Structure>> FindStructure(std::string_view text) const;

 private:
  // Somebody at a structure, by an activity or a mailbox.
  struct Employment {
    std::uint64_t structure;  // HashText() of its key
    PersonName name;
  };

  explicit StoredEvidence(Generation generation) : generation_(std::move(generation)) {}

  Status ReadPeople();
  Result<Stored<Organization>> FindOrganization(std::string_view number) const;

  Generation generation_;
  TextArena texts_;
  std::deque<Employment> employments_;  // by structure
  Evidence names_;
  std::map<std::string, std::string, std::less<>> operators_;  // listed domain -> operator
};

}  // namespace annuaire::cli
