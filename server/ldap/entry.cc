#include "server/ldap/entry.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "directory/base/fold.h"
#include "directory/base/letter_case.h"
#include "directory/record/geography.h"
#include "server/ldap/hex_octet.h"

namespace annuaire::ldap_front {
namespace {

constexpr std::string_view kDash = " – ";

void Append(std::string_view part, std::string_view separator, std::string& text) {
  if (part.empty()) return;
  if (!text.empty()) text += separator;
  text += part;
}

bool IsOfPerson(const MailboxRow& row) {
  return row.type == MailboxType::kPersonal && !row.family_name.empty();
}

// Of a mailbox without a person: its service, else what it is called by.
std::string_view ServiceOf(const MailboxRow& row) {
  return row.service.empty() ? LocalPartOf(row.address) : row.service;
}

std::string NameOfShared(const MailboxRow& row) {
  std::string name(ServiceOf(row));
  if (row.has_organization) Append(row.organization.name(), kDash, name);
  return name;
}

std::string GivenThenFamilyName(const MailboxRow& row) {
  std::string name = ToTitleCase(row.given_name);
  Append(row.family_name, " ", name);
  return name;
}

// What tells a homonym from another.
void AppendPlace(const MailboxRow& row, std::string& name) {
  if (IsOfPerson(row)) {
    Append(row.skill.label.empty() ? row.profession.label : row.skill.label, kDash, name);
    if (row.has_organization) Append(row.organization.name(), kDash, name);
  }
  Append(row.city, row.has_organization ? ", " : kDash, name);
}

std::vector<std::string> CommonNamesOfShared(const MailboxRow& row) {
  std::string service_first = NameOfShared(row);
  AppendPlace(row, service_first);
  const std::string_view structure = row.has_organization ? row.organization.name() : "";
  // slapd refuses one value twice.
  if (structure.empty() || Fold(structure) == Fold(ServiceOf(row))) return {service_first};
  std::string structure_first(structure);
  Append(ServiceOf(row), kDash, structure_first);
  AppendPlace(row, structure_first);
  return {std::move(service_first), std::move(structure_first)};
}

std::vector<std::string> CommonNames(const MailboxRow& row) {
  if (!IsOfPerson(row)) return CommonNamesOfShared(row);
  std::string family_first(row.family_name);
  Append(ToTitleCase(row.given_name), " ", family_first);
  AppendPlace(row, family_first);
  if (row.given_name.empty()) return {std::move(family_first)};
  std::string given_first = GivenThenFamilyName(row);
  AppendPlace(row, given_first);
  return {std::move(family_first), std::move(given_first)};
}

std::string_view DepartmentName(const MailboxRow& row) {
  const Department* department = FindDepartment(row.department);
  return department == nullptr ? std::string_view{} : department->name;
}

std::vector<std::string> Some(std::string_view value) {
  if (value.empty()) return {};
  return {std::string(value)};
}

std::vector<std::string> Published(const MailboxRow& row, Attribute attribute) {
  switch (attribute) {
    case Attribute::kObjectClass:
      return {"inetOrgPerson", "organizationalPerson", "person", "top"};
    case Attribute::kCn:
      return CommonNames(row);
    case Attribute::kSn:
      return {IsOfPerson(row) ? std::string(row.family_name) : NameOfShared(row)};
    case Attribute::kGivenName:
      return IsOfPerson(row) ? Some(ToTitleCase(row.given_name)) : Some({});
    case Attribute::kDisplayName:
      return {IsOfPerson(row) ? GivenThenFamilyName(row) : NameOfShared(row)};
    case Attribute::kMail:
      return Some(row.address);
    case Attribute::kO:
      return row.has_organization ? Some(row.organization.name()) : Some({});
    case Attribute::kOu:
      return Some(row.service);
    case Attribute::kTitle:
      return Some(row.profession.label);
    case Attribute::kL:
      return Some(row.city);
    case Attribute::kPostalCode:
      return row.has_organization ? Some(row.organization.postcode) : Some({});
    case Attribute::kSt:
      return Some(DepartmentName(row));
    case Attribute::kEmployeeNumber:
      return Some(row.rpps());
    case Attribute::kEmployeeType:
      return Some(row.type_code);
    case Attribute::kTelephoneNumber:
      return {};
  }
  return {};
}

}  // namespace

std::vector<std::string> ValuesOf(const MailboxRow& row, Attribute attribute) {
  std::vector<std::string> values = Published(row, attribute);
  std::erase_if(
      values, [](const std::string& value) { return Trim(value).empty() || !IsValidUtf8(value); });
  return values;
}

bool CanBeEntry(const MailboxRow& row) {
  return !row.address.empty() && std::all_of(row.address.begin(), row.address.end(),
                                             [](char c) { return c > ' ' && c < 0x7F; });
}

std::string DnOf(std::string_view address, std::string_view base_dn) {
  std::string dn = "mail=";
  for (const char c : address) {
    if (std::string_view("\"+,;<>\\=#").find(c) != std::string_view::npos) dn += '\\';
    dn += c;
  }
  dn += ',';
  dn += base_dn;
  return dn;
}

std::string UnescapedRdn(std::string_view value) {
  std::string unescaped;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      unescaped += value[i];
    } else if (const std::optional<char> octet = HexOctet(value.substr(i + 1))) {
      unescaped += *octet;
      i += 2;
    } else {
      unescaped += value[++i];
    }
  }
  return unescaped;
}

std::string FoldDn(std::string_view dn) {
  std::string folded;
  for (const char c : FoldAddress(dn)) {
    if (c == ' ' && (folded.empty() || folded.back() == ',' || folded.back() == '=')) continue;
    if (c == ',' || c == '=') {
      while (!folded.empty() && folded.back() == ' ') folded.pop_back();
    }
    folded.push_back(c);
  }
  return folded;
}

}  // namespace annuaire::ldap_front
