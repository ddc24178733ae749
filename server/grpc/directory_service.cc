#include "server/grpc/directory_service.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/record/code_list.h"
#include "directory/record/registration.h"
#include "server/grpc/convert_metadata.h"
#include "server/grpc/convert_record.h"
#include "server/grpc/convert_row.h"
#include "server/grpc/decode.h"
#include "server/grpc/edition_status.h"
#include "server/grpc/encode.h"
#include "server/grpc/filter_codes.h"
#include "server/grpc/filter_shapes.h"
#include "server/grpc/page_token.h"
#include "server/grpc/request_texts.h"
#include "server/grpc/sightings.h"
#include "server/grpc/typed_hints.h"
#include "server/grpc/wire_mailbox.h"
#include "server/grpc/wire_mailboxes.h"

namespace annuaire::grpc_front {
namespace {

// Limits of record.proto and directory_service.proto.
constexpr std::size_t kRelatedMax = 1000;
constexpr std::size_t kSummaryOrganizationsMax = 5;
constexpr std::size_t kSummaryMailboxesMax = 10;

// The edition in force, or nothing yet.
using EditionPtr = std::shared_ptr<const Edition>;

template <typename Response>
void SignWith(const Edition& edition, Response& response) {
  Encode(edition.generation.metadata(), *response.mutable_edition());
}

// The rows of "indexes", at most "count_max" of them, into a repeated field.
template <typename Indexes, typename Field>
void AddRows(const Directory& directory, const Indexes& indexes, std::size_t count_max,
             Field& field) {
  const std::size_t count = std::min(indexes.size(), count_max);
  for (std::size_t i = 0; i < count; ++i) Encode(directory.row(indexes[i]), *field.Add());
}

// Empty on the last page.
template <typename Index>
std::string NextPageToken(const Page<Index>& page, const Listing& listing) {
  return page.next_cursor == 0 ? std::string() : EncodePageToken(page.next_cursor, listing);
}

// A listing whose request is in order.
struct Search {
  EditionPtr edition;
  std::string filter_bytes;
  PageRequest page;

  Listing listing() const { return {edition->name(), filter_bytes}; }
};

template <typename Request>
Result<Search> Begin(const Request& request, const Editions& editions) {
  RETURN_IF_ERROR(CheckTexts(request));
  RETURN_IF_ERROR(CheckShapes(request));
  EditionPtr edition = editions.Get();
  if (!edition) return NothingLoaded(editions);
  RETURN_IF_ERROR(CheckCodes(request, *edition->directory));
  Search search{.edition = std::move(edition), .filter_bytes = FilterOf(request)};
  const Result<PageRequest> page = DecodePage(request, search.listing());
  if (!page.ok()) return page.status();
  search.page = *page;
  return search;
}

// What every listing answers alike: the token of the next page, and its edition.
template <typename Index, typename Response>
void FinishPage(const Edition& edition, const Page<Index>& page, const Listing& listing,
                Response& response) {
  response.set_next_page_token(NextPageToken(page, listing));
  SignWith(edition, response);
}

void EncodeSummary(const Directory& directory, PractitionerIndex index,
                   const std::vector<OrganizationIndex>& organizations,
                   v1::PractitionerSummary& out) {
  Encode(directory.row(index), out);
  AddRows(directory, organizations, kSummaryOrganizationsMax, *out.mutable_organizations());
  const auto mailboxes = directory.MailboxesOf(index);
  for (std::size_t i = 0; i < std::min(mailboxes.size(), kSummaryMailboxesMax); ++i) {
    out.add_mailboxes()->assign(directory.row(mailboxes[i]).address);
  }
}

void EncodeSummary(const Directory& directory, OrganizationIndex index,
                   v1::OrganizationSummary& out) {
  Encode(directory.row(index), out);
  if (const auto legal_entity = directory.LegalEntityOf(index)) {
    Encode(directory.row(*legal_entity), *out.mutable_legal_entity());
  }
  const auto mailboxes = directory.MailboxesOf(index);
  std::set<std::string_view> types;
  for (const MailboxIndex mailbox : mailboxes) types.insert(directory.row(mailbox).type_code);
  types.erase(std::string_view());
  AddTexts(types, *out.mutable_mailbox_types());
  out.set_mailboxes_count(static_cast<std::uint32_t>(mailboxes.size()));
  out.set_practitioners_count(static_cast<std::uint32_t>(directory.PractitionersAt(index).size()));
}

// The domain with what is known of it; the name alone for an unknown one.
Status EncodeDomain(const Edition& edition, std::string_view name, v1::Domain& out) {
  const auto stored = edition.generation.Get<Domain>(name);
  if (!stored.ok()) return stored.status();
  if (stored->has_value()) Encode(**stored, out);
  out.mutable_name()->assign(name);
  out.set_white_list_loaded(edition.directory->white_list_loaded());
  if (const auto index = edition.directory->FindDomain(name)) {
    const DomainRow row = edition.directory->row(*index);
    out.set_listed(row.listed);
    out.set_mailboxes_count(row.mailboxes_count);
  }
  return OkStatus();
}

v1::Registration ToProto(RegistrationDuty duty) {
  switch (duty) {
    case RegistrationDuty::kUnknown:
      return v1::REGISTRATION_UNKNOWN;
    case RegistrationDuty::kCompulsory:
      return v1::REGISTRATION_COMPULSORY;
    case RegistrationDuty::kOptional:
      return v1::REGISTRATION_OPTIONAL;
  }
  return v1::REGISTRATION_UNKNOWN;
}

}  // namespace

DirectoryService::DirectoryService(const Editions& editions)
    : Service("annuaire.v1.DirectoryService"), editions_(editions) {
  UnaryBytes<v1::SuggestRequest, v1::SuggestResponse>("Suggest", &DirectoryService::Suggest);
  Unary("SearchPractitioners", &DirectoryService::SearchPractitioners);
  Unary("SearchOrganizations", &DirectoryService::SearchOrganizations);
  UnaryBytes<v1::SearchMailboxesRequest, v1::SearchMailboxesResponse>(
      "SearchMailboxes", &DirectoryService::SearchMailboxes);
  Unary("GetPractitioner", &DirectoryService::GetPractitioner);
  Unary("GetOrganization", &DirectoryService::GetOrganization);
  UnaryBytes<v1::GetMailboxRequest, v1::GetMailboxResponse>("GetMailbox",
                                                            &DirectoryService::GetMailbox);
  Unary("GetDomain", &DirectoryService::GetDomain);
  Unary("ListProfessions", &DirectoryService::ListProfessions);
}

Status DirectoryService::Suggest(std::string_view request, ::grpc::ByteBuffer& reply) const {
  DecodedSuggest decoded;
  RETURN_IF_ERROR(DecodeSuggest(request, decoded));
  const EditionPtr edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);
  RETURN_IF_ERROR(CheckMailboxTypes("types", decoded.types, *edition->directory));

