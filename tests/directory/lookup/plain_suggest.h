// The plain implementation of Suggest: looks at every mailbox and ranks all
// that match. Slow and obvious; the tests and benches hold the index against it.

#pragma once

#include <vector>

#include "directory/lookup/directory.h"

namespace annuaire {

Suggestions PlainSuggest(const Directory& directory, const SuggestQuery& query);

}  // namespace annuaire
