#include "server/ldap/phone_book.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "server/ldap/phone.h"

namespace annuaire::ldap_front {
namespace {

// Most professionals publish no number at all.
bool HasPhone(const Practitioner& practitioner) {
  return std::any_of(
      practitioner.activities.begin(), practitioner.activities.end(),
      [](const Activity& activity) { return !activity.phone.empty() || !activity.phone2.empty(); });
}

// The place of the numbers in "all"; 0 for none.
std::uint32_t Append(const std::vector<std::string>& phones, std::string& all) {
  if (phones.empty()) return 0;
  const auto start = static_cast<std::uint32_t>(all.size());
  for (const std::string& phone : phones) all.append(phone).push_back('\n');
  all.push_back('\n');
  return start;
}

}  // namespace

Result<PhoneBook> PhoneBook::Build(const Generation& generation, const Directory& directory) {
  PhoneBook book;
  book.starts_.resize(directory.counts().mailboxes);
  book.numbers_.push_back('\n');  // so that no place is 0
  const auto start_of = [&book](MailboxIndex mailbox) -> std::uint32_t& {
    return book.starts_[static_cast<std::size_t>(mailbox)];
  };
  RETURN_IF_ERROR(generation.Scan<Practitioner>([&](const Practitioner& practitioner) {
    if (!HasPhone(practitioner)) return OkStatus();
    const auto index = directory.FindPractitioner(practitioner.id);
    if (!index) return InternalError("a stored person is not in the directory built from it");
    for (const MailboxIndex mailbox : directory.MailboxesOf(*index)) {
      const MailboxRow row = directory.row(mailbox);
      if (row.practitioner_id != practitioner.id) continue;
      start_of(mailbox) = Append(PhonesOf(practitioner, row), book.numbers_);
    }
    return OkStatus();
  }));
  RETURN_IF_ERROR(generation.Scan<Organization>([&](const Organization& organization) {
    if (organization.phones.empty()) return OkStatus();
    const auto index = directory.FindOrganization(organization.key);
    if (!index) return InternalError("a stored structure is not in the directory built from it");
    std::uint32_t start = 0;
    for (const MailboxIndex mailbox : directory.MailboxesOf(*index)) {
      const MailboxRow row = directory.row(mailbox);
      if (!row.practitioner_id.empty() || row.organization.key != organization.key) continue;
      if (start == 0) start = Append(PhonesOf(organization), book.numbers_);
      start_of(mailbox) = start;
    }
    return OkStatus();
  }));
  book.numbers_.shrink_to_fit();
  return book;
}

std::vector<std::string_view> PhoneBook::of(MailboxIndex mailbox) const {
  std::vector<std::string_view> phones;
  const std::uint32_t start = starts_[static_cast<std::size_t>(mailbox)];
  if (start == 0) return phones;
  std::string_view rest = std::string_view(numbers_).substr(start);
  while (rest.front() != '\n') {
    phones.push_back(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(phones.back().size() + 1);
  }
  return phones;
}

}  // namespace annuaire::ldap_front