  const Suggestions found = edition->directory->Suggest(decoded.query);

  WriteSuggestResponse(*edition, found, reply);
  return OkStatus();
}

Status DirectoryService::SearchPractitioners(const v1::SearchPractitionersRequest& request,
                                             v1::SearchPractitionersResponse& response) const {
  const Result<Search> search = Begin(request, editions_);
  if (!search.ok()) return search.status();
  const Edition& edition = *search->edition;

  const auto found = edition.directory->SearchPractitioners(Decode(request), search->page);

  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    EncodeSummary(*edition.directory, found.rows[i], found.organizations[i],
                  *response.add_practitioners());
  }
  FinishPage(edition, found, search->listing(), response);
  return OkStatus();
}

Status DirectoryService::SearchOrganizations(const v1::SearchOrganizationsRequest& request,
                                             v1::SearchOrganizationsResponse& response) const {
  const Result<Search> search = Begin(request, editions_);
  if (!search.ok()) return search.status();
  const Edition& edition = *search->edition;

  std::vector<std::string_view> mailbox_types;
  const auto found =
      edition.directory->SearchOrganizations(Decode(request, mailbox_types), search->page);

  for (const OrganizationIndex index : found.rows) {
    EncodeSummary(*edition.directory, index, *response.add_organizations());
  }
  FinishPage(edition, found, search->listing(), response);
  return OkStatus();
}

Status DirectoryService::SearchMailboxes(std::string_view bytes, ::grpc::ByteBuffer& reply) const {
  v1::SearchMailboxesRequest request;
  if (!request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return rpc::MalformedError<v1::SearchMailboxesRequest>();
  }
  const Result<Search> search = Begin(request, editions_);
  if (!search.ok()) return search.status();
  const Edition& edition = *search->edition;

  const auto found = edition.directory->SearchMailboxes(Decode(request), search->page);

  WriteSearchMailboxesResponse(edition, found.rows, NextPageToken(found, search->listing()), reply);
  return OkStatus();
}

Status DirectoryService::GetPractitioner(const v1::GetPractitionerRequest& request,
                                         v1::GetPractitionerResponse& response) const {
  RETURN_IF_ERROR(CheckTexts(request));
  const Result<PractitionerId> id = DecodePractitionerId(request.id());
  if (!id.ok()) return id.status();
  const EditionPtr edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);

  const auto index = edition->directory->FindPractitioner(id->text());
  if (!index) {
    const std::string departure = DepartureOf(*edition, id->text());
    return NotFoundError("no professional is published under this number" +
                         (departure.empty() ? departure : "; " + departure));
  }
  const auto stored = edition->generation.Get<Practitioner>(id->text());
  if (!stored.ok()) return stored.status();
  if (!stored->has_value()) return Torn(*edition, "a professional");

  v1::Practitioner& practitioner = *response.mutable_practitioner();
  Encode(**stored, *edition->directory, practitioner);
  const auto mailboxes = edition->directory->MailboxesOf(*index);
  AddRows(*edition->directory, mailboxes, mailboxes.size(), *practitioner.mutable_mailboxes());
  SignWith(*edition, response);
  return OkStatus();
}

