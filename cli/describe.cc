#include "cli/describe.h"

namespace annuaire::cli {
namespace {

// INSEE's code of France in the lists of countries.
constexpr std::string_view kFrance = "99000";

}  // namespace

std::string WordOf(const google::protobuf::EnumDescriptor& type, int number) {
  const auto* const value = type.FindValueByNumber(number);
  if (value == nullptr) return std::to_string(number);
  const std::size_t shared =
      type.FindValueByNumber(0)->name().size() - std::string_view("UNKNOWN").size();
  std::string word = value->name().substr(shared);
  for (char& letter : word) {
    if (letter == '_') letter = '-';
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return word;
}

void Append(std::string& list, std::string_view item, std::string_view separator) {
  if (item.empty()) return;
  if (!list.empty()) list += separator;
  list += item;
}

std::string Describe(const v1::Coded& coded) {
  return coded.label().empty() ? coded.code() : coded.label();
}

std::string DescribeWithCode(const v1::Coded& coded) {
  if (coded.label().empty() || coded.code().empty()) return Describe(coded);
  return coded.label() + " (" + coded.code() + ")";
}

std::string Place(std::string_view city, std::string_view department) {
  std::string place(city);
  if (!department.empty()) Append(place, "(" + std::string(department) + ")", " ");
  return place;
}

std::string Describe(const v1::OrganizationRef& organization) {
  std::string text = organization.name();
  Append(text, Place(organization.city(), organization.department()));
  return text;
}

std::string DescribeWithId(const v1::OrganizationRef& organization) {
  std::string text = Describe(organization);
  if (!organization.id().empty()) Append(text, "[" + organization.id() + "]", " ");
  return text;
}

std::string Describe(const v1::Address& address) {
  std::string street = address.street_number();
  Append(street, address.repetition_index(), " ");
  Append(street, Describe(address.street_type()), " ");
  Append(street, address.street_name(), " ");

  std::string city = address.delivery_line();
  if (city.empty()) {
    city = address.postcode();
    Append(city, Describe(address.commune()), " ");
  }

  std::string text = address.recipient_complement();
  Append(text, address.geographic_complement());
  Append(text, street);
  Append(text, address.distribution());
  Append(text, city);
  if (address.country().code() != kFrance) Append(text, Describe(address.country()));
  return text;
}

std::string Describe(const v1::PersonName& name) {
  std::string text = name.given_name();
  Append(text, name.family_name(), " ");
  return text;
}

std::string Describe(const v1::Edition& edition) {
  if (edition.generation().empty()) return {};
  std::string text = "edition " + edition.generation();
  if (!edition.extract_date().empty()) Append(text, "extract of " + edition.extract_date());
  return text;
}

}  // namespace annuaire::cli
