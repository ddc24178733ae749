// The mailboxes as the plain implementation of Suggest sees them: read from their records, all
// attachments of one alike, in the fixed order of suggestions.

#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"
#include "directory/record/geography.h"
#include "directory/record/mailbox.h"
#include "directory/record/practitioner.h"

namespace annuaire::plain {

using Terms = std::set<std::string>;

// The words of one mailbox.
struct Words {
  bool personal = false;
  // Its own, by field, in order of appearance.
  std::array<std::vector<std::string>, 5> own;
  // Those that other mailboxes have, too, by what they are of.
  const Terms* structure = nullptr;  // counts as the fourth field, the others as the fifth
  const Terms* place = nullptr;
  const Terms* job = nullptr;
  const Terms* domain = nullptr;

  std::array<const Terms*, 4> shared() const { return {structure, place, job, domain}; }
};

struct Place {
  std::string city;
  std::string postcode;
  const Department* department = nullptr;

  bool empty() const { return city.empty() && postcode.empty() && department == nullptr; }
};
Place PlaceOf(const Address& address);
// Of the first activity that tells one.
Place FirstPlaceOf(const Practitioner& practitioner);

struct Recipient {
  std::string address;  // folded
  std::string type_code;
  Words words;
  std::set<OrganizationIndex> structures;
  const Department* department = nullptr;  // where it is shown

  // What puts it in its place, in turn.
  struct Rank {
    int mailbox_class = 0;
    std::size_t words = 0;    // of the name of a shared mailbox
    std::string family_name;  // first words of a personal one
    bool compound = false;
    std::string given_name;
    std::string name;

    friend auto operator<=>(const Rank&, const Rank&) = default;
  };
  Rank rank;
};

// FirstPlaceOf() a practitioner, by id.
using FirstPlaces = std::function<Place(std::string_view practitioner_id)>;

// REQUIRES: "directory" has the structures and practitioners that "mailbox" names.
Recipient RecipientOf(const Mailbox& mailbox, const Directory& directory,
                      const FirstPlaces& first_place_of);

// Puts them in the fixed order: in that of the Directory that has them, if it is right.
void PutInOrder(std::vector<Recipient>& recipients);

}  // namespace annuaire::plain
