// A Publication is one step of the history: a generation that took the place of
// another, and how much of it was compared with that one.
//
// It owns its text.

#pragma once

#include <cstdint>
#include <string>

namespace annuaire {

// What a generation speaks of, as a bit set.
enum Compared : std::uint8_t {
  kComparedMailboxes = 1,
  kComparedPractitioners = 2,
  kComparedOrganizations = 4,
  kComparedDomains = 8,
  kComparedAll = 15,
};

struct Publication {
  std::uint32_t number = 0;  // 1, 2, …: the order of publication
  std::string generation;
  std::string date;  // of the edition, ISO; see EditionDateOf()
  // What it took the place of; empty when nothing could be compared with. A kind of record
  // that the former one does not speak of was compared with the last before it that does.
  std::string former_generation;
  std::string former_date;
  bool is_rollback = false;   // to a generation published before
  std::uint8_t holds = 0;     // Compared bits: what the generation's files speak of
  std::uint8_t compared = 0;  // Compared bits: what a former one spoke of as well
  std::uint64_t changes = 0;

  // Begins to remember "what" without a word on what was there before.
  bool IsBaselineOf(Compared what) const { return (holds & what) != 0 && (compared & what) == 0; }
  friend bool operator==(const Publication&, const Publication&) = default;
};

}  // namespace annuaire
