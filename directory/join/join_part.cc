#include "directory/join/join_part.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <iterator>
#include <thread>

#include "directory/base/ascii.h"
#include "directory/join/join_rows.h"
#include "directory/join/key_order.h"
#include "directory/join/organization_fields.h"
#include "directory/join/structure_fields.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

// Room that is never used takes no memory, so that few bytes a row do no harm.
void ReserveRows(std::uint64_t text_bytes, auto& rows) {
  constexpr std::uint64_t kBytesPerRow = 120;
  constexpr std::uint64_t kRowsMax = 1 << 23;
  rows.reserve(static_cast<std::size_t>(std::min(text_bytes / kBytesPerRow, kRowsMax)));
}

// Starts a run unless the last row was of the same person under the same name.
template <typename Row>
void AddPersonRow(JoinRows& rows, PersonRows<Row>& of, std::string_view id, const PersonName& name,
                  const Row& row) {
  const std::string_view text =
      rows.packer.Start().AddAll(id, name.family_name, name.given_name).bytes();
  if (of.rows.empty()) {
    ReserveRows(rows.expected_bytes, of.runs);
    ReserveRows(rows.expected_bytes, of.rows);
  }
  if (of.runs.empty() || text != of.last_text) {
    of.runs.push_back({rows.texts.Append(text), static_cast<std::uint32_t>(of.rows.size())});
    of.last_text = text;
  }
  of.rows.push_back(row);
}

// A skill of which only the profession is known is none.
void PackSkill(const Skill& skill, FieldPacker& packer) {
  if (skill.type.empty() && skill.skill.empty()) return;
  packer.Add(skill.profession_code).Add(skill.type).Add(skill.skill);
}

std::string_view PackDoing(JoinRows& rows, const PersonActivityRow& row) {
  const Activity& activity = row.activity;
  return rows.packer.Start()
      .Add(row.has_activity ? "A" : "")
      .Add(activity.registration_authority)
      .Add(row.profession.profession)
      .Add(row.profession.category)
      .Add(activity.mode)
      .Add(activity.pharmacist_section)
      .Add(activity.role)
      .Add(activity.genre)
      .bytes();
}

std::string_view PackSite(JoinRows& rows, const PersonActivityRow& row) {
  const Activity& activity = row.activity;
  PackStructure(StructureFieldsOf(row), rows.packer);
  return rows.packer.Add(activity.address)
      .AddAll(activity.phone, activity.phone2, activity.fax, activity.email, activity.sector.code,
              activity.sector.label)
      .bytes();
}

auto SetSite(JoinRows& rows) {
  return [&rows](std::uint32_t row, std::uint32_t site) { rows.activities.rows[row].site = site; };
}

AddressedRow PackAddressed(JoinRows& rows, const MailboxRow& row) {
  const Attachment& attachment = row.attachment;
  AddressedRow added{};
  const char paperless = static_cast<char>('0' + static_cast<int>(attachment.paperless));
  const std::uint32_t rank = attachment.preferred_rank;
  added.holder = rows.facts.Intern(rows.packer.Start()
                                       .Add(attachment.type_code)
                                       .Add(std::string_view(&paperless, 1))
                                       .Add(attachment.title)
                                       .Add(attachment.category)
                                       .Add(attachment.profession)
                                       .Add(attachment.skill)
                                       .Add(attachment.description)
                                       .Add(rank == 0 ? std::string() : std::to_string(rank))
                                       .bytes());
  PackStructure(StructureFieldsOf(row), rows.packer);
  added.place = rows.places.Intern(rows.packer.Add(attachment.address).bytes());
  const bool as_folded = row.address == row.folded_address;
  added.text = rows.texts.Append(rows.packer.Start()
                                     .Add(row.folded_address)
                                     .Add(as_folded ? std::string_view() : row.address)
                                     .Add(attachment.practitioner_id)
                                     .Add(attachment.name.family_name)
                                     .Add(attachment.name.given_name)
                                     .Add(attachment.service)
                                     .bytes());
  return added;
}

template <typename Row>
void SortRuns(const JoinRows& rows, KeySorter& sorter, PersonRows<Row>& of) {
  of.order = sorter.Order(of.runs.size(),
                          [&](std::uint32_t run) { return rows.KeyOfText(of.runs[run].text); });
}

void SortPeople(JoinRows& rows) {
  KeySorter sorter;
  SortRuns(rows, sorter, rows.activities);
  SortRuns(rows, sorter, rows.skills);
  SortRuns(rows, sorter, rows.diplomas);
}

void SortMailboxes(JoinRows& rows, KeySorter& sorter) {
  const auto order_of = [&](const Column<AddressedRow>& of) {
    return sorter.Order(of.size(), [&](std::uint32_t row) { return rows.KeyOfText(of[row].text); });
  };
  rows.addressed_order = order_of(rows.addressed);
  rows.fallbacks_order = order_of(rows.fallbacks);
  rows.registrations_order = sorter.Order(rows.registrations.size(), [&](std::uint32_t row) {
    return rows.KeyOfText(rows.registrations[row]);
  });
}

// As in "Ancien identifiant de la structure"; technical ids of today begin with a letter.
bool HasTypeDigit(std::string_view key) {
  return IsDigit(key.front()) && OrganizationKey::KindOf(key) == OrganizationKey::Kind::kTechnical;
}

