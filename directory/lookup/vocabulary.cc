#include "directory/lookup/vocabulary.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "directory/record/geography.h"

namespace annuaire {
namespace {

std::uint8_t DepartmentNumber(std::string_view commune_code, std::string_view postcode) {
  const Department* department = DepartmentOf(commune_code, postcode);
  if (department == nullptr) return 0;
  return static_cast<std::uint8_t>(department - Departments().data() + 1);
}

template <typename Entry>
std::string_view BytesOf(const Entry& entry) {
  return {reinterpret_cast<const char*>(&entry), sizeof(Entry)};
}

std::size_t CheapHash(const Coded& value) {
  std::uint64_t start = 0;
  std::memcpy(&start, value.code.data(), std::min(value.code.size(), sizeof(start)));
  start += value.label.size() << 32 | value.code.size() << 40;
  return static_cast<std::size_t>((start * 0x9e3779b97f4a7c15u) >> 32);
}

}  // namespace

Vocabulary::Vocabulary() {
  InternCoded({});
  InternPlace({});
}

CodedId Vocabulary::InternCoded(const CodedEntry& entry) {
  const std::uint32_t number = coded_keys_.Intern(BytesOf(entry));
  if (number == coded_.size()) coded_.push_back(entry);
  return CodedId{number};
}

std::uint32_t Vocabulary::InternPlace(const PlaceEntry& entry) {
  const std::uint32_t number = place_keys_.Intern(BytesOf(entry));
  if (number == places_.size()) places_.push_back(entry);
  return number;
}

CodedId Vocabulary::Code(const Coded& value) {
  if (value.empty()) return CodedId::kEmpty;
  CodedId& recent = recent_[CheapHash(value) % kRecentCodes];
  const CodedEntry& entry = coded_[static_cast<std::uint32_t>(recent)];
  if (text(entry.code) == value.code && text(entry.label) == value.label) return recent;
  recent = InternCoded({texts_.Intern(value.code), texts_.Intern(value.label)});
  return recent;
}

std::uint32_t Vocabulary::Place(const Address& address) {
  // The delivery line tells only what the commune does not.
  const bool complete = !address.commune.label.empty() && !address.postcode.empty();
  address_.assign(address.commune.code).push_back('\t');
  address_.append(address.commune.label).push_back('\t');
  address_.append(address.postcode).push_back('\t');
  if (!complete) address_.append(address.delivery_line);
  const bool abroad = IsAbroad(address.country);
  if (abroad) address_.append("\tabroad");
  const std::uint32_t known = addresses_.Intern(address_);
  if (known < place_of_address_.size()) return place_of_address_[known];

  const DeliveryLine line = SplitDeliveryLine(address.delivery_line);
  const std::string_view city =
      WithoutCedex(address.commune.label.empty() ? line.city : address.commune.label);
  const std::string_view postcode = address.postcode.empty() ? line.postcode : address.postcode;
  PlaceEntry entry{};
  entry.city = texts_.Intern(city);
  entry.folded_city = texts_.Intern(FoldPlace(city));
  entry.postcode = texts_.Intern(postcode);
  if (!abroad) entry.department = DepartmentNumber(address.commune.code, postcode);
  place_of_address_.push_back(InternPlace(entry));
  return place_of_address_.back();
}

Vocabulary::Renumbering Vocabulary::Absorb(const Vocabulary& other) {
  Renumbering renumbering;
  for (const CodedEntry& entry : other.coded_) {
    renumbering.coded.push_back(InternCoded(
        {texts_.Intern(other.text(entry.code)), texts_.Intern(other.text(entry.label))}));
  }
  for (PlaceEntry entry : other.places_) {
    entry.city = texts_.Intern(other.text(entry.city));
    entry.folded_city = texts_.Intern(other.text(entry.folded_city));
    entry.postcode = texts_.Intern(other.text(entry.postcode));
    renumbering.places.push_back(InternPlace(entry));
  }
  return renumbering;
}

Vocabulary::Taken Vocabulary::Take() && {
  coded_.shrink_to_fit();
  places_.shrink_to_fit();
  return {std::move(texts_).Build(), std::move(coded_), std::move(places_)};
}

}  // namespace annuaire
