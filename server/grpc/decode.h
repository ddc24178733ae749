// Reads requests into the questions a Directory is asked. Every failure is
// kInvalidArgument and names the field; none repeats what the client wrote.
//
// Decoded texts point into the request. Pure functions; safe from any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annuaire/v1/directory_service.pb.h"
#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/base/result.h"
#include "directory/lookup/query.h"
#include "directory/record/identifier.h"

namespace annuaire::grpc_front {

constexpr std::size_t kNearDepartmentsMax = 128;

// What is refused when more came than may.
Status TooMany(std::string_view field, std::size_t count, std::size_t count_max);
Status TooLong(std::string_view field, std::size_t bytes, std::size_t bytes_max);

// A query with the lists it points to.
struct DecodedSuggest {
  SuggestQuery query;
  std::vector<std::string_view> near_departments;
  std::string near_organization;
  std::vector<std::string_view> correspondents;
  std::vector<std::string_view> types;
};

// Reads the bytes of a SuggestRequest without making a message of them: up to a
// thousand correspondents come with every keystroke. Fills a DecodedSuggest,
// whose query points into it: never copied.
Status DecodeSuggest(std::string_view request, DecodedSuggest& out);

PractitionerFilter Decode(const v1::SearchPractitionersRequest& request);
MailboxFilter Decode(const v1::SearchMailboxesRequest& request);
// "mailbox_types" holds the views the filter points to.
OrganizationFilter Decode(const v1::SearchOrganizationsRequest& request,
                          std::vector<std::string_view>& mailbox_types);

// A filter with the lists it points to.
struct DecodedAudit {
  DecodedAudit() = default;
  DecodedAudit(DecodedAudit&&) = default;
  DecodedAudit& operator=(DecodedAudit&&) = default;

  AuditFilter filter;
  std::vector<std::string_view> departments;
  std::vector<std::string_view> rules;
};

Result<DecodedAudit> Decode(const v1::AuditRequest& request);

// The bytes of a ValidateRequest, as texts.
struct DecodedValidate {
  std::string_view address;        // not necessarily UTF-8
  std::string_view expected_type;  // as its list writes it
  bool with_sighting = false;
};
Result<DecodedValidate> DecodeValidate(std::string_view request);

// "field" is what failures name.
Result<PractitionerId> DecodePractitionerId(std::string_view id, std::string_view field = "id");
// Without blanks around it; not empty, no words, no number too short to be one.
Result<std::string_view> DecodeOrganizationNumber(std::string_view id,
                                                  std::string_view field = "id");
// Folded. Refuses patient addresses: they hold a national health number.
Result<std::string> DecodeMailboxAddress(std::string_view address);
// The same of the bytes of a GetMailboxRequest.
Result<std::string> DecodeGetMailbox(std::string_view request);
// Lower case.
Result<std::string> DecodeDomainName(std::string_view name, std::string_view field = "name");
// The same of a filter, which may be empty, or begin with "." for sub-domains, too.
Result<std::string> DecodeDomainOrSuffix(std::string_view domain, std::string_view field);

// "text" without the beginning of a letter at its end: what is typed may be cut
// anywhere.
std::string_view WithoutCutLetter(std::string_view text);

}  // namespace annuaire::grpc_front
