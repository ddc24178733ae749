// A StructureContext is what the naming rules need to know of one structure:
// its own names and places, which may look like a person's, and the people who
// work there.
//
// Built once per structure and shared by all its mailboxes; about a
// microsecond per professional. Immutable and self-contained after
// construction; safe from any thread.
//
// Example:
//
//   StructureFacts facts;
//   facts.names = {"EHPAD JEAN MOULIN"};
//   facts.staff = {{"DUPONT", "SOPHIE"}};
//   StructureContext structure(facts);
//   structure.IsOwn("jeanmoulin");
//   structure.IsStaffFamily("dupont");

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/naming/name_forms.h"
#include "directory/naming/word_table.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"

namespace annuaire {

enum class Known : std::uint8_t { kUnknown, kNo, kYes };

// What a program knows of a structure; nothing is kept after construction.
struct StructureFacts {
  std::vector<std::string_view> names;   // legal names, trade names, short names
  std::vector<std::string_view> places;  // city, street, building, locality
  std::vector<PersonName> staff;         // professionals attached by an activity or a mailbox
  OpenState state = OpenState::kUnknown;
  std::string_view closed_on;  // ISO date, empty when unknown
  std::string_view rpps;  // of the professional by whose number a practice goes; empty for others
  Known has_finess = Known::kUnknown;        // a FINESS number, EJ or EG
  Known has_professional = Known::kUnknown;  // at least one professional with an RPPS number
  Known has_personal_mailbox = Known::kUnknown;
  Known has_organizational_mailbox = Known::kUnknown;
};

// What the record alone says of its structure: nobody of its staff or mailboxes.
StructureFacts FactsOf(const Organization& organization);

class StructureContext {
 public:
  explicit StructureContext(const StructureFacts& facts);

  // The first name, as given; empty when the structure has none.
  const std::string& display_name() const { return display_name_; }
  OpenState state() const { return state_; }
  const std::string& closed_on() const { return closed_on_; }
  const std::string& rpps() const { return rpps_; }
  Known has_finess() const { return has_finess_; }
  Known has_professional() const { return has_professional_; }
  Known has_personal_mailbox() const { return has_personal_mailbox_; }
  Known has_organizational_mailbox() const { return has_organizational_mailbox_; }

  // True when the folded, glued "text" is made of consecutive words of one of
  // the structure's names or places, or of a given name's initial and what follows it.
  bool IsOwn(std::string_view text) const { return own_.Find(text) != 0; }
  bool IsOwn(WordHash hash, std::string_view text) const { return own_.Find(hash, text) != 0; }

  bool has_staff() const { return !staff_.empty(); }
  bool IsStaffFamily(std::string_view glued) const { return families_.Find(glued) != 0; }
  bool IsStaffFamily(WordHash hash, std::string_view glued) const {
    return families_.Find(hash, glued) != 0;
  }
  bool IsStaffGiven(WordHash hash, std::string_view glued) const {
    return given_.Find(hash, glued) != 0;
  }

  // Calls visit(const NameForms&) for every professional of that family name.
  template <typename Visit>
  void ForEachStaff(std::string_view glued_family, Visit visit) const {
    for (std::uint32_t at = families_.Find(glued_family); at != 0; at = links_[at - 1].next) {
      visit(staff_[links_[at - 1].staff]);
    }
  }

 private:
  struct Link {
    std::uint32_t staff;
    std::uint32_t next;  // 1-based position in links_, 0 at the end
  };

  // The words of a name or place, folded.
  void AddOwn(const std::vector<std::string>& words);
  void AddInitials(const std::vector<std::string>& words);  // "jmoulin" of "EHPAD JEAN MOULIN"
  void AddStaff(const PersonName& name);

  std::string display_name_;
  std::string closed_on_;
  std::string rpps_;
  OpenState state_;
  Known has_finess_;
  Known has_professional_;
  Known has_personal_mailbox_;
  Known has_organizational_mailbox_;
  WordTable own_;
  WordTable families_;  // 1-based head in links_
  WordTable given_;
  std::vector<NameForms> staff_;
  std::vector<Link> links_;
};

}  // namespace annuaire
