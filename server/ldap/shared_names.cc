#include "server/ldap/shared_names.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "directory/base/fold.h"
#include "directory/record/mailbox.h"

namespace annuaire::ldap_front {
namespace {

// What sn begins with, see entry.cc.
std::string NameOf(const MailboxRow& row) {
  return Fold(row.service.empty() ? LocalPartOf(row.address) : row.service);
}

}  // namespace

SharedNames::SharedNames(const Directory& directory) {
  std::vector<std::pair<std::string, MailboxIndex>> named;
  for (std::uint32_t i = 0; i < directory.counts().mailboxes; ++i) {
    const MailboxRow row = directory.row(MailboxIndex{i});
    if (row.type == MailboxType::kPersonal) continue;
    named.emplace_back(NameOf(row), MailboxIndex{i});
  }
  std::sort(named.begin(), named.end());
  by_name_.reserve(named.size());
  for (const auto& [name, mailbox] : named) by_name_.push_back(mailbox);
}

std::span<const MailboxIndex> SharedNames::Beginning(const Directory& directory,
                                                     std::string_view prefix) const {
  const auto first = std::partition_point(
      by_name_.begin(), by_name_.end(),
      [&](MailboxIndex mailbox) { return NameOf(directory.row(mailbox)) < prefix; });
  const auto last = std::partition_point(first, by_name_.end(), [&](MailboxIndex mailbox) {
    return NameOf(directory.row(mailbox)).starts_with(prefix);
  });
  return {first, last};
}

}  // namespace annuaire::ldap_front
