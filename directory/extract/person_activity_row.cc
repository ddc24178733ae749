#include "directory/extract/person_activity_row.h"

#include <array>
#include <utility>

#include "directory/record/geography.h"

namespace annuaire {
namespace {

enum Column : std::size_t {
  kTitleCode = PersonLine::kColumnCount,
  kTitleLabel,
  kCivilityCode,
  kCivilityLabel,
  kProfessionCode,
  kProfessionLabel,
  kCategoryCode,
  kCategoryLabel,
  kSkillTypeCode,
  kSkillTypeLabel,
  kSkillCode,
  kSkillLabel,
  kModeCode,
  kModeLabel,
  kSiret,
  kSiren,
  kFiness,
  kLegalEntityFiness,
  kTechnicalId,
  kLegalName,
  kTradeName,
  kRecipientComplement,
  kGeographicComplement,
  kStreetNumber,
  kRepetitionIndex,
  kStreetTypeCode,
  kStreetTypeLabel,
  kStreetName,
  kDistribution,
  kDeliveryLine,
  kPostcode,
  kCommuneCode,
  kCommuneLabel,
  kCountryCode,
  kCountryLabel,
  kPhone,
  kPhone2,
  kFax,
  kEmail,
  kDepartmentCode,
  kDepartmentLabel,
  kFormerId,
  kRegistrationAuthority,
  kSectorCode,
  kSectorLabel,
  kSectionCode,
  kSectionLabel,
  kRoleCode,
  kRoleLabel,
  kGenreCode,
  kGenreLabel,
  kEnd
};

// In the order of Column.  The department is read by nobody: it is empty on
// every row, and listed here only so as not to be reported as unknown.
constexpr std::array<ColumnSpec, kEnd - PersonLine::kColumnCount> kOwnColumns = {{
    {"Code civilité d'exercice", {"Code civilité exercice"}, false},
    {"Libellé civilité d'exercice", {"Libellé civilité exercice"}, false},
    {"Code civilité", {}, false},
    {"Libellé civilité", {}, false},
    {"Code profession", {}, true},
    {"Libellé profession", {}, false},
    {"Code catégorie professionnelle", {}, false},
    {"Libellé catégorie professionnelle", {}, false},
    {"Code type savoir-faire", {}, false},
    {"Libellé type savoir-faire", {}, false},
    {"Code savoir-faire", {}, false},
    {"Libellé savoir-faire", {}, false},
    {"Code mode exercice", {}, false},
    {"Libellé mode exercice", {}, false},
    {"Numéro SIRET site", {}, false},
    {"Numéro SIREN site", {}, false},
    {"Numéro FINESS site", {}, true},
    {"Numéro FINESS établissement juridique", {}, false},
    {"Identifiant technique de la structure", {"Identifiant technique structure"}, true},
    {"Raison sociale site", {}, false},
    {"Enseigne commerciale site", {}, false},
    {"Complément destinataire (coord. structure)", {}, false},
    {"Complément point géographique (coord. structure)", {}, false},
    {"Numéro Voie (coord. structure)", {}, false},
    {"Indice répétition voie (coord. structure)", {}, false},
    {"Code type de voie (coord. structure)", {}, false},
    {"Libellé type de voie (coord. structure)", {}, false},
    {"Libellé Voie (coord. structure)", {}, false},
    {"Mention distribution (coord. structure)", {}, false},
    {"Bureau cedex (coord. structure)", {}, false},
    {"Code postal (coord. structure)", {}, true},
    {"Code commune (coord. structure)", {}, false},
    {"Libellé commune (coord. structure)", {}, false},
    {"Code pays (coord. structure)", {}, false},
    {"Libellé pays (coord. structure)", {}, false},
    {"Téléphone (coord. structure)", {}, false},
    {"Téléphone 2 (coord. structure)", {}, false},
    {"Télécopie (coord. structure)", {}, false},
    {"Adresse e-mail (coord. structure)", {}, false},
    {"Code Département (structure)", {}, false},
    {"Libellé Département (structure)", {}, false},
    {"Ancien identifiant de la structure", {}, false},
    {"Autorité d'enregistrement", {}, false},
    {"Code secteur d'activité", {}, false},
    {"Libellé secteur d'activité", {}, false},
    {"Code section tableau pharmaciens", {}, false},
    {"Libellé section tableau pharmaciens", {}, false},
    {"Code rôle", {"Code fonction"}, false},
    {"Libellé rôle", {"Libellé fonction"}, false},
    {"Code genre activité", {}, false},
    {"Libellé genre activité", {}, false},
}};
constexpr auto kColumns = WithPersonColumns(/*names_required=*/true, kOwnColumns);

}  // namespace

Result<PersonActivityParser> PersonActivityParser::Make(std::string_view header_line) {
  Result<PersonLine> line = PersonLine::Make(header_line, kColumns);
  if (!line.ok()) return line.status();
  return PersonActivityParser(*std::move(line));
}

RowProblem PersonActivityParser::Parse(std::string_view line) {
  if (const RowProblem problem = line_.Read(line); !problem.ok()) return problem;
  row_.practitioner_id = line_.id();
  ReadPerson();
  ReadActivity();
  row_.flags = static_cast<std::uint8_t>(line_.flags() | row_.structure.flags);
  return {};
}

void PersonActivityParser::ReadPerson() {
  row_.name = line_.name();
  row_.title = {Field(kTitleCode), Field(kTitleLabel)};
  row_.civility = {Field(kCivilityCode), Field(kCivilityLabel)};
  row_.profession = {{Field(kProfessionCode), Field(kProfessionLabel)},
                     {Field(kCategoryCode), Field(kCategoryLabel)}};
  row_.skill = {row_.profession.profession.code,
                {Field(kSkillTypeCode), Field(kSkillTypeLabel)},
                {Field(kSkillCode), Field(kSkillLabel)}};
}

void PersonActivityParser::ReadActivity() {
  row_.structure = ReadStructureColumns({.finess = Field(kFiness),
                                         .legal_entity_finess = Field(kLegalEntityFiness),
                                         .siret = Field(kSiret),
                                         .siren = Field(kSiren),
                                         .technical_id = Field(kTechnicalId)},
                                        structure_buffer_);
  ReadAddress();
  Activity& activity = row_.activity;
  activity.profession_code = {};
  activity.category_code = {};
  activity.mode = {Field(kModeCode), Field(kModeLabel)};
  activity.sector = {Field(kSectorCode), Field(kSectorLabel)};
  activity.pharmacist_section = {Field(kSectionCode), Field(kSectionLabel)};
  activity.role = {Field(kRoleCode), Field(kRoleLabel)};
  activity.genre = {Field(kGenreCode), Field(kGenreLabel)};
  activity.organization_key = row_.structure.key;
  activity.legal_name = Field(kLegalName);
  activity.trade_name = Field(kTradeName);
  activity.phone = Field(kPhone);
  activity.phone2 = Field(kPhone2);
  activity.fax = Field(kFax);
  activity.email = Field(kEmail);
  activity.former_organization_id = Field(kFormerId);
  activity.registration_authority = {};
  static constexpr Activity kNone;
  row_.has_activity = activity != kNone;
  activity.registration_authority = Field(kRegistrationAuthority);
  if (!row_.has_activity) return;
  activity.profession_code = row_.profession.profession.code;
  activity.category_code = row_.profession.category.code;
}

void PersonActivityParser::ReadAddress() {
  Address& address = row_.activity.address;
  address.recipient_complement = Field(kRecipientComplement);
  address.geographic_complement = Field(kGeographicComplement);
  address.street_number = Field(kStreetNumber);
  address.repetition_index = Field(kRepetitionIndex);
  address.street_type = {Field(kStreetTypeCode), Field(kStreetTypeLabel)};
  address.street_name = Field(kStreetName);
  address.distribution = Field(kDistribution);
  address.delivery_line = Field(kDeliveryLine);
  address.postcode = Field(kPostcode);
  if (address.postcode.empty()) {
    address.postcode = SplitDeliveryLine(address.delivery_line).postcode;
  }
  address.commune = {Field(kCommuneCode), Field(kCommuneLabel)};
  address.country = {Field(kCountryCode), Field(kCountryLabel)};
}

}  // namespace annuaire
