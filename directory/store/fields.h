// The one description of each stored struct: its fields and their numbers.
//
// An archive is a function object called as archive(number, field). The same
// description drives writing and reading (archive.h), which therefore cannot
// diverge. Numbers rise within a struct, are never reused, and go from 1 to
// 127; a new field takes a new number at the end, and older readers skip it.
// The key of a record is the key of its row and is not among the fields.
//
// Fields of an enum give their last known value: a larger one is malformed.

#pragma once

#include "directory/record/domain.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"
#include "directory/record/verdict.h"
#include "directory/store/metadata.h"

namespace annuaire {

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<PersonName> name) {
  archive(1, name.family_name);
  archive(2, name.given_name);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<ProfessionHeld> held) {
  archive(1, held.profession);
  archive(2, held.category);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Skill> skill) {
  archive(1, skill.profession_code);
  archive(2, skill.type);
  archive(3, skill.skill);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Diploma> diploma) {
  archive(1, diploma.type);
  archive(2, diploma.diploma);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Authorisation> authorisation) {
  archive(1, authorisation.type);
  archive(2, authorisation.discipline);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Address> address) {
  archive(1, address.recipient_complement);
  archive(2, address.geographic_complement);
  archive(3, address.street_number);
  archive(4, address.repetition_index);
  archive(5, address.street_type);
  archive(6, address.street_name);
  archive(7, address.distribution);
  archive(8, address.delivery_line);
  archive(9, address.postcode);
  archive(10, address.commune);
  archive(11, address.country);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Activity> activity) {
  archive(1, activity.profession_code);
  archive(2, activity.category_code);
  archive(3, activity.mode);
  archive(4, activity.sector);
  archive(5, activity.pharmacist_section);
  archive(6, activity.role);
  archive(7, activity.genre);
  archive(8, activity.organization_key);
  archive(9, activity.legal_name);
  archive(10, activity.trade_name);
  archive(11, activity.address);
  archive(12, activity.phone);
  archive(13, activity.phone2);
  archive(14, activity.fax);
  archive(15, activity.email);
  archive(16, activity.former_organization_id);
  archive(17, activity.registration_authority);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Practitioner> practitioner) {
  archive(1, practitioner.names);
  archive(2, practitioner.titles);
  archive(3, practitioner.civilities);
  archive(4, practitioner.professions);
  archive(5, practitioner.skills);
  archive(6, practitioner.diplomas);
  archive(7, practitioner.authorisations);
  archive(8, practitioner.registration_authorities);
  archive(9, practitioner.activities);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Coordinates> coordinates) {
  archive(1, coordinates.latitude);
  archive(2, coordinates.longitude);
  archive(3, coordinates.x);
  archive(4, coordinates.y);
  archive(5, coordinates.source);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Organization> organization) {
  archive(1, organization.kind, OrganizationKind::kLegalEntity);
  archive(2, organization.state, OpenState::kClosed);
  archive(3, organization.sources);
  archive(4, organization.finess);
  archive(5, organization.legal_entity_finess);
  archive(6, organization.sirets);
  archive(7, organization.sirens);
  archive(8, organization.technical_ids);
  archive(9, organization.former_ids);
  archive(10, organization.legal_names);
  archive(11, organization.trade_names);
  archive(12, organization.category);
  archive(13, organization.category_group);
  archive(14, organization.legal_status);
  archive(15, organization.tariff_mode);
  archive(16, organization.public_service);
  archive(17, organization.ape);
  archive(18, organization.uai);
  archive(19, organization.sectors);
  archive(20, organization.addresses);
  archive(21, organization.phones);
  archive(22, organization.faxes);
  archive(23, organization.emails);
  archive(24, organization.coordinates);
  archive(25, organization.opened_on);
  archive(26, organization.closed_on);
  archive(27, organization.authorised_on);
  archive(28, organization.updated_on);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Attachment> attachment) {
  archive(1, attachment.type_code);
  archive(2, attachment.practitioner_id);
  archive(3, attachment.name);
  archive(4, attachment.title);
  archive(5, attachment.category);
  archive(6, attachment.profession);
  archive(7, attachment.skill);
  archive(8, attachment.organization_key);
  archive(9, attachment.organization_id_type);
  archive(10, attachment.organization_id);
  archive(11, attachment.service);
  archive(12, attachment.legal_name);
  archive(13, attachment.trade_name);
  archive(14, attachment.address);
  archive(15, attachment.department);
  archive(16, attachment.paperless, Paperless::kRefused);
  archive(17, attachment.description);
  archive(18, attachment.preferred_rank);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Mailbox> mailbox) {
  archive(1, mailbox.spellings);
  archive(2, mailbox.type_code);
  archive(3, mailbox.attachments);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<DomainRegistration> registration) {
  archive(1, registration.description);
  archive(2, registration.operator_name);
  archive(3, registration.operator_unit);
  archive(4, registration.operator_common_name);
  archive(5, registration.updated_at);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Domain> domain) {
  archive(1, domain.registrations);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Remark> remark) {
  archive(1, remark.rule_id);
  archive(2, remark.severity);
  archive(3, remark.basis);
  archive(4, remark.tokens);
  archive(5, remark.message_fr);
  archive(6, remark.message_en);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Verdict> verdict) {
  archive(1, verdict.remarks);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<RejectCount> reject) {
  archive(1, reject.kind);
  archive(2, reject.rows);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<SourceFile> source) {
  archive(1, source.kind);
  archive(2, source.file_name);
  archive(3, source.extract_date);
  archive(4, source.rows_read);
  archive(5, source.rows_rejected);
  archive(6, source.rejects);
  archive(7, source.windows_1252_rows);
  archive(8, source.bad_keys);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<RecordCounts> counts) {
  archive(1, counts.practitioners);
  archive(2, counts.activities);
  archive(3, counts.organizations);
  archive(4, counts.mailboxes);
  archive(5, counts.domains);
  archive(6, counts.verdicts);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Metadata> metadata) {
  archive(1, metadata.generation);
  archive(2, metadata.created_at);
  archive(3, metadata.extract_date);
  archive(4, metadata.product_version);
  archive(5, metadata.counts);
  archive(6, metadata.sources);
  archive(7, metadata.rule_set_version);
}

}  // namespace annuaire
