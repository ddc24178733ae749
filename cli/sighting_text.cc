#include "cli/sighting_text.h"

#include "cli/describe.h"

namespace annuaire::cli {

std::string Describe(const v1::Sighting& sighting) {
  if (sighting.first_seen().empty()) return {};
  return "since " + sighting.first_seen() + (sighting.since_baseline() ? " or before" : "");
}

std::string Describe(const v1::WithdrawnMailbox& withdrawn) {
  if (withdrawn.address().empty()) return {};
  std::string addresses;
  for (const v1::MailboxRef& mailbox : withdrawn.holder_mailboxes()) {
    Append(addresses, mailbox.address());
  }
  std::string text = "was published until " + withdrawn.sighting().last_seen();
  if (!addresses.empty()) Append(text, "holder now at " + addresses, "; ");
  return text;
}

}  // namespace annuaire::cli
