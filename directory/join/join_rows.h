// The rows a JoinPart holds: numbers that name groups of columns.
// Internal to the room.
//
// What repeats itself all over a file is interned: "facts" are few, "sites" and
// "places" many. What belongs to one person or one mailbox is kept as it came,
// once for the rows that follow each other.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/base/intern_queue.h"
#include "directory/base/status.h"
#include "directory/join/byte_interner.h"
#include "directory/join/byte_store.h"
#include "directory/join/packed_fields.h"

namespace annuaire {

// Rows of one person that follow each other under one name.
struct PersonRun {
  std::uint32_t text;       // national id, family name, given name
  std::uint32_t first_row;  // its rows end where those of the next run begin
};

template <typename Row>
struct PersonRows {
  Column<PersonRun> runs;
  Column<Row> rows;
  std::string last_text;             // of the run at hand
  std::vector<std::uint32_t> order;  // runs by id, once closed
};

struct ActivityRow {
  std::uint32_t held;   // of facts: title, civility, profession code, type and skill
  std::uint32_t doing;  // of facts: "A" for an activity, authority, profession, category, codes
  std::uint32_t site;   // structure, address, contact and sector; 0 without activity
};

struct SkillFacts {
  std::uint32_t held;  // of facts: profession, category, then as of an activity
};

struct DiplomaFacts {
  std::uint32_t diploma;  // of facts: type, diploma, authorisation type, discipline
};

struct AddressedRow {
  std::uint32_t text;  // folded address, spelling if another, holder's id and names, service
  // Of facts: type of mailbox, paperless, title, category, profession, skill,
  // description, preferred rank.
  std::uint32_t holder;
  std::uint32_t place;  // structure and address
};

struct JoinRows {
  ByteStore texts;
  ByteInterner facts;
  ByteInterner sites;   // of activities: structure_fields.h, address, contact, sector
  ByteInterner places;  // of mailboxes: structure_fields.h, address

  PersonRows<ActivityRow> activities;
  PersonRows<SkillFacts> skills;
  PersonRows<DiplomaFacts> diplomas;
  Column<AddressedRow> addressed;
  Column<AddressedRow> fallbacks;  // see JoinPart::AddFallback()
  // Of texts: a row of a FINESS file packed whole, a domain and its registration.
  std::vector<std::uint32_t> finess_plus;
  std::vector<std::uint32_t> finess_legacy;
  std::vector<std::uint32_t> registrations;

  // Once closed, the items of each by key.
  std::vector<std::uint32_t> addressed_order;
  std::vector<std::uint32_t> fallbacks_order;
  std::vector<std::uint32_t> registrations_order;
  std::vector<std::uint32_t> sites_order;
  std::vector<std::uint32_t> places_order;
  std::vector<std::uint32_t> finess_plus_order;
  std::vector<std::uint32_t> finess_legacy_order;
  // Places whose key begins with the digit of its type: see former_keys.h.
  std::vector<std::uint32_t> typed_places;
  // By the legal entity they name; one item of each.
  std::vector<std::uint32_t> entities_of_sites;
  std::vector<std::uint32_t> entities_of_finess_plus;
  std::vector<std::uint32_t> entities_of_finess_legacy;

  std::uint64_t expected_bytes = 0;        // see JoinPart::Expect()
  FieldPacker packer;                      // scratch of Add()
  InternQueue<ByteInterner> coming_sites;  // of the activity rows they are tagged with
  bool is_closed = false;

  // Every text but the person's starts with its key, too.
  std::string_view KeyOfText(std::uint32_t place) const {
    return FieldUnpacker(texts.Text(place)).Next();
  }

  // Not ok once some text did not fit.
  Status CheckComplete() const {
    if (texts.full() || facts.full() || sites.full() || places.full()) {
      return ResourceExhaustedError("join: more than 4 GiB of distinct text in one file");
    }
    return OkStatus();
  }
};

}  // namespace annuaire
