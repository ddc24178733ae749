#include "server/grpc/validate.h"

#include <string_view>
#include <vector>

#include "directory/base/fold.h"
#include "directory/naming/address.h"
#include "directory/naming/checker.h"
#include "directory/record/patient_address.h"
#include "server/grpc/convert_finding.h"
#include "server/grpc/convert_metadata.h"
#include "server/grpc/convert_row.h"
#include "server/grpc/decode.h"
#include "server/grpc/edition_status.h"
#include "server/grpc/encode.h"
#include "server/grpc/filter_codes.h"
#include "server/grpc/sightings.h"
#include "server/grpc/wire_mailbox.h"
#include "server/rpc/message.h"

namespace annuaire::grpc_front {
namespace {

// What nobody has published is judged without the directory's names.
void Judge(const MailboxFacts& facts, v1::ValidateResponse& response) {
  static const Evidence kNone;
  const Judgement judgement = Checker().Check(facts, kNone);
  response.set_verdict(ToProto(judgement.verdict));
  for (const Finding& finding : judgement.findings) Encode(finding, *response.add_findings());
}

// Judges the text of the address alone.
void JudgeText(std::string_view address, v1::ValidateResponse& response) {
  MailboxFacts facts;
  facts.address = address;
  Judge(facts, response);
  response.set_publication(v1::PUBLICATION_NOT_APPLICABLE);
}

void EncodeHolder(const HolderRow& holder, v1::HolderState& out) {
  Set(out, &v1::HolderState::mutable_practitioner_id, holder.practitioner_id);
  Set(out, &v1::HolderState::mutable_rpps, holder.rpps());
  Set(*out.mutable_name(), &v1::PersonName::mutable_family_name, holder.family_name);
  Set(*out.mutable_name(), &v1::PersonName::mutable_given_name, holder.given_name);
  out.set_listed(holder.listed);
  out.set_active(holder.active);
}

// The verdict stored with the mailbox; none is stored of a mailbox that is ok.
Status EncodeVerdict(const Edition& edition, const MailboxRow& row,
                     v1::ValidateResponse& response) {
  if (row.severity == 0) return OkStatus();
  const auto verdict = edition.generation.Get<Verdict>(FoldAddress(row.address));
  if (!verdict.ok()) return verdict.status();
  if (!verdict->has_value()) return Torn(edition, "a verdict");
  response.set_verdict(ToSeverity((*verdict)->severity()));
  for (const Remark& remark : (*verdict)->remarks) Encode(remark, *response.add_findings());
  return OkStatus();
}

Status EncodePublished(const Edition& edition, MailboxIndex index, std::string_view expected_type,
                       v1::ValidateResponse& response) {
  const MailboxRow row = edition.directory->row(index);
  response.set_publication(v1::PUBLICATION_PUBLISHED);
  Set(response, &v1::ValidateResponse::mutable_type, row.type_code);
  response.set_type_differs(!expected_type.empty() && !row.type_code.empty() &&
                            expected_type != row.type_code);
  for (const HolderRow& holder : edition.directory->HoldersOf(index)) {
    EncodeHolder(holder, *response.add_holders());
  }
  if (row.has_organization) {
    Encode(row.organization, *response.mutable_organization());
    response.set_organization_state(ToProto(row.organization.state));
  }
  return EncodeVerdict(edition, row, response);
}

void AddSighting(const Edition& edition, std::string_view address, v1::ValidateResponse& response) {
  if (!EncodeSighting(edition, FoldAddress(address), *response.mutable_sighting())) {
    response.clear_sighting();
  }
}

void AddNearest(const Directory& directory, v1::ValidateResponse& response) {
  if (const auto nearest = directory.FindNearestMailbox(response.address())) {
    response.mutable_nearest_address()->assign(directory.row(*nearest).address);
  }
}

void AddWithdrawn(const Edition& edition, std::string_view address,
                  v1::ValidateResponse& response) {
  if (!EncodeWithdrawn(edition, FoldAddress(address), *response.mutable_withdrawn())) {
    response.clear_withdrawn();
  }
}

WhiteListState WhiteListStateOf(const Directory& directory, bool listed) {
  if (!directory.white_list_loaded()) return WhiteListState::kUnknown;
  return listed ? WhiteListState::kListed : WhiteListState::kNotListed;
}

}  // namespace

Status Validate(const Edition& edition, const v1::ValidateRequest& request,
                v1::ValidateResponse& response) {
  response.Clear();
  const std::string_view address = request.address();
  if (address.size() > kAddressBytesMax) {
    return TooLong("address", address.size(), kAddressBytesMax);
  }
  RETURN_IF_ERROR(CheckMailboxType("expected_type", request.expected_type(), *edition.directory));
  const std::string_view expected_type = AsListed(CodeList::kMailboxType, request.expected_type());
  Encode(edition.generation.metadata(), *response.mutable_edition());
  if (IsPatientAddress(address)) {
    response.set_patient(true);
    JudgeText(address, response);
    return OkStatus();
  }
  if (IsValidUtf8(address)) {
    response.mutable_address()->assign(address);
  } else {
    response.set_address(Windows1252ToUtf8(address));
  }
  const Directory& directory = *edition.directory;
  const ParsedAddress parsed = ParseAddress(address);
  if (!parsed.ok()) {
    JudgeText(address, response);
    AddNearest(directory, response);
    return OkStatus();
  }

  const auto domain = directory.FindDomain(parsed.domain);
  const bool listed = domain && directory.row(*domain).listed;
  const std::vector<std::string_view> operators = directory.OperatorsOf(parsed.domain);
  response.set_domain_listed(listed);
  response.set_white_list_loaded(directory.white_list_loaded());
  AddTexts(operators, *response.mutable_operators());
  if (const auto mailbox = directory.FindMailbox(address)) {
    RETURN_IF_ERROR(EncodePublished(edition, *mailbox, expected_type, response));
    if (request.with_sighting()) AddSighting(edition, address, response);
    return OkStatus();
  }

  MailboxFacts facts;
  facts.type = MailboxTypeOf(expected_type);
  facts.address = address;
  facts.white_list = WhiteListStateOf(directory, listed);
  if (!operators.empty()) facts.operator_name = operators.front();
  Judge(facts, response);
  response.set_publication(v1::PUBLICATION_NOT_PUBLISHED);
  AddNearest(directory, response);
  AddWithdrawn(edition, address, response);
  return OkStatus();
}

Status Validate(const Edition& edition, std::string_view request, ::grpc::ByteBuffer& reply) {
  const Result<DecodedValidate> decoded = DecodeValidate(request);
  if (!decoded.ok()) return decoded.status();
  const std::string_view address = decoded->address;
  const Directory& directory = *edition.directory;
  RETURN_IF_ERROR(CheckMailboxType("expected_type", decoded->expected_type, directory));
  if (!decoded->with_sighting && address.size() <= kAddressBytesMax) {
    const FoldedAddress sought(address);
    directory.Prefetch(sought);
    if (!IsPatientAddress(address) && ParseAddress(address).ok()) {
      const auto likely = directory.LikelyMailbox(sought);
      if (likely) edition.parts.rows().Prefetch(*likely);
      const auto mailbox = directory.FindMailbox(sought);
      if (mailbox &&
          WriteOkValidateResponse(edition, *mailbox, address, decoded->expected_type, reply)) {
        return OkStatus();
      }
    }
  }
  google::protobuf::Arena arena;
  auto* message = google::protobuf::Arena::CreateMessage<v1::ValidateRequest>(&arena);
  message->mutable_address()->assign(address);
  message->mutable_expected_type()->assign(decoded->expected_type);
  message->set_with_sighting(decoded->with_sighting);
  auto* response = google::protobuf::Arena::CreateMessage<v1::ValidateResponse>(&arena);
  RETURN_IF_ERROR(Validate(edition, *message, *response));
  rpc::SerializeMessage(*response, reply);
  return OkStatus();
}

}  // namespace annuaire::grpc_front
