// The directory's small messages in a few words. Empty for an empty message.

#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>

#include "annuaire/v1/record.pb.h"

namespace annuaire::cli {

// "Médecin", or the code when it has no label.
std::string Describe(const v1::Coded& coded);
// "Médecin (10)"
std::string DescribeWithCode(const v1::Coded& coded);
// "NANCY (54)"
std::string Place(std::string_view city, std::string_view department);
// "CH TROIS PICS, NANCY (54)"
std::string Describe(const v1::OrganizationRef& organization);
// "CH TROIS PICS, NANCY (54) [540000012]"
std::string DescribeWithId(const v1::OrganizationRef& organization);
// "29 BIS AVENUE DU MARECHAL DE LATTRE, 54000 NANCY"
std::string Describe(const v1::Address& address);
// "Jean DUPRÉ"
std::string Describe(const v1::PersonName& name);
// "edition 20261120T061500Z, extract of 2026-11-19"
std::string Describe(const v1::Edition& edition);

// The name of a value without what all of its type begin with, UNKNOWN's tells what:
// "legal-entity" for ORGANIZATION_KIND_LEGAL_ENTITY. Its number when a later version's.
std::string WordOf(const google::protobuf::EnumDescriptor& type, int number);

// "a, b", skipping what is empty.
void Append(std::string& list, std::string_view item, std::string_view separator = ", ");

// "a, b, c" of every item.
template <typename Items>
std::string Join(const Items& items) {
  std::string list;
  for (const auto& item : items) {
    if constexpr (requires { Describe(item); }) {
      Append(list, Describe(item));
    } else {
      Append(list, item);
    }
  }
  return list;
}

}  // namespace annuaire::cli
