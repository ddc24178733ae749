#include "directory/join/organization_fields.h"

#include <charconv>
#include <cstdint>
#include <tuple>
#include <vector>

#include "directory/base/distinct.h"

namespace annuaire {
namespace {

// One place that lists the single texts and another that lists the lists, for
// packing, unpacking and merging alike.
template <typename Left, typename Right, typename Visit>
void VisitTexts(Left& a, Right& b, Visit visit) {
  visit(a.finess, b.finess);
  visit(a.legal_entity_finess, b.legal_entity_finess);
  visit(a.ape, b.ape);
  visit(a.uai, b.uai);
  visit(a.opened_on, b.opened_on);
  visit(a.closed_on, b.closed_on);
  visit(a.authorised_on, b.authorised_on);
  visit(a.updated_on, b.updated_on);
  visit(a.coordinates.latitude, b.coordinates.latitude);
  visit(a.coordinates.longitude, b.coordinates.longitude);
  visit(a.coordinates.x, b.coordinates.x);
  visit(a.coordinates.y, b.coordinates.y);
  visit(a.coordinates.source, b.coordinates.source);
}

template <typename Left, typename Right, typename Visit>
void VisitCodes(Left& a, Right& b, Visit visit) {
  visit(a.category, b.category);
  visit(a.category_group, b.category_group);
  visit(a.legal_status, b.legal_status);
  visit(a.tariff_mode, b.tariff_mode);
  visit(a.public_service, b.public_service);
}

template <typename Left, typename Right, typename Visit>
void VisitTextLists(Left& a, Right& b, Visit visit) {
  visit(a.sirets, b.sirets);
  visit(a.sirens, b.sirens);
  visit(a.technical_ids, b.technical_ids);
  visit(a.former_ids, b.former_ids);
  visit(a.legal_names, b.legal_names);
  visit(a.trade_names, b.trade_names);
  visit(a.phones, b.phones);
  visit(a.faxes, b.faxes);
  visit(a.emails, b.emails);
}

void PackNumber(std::size_t number, FieldPacker& packer) {
  if (number == 0) {  // as most are; it is unpacked as what is empty
    packer.Add(std::string_view());
    return;
  }
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  packer.Add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

std::size_t UnpackNumber(FieldUnpacker& unpacker) {
  const std::string_view digits = unpacker.Next();
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

template <typename T>
void Append(const std::vector<T>& from, std::vector<T>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

void PackOrganization(const Organization& organization, FieldPacker& packer) {
  packer.Start().Add(organization.key);
  PackNumber(static_cast<std::size_t>(organization.kind), packer);
  PackNumber(static_cast<std::size_t>(organization.state), packer);
  PackNumber(organization.sources, packer);
  const auto add = [&packer](const auto& value, const auto&) { packer.Add(value); };
  VisitTexts(organization, organization, add);
  VisitCodes(organization, organization, add);
  VisitTextLists(organization, organization, [&packer](const auto& list, const auto&) {
    PackNumber(list.size(), packer);
    for (const std::string_view text : list) packer.Add(text);
  });
  PackNumber(organization.sectors.size(), packer);
  for (const Coded& sector : organization.sectors) packer.Add(sector);
  PackNumber(organization.addresses.size(), packer);
  for (const Address& address : organization.addresses) packer.Add(address);
}

void UnpackOrganization(std::string_view bytes, Organization& organization) {
  FieldUnpacker unpacker(bytes);
  organization.Clear();
  organization.key = unpacker.Next();
  organization.kind = static_cast<OrganizationKind>(UnpackNumber(unpacker));
  organization.state = static_cast<OpenState>(UnpackNumber(unpacker));
  organization.sources = static_cast<std::uint8_t>(UnpackNumber(unpacker));
  VisitTexts(organization, organization,
             [&unpacker](std::string_view& text, auto&) { text = unpacker.Next(); });
  VisitCodes(organization, organization,
             [&unpacker](Coded& coded, auto&) { coded = unpacker.NextCoded(); });
  VisitTextLists(organization, organization, [&unpacker](auto& list, auto&) {
    list.resize(UnpackNumber(unpacker));
    for (std::string_view& text : list) text = unpacker.Next();
  });
  organization.sectors.resize(UnpackNumber(unpacker));
  for (Coded& sector : organization.sectors) sector = unpacker.NextCoded();
  organization.addresses.resize(UnpackNumber(unpacker));
  for (Address& address : organization.addresses) address = unpacker.NextAddress();
}

std::string_view LegalEntityIn(std::string_view bytes) {
  FieldUnpacker unpacker(bytes);
  for (int before = 0; before < 5; ++before) unpacker.Next();  // key, 3 numbers, finess
  return unpacker.Next();
}

void Merge(const Organization& other, Organization& into) {
  if (into.kind == OrganizationKind::kUnknown) into.kind = other.kind;
  if (into.state == OpenState::kUnknown) into.state = other.state;
  into.sources |= other.sources;
  const auto take = [](const auto& from, auto& to) {
    if (to.empty()) to = from;
  };
  VisitTexts(other, into, take);
  VisitCodes(other, into, [](const Coded& from, Coded& to) {
    if (to.empty()) to = from;
    if (to.label.empty() && to.code == from.code) to.label = from.label;
  });
  VisitTextLists(other, into, [](const auto& from, auto& to) { Append(from, to); });
  Append(other.sectors, into.sectors);
  Append(other.addresses, into.addresses);
}

void DropRepeats(Organization& organization) {
  VisitTextLists(organization, organization, [](auto& list, auto&) { DistinctInOrder(list); });
  DistinctInOrder(organization.sectors, [](const Coded& sector) { return sector.code; });
  DistinctInOrder(organization.addresses, [](const Address& address) {
    const auto of = [](const Coded& coded) { return std::tie(coded.code, coded.label); };
    return std::tuple_cat(
        std::tie(address.recipient_complement, address.geographic_complement, address.street_number,
                 address.repetition_index, address.street_name, address.distribution,
                 address.delivery_line, address.postcode),
        of(address.street_type), of(address.commune), of(address.country));
  });
}

}  // namespace annuaire
