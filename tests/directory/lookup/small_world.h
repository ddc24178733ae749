// A small invented directory that the tests of this room share, and what turns
// any records into a Directory.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "directory/lookup/directory.h"
#include "directory/lookup/directory_builder.h"

namespace annuaire {

struct World {
  std::vector<Organization> organizations;
  std::vector<Practitioner> practitioners;
  std::vector<Domain> domains;
  std::vector<Mailbox> mailboxes;
  std::vector<Verdict> verdicts;

  // Sorts each kind by key and builds; practitioners behind the first "first_run"
  // come as the builder's second run.
  std::unique_ptr<const Directory> Build(std::size_t first_run = SIZE_MAX) const;
};

// A hospital with two establishments, a pharmacy in Corsica, homonyms, compound
// names, a shared mailbox, a holder who has left.
World SmallWorld();

// Addresses of the suggestions, in order.
std::vector<std::string> AddressesOf(const Directory& directory, const Suggestions& suggestions);

}  // namespace annuaire
