#include "server/grpc/convert_row.h"

#include "directory/base/letter_case.h"
#include "server/grpc/encode.h"

namespace annuaire::grpc_front {
void Encode(const ProfessionHeld& held, v1::ProfessionHeld& out) {
  Set(out, &v1::ProfessionHeld::mutable_profession, held.profession);
  Set(out, &v1::ProfessionHeld::mutable_category, held.category);
}

v1::OrganizationKind ToProto(OrganizationKind kind) {
  switch (kind) {
    case OrganizationKind::kUnknown:
      return v1::ORGANIZATION_KIND_UNKNOWN;
    case OrganizationKind::kEstablishment:
      return v1::ORGANIZATION_KIND_ESTABLISHMENT;
    case OrganizationKind::kLegalEntity:
      return v1::ORGANIZATION_KIND_LEGAL_ENTITY;
  }
  return v1::ORGANIZATION_KIND_UNKNOWN;
}

v1::OpenState ToProto(OpenState state) {
  switch (state) {
    case OpenState::kUnknown:
      return v1::OPEN_STATE_UNKNOWN;
    case OpenState::kOpen:
      return v1::OPEN_STATE_OPEN;
    case OpenState::kClosed:
      return v1::OPEN_STATE_CLOSED;
  }
  return v1::OPEN_STATE_UNKNOWN;
}

void Encode(const OrganizationRow& row, v1::OrganizationRef& out) {
  Set(out, &v1::OrganizationRef::mutable_id, row.key);
  Set(out, &v1::OrganizationRef::mutable_name, row.name());
  Set(out, &v1::OrganizationRef::mutable_city, row.city);
  Set(out, &v1::OrganizationRef::mutable_department, row.department);
}

void Encode(const PractitionerRow& row, v1::PractitionerRef& out) {
  Set(out, &v1::PractitionerRef::mutable_id, row.id);
  Set(out, &v1::PractitionerRef::mutable_rpps, row.rpps());
  Set(out, &v1::PractitionerRef::mutable_family_name, row.family_name);
  Set(out, &v1::PractitionerRef::mutable_given_name, row.given_name);
  if (!row.professions.empty()) {
    Set(out, &v1::PractitionerRef::mutable_profession, row.professions.front().profession);
  }
  if (!row.skills.empty()) Set(out, &v1::PractitionerRef::mutable_skill, row.skills.front());
}

void Encode(const MailboxRow& row, v1::MailboxRef& out) {
  Set(out, &v1::MailboxRef::mutable_address, row.address);
  Set(out, &v1::MailboxRef::mutable_type, row.type_code);
  Set(out, &v1::MailboxRef::mutable_service, row.service);
  if (row.has_organization) Encode(row.organization, *out.mutable_organization());
}

void Encode(const PractitionerRow& row, v1::PractitionerSummary& out) {
  Set(out, &v1::PractitionerSummary::mutable_id, row.id);
  Set(out, &v1::PractitionerSummary::mutable_rpps, row.rpps());
  Set(out, &v1::PractitionerSummary::mutable_family_name, row.family_name);
  Set(out, &v1::PractitionerSummary::mutable_given_name, row.given_name);
  for (const ProfessionHeld& held : row.professions) Encode(held, *out.add_professions());
  AddCoded(row.skills, *out.mutable_skills());
}

void Encode(const OrganizationRow& row, v1::OrganizationSummary& out) {
  Set(out, &v1::OrganizationSummary::mutable_id, row.key);
  Set(out, &v1::OrganizationSummary::mutable_legal_name, row.legal_name);
  Set(out, &v1::OrganizationSummary::mutable_trade_name, row.trade_name);
  Set(out, &v1::OrganizationSummary::mutable_category, row.category);
  Set(out, &v1::OrganizationSummary::mutable_city, row.city);
  Set(out, &v1::OrganizationSummary::mutable_postcode, row.postcode);
  Set(out, &v1::OrganizationSummary::mutable_department, row.department);
  out.set_state(ToProto(row.state));
  out.set_kind(ToProto(row.kind));
}

std::string PersonDisplayName(const MailboxRow& row) {
  std::string name = ToTitleCase(row.given_name);
  if (!name.empty() && !row.family_name.empty()) name += ' ';
  name += row.family_name;
  return name;
}

}  // namespace annuaire::grpc_front
