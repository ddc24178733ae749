#include "directory/extract/finess_csv.h"

#include <algorithm>

#include "directory/base/fold.h"
#include "directory/extract/delimited_line.h"
#include "directory/extract/row_id.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

// Positions in a structureet line; the tag is field 0.
enum Establishment : std::size_t {
  kEtFiness = 1,
  kEtLegalEntity,
  kEtName,
  kEtLongName,
  kEtNameComplement,
  kEtDistributionComplement,
  kEtStreetNumber,
  kEtStreetType,
  kEtStreetName,
  kEtRepetitionIndex,
  kEtLocality,
  kEtCommune,
  kEtDepartment,
  kEtDepartmentLabel,
  kEtDeliveryLine,
  kEtPhone,
  kEtFax,
  kEtCategory,
  kEtCategoryLabel,
  kEtGroup,
  kEtGroupLabel,
  kEtSiret,
  kEtApe,
  kEtTariff,
  kEtTariffLabel,
  kEtPublicService,
  kEtPublicServiceLabel,
  kEtOpenedOn,
  kEtAuthorisedOn,
  kEtUpdatedOn,
  kEtUai,  // absent from the 31-field files
  kEtCount
};

enum LegalEntity : std::size_t {
  kEjFiness = 1,
  kEjName,
  kEjLongName,
  kEjNameComplement,
  kEjStreetNumber,
  kEjStreetType,
  kEjStreetName,
  kEjRepetitionIndex,
  kEjDistributionComplement,
  kEjLocality,
  kEjCommune,
  kEjDeliveryLine,
  kEjDepartment,
  kEjDepartmentLabel,
  kEjPhone,
  kEjStatus,
  kEjStatusLabel,
  kEjCategory,
  kEjCategoryLabel,
  kEjSiren,
  kEjApe,
  kEjCreatedOn,
  kEjCount
};

constexpr std::size_t kGeolocationCount = 6;
constexpr std::string_view kFlatHeader = "nofinesset";

