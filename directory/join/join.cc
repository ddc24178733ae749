#include "directory/join/join.h"

#include "directory/join/join_rows.h"
#include "directory/join/organization_fields.h"
#include "directory/join/structure_fields.h"

namespace annuaire {
namespace {

std::uint32_t InternName(JoinRows& rows, const PersonName& name) {
  return rows.groups.Intern(rows.packer.Start().Add(name.family_name).Add(name.given_name).bytes());
}

std::uint32_t InternProfession(JoinRows& rows, const ProfessionHeld& held) {
  return rows.groups.Intern(rows.packer.Start().Add(held.profession).Add(held.category).bytes());
}

std::uint32_t InternSkill(JoinRows& rows, const Skill& skill) {
  if (skill.type.empty() && skill.skill.empty()) return 0;
  return rows.groups.Intern(
      rows.packer.Start().Add(skill.profession_code).Add(skill.type).Add(skill.skill).bytes());
}

std::uint32_t InternKnownPerson(JoinRows& rows, std::string_view id) {
  const std::uint32_t person = rows.persons.Intern(id);
  if (person >= rows.known_persons.size()) rows.known_persons.resize(person + 1);
  if (person != 0 && !rows.known_persons[person]) {
    rows.known_persons[person] = true;
    ++rows.known_person_count;
  }
  return person;
}

// Interns the packed structure, and its organization when it is a new one.
std::uint32_t InternStructure(JoinRows& rows, std::string_view key, ByteInterner& texts,
                              std::vector<std::uint32_t>& owners) {
  const std::uint32_t id = texts.Intern(rows.packer.bytes());
  if (id == owners.size()) owners.push_back(rows.organizations.Intern(key));
  return id;
}

// A legal entity exists because another structure names it as its own.
void NameLegalEntity(JoinRows& rows, std::string_view finess, std::uint8_t source) {
  if (finess.empty()) return;
  const std::uint32_t id = rows.organizations.Intern(finess);
  if (id >= rows.legal_entity_sources.size()) rows.legal_entity_sources.resize(id + 1);
  rows.legal_entity_sources[id] |= source;
}

}  // namespace

Join::Join() : rows_(std::make_unique<JoinRows>()) {}
Join::~Join() = default;
Join::Join(Join&&) noexcept = default;
Join& Join::operator=(Join&&) noexcept = default;

void Join::Add(const PersonActivityRow& row) {
  JoinRows& rows = *rows_;
  const Activity& activity = row.activity;
  ActivityRow added{};
  added.person = InternKnownPerson(rows, row.practitioner_id);
  added.name = InternName(rows, row.name);
  added.titles = rows.groups.Intern(rows.packer.Start().Add(row.title).Add(row.civility).bytes());
  added.profession = InternProfession(rows, row.profession);
  added.skill = InternSkill(rows, row.skill);
  added.codes = rows.groups.Intern(rows.packer.Start()
                                       .Add(row.has_activity ? "A" : "")
                                       .Add(activity.registration_authority)
                                       .Add(activity.mode)
                                       .Add(activity.sector)
                                       .Add(activity.pharmacist_section)
                                       .Add(activity.role)
                                       .Add(activity.genre)
                                       .bytes());
  if (row.has_activity) {
    PackStructure(StructureFieldsOf(row), rows.packer);
    added.structure =
        InternStructure(rows, row.structure.key, rows.structures, rows.structure_owners);
    NameLegalEntity(rows, row.structure.legal_entity_finess, kFromActivities);
    added.address = rows.groups.Intern(rows.packer.Start().Add(activity.address).bytes());
    added.contact = rows.groups.Intern(rows.packer.Start()
                                           .Add(activity.phone)
                                           .Add(activity.phone2)
                                           .Add(activity.fax)
                                           .Add(activity.email)
                                           .bytes());
  }
  rows.activities.push_back(added);
}

void Join::Add(const SkillRow& row) {
  JoinRows& rows = *rows_;
  rows.skills.push_back({.person = InternKnownPerson(rows, row.practitioner_id),
                         .name = InternName(rows, row.name),
                         .profession = InternProfession(rows, row.profession),
                         .skill = InternSkill(rows, row.skill)});
}

void Join::Add(const DiplomaRow& row) {
  JoinRows& rows = *rows_;
  const std::uint32_t person = InternKnownPerson(rows, row.practitioner_id);
  const std::uint32_t name = InternName(rows, row.name);
  const std::uint32_t diploma = rows.groups.Intern(rows.packer.Start()
                                                       .Add(row.diploma.type)
                                                       .Add(row.diploma.diploma)
                                                       .Add(row.authorisation.type)
                                                       .Add(row.authorisation.discipline)
                                                       .bytes());
  rows.diplomas.push_back({person, name, diploma});
}

void Join::Add(const MailboxRow& row) {
  JoinRows& rows = *rows_;
  const Attachment& attachment = row.attachment;
  AddressedRow added{};
  added.mailbox = rows.mailboxes.Intern(row.folded_address);
  added.spelling = rows.groups.Intern(row.address);
  AttachmentIds& ids = added.attachment;
  ids.person = rows.persons.Intern(attachment.practitioner_id);
  ids.name = InternName(rows, attachment.name);
  const char paperless = static_cast<char>('0' + static_cast<int>(attachment.paperless));
  ids.holder = rows.groups.Intern(rows.packer.Start()
                                      .Add(attachment.type_code)
                                      .Add(std::string_view(&paperless, 1))
                                      .Add(attachment.title)
                                      .Add(attachment.category)
                                      .Add(attachment.profession)
                                      .Add(attachment.skill)
                                      .bytes());
  PackStructure(StructureFieldsOf(row), rows.packer);
  ids.structure = InternStructure(rows, row.structure.key, rows.mailbox_structures,
                                  rows.mailbox_structure_owners);
  ids.service = rows.groups.Intern(attachment.service);
  ids.address = rows.groups.Intern(rows.packer.Start().Add(attachment.address).bytes());
  rows.addressed.push_back(added);
}

void Join::Add(const Organization& row) {
  JoinRows& rows = *rows_;
  PackOrganization(row, rows.packer);
  rows.finess.push_back({rows.organizations.Intern(row.key),
                         rows.groups.Intern(rows.packer.bytes()),
                         (row.sources & kFromFinessPlus) != 0});
  NameLegalEntity(rows, row.legal_entity_finess, row.sources);
}

void Join::Add(const WhiteListEntry& row) {
  JoinRows& rows = *rows_;
  const DomainRegistration& registration = row.registration;
  const std::uint32_t domain = rows.domains.Intern(row.name);
  rows.registrations.push_back(
      {domain, rows.groups.Intern(rows.packer.Start()
                                      .Add(registration.description)
                                      .Add(registration.operator_name)
                                      .Add(registration.operator_unit)
                                      .Add(registration.operator_common_name)
                                      .Add(registration.updated_at)
                                      .bytes())});
}

JoinCounts Join::counts() const {
  const JoinRows& rows = *rows_;
  return {.activity_rows = rows.activities.size(),
          .skill_rows = rows.skills.size(),
          .diploma_rows = rows.diplomas.size(),
          .mailbox_rows = rows.addressed.size(),
          .organization_rows = rows.finess.size(),
          .domain_rows = rows.registrations.size(),
          .practitioners = rows.known_person_count,
          .organizations = rows.organizations.size() - 1,
          .mailboxes = rows.mailboxes.size() - 1,
          .domains = rows.domains.size() - 1,
          .unknown_holders = rows.persons.size() - 1 - rows.known_person_count};
}

std::size_t Join::memory_bytes() const {
  const JoinRows& rows = *rows_;
  std::size_t bytes =
      (rows.structure_owners.capacity() + rows.mailbox_structure_owners.capacity()) *
      sizeof(std::uint32_t);
  for (const ByteInterner* texts :
       {&rows.groups, &rows.persons, &rows.organizations, &rows.mailboxes, &rows.domains,
        &rows.structures, &rows.mailbox_structures}) {
    bytes += texts->memory_bytes();
  }
  return bytes + rows.activities.size() * sizeof(ActivityRow) +
         rows.skills.size() * sizeof(HeldSkillRow) + rows.diplomas.size() * sizeof(HeldDiplomaRow) +
         rows.addressed.size() * sizeof(AddressedRow) + rows.finess.size() * sizeof(FinessRow) +
         rows.registrations.size() * sizeof(RegistrationRow);
}

}  // namespace annuaire
