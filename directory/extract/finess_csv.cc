#include "directory/extract/finess_csv.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "directory/base/fold.h"
#include "directory/extract/delimited_line.h"
#include "directory/extract/row_id.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

constexpr std::size_t kEstablishmentCount = 32;  // the last is absent from the 31-field files
constexpr std::size_t kLegalEntityCount = 23;
constexpr std::size_t kGeolocationCount = 6;
constexpr std::string_view kFlatHeader = "nofinesset";

void AddDistinct(std::vector<std::string_view>& values, std::string_view value) {
  for (const std::string_view known : values) {
    if (known == value) return;
  }
  values.push_back(value);
}

void SetDeliveryLine(Address& address, std::string_view line) {
  const DeliveryLine delivery = SplitDeliveryLine(line);
  address.delivery_line = line;
  address.postcode = delivery.postcode;
  address.commune.label = WithoutCedex(delivery.city);
}

void SetCommuneCode(Address& address, std::string_view code) {
  constexpr std::size_t kCommuneLength = 5;
  if (code.size() == kCommuneLength) address.commune.code = code;
}

using Text = std::string_view;

struct Structure {
  Organization& row;
  Address& address;
  Text department;  // with the three digits of the commune: its code
  Text commune;
};

// Where a text of a structure stands, and what it is. They are taken in this order: the long
// name is the first one, a postcode of its own replaces that of the delivery line.
struct FinessColumn {
  std::size_t in_establishment;  // its position after the tag; 0: no such column
  std::size_t in_legal_entity;
  std::string_view flat_name;  // empty: no such column
  void (*set)(Structure& to, Text text);
};

constexpr FinessColumn kColumns[] = {
    {2, 0, "nofinessej", [](Structure& to, Text text) { to.row.legal_entity_finess = text; }},
    {4, 3, "rslongue", [](Structure& to, Text text) { AddDistinct(to.row.legal_names, text); }},
    {3, 2, "rs", [](Structure& to, Text text) { AddDistinct(to.row.legal_names, text); }},
    {5, 4, "complrs", [](Structure& to, Text text) { to.address.recipient_complement = text; }},
    {6, 9, "compldistrib",
     [](Structure& to, Text text) { to.address.geographic_complement = text; }},
    {7, 5, "numvoie", [](Structure& to, Text text) { to.address.street_number = text; }},
    {8, 6, "typvoie", [](Structure& to, Text text) { to.address.street_type.code = text; }},
    {9, 7, "voie", [](Structure& to, Text text) { to.address.street_name = text; }},
    {10, 8, "compvoie", [](Structure& to, Text text) { to.address.repetition_index = text; }},
    {11, 10, "lieuditbp", [](Structure& to, Text text) { to.address.distribution = text; }},
    {13, 13, "", [](Structure& to, Text text) { to.department = text; }},
    {12, 11, "", [](Structure& to, Text text) { to.commune = text; }},
    {0, 0, "cog", [](Structure& to, Text text) { SetCommuneCode(to.address, text); }},
    {15, 12, "ligneacheminement",
     [](Structure& to, Text text) { SetDeliveryLine(to.address, text); }},
    {0, 0, "codepostal", [](Structure& to, Text text) { to.address.postcode = text; }},
    {16, 15, "telephone", [](Structure& to, Text text) { AddDistinct(to.row.phones, text); }},
    {17, 0, "telecopie", [](Structure& to, Text text) { AddDistinct(to.row.faxes, text); }},
    {0, 16, "", [](Structure& to, Text text) { to.row.legal_status.code = text; }},
    {0, 17, "", [](Structure& to, Text text) { to.row.legal_status.label = text; }},
    {18, 18, "categetab", [](Structure& to, Text text) { to.row.category.code = text; }},
    {19, 19, "libcategetab", [](Structure& to, Text text) { to.row.category.label = text; }},
    {20, 0, "categretab", [](Structure& to, Text text) { to.row.category_group.code = text; }},
    {21, 0, "libcategretab", [](Structure& to, Text text) { to.row.category_group.label = text; }},
    {22, 0, "siret", [](Structure& to, Text text) { AddDistinct(to.row.sirets, text); }},
    {0, 20, "", [](Structure& to, Text text) { AddDistinct(to.row.sirens, text); }},
    {23, 21, "codeape", [](Structure& to, Text text) { to.row.ape = text; }},
    {24, 0, "mft", [](Structure& to, Text text) { to.row.tariff_mode.code = text; }},
    {25, 0, "libmft", [](Structure& to, Text text) { to.row.tariff_mode.label = text; }},
    {26, 0, "sph", [](Structure& to, Text text) { to.row.public_service.code = text; }},
    {27, 0, "libsph", [](Structure& to, Text text) { to.row.public_service.label = text; }},
    {28, 22, "dateouvert", [](Structure& to, Text text) { to.row.opened_on = text; }},
    {29, 0, "dateautor", [](Structure& to, Text text) { to.row.authorised_on = text; }},
    {30, 0, "datemaj", [](Structure& to, Text text) { to.row.updated_on = text; }},
    {31, 0, "", [](Structure& to, Text text) { to.row.uai = text; }},
    {0, 0, "coordx", [](Structure& to, Text text) { to.row.coordinates.x = text; }},
    {0, 0, "coordy", [](Structure& to, Text text) { to.row.coordinates.y = text; }},
    {0, 0, "sourcegeocod", [](Structure& to, Text text) { to.row.coordinates.source = text; }},
};
constexpr std::size_t kColumnCount = std::size(kColumns);