void AddDistinct(std::vector<std::string_view>& values, std::string_view value) {
  if (value.empty()) return;
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
  if (tag == "structureet") return ParseEstablishment(fields);
  if (tag == "structureej") return ParseLegalEntity(fields);
  if (tag == "geolocalisation") return ParseGeolocation(fields);
  if (tag == "finess") {
    constexpr std::size_t kDate = 3;
    if (fields.size() > kDate) extract_date_ = fields[kDate];
    return {};
  }
  if (tag == kFlatHeader) {
    flat_columns_.clear();
    for (std::size_t i = 0; i < fields.size(); ++i) flat_columns_.emplace(fields[i], i);
    flat_field_count_ = fields.size();
    return {};
  }
  if (!flat_columns_.empty()) return ParseFlat(fields);
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

void FinessCsvParser::SetCommune(Address& address, std::string_view department,
                                 std::string_view commune) {
  const auto code = CommuneOfLegacyFiness(department, commune);
  if (!code) return;
  commune_ = *code;
  address.commune.code = commune_.view();
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

RowProblem FinessCsvParser::ParseEstablishment(Fields fields) {
  const RowProblem count = CheckFieldCount(fields.size(), kEtUai, kEtCount, fields.back().empty());
  if (!count.ok()) return count;
  const RowProblem start = Start(fields[kEtFiness], OrganizationKind::kEstablishment);
  if (!start.ok()) return start;
  row_.legal_entity_finess = fields[kEtLegalEntity];
  AddDistinct(row_.legal_names, fields[kEtLongName]);
  AddDistinct(row_.legal_names, fields[kEtName]);
  AddDistinct(row_.sirets, fields[kEtSiret]);
  AddDistinct(row_.phones, fields[kEtPhone]);
  AddDistinct(row_.faxes, fields[kEtFax]);
  row_.category = {fields[kEtCategory], fields[kEtCategoryLabel]};
  row_.category_group = {fields[kEtGroup], fields[kEtGroupLabel]};
  row_.tariff_mode = {fields[kEtTariff], fields[kEtTariffLabel]};
  row_.public_service = {fields[kEtPublicService], fields[kEtPublicServiceLabel]};
  row_.ape = fields[kEtApe];
  row_.opened_on = fields[kEtOpenedOn];
  row_.authorised_on = fields[kEtAuthorisedOn];
  row_.updated_on = fields[kEtUpdatedOn];
  if (fields.size() > kEtUai) row_.uai = fields[kEtUai];
  Address& address = row_.addresses.emplace_back();
  address.recipient_complement = fields[kEtNameComplement];
  address.geographic_complement = fields[kEtDistributionComplement];
  address.street_number = fields[kEtStreetNumber];
  address.repetition_index = fields[kEtRepetitionIndex];
  address.street_type.code = fields[kEtStreetType];
  address.street_name = fields[kEtStreetName];
  address.distribution = fields[kEtLocality];
  SetDeliveryLine(address, fields[kEtDeliveryLine]);
  SetCommune(address, fields[kEtDepartment], fields[kEtCommune]);
  return Finish();
}

RowProblem FinessCsvParser::ParseLegalEntity(Fields fields) {
  const RowProblem count =
      CheckFieldCount(fields.size(), kEjCount, kEjCount, fields.back().empty());
  if (!count.ok()) return count;
  const RowProblem start = Start(fields[kEjFiness], OrganizationKind::kLegalEntity);
  if (!start.ok()) return start;
  AddDistinct(row_.legal_names, fields[kEjLongName]);
  AddDistinct(row_.legal_names, fields[kEjName]);
  AddDistinct(row_.sirens, fields[kEjSiren]);
  AddDistinct(row_.phones, fields[kEjPhone]);
  row_.category = {fields[kEjCategory], fields[kEjCategoryLabel]};
  row_.legal_status = {fields[kEjStatus], fields[kEjStatusLabel]};
  row_.ape = fields[kEjApe];
  row_.opened_on = fields[kEjCreatedOn];
  Address& address = row_.addresses.emplace_back();
  address.recipient_complement = fields[kEjNameComplement];
  address.geographic_complement = fields[kEjDistributionComplement];
  address.street_number = fields[kEjStreetNumber];
  address.repetition_index = fields[kEjRepetitionIndex];
  address.street_type.code = fields[kEjStreetType];
  address.street_name = fields[kEjStreetName];
  address.distribution = fields[kEjLocality];
  SetDeliveryLine(address, fields[kEjDeliveryLine]);
  SetCommune(address, fields[kEjDepartment], fields[kEjCommune]);
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

RowProblem FinessCsvParser::ParseFlat(Fields fields) {
  const RowProblem count =
      CheckFieldCount(fields.size(), flat_field_count_, flat_field_count_, fields.back().empty());
  if (!count.ok()) return count;
  const auto field = [&](const char* name) {
    const auto found = flat_columns_.find(name);
    return found == flat_columns_.end() ? std::string_view{} : fields[found->second];
  };
  const RowProblem start = Start(field("nofinesset"), OrganizationKind::kEstablishment);
  if (!start.ok()) return start;
  row_.legal_entity_finess = field("nofinessej");
  AddDistinct(row_.legal_names, field("rslongue"));
  AddDistinct(row_.legal_names, field("rs"));
  AddDistinct(row_.sirets, field("siret"));
  AddDistinct(row_.phones, field("telephone"));
  AddDistinct(row_.faxes, field("telecopie"));
  row_.category = {field("categetab"), field("libcategetab")};
  row_.category_group = {field("categretab"), field("libcategretab")};
  row_.tariff_mode = {field("mft"), field("libmft")};
  row_.public_service = {field("sph"), field("libsph")};
  row_.ape = field("codeape");
  row_.opened_on = field("dateouvert");
  row_.authorised_on = field("dateautor");
  row_.updated_on = field("datemaj");
  row_.coordinates.x = field("coordx");
  row_.coordinates.y = field("coordy");
  row_.coordinates.source = field("sourcegeocod");
  Address& address = row_.addresses.emplace_back();
  address.recipient_complement = field("complrs");
  address.geographic_complement = field("compldistrib");
  address.street_number = field("numvoie");
  address.repetition_index = field("compvoie");
  address.street_type.code = field("typvoie");
  address.street_name = field("voie");
  address.distribution = field("lieuditbp");
  SetDeliveryLine(address, field("ligneacheminement"));
  if (const auto postcode = field("codepostal"); !postcode.empty()) address.postcode = postcode;
  constexpr std::size_t kCommuneLength = 5;
  if (field("cog").size() == kCommuneLength) address.commune.code = field("cog");
  return Finish();
}

}  // namespace annuaire
