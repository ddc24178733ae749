// A Difference says what happened to one record between two generations, or
// that nothing did that is worth remembering.
//
// What counts is README.md's table. The order of values in a record does not:
// files list the rows of a person in any order.
//
// One thread per object. What it gives points into the records and into
// itself, and lives until the next call.
//
// Example:
//
//   Difference difference;
//   const Change* change = difference.Between(&mailbox_yesterday, &mailbox_today);
//   if (change != nullptr) history.Add(*change);

#pragma once

#include <string_view>
#include <vector>

#include "directory/record/change.h"
#include "directory/record/domain.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"

namespace annuaire {

class Difference {
 public:
  // nullptr stands for a generation that does not hold the record.
  // REQUIRES: at least one of the two; both have the same key
  const Change* Between(const Mailbox* before, const Mailbox* after);
  const Change* Between(const Practitioner* before, const Practitioner* after);
  const Change* Between(const Organization* before, const Organization* after);
  const Change* Between(const Domain* before, const Domain* after);

 private:
  using Values = std::vector<std::string_view>;

  // Remembers "fact" if its two sets differ; sorts both.
  void AddFact(ChangedFact fact, Values before, Values after);

  Change change_;
};

}  // namespace annuaire
