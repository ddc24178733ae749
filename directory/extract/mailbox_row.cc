#include "directory/extract/mailbox_row.h"

#include <array>

#include "directory/base/ascii.h"
#include "directory/base/fold.h"
#include "directory/record/geography.h"
#include "directory/record/patient_address.h"

namespace annuaire {
namespace {

enum Column : std::size_t {
  kType,
  kAddress,
  kIdType,
  kIdNumber,
  kNationalId,
  kStructureType,
  kStructureId,
  kService,
  kTitle,
  kFamilyName,
  kGivenName,
  kCategoryCode,
  kCategoryLabel,
  kProfessionCode,
  kProfessionLabel,
  kSkillCode,
  kSkillLabel,
  kPaperless,
  kLegalName,
  kTradeName,
  kRecipientComplement,
  kGeographicComplement,
  kStreetNumber,
  kRepetitionIndex,
  kStreetType,
  kStreetName,
  kDistribution,
  kDeliveryLine,
  kPostcode,
  kDepartment,
  kCountry,
  kColumnCount
};

// The file spells "NL4TYPEVOIE"; a survey of it spells the address columns
// without " structure BAL", which ColumnKey() ignores.
constexpr std::array<ColumnSpec, kColumnCount> kColumns = {{
    {"Type de BAL", {"Type BAL"}, true},
    {"Adresse BAL", {}, true},
    {"Type Identifiant PP", {"Type d'identifiant PP"}, false},
    {"Identifiant PP", {}, false},
    {"Identification nationale PP", {}, false},
    {"Type identifiant structure", {"Type d'identifiant structure"}, false},
    {"Identification Structure", {"Identifiant structure"}, false},
    {"Service de rattachement", {}, false},
    {"Civilité d'exercice", {"Civilité exercice"}, false},
    {"Nom d'exercice", {"Nom exercice"}, false},
    {"Prénom d'exercice", {"Prénom exercice"}, false},
    {"Catégorie profession", {"Code catégorie profession"}, false},
    {"Libellé de catégorie profession", {"Libellé catégorie profession"}, false},
    {"Code Profession", {}, false},
    {"Libellé Profession", {}, false},
    {"Code savoir-faire", {}, false},
    {"Libellé savoir-faire", {}, false},
    {"Dématérialisation", {}, false},
    {"Raison Sociale structure BAL", {}, false},
    {"Enseigne commerciale structure BAL", {}, false},
    {"L2COMPLEMENTLOCALISATION structure BAL", {}, false},
    {"L3COMPLEMENTDISTRIBUTION structure BAL", {}, false},
    {"L4NUMEROVOIE structure BAL", {}, false},
    {"L4COMPLEMENTNUMEROVOIE structure BAL", {}, false},
    {"NL4TYPEVOIE structure BAL", {"L4TYPEVOIE structure BAL"}, false},
    {"L4LIBELLEVOIE structure BAL", {}, false},
    {"L5LIEUDITMENTION structure BAL", {}, false},
    {"L6LIGNEACHEMINEMENT structure BAL", {}, false},
    {"Code postal structure BAL", {}, false},
    {"Département structure BAL", {}, false},
    {"Pays structure BAL", {}, false},
}};

// A column that holds a code in some files and a label in others.
Coded CodeOrLabel(std::string_view text) {
  constexpr std::size_t kTitleCodeMax = 3;  // DR, PR, M, MME
  if (text.size() <= kTitleCodeMax) return {text, {}};
  return {{}, text};
}

Coded Country(std::string_view text) {
  const bool code = !text.empty() && IsDigit(text.front());
  return code ? Coded{text, {}} : Coded{{}, text};
}

}  // namespace

RowError CheckAddress(std::string_view address) {
  if (address.empty()) return RowError::kBlankAddress;
  if (IsPatientAddress(address)) return RowError::kPatientAddress;
  if (LocalPartOf(address).empty() || DomainOf(address).empty()) return RowError::kMalformedAddress;
  if (address.size() > kAddressBytesMax) return RowError::kMalformedAddress;
  return RowError::kNone;
}

Paperless ReadPaperless(std::string_view text) {
  if (text.empty()) return Paperless::kUnknown;
  const std::string word = FoldGlued(text);
  if (word == "o" || word == "oui" || word == "true" || word == "1") return Paperless::kAccepted;
  if (word == "n" || word == "non" || word == "false" || word == "0") return Paperless::kRefused;
  return Paperless::kUnknown;
}

Result<MailboxParser> MailboxParser::Make(std::string_view header_line) {
  Result<ColumnMap> columns = ColumnMap::Make(header_line, kColumns);
  if (!columns.ok()) return columns.status();
  return MailboxParser(std::move(columns).value());
}

RowProblem MailboxParser::Parse(std::string_view line) {
  if (!line_.Split(line)) return {RowError::kTooManyFields, DelimitedLine::kFieldsMax, {}};
  if (const RowProblem problem = columns_.CheckCount(line_.fields()); !problem.ok()) {
    return problem;
  }
  row_ = MailboxRow{};
  if (const RowProblem problem = ReadAddress(); !problem.ok()) return problem;
  row_.attachment.type_code = Field(kType);
  ReadHolder();
  ReadStructure();
  row_.attachment.paperless = ReadPaperless(Field(kPaperless));
  return {};
}

RowProblem MailboxParser::ReadAddress() {
  const std::string_view address = Field(kAddress);
  const RowError error = CheckAddress(address);
  if (error != RowError::kNone) return columns_.Problem(error, kAddress);
  folded_ = FoldAddress(address);
  row_.address = address;
  row_.folded_address = folded_;
  return {};
}

void MailboxParser::ReadHolder() {
  Attachment& attachment = row_.attachment;
  const PersonId person =
      ReadPersonColumns(Field(kNationalId), Field(kIdType), Field(kIdNumber), person_buffer_);
  attachment.practitioner_id = person.id;
  row_.flags |= person.flags;
  if (person.state == PersonId::State::kMalformed) row_.flags |= kMalformedHolderId;
  attachment.name = {Field(kFamilyName), Field(kGivenName)};
  attachment.title = CodeOrLabel(Field(kTitle));
  attachment.category = {Field(kCategoryCode), Field(kCategoryLabel)};
  attachment.profession = {Field(kProfessionCode), Field(kProfessionLabel)};
  attachment.skill = {Field(kSkillCode), Field(kSkillLabel)};
}

void MailboxParser::ReadStructure() {
  Attachment& attachment = row_.attachment;
  attachment.organization_id_type = Field(kStructureType);
  attachment.organization_id = Field(kStructureId);
  row_.structure = ReadTypedStructure(attachment.organization_id_type, attachment.organization_id,
                                      structure_buffer_);
  row_.flags |= row_.structure.flags;
  attachment.organization_key = row_.structure.key;
  attachment.service = Field(kService);
  attachment.legal_name = Field(kLegalName);
  attachment.trade_name = Field(kTradeName);
  attachment.department = Field(kDepartment);
  Address& address = attachment.address;
  address.recipient_complement = Field(kRecipientComplement);
  address.geographic_complement = Field(kGeographicComplement);
  address.street_number = Field(kStreetNumber);
  address.repetition_index = Field(kRepetitionIndex);
  address.street_type = {Field(kStreetType), {}};
  address.street_name = Field(kStreetName);
  address.distribution = Field(kDistribution);
  address.delivery_line = Field(kDeliveryLine);
  address.postcode = Field(kPostcode);
  if (address.postcode.empty()) {
    address.postcode = SplitDeliveryLine(address.delivery_line).postcode;
  }
  address.country = Country(Field(kCountry));
}

}  // namespace annuaire
