#include "server/grpc/mailbox_service.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>

#include "directory/base/fold.h"
#include "directory/naming/rule_catalogue.h"
#include "server/grpc/convert_finding.h"
#include "server/grpc/convert_metadata.h"
#include "server/grpc/convert_row.h"
#include "server/grpc/decode.h"
#include "server/grpc/edition_status.h"
#include "server/grpc/encode.h"
#include "server/grpc/filter_codes.h"
#include "server/grpc/filter_shapes.h"
#include "server/grpc/request_texts.h"
#include "server/grpc/validate.h"

namespace annuaire::grpc_front {
namespace {

using EditionPtr = std::shared_ptr<const Edition>;

void EncodeSummary(const Edition& edition, const AuditResult& found, v1::AuditSummary& out) {
  out.set_mailboxes_examined(found.examined);
  out.set_mailboxes_with_findings(found.mailboxes.size());
  for (const AuditCount& count : found.counts) {
    v1::AuditCount& counted = *out.add_counts();
    Set(counted, &v1::AuditCount::mutable_rule, count.rule_id);
    counted.set_severity(ToSeverity(count.severity));
    counted.set_findings(count.remarks);
  }
  const Metadata& metadata = edition.generation.metadata();
  out.set_rule_set_version(metadata.rule_set_version);
  Encode(metadata, *out.mutable_edition());
}

bool Passes(const Remark& remark, const AuditFilter& filter) {
  if (remark.severity < filter.minimum_severity) return false;
  if (filter.rules.empty()) return true;
  const std::string_view family = remark.rule_id.substr(0, remark.rule_id.find('-'));
  for (const std::string_view rule : filter.rules) {
    if (rule == remark.rule_id || rule == family) return true;
  }
  return false;
}

// The mailbox with at most "findings_max" of its findings that pass.
Status EncodeRow(const Edition& edition, MailboxIndex mailbox, const AuditFilter& filter,
                 std::uint64_t findings_max, v1::AuditRow& out) {
  const MailboxRow row = edition.directory->row(mailbox);
  const auto verdict = edition.generation.Get<Verdict>(FoldAddress(row.address));
  if (!verdict.ok()) return verdict.status();
  if (!verdict->has_value()) return Torn(edition, "a verdict");
  Set(out, &v1::AuditRow::mutable_address, row.address);
  Set(out, &v1::AuditRow::mutable_type, row.type_code);
  out.set_verdict(ToSeverity((*verdict)->severity()));
  for (const Remark& remark : (*verdict)->remarks) {
    if (!Passes(remark, filter)) continue;
    if (findings_max-- == 0) break;
    Encode(remark, *out.add_findings());
  }
  Set(out, &v1::AuditRow::mutable_service, row.service);
  if (row.has_organization) Encode(row.organization, *out.mutable_organization());
  if (!row.practitioner_id.empty()) out.set_holder(PersonDisplayName(row));
  Set(out, &v1::AuditRow::mutable_rpps, row.rpps());
  AddTexts(edition.directory->OperatorsOf(DomainOf(row.address)), *out.mutable_operators());
  AddTexts(edition.directory->DepartmentsOf(mailbox), *out.mutable_departments());
  return OkStatus();
}

// An audit of nobody would find nothing amiss.
Status CheckKnown(const AuditResult& found, const Directory& directory) {
  switch (found.unknown) {
    case AuditResult::Unknown::kNothing:
      return OkStatus();
    case AuditResult::Unknown::kDomain:
      return NotFoundError("neither the white list nor a published mailbox has this domain");
    case AuditResult::Unknown::kOperator:
      return NotFoundError(directory.white_list_loaded()
                               ? "no operator of the white list has these words in its name"
                               : "operators are those of the white list, and none is loaded");
    case AuditResult::Unknown::kOrganization:
      return NotFoundError("no structure is published under this number");
  }
  return OkStatus();
}

}  // namespace

MailboxService::MailboxService(const Editions& editions)
    : Service("annuaire.v1.MailboxService"), editions_(editions) {
  UnaryBytes<v1::ValidateRequest, v1::ValidateResponse>("Validate", &MailboxService::Validate);
  BidiStreaming("ValidateStream", &MailboxService::ValidateStream);
  ServerStreaming("Audit", &MailboxService::Audit);
  Unary("ListRules", &MailboxService::ListRules);
}

Status MailboxService::Validate(std::string_view request, ::grpc::ByteBuffer& reply) const {
  const EditionPtr edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);
  return grpc_front::Validate(*edition, request, reply);
}

Status MailboxService::Judge(const v1::ValidateRequest& request,
                             v1::ValidateResponse& response) const {
  const EditionPtr edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);
  return grpc_front::Validate(*edition, request, response);
}

rpc::Task<Status> MailboxService::ValidateStream(ValidateCall& stream) const {
  v1::ValidateRequest request;
  v1::ValidateResponse response;
  while (co_await stream.Read(request)) {
    // No edition is held while the client thinks: a long stream would keep a
    // retired one in memory.
    const Status judged = Judge(request, response);
    if (!judged.ok()) co_return judged;
    if (!co_await stream.Post(response)) break;
  }
  co_return OkStatus();
}

rpc::Task<Status> MailboxService::Audit(const v1::AuditRequest& request,
                                        rpc::Writer<v1::AuditResponse>& writer) const {
  Status readable = CheckTexts(request);
  if (!readable.ok()) co_return readable;
  Status shaped = CheckShapes(request);
  if (!shaped.ok()) co_return shaped;
  const Result<DecodedAudit> decoded = Decode(request);
  if (!decoded.ok()) co_return decoded.status();
  const AuditFilter& filter = decoded->filter;
  const EditionPtr edition = editions_.Get();
  if (!edition) co_return NothingLoaded(editions_);
  Status known = CheckCodes(request, *edition->directory);
  if (!known.ok()) co_return known;

  const AuditResult found = edition->directory->Audit(filter);
  Status asked_of_somebody = CheckKnown(found, *edition->directory);
  if (!asked_of_somebody.ok()) co_return asked_of_somebody;

  v1::AuditResponse response;
  EncodeSummary(*edition, found, *response.mutable_summary());
  if (!co_await writer.Post(response)) co_return OkStatus();
  std::uint64_t left =
      request.limit() > 0 ? request.limit() : std::numeric_limits<std::uint64_t>::max();
  for (const MailboxIndex mailbox : found.mailboxes) {
    if (left == 0) break;
    response.Clear();
    v1::AuditRow& row = *response.mutable_row();
    const Status encoded = EncodeRow(*edition, mailbox, filter, left, row);
    if (!encoded.ok()) co_return encoded;
    left -= static_cast<std::uint64_t>(row.findings_size());
    if (!co_await writer.Post(response)) break;
  }
  co_return OkStatus();
}

Status MailboxService::ListRules(const v1::ListRulesRequest&,
                                 v1::ListRulesResponse& response) const {
  for (const Rule& rule : Rules()) Encode(rule, *response.add_rules());
  response.mutable_rule_set_version()->assign(kRuleSetVersion);
  return OkStatus();
}

}  // namespace annuaire::grpc_front
