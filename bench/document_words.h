// A mailbox as another search engine is given it: the words under which Suggest
// finds it, and the name by which a directory without a ranking sorts it. Taken
// from its row, so a mailbox with several holders or structures has those of
// the first.

#pragma once

#include <string>
#include <vector>

#include "directory/lookup/row.h"

namespace annuaire {

// In the order of the fields; a word comes as often as fields repeat it.
std::vector<std::string> DocumentWords(const MailboxRow& row);

// The same, one blank between.
std::string DocumentText(const MailboxRow& row);

// Family name, given name; service or structure of a mailbox without a holder.
// Folded, one blank between.
std::string DisplayName(const MailboxRow& row);

}  // namespace annuaire
