#include "server/grpc/decode.h"

#include <algorithm>
#include <optional>

#include "directory/base/fold.h"
#include "directory/naming/rule_catalogue.h"
#include "directory/record/mailbox.h"
#include "directory/record/patient_address.h"
#include "server/grpc/filter_codes.h"
#include "server/grpc/typed_hints.h"
#include "server/grpc/wire_reader.h"
#include "server/rpc/message.h"

namespace annuaire::grpc_front {
namespace {

template <typename Field>
std::vector<std::string_view> Views(const Field& texts) {
  return {texts.begin(), texts.end()};
}

std::optional<OpenState> ToState(v1::OpenState state) {
  switch (state) {
    case v1::OPEN_STATE_OPEN:
      return OpenState::kOpen;
    case v1::OPEN_STATE_CLOSED:
      return OpenState::kClosed;
    default:
      return std::nullopt;
  }
}

std::optional<OrganizationKind> ToKind(v1::OrganizationKind kind) {
  switch (kind) {
    case v1::ORGANIZATION_KIND_ESTABLISHMENT:
      return OrganizationKind::kEstablishment;
    case v1::ORGANIZATION_KIND_LEGAL_ENTITY:
      return OrganizationKind::kLegalEntity;
    default:
      return std::nullopt;
  }
}

}  // namespace

Status TooMany(std::string_view field, std::size_t count, std::size_t count_max) {
  return InvalidArgumentError(std::string(field) + ": " + std::to_string(count) + " is above " +
                              std::to_string(count_max));
}

Status TooLong(std::string_view field, std::size_t bytes, std::size_t bytes_max) {
  return InvalidArgumentError(std::string(field) + ": " + std::to_string(bytes) +
                              " bytes is above " + std::to_string(bytes_max));
}

std::string_view WithoutCutLetter(std::string_view text) {
  const std::size_t tail_max = std::min<std::size_t>(text.size(), 3);
  for (std::size_t tail = 1; tail <= tail_max; ++tail) {
    const auto byte = static_cast<unsigned char>(text[text.size() - tail]);
    if ((byte & 0xC0) == 0x80) continue;  // inside a letter
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return length > tail ? text.substr(0, text.size() - tail) : text;
  }
  return text;
}

Status DecodeSuggest(std::string_view request, DecodedSuggest& out) {
  std::string_view text;
  std::uint32_t limit = 0;
  WireReader reader(request);
  while (const std::uint32_t tag = reader.NextTag()) {
    switch (tag) {
      case LengthTag(v1::SuggestRequest::kTextFieldNumber):
        text = reader.Bytes();
        break;
      case VarintTag(v1::SuggestRequest::kLimitFieldNumber):
        limit = reader.Number();
        break;
      case LengthTag(v1::SuggestRequest::kNearDepartmentsFieldNumber):
        out.near_departments.push_back(ReadDepartment(reader.Text()));
        break;
      case LengthTag(v1::SuggestRequest::kNearOrganizationFieldNumber):
        out.near_organization = ReadOrganization(reader.Text());
        break;
      case LengthTag(v1::SuggestRequest::kOwnDomainFieldNumber):
        out.query.own_domain = ReadDomain(reader.Text());
        break;
      case LengthTag(v1::SuggestRequest::kCorrespondentsFieldNumber):
        out.correspondents.push_back(ReadAddress(reader.Text()));
        break;
      case LengthTag(v1::SuggestRequest::kTypesFieldNumber):
        out.types.push_back(AsListed(CodeList::kMailboxType, reader.Text()));
        break;
      default:
        reader.Skip(tag);
    }
  }
  if (!reader.ok()) return rpc::MalformedError<v1::SuggestRequest>();
  if (text.size() > SuggestQuery::kTextBytesMax) {
    return TooLong("text", text.size(), SuggestQuery::kTextBytesMax);
  }
  out.query.text = WithoutCutLetter(text);
  if (!IsValidUtf8(out.query.text)) return InvalidArgumentError("text: not valid UTF-8");
  if (limit > SuggestQuery::kLimitMax) return TooMany("limit", limit, SuggestQuery::kLimitMax);
  if (limit > 0) out.query.limit = limit;
  if (out.correspondents.size() > SuggestQuery::kCorrespondentsMax) {
    return TooMany("correspondents", out.correspondents.size(), SuggestQuery::kCorrespondentsMax);
  }
  if (out.near_departments.size() > kNearDepartmentsMax) {
    return TooMany("near_departments", out.near_departments.size(), kNearDepartmentsMax);
  }
  out.query.near_departments = out.near_departments;
  out.query.near_organization = out.near_organization;
  out.query.correspondents = out.correspondents;
  out.query.types = out.types;
  return OkStatus();
}

PractitionerFilter Decode(const v1::SearchPractitionersRequest& request) {
  PractitionerFilter filter;
  filter.name = request.name();
  filter.family_name = request.family_name();
  filter.given_name = request.given_name();
  filter.identifier = request.identifier();
  filter.profession = AsListed(CodeList::kProfession, request.profession());
  filter.category = AsListed(CodeList::kProfessionCategory, request.category());
  filter.skill = AsListed(CodeList::kSkill, request.skill());
  filter.mode = AsListed(CodeList::kExerciseMode, request.mode());
  filter.sector = AsListed(CodeList::kSector, request.sector());
  filter.city = request.city();
  filter.postcode = request.postcode();
  filter.department = request.department();
  filter.region = request.region();
  filter.organization = request.organization();
  if (request.has_has_mailbox()) filter.has_mailbox = request.has_mailbox();
  return filter;
}

OrganizationFilter Decode(const v1::SearchOrganizationsRequest& request,
                          std::vector<std::string_view>& mailbox_types) {
  mailbox_types.clear();
  for (const std::string& type : request.mailbox_types()) {
    mailbox_types.push_back(AsListed(CodeList::kMailboxType, type));
  }
  OrganizationFilter filter;
  filter.name = request.name();
  filter.finess = request.finess();
  filter.legal_entity_finess = request.legal_entity_finess();
  filter.siret = request.siret();
  filter.siren = request.siren();
  filter.category = AsListed(CodeList::kEstablishmentCategory, request.category());
  filter.city = request.city();
  filter.postcode = request.postcode();
  filter.department = request.department();
  filter.region = request.region();
  filter.state = ToState(request.state());
  filter.kind = ToKind(request.kind());
  filter.mailbox_types = mailbox_types;
  return filter;
}

MailboxFilter Decode(const v1::SearchMailboxesRequest& request) {
  MailboxFilter filter;
  filter.text = request.text();
  filter.domain = request.domain();
  filter.type = AsListed(CodeList::kMailboxType, request.type());
  filter.department = request.department();
  filter.organization = request.organization();
  filter.practitioner = request.practitioner();
  filter.profession = AsListed(CodeList::kProfession, request.profession());
  return filter;
}

Result<DecodedAudit> Decode(const v1::AuditRequest& request) {
  DecodedAudit decoded;
  decoded.departments = Views(request.departments());
  decoded.rules = Views(request.rules());
  for (std::string_view& rule : decoded.rules) {
    rule = FindRuleOrFamily(rule);
    if (rule.empty()) {
      return InvalidArgumentError(
          "rules: neither a rule (ORG-01) nor a family of rules (ORG); see ListRules");
    }
  }
  const int severity = request.minimum_severity();
  if (severity < v1::SEVERITY_OK || severity > v1::SEVERITY_VIOLATION) {
    return InvalidArgumentError("minimum_severity: none of INFO, SUSPECT and VIOLATION");
  }
  AuditFilter& filter = decoded.filter;
  filter.domain = request.domain();
  filter.operator_name = request.operator_();
  filter.organization = request.organization();
  filter.departments = decoded.departments;
  filter.region = request.region();
  filter.type = AsListed(CodeList::kMailboxType, request.type());
  filter.rules = decoded.rules;
  filter.minimum_severity = static_cast<std::uint8_t>(std::max(severity, 1));
  return decoded;
}

Result<DecodedValidate> DecodeValidate(std::string_view request) {
  DecodedValidate decoded;
  WireReader reader(request);
  while (const std::uint32_t tag = reader.NextTag()) {
    if (tag == LengthTag(v1::ValidateRequest::kAddressFieldNumber)) {
      decoded.address = reader.Bytes();
    } else if (tag == LengthTag(v1::ValidateRequest::kExpectedTypeFieldNumber)) {
      decoded.expected_type = AsListed(CodeList::kMailboxType, reader.Text());
    } else if (tag == VarintTag(v1::ValidateRequest::kWithSightingFieldNumber)) {
      decoded.with_sighting = reader.Number() != 0;
    } else {
      reader.Skip(tag);
    }
  }
  if (!reader.ok()) return rpc::MalformedError<v1::ValidateRequest>();
  return decoded;
}

Result<PractitionerId> DecodePractitionerId(std::string_view id, std::string_view field) {
  if (const auto parsed = ParseTypedPractitionerId(id)) return *parsed;
  return InvalidArgumentError(
      std::string(field) +
      ": neither an RPPS number (11 digits, with or without a leading 8) nor an ADELI number (9 "
      "characters, with or without a leading 0)");
}

Result<std::string_view> DecodeOrganizationNumber(std::string_view id, std::string_view field) {
  const std::string_view number = Trim(id);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto may_stand = [&](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ':';
  };
  // Technical ids begin with a letter; of other numbers the shortest has 9 characters.
  const bool too_short =
      number.size() < FinessId::kLengthMax && std::all_of(number.begin(), number.end(), is_digit);
  if (too_short || !std::all_of(number.begin(), number.end(), may_stand)) {
    return InvalidArgumentError(std::string(field) +
                                ": not a number of a structure; give a FINESS (9 characters) or "
                                "SIRET (14 digits), SIREN: and a SIREN, or a technical id");
  }
  return number;
}

Result<std::string> DecodeMailboxAddress(std::string_view address) {
  if (address.size() > kAddressBytesMax) {
    return TooLong("address", address.size(), kAddressBytesMax);
  }
  std::string folded = FoldAddress(address);
  if (IsPatientAddress(folded)) {
    return InvalidArgumentError(
        "address: a patient's; it holds a national health number and is in no directory");
  }
  if (DomainOf(folded).empty() || LocalPartOf(folded).empty()) {
    return InvalidArgumentError("address: not of the form name@domain");
  }
  return folded;
}

Result<std::string> DecodeGetMailbox(std::string_view request) {
  std::string_view address;
  WireReader reader(request);
  while (const std::uint32_t tag = reader.NextTag()) {
    if (tag == LengthTag(v1::GetMailboxRequest::kAddressFieldNumber)) {
      address = reader.Text();
    } else {
      reader.Skip(tag);
    }
  }
  if (!reader.ok()) return rpc::MalformedError<v1::GetMailboxRequest>();
  return DecodeMailboxAddress(address);
}

Result<std::string> DecodeDomainName(std::string_view name, std::string_view field) {
  std::string folded = FoldAddress(name);
  if (folded.empty() || folded.find_first_of("@ ") != std::string::npos) {
    return InvalidArgumentError(std::string(field) +
                                ": not a domain, e.g. ch-troispics.mssante.fr");
  }
  return folded;
}

Result<std::string> DecodeDomainOrSuffix(std::string_view domain, std::string_view field) {
  if (domain.empty()) return std::string();
  const bool with_sub_domains = domain.starts_with('.');
  Result<std::string> name = DecodeDomainName(domain.substr(with_sub_domains ? 1 : 0), field);
  if (!name.ok() || !with_sub_domains) return name;
  return "." + *name;
}

}  // namespace annuaire::grpc_front