constexpr std::array<std::size_t, kColumnCount> PlacesOf(std::size_t FinessColumn::*place) {
  std::array<std::size_t, kColumnCount> places{};
  for (std::size_t i = 0; i < kColumnCount; ++i) places[i] = kColumns[i].*place;
  return places;
}
constexpr auto kEstablishmentPlaces = PlacesOf(&FinessColumn::in_establishment);
constexpr auto kLegalEntityPlaces = PlacesOf(&FinessColumn::in_legal_entity);

// One empty field beyond the last is a trailing separator.
RowProblem CheckFieldCount(std::size_t count, std::size_t least, std::size_t most,
                           bool last_is_empty) {
  if (count < least) return {RowError::kTooFewFields, static_cast<std::uint16_t>(count), {}};
  if (count > most + (last_is_empty ? 1 : 0)) {
    return {RowError::kTooManyFields, static_cast<std::uint16_t>(most + 1), {}};
  }
  return {};
}

}  // namespace

bool QuotedLine::Split(std::string_view line, char separator) {
  fields_.clear();
  unquoted_.clear();
  unquoted_.reserve(line.size());  // so that views of it stay valid
  std::size_t at = 0;
  while (true) {
    std::size_t end;
    if (at < line.size() && line[at] == '"') {
      end = ReadQuoted(line, at, separator);
      if (end == std::string_view::npos) return false;
    } else {
      end = std::min(line.find(separator, at), line.size());
      fields_.push_back(TrimField(line.substr(at, end - at)));
    }
    if (end >= line.size()) return true;
    at = end + 1;
  }
}

std::size_t QuotedLine::ReadQuoted(std::string_view line, std::size_t at, char separator) {
  const std::size_t start = unquoted_.size();
  for (std::size_t i = at + 1; i < line.size(); ++i) {
    if (line[i] != '"') {
      unquoted_.push_back(line[i]);
    } else if (i + 1 < line.size() && line[i + 1] == '"') {
      unquoted_.push_back('"');
      ++i;
    } else {
      if (i + 1 < line.size() && line[i + 1] != separator) return std::string_view::npos;
      fields_.push_back(TrimField(std::string_view(unquoted_).substr(start)));
      return i + 1;
    }
  }
  return std::string_view::npos;
}

