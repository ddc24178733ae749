// A RecipientBatch tells a RecipientIndexBuilder of some mailboxes, in another
// thread than the one that takes them in. Texts are Symbols of the vocabulary
// of the Directory being built, but for those that it will not hold.
//
// Plain values.

#pragma once

#include <cstdint>
#include <vector>

#include "directory/packed/row_index.h"
#include "directory/packed/text_list.h"
#include "directory/packed/text_pool.h"
#include "directory/record/mailbox.h"

namespace annuaire {

struct RecipientBatch {
  struct Recipient {
    Symbol address;
    MailboxType type;
    std::uint8_t department;  // position in Departments() + 1, or 0
    std::uint32_t domain;     // any number that equal domains share
    std::uint32_t attachments_count;
  };
  struct Attached {
    Symbol family_name;
    Symbol given_name;
    Symbol service;
    Symbol profession;  // labels
    Symbol skill;
    std::uint32_t place;  // equal numbers are equal places
    Symbol city;
    Symbol postcode;
    std::uint32_t department;    // of the place
    std::uint32_t organization;  // kNoIndex when it is not in the Directory
    Symbol legal_name;           // of that organization
    Symbol trade_name;
    bool holder_listed;  // in the extract of professionals
  };

  std::vector<Recipient> recipients;
  std::vector<Attached> attached;  // recipient after recipient
  TextList structure_names;        // as their rows spell them: two for each attached, legal, trade
};

}  // namespace annuaire