void SortStructures(JoinRows& rows, KeySorter& sorter) {
  rows.sites_order = sorter.Order(
      rows.sites.size(), [&](std::uint32_t site) { return StructureKeyIn(rows.sites.Text(site)); });
  rows.places_order = sorter.Order(rows.places.size(), [&](std::uint32_t place) {
    return StructureKeyIn(rows.places.Text(place));
  });
  std::copy_if(
      rows.places_order.begin(), rows.places_order.end(), std::back_inserter(rows.typed_places),
      [&](std::uint32_t place) { return HasTypeDigit(StructureKeyIn(rows.places.Text(place))); });
  rows.entities_of_sites = sorter.OrderOneOfEach(rows.sites.size(), [&](std::uint32_t site) {
    return StructureEntityIn(rows.sites.Text(site));
  });
  const auto sort_finess = [&](const std::vector<std::uint32_t>& from,
                               std::vector<std::uint32_t>& order,
                               std::vector<std::uint32_t>& entities) {
    order = sorter.Order(from.size(), [&](std::uint32_t row) { return rows.KeyOfText(from[row]); });
    entities = sorter.OrderOneOfEach(
        from.size(), [&](std::uint32_t row) { return LegalEntityIn(rows.texts.Text(from[row])); });
  };
  sort_finess(rows.finess_plus, rows.finess_plus_order, rows.entities_of_finess_plus);
  sort_finess(rows.finess_legacy, rows.finess_legacy_order, rows.entities_of_finess_legacy);
}

}  // namespace

JoinPart::JoinPart() : rows_(std::make_unique<JoinRows>()) {}
JoinPart::~JoinPart() = default;
JoinPart::JoinPart(JoinPart&&) noexcept = default;
JoinPart& JoinPart::operator=(JoinPart&&) noexcept = default;

void JoinPart::Expect(std::uint64_t text_bytes) { rows_->expected_bytes = text_bytes; }

void JoinPart::Add(const PersonActivityRow& row) {
  JoinRows& rows = *rows_;
  ActivityRow added{};
  PackSkill(row.skill, rows.packer.Start().Add(row.title).Add(row.civility));
  added.held = rows.facts.Intern(rows.packer.bytes());
  added.doing = rows.facts.Intern(PackDoing(rows, row));
  if (row.has_activity) {
    const auto number = static_cast<std::uint32_t>(rows.activities.rows.size());
    rows.coming_sites.Push(PackSite(rows, row), number, rows.sites, SetSite(rows));
  }
  AddPersonRow(rows, rows.activities, row.practitioner_id, row.name, added);
}

void JoinPart::Add(const SkillRow& row) {
  JoinRows& rows = *rows_;
  PackSkill(row.skill,
            rows.packer.Start().Add(row.profession.profession).Add(row.profession.category));
  const SkillFacts added{rows.facts.Intern(rows.packer.bytes())};
  AddPersonRow(rows, rows.skills, row.practitioner_id, row.name, added);
}

void JoinPart::Add(const DiplomaRow& row) {
  JoinRows& rows = *rows_;
  const DiplomaFacts added{rows.facts.Intern(rows.packer.Start()
                                                 .Add(row.diploma.type)
                                                 .Add(row.diploma.diploma)
                                                 .Add(row.authorisation.type)
                                                 .Add(row.authorisation.discipline)
                                                 .bytes())};
  AddPersonRow(rows, rows.diplomas, row.practitioner_id, row.name, added);
}

void JoinPart::Add(const MailboxRow& row) {
  rows_->addressed.push_back(PackAddressed(*rows_, row));
}

void JoinPart::AddFallback(const MailboxRow& row) {
  rows_->fallbacks.push_back(PackAddressed(*rows_, row));
}

void JoinPart::Add(const Organization& row) {
  JoinRows& rows = *rows_;
  PackOrganization(row, rows.packer);
  const bool plus = (row.sources & kFromFinessPlus) != 0;
  (plus ? rows.finess_plus : rows.finess_legacy).push_back(rows.texts.Append(rows.packer.bytes()));
}

void JoinPart::Add(const WhiteListEntry& row) {
  JoinRows& rows = *rows_;
  const DomainRegistration& registration = row.registration;
  rows.registrations.push_back(rows.texts.Append(rows.packer.Start()
                                                     .Add(row.name)
                                                     .Add(registration.description)
                                                     .Add(registration.operator_name)
                                                     .Add(registration.operator_unit)
                                                     .Add(registration.operator_common_name)
                                                     .Add(registration.updated_at)
                                                     .bytes()));
}

void JoinPart::Close() {
  JoinRows& rows = *rows_;
  assert(!rows.is_closed);
  rows.is_closed = true;
  rows.coming_sites.Drain(rows.sites, SetSite(rows));
  for (ByteInterner* texts : {&rows.facts, &rows.sites, &rows.places}) texts->Freeze();
  // The largest file is the last to end: both processors have time for it.
  std::jthread other([&rows] { SortPeople(rows); });
  KeySorter sorter;
  SortMailboxes(rows, sorter);
  SortStructures(rows, sorter);
}

std::size_t JoinPart::memory_bytes() const {
  const JoinRows& rows = *rows_;
  const auto bytes_of = [](const auto&... vectors) {
    return (0 + ... + (vectors.size() * sizeof(vectors[0])));
  };
  return rows.texts.memory_bytes() + rows.facts.memory_bytes() + rows.sites.memory_bytes() +
         rows.places.memory_bytes() +
         bytes_of(rows.activities.runs, rows.activities.rows, rows.activities.order,
                  rows.skills.runs, rows.skills.rows, rows.skills.order, rows.diplomas.runs,
                  rows.diplomas.rows, rows.diplomas.order, rows.addressed, rows.addressed_order,
                  rows.fallbacks, rows.fallbacks_order, rows.finess_plus, rows.finess_plus_order,
                  rows.finess_legacy, rows.finess_legacy_order, rows.registrations,
                  rows.registrations_order, rows.sites_order, rows.places_order, rows.typed_places,
                  rows.entities_of_sites, rows.entities_of_finess_plus,
                  rows.entities_of_finess_legacy);
}

}  // namespace annuaire
