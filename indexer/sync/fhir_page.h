// One page of changes as the FHIR API answers it: a Bundle "searchset".
//
// Pure function. Read of the answers of [base]/Practitioner?_lastUpdated=ge…
// and of the opaque links they go on with.

#pragma once

#include <string>
#include <vector>

#include "directory/base/result.h"

namespace annuaire::indexer {

// A resource as it is now, on one line of JSON. One that is inactive or has no
// published mailbox is reduced to its type, its id and "active":false.
struct FhirChange {
  std::string key;  // "Practitioner/003-…": within one base address of the API only
  std::string line;
  bool holds_mailboxes = false;
};

struct FhirPage {
  std::string next;  // where it goes on; empty on the last page
  std::vector<FhirChange> changes;
};

// Returns kDataLoss for anything but a Bundle: an OperationOutcome is quoted.
Result<FhirPage> ReadFhirPage(const std::string& json);

}  // namespace annuaire::indexer
