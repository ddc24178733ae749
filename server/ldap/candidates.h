// The mailboxes a filter may hold for, the likeliest first. A question asks for
// words wherever they stand, a filter for one field; so where a word is common,
// those who have it elsewhere would hide those wanted. They are therefore looked
// at from several sides: the best of all, people by family name, the best of each
// type of shared mailbox, then everything in order.
//
// Safe from any thread.

#pragma once

#include <cstdint>
#include <functional>

#include "directory/lookup/directory.h"
#include "server/ldap/numbers.h"
#include "server/ldap/plan.h"

namespace annuaire::ldap_front {

// Takes a candidate, perhaps not for the first time; false when no other is
// wanted.
using Offer = std::function<bool(MailboxIndex)>;

enum class Offered : std::uint8_t {
  kAll,      // nobody else can match
  kSome,     // others may
  kStopped,  // no other was wanted
};

// Those of "question" that are found at once: hundreds, in microseconds, and of
// one family name thousands.
Offered OfferLikely(const Directory& directory, const Question& question, const Numbers& numbers,
                    const Offer& offer);

// The first thousands in the fixed order, in milliseconds.
Offered OfferListed(const Directory& directory, const Question& question, const Numbers& numbers,
                    const Offer& offer);

}  // namespace annuaire::ldap_front
