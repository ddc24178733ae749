// The rows a Join holds: numbers that name interned groups of columns.
// Internal to the room.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "directory/base/status.h"
#include "directory/join/byte_interner.h"
#include "directory/join/packed_fields.h"

namespace annuaire {

// Every number but those of persons, organizations, addresses, structures and
// domains names a text of JoinRows::groups; 0 is an empty group.
struct ActivityRow {
  std::uint32_t person;
  std::uint32_t name;        // family, given
  std::uint32_t titles;      // title, civility
  std::uint32_t profession;  // profession, category
  std::uint32_t skill;       // profession code, type, skill
  std::uint32_t codes;       // "A" for an activity, authority, mode, sector, section, role, genre
  std::uint32_t structure;   // 0 and the next two for a person without activity
  std::uint32_t address;
  std::uint32_t contact;  // phone, phone 2, fax, e-mail
};

struct HeldSkillRow {
  std::uint32_t person;
  std::uint32_t name;
  std::uint32_t profession;
  std::uint32_t skill;
};

struct HeldDiplomaRow {
  std::uint32_t person;
  std::uint32_t name;
  std::uint32_t diploma;  // type, diploma, authorisation type, discipline
};

// What makes two rows of one address the same attachment.
struct AttachmentIds {
  std::uint32_t person;
  std::uint32_t name;
  std::uint32_t holder;     // type of mailbox, paperless, title, category, profession, skill
  std::uint32_t structure;  // of mailbox_structures
  std::uint32_t service;
  std::uint32_t address;

  friend auto operator<=>(const AttachmentIds&, const AttachmentIds&) = default;
};

struct AddressedRow {
  std::uint32_t mailbox;   // folded address
  std::uint32_t spelling;  // as published
  AttachmentIds attachment;
};

// A row of a FINESS file, packed whole.
struct FinessRow {
  std::uint32_t organization;
  std::uint32_t packed;
  bool plus;
};

struct RegistrationRow {
  std::uint32_t domain;
  std::uint32_t registration;
};

struct JoinRows {
  ByteInterner groups;
  ByteInterner persons;        // Identification nationale PP
  ByteInterner organizations;  // OrganizationKey
  ByteInterner mailboxes;      // folded address
  ByteInterner domains;

  // Structures as rows describe them, see structure_fields.h, and by the same
  // number the organization meant (0 when none is).
  ByteInterner structures;
  std::vector<std::uint32_t> structure_owners = std::vector<std::uint32_t>(1);
  ByteInterner mailbox_structures;
  std::vector<std::uint32_t> mailbox_structure_owners = std::vector<std::uint32_t>(1);

  // By organization: OrganizationSource bits of the rows that name it as a
  // legal entity.
  std::vector<std::uint8_t> legal_entity_sources;

  std::deque<ActivityRow> activities;
  std::deque<HeldSkillRow> skills;
  std::deque<HeldDiplomaRow> diplomas;
  std::deque<AddressedRow> addressed;
  std::deque<FinessRow> finess;
  std::deque<RegistrationRow> registrations;

  std::vector<bool> known_persons;  // those with a row of a PS_LibreAcces file
  std::uint64_t known_person_count = 0;

  FieldPacker packer;  // scratch of Add()

  // Not ok once some text did not fit.
  Status CheckComplete() const {
    for (const ByteInterner* texts : {&groups, &persons, &organizations, &mailboxes, &domains,
                                      &structures, &mailbox_structures}) {
      if (texts->full()) return ResourceExhaustedError("join: more than 4 GiB of distinct text");
    }
    return OkStatus();
  }
};

}  // namespace annuaire
