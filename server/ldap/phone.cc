#include "server/ldap/phone.h"

#include <algorithm>
#include <string_view>

#include "directory/base/fold.h"
#include "directory/words/typed_number.h"

namespace annuaire::ldap_front {
namespace {

// RFC 4517, section 3.3.31: a PrintableString.
bool IsTelephoneNumber(std::string_view text) {
  constexpr std::string_view kAllowed = "0123456789 +-./()";
  return !text.empty() && text.find_first_not_of(kAllowed) == std::string_view::npos;
}

void AddPhone(std::string_view published, std::vector<std::string>& phones) {
  const std::string_view phone = Trim(published);
  if (!IsTelephoneNumber(phone)) return;
  const std::string digits = NumberIn(phone).digits;
  const bool known = std::any_of(phones.begin(), phones.end(), [&](const std::string& other) {
    return NumberIn(other).digits == digits;
  });
  if (!known) phones.emplace_back(phone);
}

}  // namespace

std::vector<std::string> PhonesOf(const Practitioner& holder, const MailboxRow& row) {
  std::vector<std::string> phones;
  for (const Activity& activity : holder.activities) {
    if (row.has_organization && activity.organization_key != row.organization.key) continue;
    AddPhone(activity.phone, phones);
    AddPhone(activity.phone2, phones);
  }
  return phones;
}

std::vector<std::string> PhonesOf(const Organization& structure) {
  std::vector<std::string> phones;
  for (const std::string_view phone : structure.phones) AddPhone(phone, phones);
  return phones;
}

std::vector<std::string> PhonesOf(const Generation& generation, const MailboxRow& row) {
  if (!row.practitioner_id.empty()) {
    const auto holder = generation.Get<Practitioner>(row.practitioner_id);
    if (holder.ok() && holder->has_value()) return PhonesOf(**holder, row);
  } else if (row.has_organization) {
    const auto structure = generation.Get<Organization>(row.organization.key);
    if (structure.ok() && structure->has_value()) return PhonesOf(**structure);
  }
  return {};
}

}  // namespace annuaire::ldap_front