RowProblem FinessCsvParser::Parse(std::string_view line) {
  has_row_ = false;
  flags_ = 0;
  line = WithoutBom(line);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  line = Trim(line);
  if (line.empty()) return {};
  if (!IsValidUtf8(line)) {
    decoded_ = Windows1252ToUtf8(line);
    ++decoded_lines_;
    line = decoded_;
  }
  if (!line_.Split(line, ';')) return {RowError::kBrokenQuotes, 0, {}};
  const Fields fields = line_.fields();
  const std::string_view tag = fields.front();
  if (tag == "structureet") {
    return ParseStructure({OrganizationKind::kEstablishment, 1, kEstablishmentCount - 1,
                           kEstablishmentCount, kEstablishmentPlaces},
                          fields);
  }
  if (tag == "structureej") {
    return ParseStructure({OrganizationKind::kLegalEntity, 1, kLegalEntityCount, kLegalEntityCount,
                           kLegalEntityPlaces},
                          fields);
  }
  if (tag == "geolocalisation") return ParseGeolocation(fields);
  if (tag == "finess") {
    constexpr std::size_t kDate = 3;
    if (fields.size() > kDate) extract_date_ = fields[kDate];
    return {};
  }
  if (tag == kFlatHeader) {
    flat_field_count_ = fields.size();
    flat_places_.clear();
    for (const FinessColumn& column : kColumns) {
      const auto at = std::find(fields.begin() + 1, fields.end(), column.flat_name);
      const bool found = !column.flat_name.empty() && at != fields.end();
      flat_places_.push_back(found ? static_cast<std::size_t>(at - fields.begin()) : 0);
    }
    return {};
  }
  if (!flat_places_.empty()) {
    return ParseStructure(
        {OrganizationKind::kEstablishment, 0, flat_field_count_, flat_field_count_, flat_places_},
        fields);
  }
  return {RowError::kUnknownRecord, 1, {}};
}

RowProblem FinessCsvParser::Start(std::string_view finess, OrganizationKind kind) {
  if (!FinessId::Parse(finess)) return {RowError::kMalformedFiness, 2, "nofiness"};
  row_.Clear();
  row_.key = finess;
  row_.finess = finess;
  row_.kind = kind;
  row_.state = OpenState::kOpen;
  row_.sources = kFromFinessLegacy;
  has_row_ = true;
  return {};
}

RowProblem FinessCsvParser::Finish() {
  if (row_.addresses.back().empty()) row_.addresses.clear();
  if (!HasValidKey(*FinessId::Parse(row_.finess))) flags_ |= kBadFinessKey;
  if (!row_.legal_entity_finess.empty() && !FinessId::Parse(row_.legal_entity_finess)) {
    flags_ |= kMalformedStructureId;
    row_.legal_entity_finess = {};
  }
  for (const std::string_view siret : row_.sirets) {
    const auto id = SiretId::Parse(siret);
    if (!id) flags_ |= kMalformedStructureId;
    if (id && !HasValidKey(*id)) flags_ |= kBadSiretKey;
  }
  for (const std::string_view siren : row_.sirens) {
    const auto id = SirenId::Parse(siren);
    if (!id) flags_ |= kMalformedStructureId;
    if (id && !HasValidKey(*id)) flags_ |= kBadSirenKey;
  }
  return {};
}

RowProblem FinessCsvParser::ParseStructure(const Layout& layout, Fields fields) {
  const RowProblem count =
      CheckFieldCount(fields.size(), layout.least, layout.most, fields.back().empty());
  if (!count.ok()) return count;
  const RowProblem start = Start(fields[layout.finess], layout.kind);
  if (!start.ok()) return start;
  Structure structure{row_, row_.addresses.emplace_back(), {}, {}};
  for (std::size_t i = 0; i < kColumnCount; ++i) {
    const std::size_t at = layout.places[i];
    if (at != 0 && at < fields.size() && !fields[at].empty()) {
      kColumns[i].set(structure, fields[at]);
    }
  }
  if (const auto code = CommuneOfLegacyFiness(structure.department, structure.commune)) {
    commune_ = *code;
    structure.address.commune.code = commune_.view();
  }
  return Finish();
}

RowProblem FinessCsvParser::ParseGeolocation(Fields fields) {
  const RowProblem count =
      CheckFieldCount(fields.size(), kGeolocationCount, kGeolocationCount, fields.back().empty());
  if (!count.ok()) return count;
  const RowProblem start = Start(fields[1], OrganizationKind::kEstablishment);
  if (!start.ok()) return start;
  row_.coordinates.x = fields[2];
  row_.coordinates.y = fields[3];
  row_.coordinates.source = fields[4];
  return {};
}

}  // namespace annuaire
