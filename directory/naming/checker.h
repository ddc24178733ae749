// A Checker judges a mailbox by every naming rule that applies to it: is its
// name right, why not, and how sure is that.
//
// It knows nothing but what it is told: the facts of one mailbox, the contexts
// of its structures and the directory's names. Stateless and immutable; any
// number of threads may share one. A good mailbox costs about a microsecond and
// no allocation to speak of.
//
// Example:
//
//   MailboxFacts facts;
//   facts.type = MailboxType::kOrganizational;
//   facts.address = "secretariat@ehpad-xxx.mssante.fr";
//   Judgement judgement = Checker().Check(facts, Evidence{});
//   judgement.verdict == Severity::kOk;

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "directory/naming/evidence.h"
#include "directory/naming/finding.h"
#include "directory/naming/structure_context.h"
#include "directory/record/mailbox.h"
#include "directory/record/practitioner.h"

namespace annuaire {

// What the current extract of persons says of a holder.
enum class HolderState : std::uint8_t {
  kUnknown,     // no extract at hand
  kActive,      // present, with an activity
  kNoActivity,  // present, without any
  kAbsent,      // not in the extract: departed, or an optional registration that lapsed
};

struct HolderFacts {
  std::string_view national_id;  // Identification nationale PP; tells holders apart
  PersonName name;
  HolderState state = HolderState::kUnknown;
  std::string_view first_missed;  // ISO date of the first extract without him; empty when unknown
};

enum class WhiteListState : std::uint8_t { kUnknown, kListed, kNotListed };

// Everything that is known of one mailbox. Views and contexts must outlive the
// call only. What is unknown stays at its default and silences its rules.
struct MailboxFacts {
  MailboxType type = MailboxType::kUnknown;  // unknown: only the address is judged
  std::string_view address;                  // as published, not folded
  std::span<const HolderFacts> holders;      // of PER and CAB
  std::span<const StructureContext* const> structures;
  bool structures_known = false;  // an empty "structures" means that there are none
  std::string_view service;       // Service de rattachement
  std::string_view description;
  WhiteListState white_list = WhiteListState::kUnknown;
  // The domain's operator, or its parent domain's when the domain is not listed.
  std::string_view operator_name;
};

class Checker {
 public:
  Judgement Check(const MailboxFacts& facts, const Evidence& evidence) const;

  // The same, with "gather" asked for the structures once they can change what is
  // found: those of most personal mailboxes cannot, and need not be gathered.
  // "facts.structures" is not looked at.
  using GatherStructures = std::function<std::span<const StructureContext* const>()>;
  Judgement Check(const MailboxFacts& facts, const Evidence& evidence,
                  const GatherStructures& gather) const;

  // Remarks about a structure as a whole (STR-…), made once however many
  // mailboxes it has.
  Judgement CheckStructure(const StructureContext& structure) const;
};

}  // namespace annuaire
