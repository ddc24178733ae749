// The mailboxes a filter may hold for, the likeliest first. A question asks for
// words wherever they stand, a filter for one field; so where a word is common,
// those who have it elsewhere would hide those wanted. They are therefore looked
// at from several sides: the best of all, people and shared mailboxes by name, the
// best of each type of shared mailbox, then everything in order.
//
// Safe from any thread.

#pragma once

#include <cstdint>
#include <functional>

#include "directory/lookup/directory.h"
#include "server/ldap/numbers.h"
#include "server/ldap/plan.h"
#include "server/ldap/shared_names.h"

namespace annuaire::ldap_front {

struct Candidate {
  MailboxIndex mailbox;
  bool has_all_words = false;  // of the question, as they are usually meant; else it is not known
};

// Takes a candidate, perhaps not for the first time; false when no other is
// wanted.
using Offer = std::function<bool(const Candidate&)>;

enum class Offered : std::uint8_t {
  kAll,      // nobody else can match
  kSome,     // others may
  kStopped,  // no other was wanted
};

struct Sources {
  const Directory& directory;
  const Numbers& numbers;
  const SharedNames* shared_names;  // nullptr until it is made
};

// Those of "question" that are found at once: hundreds, in microseconds, and of
// one name thousands.
Offered OfferLikely(const Sources& sources, const Question& question, const Offer& offer);

// The first thousands in the fixed order, in milliseconds.
Offered OfferListed(const Sources& sources, const Question& question, const Offer& offer);

}  // namespace annuaire::ldap_front
