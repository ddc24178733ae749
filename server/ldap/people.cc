#include "server/ldap/people.h"

#include <algorithm>
#include <ranges>
#include <string>

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

// The first of the numbers from "first" to "last" that does not pass.
template <typename Passes>
std::uint32_t FirstNot(std::uint32_t first, std::uint32_t last, Passes passes) {
  const auto numbers = std::views::iota(first, last);
  return first + static_cast<std::uint32_t>(std::ranges::partition_point(numbers, passes) -
                                            numbers.begin());
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
