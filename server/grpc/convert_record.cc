#include "server/grpc/convert_record.h"

#include <array>
#include <utility>

#include "directory/record/geography.h"
#include "server/grpc/checked_rpps.h"
#include "server/grpc/convert_row.h"
#include "server/grpc/encode.h"

namespace annuaire::grpc_front {
// static, not in an unnamed namespace, whose overloads would hide those of the headers.

static void Encode(const PersonName& name, v1::PersonName& out) {
  Set(out, &v1::PersonName::mutable_family_name, name.family_name);
  Set(out, &v1::PersonName::mutable_given_name, name.given_name);
}

static void Encode(const Skill& skill, v1::Skill& out) {
  Set(out, &v1::Skill::mutable_profession_code, skill.profession_code);
  Set(out, &v1::Skill::mutable_type, skill.type);
  Set(out, &v1::Skill::mutable_skill, skill.skill);
}

static void Encode(const Diploma& diploma, v1::Diploma& out) {
  Set(out, &v1::Diploma::mutable_type, diploma.type);
  Set(out, &v1::Diploma::mutable_diploma, diploma.diploma);
}

static void Encode(const Authorisation& authorisation, v1::Authorisation& out) {
  Set(out, &v1::Authorisation::mutable_type, authorisation.type);
  Set(out, &v1::Authorisation::mutable_discipline, authorisation.discipline);
}

static void Encode(const DomainRegistration& registration, v1::DomainRegistration& out) {
  using Out = v1::DomainRegistration;
  Set(out, &Out::mutable_description, registration.description);
  Set(out, &Out::mutable_operator_name, registration.operator_name);
  Set(out, &Out::mutable_operator_unit, registration.operator_unit);
  Set(out, &Out::mutable_operator_common_name, registration.operator_common_name);
  Set(out, &Out::mutable_updated_at, registration.updated_at);
}

static void Encode(const Coordinates& coordinates, v1::Coordinates& out) {
  Set(out, &v1::Coordinates::mutable_latitude, coordinates.latitude);
  Set(out, &v1::Coordinates::mutable_longitude, coordinates.longitude);
  Set(out, &v1::Coordinates::mutable_x, coordinates.x);
  Set(out, &v1::Coordinates::mutable_y, coordinates.y);
  Set(out, &v1::Coordinates::mutable_source, coordinates.source);
}

// Nothing for an empty key; the key alone when nobody has a row under it.
template <typename Message>
static void SetOrganization(Message& message, std::string_view key, const Directory& directory) {
  if (key.empty()) return;
  v1::OrganizationRef& out = *message.mutable_organization();
  if (const auto index = directory.FindOrganization(key)) {
    Encode(directory.row(*index), out);
  } else {
    Set(out, &v1::OrganizationRef::mutable_id, key);
  }
}

static void Encode(const Activity& activity, const Directory& directory, v1::Activity& out) {
  Set(out, &v1::Activity::mutable_profession_code, activity.profession_code);
  Set(out, &v1::Activity::mutable_category_code, activity.category_code);
  Set(out, &v1::Activity::mutable_mode, activity.mode);
  Set(out, &v1::Activity::mutable_sector, activity.sector);
  Set(out, &v1::Activity::mutable_pharmacist_section, activity.pharmacist_section);
  Set(out, &v1::Activity::mutable_role, activity.role);
  Set(out, &v1::Activity::mutable_genre, activity.genre);
  SetOrganization(out, activity.organization_key, directory);
  Set(out, &v1::Activity::mutable_legal_name, activity.legal_name);
  Set(out, &v1::Activity::mutable_trade_name, activity.trade_name);
  if (!activity.address.empty()) Encode(activity.address, *out.mutable_address());
  Set(out, &v1::Activity::mutable_phone, activity.phone);
  Set(out, &v1::Activity::mutable_phone2, activity.phone2);
  Set(out, &v1::Activity::mutable_fax, activity.fax);
  Set(out, &v1::Activity::mutable_email, activity.email);
  Set(out, &v1::Activity::mutable_former_organization_id, activity.former_organization_id);
  Set(out, &v1::Activity::mutable_registration_authority, activity.registration_authority);
}

static void AddSources(std::uint8_t sources, v1::Organization& out) {
  constexpr std::array<std::pair<OrganizationSource, const char*>, 4> kNames = {{
      {kFromFinessLegacy, "finess"},
      {kFromFinessPlus, "finess+"},
      {kFromActivities, "activities"},
      {kFromMailboxes, "mailboxes"},
  }};
  for (const auto& [source, name] : kNames) {
    if (sources & source) out.add_sources(name);
  }
}

void Encode(const Address& address, v1::Address& out) {
  Set(out, &v1::Address::mutable_recipient_complement, address.recipient_complement);
  Set(out, &v1::Address::mutable_geographic_complement, address.geographic_complement);
  Set(out, &v1::Address::mutable_street_number, address.street_number);
  Set(out, &v1::Address::mutable_repetition_index, address.repetition_index);
  Set(out, &v1::Address::mutable_street_type, address.street_type);
  Set(out, &v1::Address::mutable_street_name, address.street_name);
  Set(out, &v1::Address::mutable_distribution, address.distribution);
  Set(out, &v1::Address::mutable_delivery_line, address.delivery_line);
  Set(out, &v1::Address::mutable_postcode, address.postcode);
  Set(out, &v1::Address::mutable_commune, address.commune);
  Set(out, &v1::Address::mutable_country, address.country);
  if (const Department* department = DepartmentOf(address.commune.code, address.postcode)) {
    Set(out, &v1::Address::mutable_department, department->code);
  }
}

void Encode(const Practitioner& practitioner, const Directory& directory, v1::Practitioner& out) {
  Set(out, &v1::Practitioner::mutable_id, practitioner.id);
  Set(out, &v1::Practitioner::mutable_rpps, CheckedRppsOf(practitioner.id));
  for (const PersonName& name : practitioner.names) Encode(name, *out.add_names());
  AddCoded(practitioner.titles, *out.mutable_titles());
  AddCoded(practitioner.civilities, *out.mutable_civilities());
  for (const ProfessionHeld& held : practitioner.professions) Encode(held, *out.add_professions());
  for (const Skill& skill : practitioner.skills) Encode(skill, *out.add_skills());
  for (const Diploma& diploma : practitioner.diplomas) Encode(diploma, *out.add_diplomas());
  for (const Authorisation& authorisation : practitioner.authorisations) {
    Encode(authorisation, *out.add_authorisations());
  }
  AddTexts(practitioner.registration_authorities, *out.mutable_registration_authorities());
  for (const Activity& activity : practitioner.activities) {
    Encode(activity, directory, *out.add_activities());
  }
}

void Encode(const Organization& organization, v1::Organization& out) {
  using Out = v1::Organization;
  Set(out, &Out::mutable_id, organization.key);
  out.set_kind(ToProto(organization.kind));
  out.set_state(ToProto(organization.state));
  AddSources(organization.sources, out);
  Set(out, &Out::mutable_finess, organization.finess);
  Set(out, &Out::mutable_legal_entity_finess, organization.legal_entity_finess);
  AddTexts(organization.sirets, *out.mutable_sirets());
  AddTexts(organization.sirens, *out.mutable_sirens());
  AddTexts(organization.technical_ids, *out.mutable_technical_ids());
  AddTexts(organization.former_ids, *out.mutable_former_ids());
  AddTexts(organization.legal_names, *out.mutable_legal_names());
  AddTexts(organization.trade_names, *out.mutable_trade_names());
  Set(out, &Out::mutable_category, organization.category);
  Set(out, &Out::mutable_category_group, organization.category_group);
  Set(out, &Out::mutable_legal_status, organization.legal_status);
  Set(out, &Out::mutable_tariff_mode, organization.tariff_mode);
  Set(out, &Out::mutable_public_service, organization.public_service);
  Set(out, &Out::mutable_ape, organization.ape);
  Set(out, &Out::mutable_uai, organization.uai);
  AddCoded(organization.sectors, *out.mutable_sectors());
  for (const Address& address : organization.addresses) Encode(address, *out.add_addresses());
  AddTexts(organization.phones, *out.mutable_phones());
  AddTexts(organization.faxes, *out.mutable_faxes());
  AddTexts(organization.emails, *out.mutable_emails());
  if (!organization.coordinates.empty()) {
    Encode(organization.coordinates, *out.mutable_coordinates());
  }
  Set(out, &Out::mutable_opened_on, organization.opened_on);
  Set(out, &Out::mutable_closed_on, organization.closed_on);
  Set(out, &Out::mutable_authorised_on, organization.authorised_on);
  Set(out, &Out::mutable_updated_on, organization.updated_on);
}

void Encode(const Domain& domain, v1::Domain& out) {
  Set(out, &v1::Domain::mutable_name, domain.name);
  for (const DomainRegistration& registration : domain.registrations) {
    Encode(registration, *out.add_registrations());
  }
}

}  // namespace annuaire::grpc_front