Status DirectoryService::GetOrganization(const v1::GetOrganizationRequest& request,
                                         v1::GetOrganizationResponse& response) const {
  RETURN_IF_ERROR(CheckTexts(request));
  const std::string id = ReadOrganization(request.id());
  const Result<std::string_view> number = DecodeOrganizationNumber(id);
  if (!number.ok()) return number.status();
  const EditionPtr edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);

  const Directory& directory = *edition->directory;
  const auto index = directory.FindOrganization(*number);
  if (!index) return NotFoundError("no structure is published under this number");
  const auto stored = edition->generation.Get<Organization>(directory.row(*index).key);
  if (!stored.ok()) return stored.status();
  if (!stored->has_value()) return Torn(*edition, "a structure");

  v1::Organization& organization = *response.mutable_organization();
  Encode(**stored, organization);
  if (const auto legal_entity = directory.LegalEntityOf(*index)) {
    Encode(directory.row(*legal_entity), *organization.mutable_legal_entity());
  }
  const auto establishments = directory.EstablishmentsOf(*index);
  const auto mailboxes = directory.MailboxesOf(*index);
  const auto practitioners = directory.PractitionersAt(*index);
  AddRows(directory, establishments, kRelatedMax, *organization.mutable_establishments());
  AddRows(directory, mailboxes, kRelatedMax, *organization.mutable_mailboxes());
  AddRows(directory, practitioners, kRelatedMax, *organization.mutable_practitioners());
  organization.set_establishments_count(static_cast<std::uint32_t>(establishments.size()));
  organization.set_mailboxes_count(static_cast<std::uint32_t>(mailboxes.size()));
  organization.set_practitioners_count(static_cast<std::uint32_t>(practitioners.size()));
  SignWith(*edition, response);
  return OkStatus();
}

Status DirectoryService::GetMailbox(std::string_view request, ::grpc::ByteBuffer& reply) const {
  const Result<std::string> address = DecodeGetMailbox(request);
  if (!address.ok()) return address.status();
  const EditionPtr edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);
  const FoldedAddress sought(*address);
  edition->directory->Prefetch(sought);
  const auto details = edition->details.Get();

  if (const auto likely = edition->directory->LikelyMailbox(sought)) {
    edition->parts.rows().Prefetch(*likely);
    if (details) details->Prefetch(*likely);
  }
  const auto sighting = FindSighting(*edition, *address);
  const auto index = edition->directory->FindMailbox(sought);
  if (!index) {
    v1::GetMailboxResponse response;
    if (!EncodeWithdrawn(*edition, *address, *response.mutable_withdrawn())) {
      return NotFoundError("no mailbox is published under this address; it may exist all the same");
    }
    SignWith(*edition, response);
    rpc::SerializeMessage(response, reply);
    return OkStatus();
  }
  if (WriteGetMailboxResponse(*edition, details.get(), *index, sighting, reply)) return OkStatus();
  const auto stored = edition->generation.Get<Mailbox>(*address);
  if (!stored.ok()) return stored.status();
  if (!stored->has_value()) return Torn(*edition, "a mailbox");
  WriteGetMailboxResponse(*edition, *index, **stored, sighting, reply);
  return OkStatus();
}

Status DirectoryService::GetDomain(const v1::GetDomainRequest& request,
                                   v1::GetDomainResponse& response) const {
  RETURN_IF_ERROR(CheckTexts(request));
  const Result<std::string> name = DecodeDomainName(request.name());
  if (!name.ok()) return name.status();
  const EditionPtr edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);

  if (!edition->directory->FindDomain(*name)) {
    return NotFoundError("neither the white list nor a published mailbox has this domain");
  }

  RETURN_IF_ERROR(EncodeDomain(*edition, *name, *response.mutable_domain()));
  SignWith(*edition, response);
  return OkStatus();
}

Status DirectoryService::ListProfessions(const v1::ListProfessionsRequest&,
                                         v1::ListProfessionsResponse& response) const {
  const EditionPtr edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);

  for (const CodeLabel& listed : Labels(CodeList::kProfession)) {
    const Registration registration = RegistrationOf(listed.code);
    v1::Profession& profession = *response.add_professions();
    Set(profession, &v1::Profession::mutable_code, listed.code);
    Set(profession, &v1::Profession::mutable_label, listed.label);
    const ProfessionTable table = ProfessionTableOf(listed.code);
    Set(profession, &v1::Profession::mutable_table, table.name);
    Set(profession, &v1::Profession::mutable_category, table.category);
    profession.set_registration(ToProto(registration.duty));
    Set(profession, &v1::Profession::mutable_authority, registration.authority);
    Set(profession, &v1::Profession::mutable_portal, registration.portal);
    profession.set_practitioners_count(edition->directory->PractitionersCount(listed.code));
  }
  SignWith(*edition, response);
  return OkStatus();
}

}  // namespace annuaire::grpc_front
