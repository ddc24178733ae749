// JudgeNotes is what a Judge keeps of the records it is told of: of every
// mailbox what the rules ask, and of structures, people and domains only what
// some mailbox needs.
//
// Texts stay where they are: a Join's, which live as long as it. About 48 bytes
// a mailbox, 16 an attachment, 75 a holder with his name, 250 a structure that
// has a mailbox, 40 a professional of such a structure.
//
// Every mailbox comes first, then the three other kinds in any order, Seal() after
// all of them. One thread until then; reading is safe from any.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "directory/join/byte_interner.h"
#include "directory/naming/checker.h"
#include "directory/naming/structure_context.h"
#include "directory/record/domain.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"
#include "indexer/practitioner_batch.h"

namespace annuaire::indexer {

// Which files were among the sources: what none of them tells is unknown, not wrong.
struct JudgeSources {
  bool persons = false;     // PS_LibreAcces Personne_activite
  bool white_list = false;  // the MSSanté white list
  // Date of the first extract without a professional who is absent from this
  // one, empty when unknown; may be left out.
  std::function<std::string(std::string_view national_id)> first_missed = {};
};

// Numbers of a holder, a structure, a name and a wording; 0 is none.
struct AttachmentNote {
  std::uint32_t holder = 0;
  std::uint32_t structure = 0;
  std::uint32_t name = 0;
  std::uint32_t wording = 0;
};

// What an attachment says in words of its own.
struct Wording {
  std::string_view service;
  std::string_view description;
};

struct MailboxNote {
  std::string_view folded_address;
  std::string_view address;  // its first spelling
  std::uint32_t first_attachment = 0;
  std::uint32_t attachment_count = 0;
  MailboxType type = MailboxType::kUnknown;
};

class JudgeNotes {
 public:
  explicit JudgeNotes(const JudgeSources& sources);

  void Add(const Mailbox& mailbox);
  void Add(const Organization& organization);
  void Add(const PractitionerBatch::One& practitioner);
  void Add(const Domain& domain);
  void Seal();

  const std::deque<MailboxNote>& mailboxes() const { return mailboxes_; }
  // REQUIRES: i < mailbox.attachment_count
  const AttachmentNote& AttachmentOf(const MailboxNote& mailbox, std::uint32_t i) const {
    return attachments_[mailbox.first_attachment + i];
  }
  const Wording& WordingOf(const AttachmentNote& attachment) const {
    return wordings_[attachment.wording];
  }
  // Asks the processor for what judging a mailbox reads. Each step finds what the
  // one before has brought: step 0 long ahead, kPrefetchSteps - 1 at last.
  static constexpr std::size_t kPrefetchSteps = 4;
  void Prefetch(std::uint32_t mailbox, std::size_t step) const;
  // The numbers of all mailboxes, those of one structure in a row.
  const std::vector<std::uint32_t>& by_structure() const { return by_structure_; }

  // REQUIRES: the attachment has a holder or a name
  HolderFacts HolderOf(const AttachmentNote& attachment) const;
  StructureFacts FactsOf(std::uint32_t structure) const;
  // The same without its names, its places and its people, which take longer to gather.
  StructureFacts StateOf(std::uint32_t structure) const;
  // The first mailbox by address; remarks about the structure go with it.
  bool IsFirstOf(std::uint32_t structure, std::uint32_t mailbox) const {
    return structures_[structure].first_mailbox == mailbox;
  }

  struct DomainFacts {
    WhiteListState state = WhiteListState::kUnknown;
    std::string_view operator_name;  // the parent's when the domain is not listed
  };
  DomainFacts FactsOf(std::string_view domain) const;

 private:
  struct Structure {
    std::uint32_t first_mailbox = 0;
    std::uint32_t first_text = 0;
    std::uint32_t name_count = 0;
    std::uint32_t place_count = 0;
    std::string_view closed_on;
    OpenState state = OpenState::kUnknown;
    bool has_finess = false;
    bool has_personal = false;
    bool has_organizational = false;
    bool has_rpps = false;
  };
  struct Employment {
    std::uint32_t structure;
    std::uint32_t name;
  };

  // The states of practitioners, some of them later than they come: by then
  // what tells whether they hold a mailbox has come nearer.
  struct ComingStates {
    static constexpr std::size_t kLength = 16;

    struct One {
      std::string_view id;
      std::uint64_t hash = 0;
      HolderState state = HolderState::kUnknown;
    };
    std::array<One, kLength> waiting;
    std::size_t pushed = 0;
  };

  std::uint32_t StructureOf(std::string_view key, MailboxType type);
  void PushState(std::string_view practitioner_id, HolderState state);
  void SetState(const ComingStates::One& one);
  std::uint32_t HolderOf(std::string_view id);

  JudgeSources sources_;
  // Deques, since a growing vector takes twice its room for a moment.
  std::deque<MailboxNote> mailboxes_;
  std::deque<AttachmentNote> attachments_;
  std::deque<Wording> wordings_;
  std::vector<std::uint32_t> by_structure_;

  ByteInterner holders_;  // by "Identification nationale PP"
  std::vector<HolderState> holder_states_;
  ComingStates coming_states_;
  std::unordered_map<std::uint32_t, std::string> first_missed_;  // by absent holder
  ByteInterner structure_keys_;
  std::deque<Structure> structures_;
  std::deque<std::string_view> texts_;  // names, then places, structure by structure

  std::deque<PersonName> names_;
  std::deque<Employment> employments_;  // until Seal(), which turns it into the next two
  std::vector<std::uint32_t> staff_begin_;
  std::vector<std::uint32_t> staff_;

  std::unordered_map<std::string_view, std::string_view> operators_;  // by listed domain
};

}  // namespace annuaire::indexer
