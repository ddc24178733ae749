#include <vector>

#include "directory/join/distinct.h"
#include "directory/join/join.h"
#include "directory/join/join_rows.h"
#include "directory/join/structure_fields.h"

namespace annuaire {
namespace {

Attachment UnpackAttachment(const JoinRows& rows, const AttachmentIds& ids) {
  Attachment attachment;
  FieldUnpacker holder(rows.groups.Text(ids.holder));
  attachment.type_code = holder.Next();
  attachment.paperless = static_cast<Paperless>(holder.Next().front() - '0');
  attachment.title = holder.NextCoded();
  attachment.category = holder.NextCoded();
  attachment.profession = holder.NextCoded();
  attachment.skill = holder.NextCoded();
  attachment.practitioner_id = rows.persons.Text(ids.person);
  FieldUnpacker name(rows.groups.Text(ids.name));
  attachment.name.family_name = name.Next();
  attachment.name.given_name = name.Next();
  const StructureFields structure = UnpackStructure(rows.mailbox_structures.Text(ids.structure));
  attachment.organization_key = structure.key;
  attachment.organization_id_type = structure.id_type;
  attachment.organization_id = structure.id;
  attachment.legal_name = structure.legal_name;
  attachment.trade_name = structure.trade_name;
  attachment.department = structure.department;
  attachment.service = rows.groups.Text(ids.service);
  attachment.address = FieldUnpacker(rows.groups.Text(ids.address)).NextAddress();
  return attachment;
}

}  // namespace

Status Join::EmitMailboxes(const std::function<Status(const Mailbox&)>& sink) const {
  const JoinRows& rows = *rows_;
  RETURN_IF_ERROR(rows.CheckComplete());
  const Grouping grouping(rows.addressed.size(), rows.mailboxes.size(),
                          [&rows](std::size_t i) { return rows.addressed[i].mailbox; });
  Mailbox mailbox;
  std::vector<std::uint32_t> spellings;
  std::vector<AttachmentIds> attachments;
  for (const std::uint32_t id : IdsInTextOrder(rows.mailboxes)) {
    mailbox.Clear();
    spellings.clear();
    attachments.clear();
    for (const std::uint32_t i : grouping.RowsOf(id)) {
      spellings.push_back(rows.addressed[i].spelling);
      attachments.push_back(rows.addressed[i].attachment);
    }
    DistinctInOrder(spellings);
    DistinctInOrder(attachments);
    mailbox.folded_address = rows.mailboxes.Text(id);
    for (const std::uint32_t spelling : spellings) {
      mailbox.spellings.push_back(rows.groups.Text(spelling));
    }
    for (const AttachmentIds& ids : attachments) {
      mailbox.attachments.push_back(UnpackAttachment(rows, ids));
      if (mailbox.type_code.empty()) mailbox.type_code = mailbox.attachments.back().type_code;
    }
    RETURN_IF_ERROR(sink(mailbox));
  }
  return OkStatus();
}

Status Join::EmitDomains(const std::function<Status(const Domain&)>& sink) const {
  const JoinRows& rows = *rows_;
  RETURN_IF_ERROR(rows.CheckComplete());
  const Grouping grouping(rows.registrations.size(), rows.domains.size(),
                          [&rows](std::size_t i) { return rows.registrations[i].domain; });
  Domain domain;
  std::vector<std::uint32_t> registrations;
  for (const std::uint32_t id : IdsInTextOrder(rows.domains)) {
    domain.Clear();
    registrations.clear();
    domain.name = rows.domains.Text(id);
    for (const std::uint32_t i : grouping.RowsOf(id)) {
      registrations.push_back(rows.registrations[i].registration);
    }
    DistinctInOrder(registrations);
    for (const std::uint32_t registration : registrations) {
      FieldUnpacker fields(rows.groups.Text(registration));
      DomainRegistration& added = domain.registrations.emplace_back();
      added.description = fields.Next();
      added.operator_name = fields.Next();
      added.operator_unit = fields.Next();
      added.operator_common_name = fields.Next();
      added.updated_at = fields.Next();
    }
    RETURN_IF_ERROR(sink(domain));
  }
  return OkStatus();
}

}  // namespace annuaire
