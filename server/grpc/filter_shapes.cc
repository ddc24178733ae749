#include "server/grpc/filter_shapes.h"

#include <string>
#include <string_view>
#include <vector>

#include "directory/base/fold.h"
#include "directory/record/identifier.h"
#include "server/grpc/decode.h"

namespace annuaire::grpc_front {
namespace {

Status CheckPractitioner(std::string_view field, std::string_view id) {
  return id.empty() ? OkStatus() : DecodePractitionerId(id, field).status();
}

Status CheckOrganization(std::string_view field, std::string_view number) {
  return number.empty() ? OkStatus() : DecodeOrganizationNumber(number, field).status();
}

Status CheckDomain(std::string_view field, std::string_view domain) {
  return DecodeDomainOrSuffix(domain, field).status();
}

template <typename Id>
Status CheckId(std::string_view field, std::string_view id, const char* shape) {
  if (id.empty() || Id::Parse(id)) return OkStatus();
  return InvalidArgumentError(std::string(field) + ": " + shape);
}

// The ".mssante.fr" of an address is none of the words, see Suggest.
Status CheckWords(std::string_view field, std::string_view text) {
  const std::vector<std::string> words = QueryWords(text);
  std::size_t count = words.size();
  if (count >= 2 && words[count - 2] == "mssante" && words[count - 1] == "fr") count -= 2;
  if (count <= MailboxFilter::kWordsMax) return OkStatus();
  return InvalidArgumentError(std::string(field) + ": " + std::to_string(count) +
                              " words is above " + std::to_string(MailboxFilter::kWordsMax));
}

Status CheckFiness(std::string_view field, std::string_view id) {
  return CheckId<FinessId>(field, id, "not a FINESS number: 9 digits, A or B as second in Corsica");
}

}  // namespace

Status CheckShapes(const v1::SearchPractitionersRequest& request) {
  return CheckPractitioner("identifier", request.identifier());
}

Status CheckShapes(const v1::SearchOrganizationsRequest& request) {
  if (!v1::OpenState_IsValid(request.state())) {
    return InvalidArgumentError("state: neither OPEN nor CLOSED");
  }
  if (!v1::OrganizationKind_IsValid(request.kind())) {
    return InvalidArgumentError("kind: neither ESTABLISHMENT nor LEGAL_ENTITY");
  }
  RETURN_IF_ERROR(CheckFiness("finess", request.finess()));
  RETURN_IF_ERROR(CheckFiness("legal_entity_finess", request.legal_entity_finess()));
  RETURN_IF_ERROR(CheckId<SiretId>("siret", request.siret(), "not a SIRET number: 14 digits"));
  return CheckId<SirenId>("siren", request.siren(), "not a SIREN number: 9 digits");
}

Status CheckShapes(const v1::SearchMailboxesRequest& request) {
  RETURN_IF_ERROR(CheckWords("text", request.text()));
  RETURN_IF_ERROR(CheckDomain("domain", request.domain()));
  RETURN_IF_ERROR(CheckOrganization("organization", request.organization()));
  return CheckPractitioner("practitioner", request.practitioner());
}

Status CheckShapes(const v1::AuditRequest& request) {
  RETURN_IF_ERROR(CheckDomain("domain", request.domain()));
  return CheckOrganization("organization", request.organization());
}

}  // namespace annuaire::grpc_front
