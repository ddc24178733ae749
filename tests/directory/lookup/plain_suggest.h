// The plain implementation of Suggest: looks at every mailbox and ranks all
// that match. Slow and obvious; the tests and benches hold the index against it.

#pragma once

#include <span>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/plain_recipients.h"

namespace annuaire {

// "recipients" are all of the directory's, PutInOrder().
Suggestions PlainSuggest(const Directory& directory, std::span<const plain::Recipient> recipients,
                         const SuggestQuery& query);

}  // namespace annuaire
