#include "server/ldap/people.h"

#include <string>

#include "directory/base/first_not.h"
#include "directory/base/fold.h"

namespace annuaire::ldap_front {
namespace {

bool IsListedPerson(const MailboxRow& row) {
  return row.type == MailboxType::kPersonal && !row.practitioner_id.empty() && !row.holder_gone;
}

// The word that people are in the order of.
std::string FirstWord(std::string_view family_name) {
  const std::string folded = Fold(family_name);
  return folded.substr(0, folded.find_first_of(" -'"));
}

}  // namespace

MailboxRun PeopleNamed(const Directory& directory, std::string_view prefix) {
  const auto row_at = [&](std::uint32_t number) { return directory.row(MailboxIndex{number}); };
  const auto mailboxes = static_cast<std::uint32_t>(directory.counts().mailboxes);
  const std::uint32_t people =
      FirstNot(0, mailboxes, [&](std::uint32_t i) { return IsListedPerson(row_at(i)); });
  const std::uint32_t first = FirstNot(
      0, people, [&](std::uint32_t i) { return FirstWord(row_at(i).family_name) < prefix; });
  const std::uint32_t last = FirstNot(first, people, [&](std::uint32_t i) {
    return FirstWord(row_at(i).family_name).starts_with(prefix);
  });
  return {.first = first, .last = last};
}

}  // namespace annuaire::ldap_front
