#include "directory/extract/row_id.h"

#include "directory/base/ascii.h"
#include "directory/base/fold.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

constexpr std::string_view kSirenPrefix = "SIREN:";

// Keeps "text" in "kept" when it has the shape of an Id, and flags what is odd.
template <typename Id>
bool Keep(std::string_view text, RowFlag bad_key, std::string_view& kept, std::uint8_t& flags) {
  if (text.empty()) return false;
  const auto id = Id::Parse(text);
  if (!id) {
    flags |= kMalformedStructureId;
    return false;
  }
  if (!HasValidKey(*id)) flags |= bad_key;
  kept = text;
  return true;
}

// Any text may be one, up to a length.
void KeepTechnicalId(std::string_view text, StructureId& structure) {
  constexpr std::size_t kTechnicalIdMax = 64;
  if (text.size() <= kTechnicalIdMax) {
    structure.technical_id = text;
  } else {
    structure.flags |= kMalformedStructureId;
  }
}

// F860787282 and F86078728201072015 hold a FINESS, C49940088500020 a SIRET.
void ReadTechnicalId(std::string_view text, StructureId& structure) {
  KeepTechnicalId(text, structure);
  if (structure.technical_id.empty()) return;
  const std::string_view rest = text.substr(1);
  constexpr std::size_t kFinessLength = FinessId::kLengthMax;
  constexpr std::size_t kDateLength = 8;
  const bool finess_like =
      rest.size() == kFinessLength || rest.size() == kFinessLength + kDateLength;
  if (text.front() == 'F' && finess_like && structure.finess.empty()) {
    const std::string_view number = rest.substr(0, kFinessLength);
    if (const auto id = FinessId::Parse(number)) {
      structure.finess = number;
      if (!HasValidKey(*id)) structure.flags |= kBadFinessKey;
    }
  }
  if (text.front() == 'C' && structure.siret.empty()) {
    if (const auto id = SiretId::Parse(rest)) {
      structure.siret = rest;
      if (!HasValidKey(*id)) structure.flags |= kBadSiretKey;
    }
  }
}

void ChooseKey(StructureId& structure, std::string& buffer) {
  if (!structure.finess.empty()) {
    structure.key = structure.finess;
  } else if (!structure.siret.empty()) {
    structure.key = structure.siret;
  } else if (!structure.siren.empty()) {
    buffer.assign(kSirenPrefix).append(structure.siren);
    structure.key = buffer;
  } else if (!structure.technical_id.empty()) {
    structure.key = structure.technical_id;
  } else {
    structure.key = structure.legal_entity_finess;
  }
}

// The TRE_G07 code of a published type: a code already, or a word.
std::string_view StructureTypeCode(std::string_view type) {
  if (type.empty() || IsDigit(type.front())) return type;
  const std::string word = FoldGlued(type);
  if (word.starts_with("finess")) return "1";
  if (word.starts_with("siren")) return "2";
  if (word.starts_with("siret")) return "3";
  if (word.find("rpps") != std::string::npos) return "4";
  if (word.find("adeli") != std::string::npos) return "0";
  return {};
}

// "1540002698" of type 1 -> "540002698"; a number that is an Id as it stands is
// left alone.
template <typename Id>
std::string_view WithoutTypeDigit(std::string_view code, std::string_view number) {
  if (Id::Parse(number) || code.size() != 1 || number.front() != code.front()) return number;
  return number.substr(1);
}

bool LooksLikeAnotherKind(std::string_view id) {
  return OrganizationKey::KindOf(id) != OrganizationKey::Kind::kTechnical;
}

}  // namespace

StructureId ReadStructureColumns(const StructureColumns& columns, std::string& buffer) {
  StructureId structure;
  Keep<FinessId>(columns.finess, kBadFinessKey, structure.finess, structure.flags);
  Keep<FinessId>(columns.legal_entity_finess, kBadFinessKey, structure.legal_entity_finess,
                 structure.flags);
  Keep<SiretId>(columns.siret, kBadSiretKey, structure.siret, structure.flags);
  Keep<SirenId>(columns.siren, kBadSirenKey, structure.siren, structure.flags);
  ReadTechnicalId(columns.technical_id, structure);
  ChooseKey(structure, buffer);
  return structure;
}

StructureId ReadTypedStructure(std::string_view type, std::string_view number,
                               std::string& buffer) {
  StructureId structure;
  if (number.empty()) return structure;
  const std::string_view code = StructureTypeCode(type);
  bool kept = false;
  if (code == "1" || code == "5" || code == "6" || (code.empty() && FinessId::Parse(number))) {
    kept = Keep<FinessId>(WithoutTypeDigit<FinessId>(code, number), kBadFinessKey, structure.finess,
                          structure.flags);
  } else if (code == "2") {
    kept = Keep<SirenId>(WithoutTypeDigit<SirenId>(code, number), kBadSirenKey, structure.siren,
                         structure.flags);
  } else if (code == "3" || (code.empty() && SiretId::Parse(number))) {
    kept = Keep<SiretId>(WithoutTypeDigit<SiretId>(code, number), kBadSiretKey, structure.siret,
                         structure.flags);
  } else {
    ReadTechnicalId(number, structure);
    kept = true;
  }
  if (!kept) KeepTechnicalId(number, structure);
  ChooseKey(structure, buffer);
  if (structure.key.empty()) return structure;
  if (structure.key == structure.technical_id && LooksLikeAnotherKind(structure.key)) {
    buffer.assign(code).append(number);
    structure.technical_id = buffer;
    structure.key = buffer;
  }
  return structure;
}

PersonId ReadPersonColumns(std::string_view national_id, std::string_view type,
                           std::string_view number, std::string& buffer) {
  PersonId person;
  if (national_id.empty()) {
    if (type.empty() || number.empty()) return person;
    buffer.assign(type).append(number);
    national_id = buffer;
  }
  const auto id = PractitionerId::Parse(national_id);
  if (!id) {
    person.state = PersonId::State::kMalformed;
    return person;
  }
  person.state = PersonId::State::kRead;
  person.id = national_id;
  if (!HasValidKey(*id)) person.flags |= kBadPersonKey;
  return person;
}

}  // namespace annuaire
