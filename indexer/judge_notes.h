// JudgeNotes is what a Judge keeps of the records it is told of: of every
// mailbox what the rules ask, and of structures, people and domains only what
// some mailbox needs.
//
// Texts stay where they are: a Join's, which live as long as it. About 64 bytes
// a mailbox, 56 an attachment, 150 a structure that has a mailbox, and 40 a
// professional of such a structure; beside them the words of Evidence.
//
// Threads: every mailbox first, from one thread; then the three other kinds,
// each from one thread, at the same time if need be; Seal() after all of them.
// Reading after Seal() is safe from any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "directory/naming/checker.h"
#include "directory/naming/evidence.h"
#include "directory/naming/structure_context.h"
#include "directory/record/domain.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"

namespace annuaire::indexer {

// Which files were among the sources: what none of them tells is unknown, not wrong.
struct JudgeSources {
  bool persons = false;     // PS_LibreAcces Personne_activite
  bool white_list = false;  // the MSSanté white list
};

// Numbers of holders, structures and names; 0 is none.
struct AttachmentNote {
  std::uint32_t holder = 0;
  std::uint32_t structure = 0;
  std::uint32_t name = 0;
  std::string_view service;
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
  void Add(const Practitioner& practitioner);
  void Add(const Domain& domain);
  void Seal();

  std::span<const MailboxNote> mailboxes() const { return mailboxes_; }
  std::span<const AttachmentNote> AttachmentsOf(const MailboxNote& mailbox) const {
    return std::span(attachments_).subspan(mailbox.first_attachment, mailbox.attachment_count);
  }
  // The numbers of all mailboxes, those of one structure in a row.
  const std::vector<std::uint32_t>& by_structure() const { return by_structure_; }

  // REQUIRES: attachment.holder != 0 || attachment.name != 0
  HolderFacts HolderOf(const AttachmentNote& attachment) const;
  StructureFacts FactsOf(std::uint32_t structure) const;
  // The first mailbox by address; remarks about the structure go with it.
  bool IsFirstOf(std::uint32_t structure, std::uint32_t mailbox) const {
    return structures_[structure].first_mailbox == mailbox;
  }

  struct DomainFacts {
    WhiteListState state = WhiteListState::kUnknown;
    std::string_view operator_name;  // the parent's when the domain is not listed
  };
  DomainFacts FactsOf(std::string_view domain) const;

  const Evidence& evidence() const { return evidence_; }

 private:
  using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

  struct Holder {
    std::string_view id;
    HolderState state = HolderState::kUnknown;
  };
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
    bool has_rpps = false;  // written while organizations are added: a member of its own
  };
  struct Employment {
    std::uint32_t structure;
    std::uint32_t name;
  };

  std::uint32_t StructureOf(std::string_view key, MailboxType type);
  std::uint32_t HolderNumber(std::string_view id);
  void AddPlaces(const Organization& organization);

  JudgeSources sources_;
  std::vector<MailboxNote> mailboxes_;
  std::vector<AttachmentNote> attachments_;
  std::vector<std::uint32_t> by_structure_;

  Numbers holder_numbers_;
  std::vector<Holder> holders_;
  Numbers structure_numbers_;
  std::vector<Structure> structures_;
  std::vector<std::string_view> texts_;  // names, then places, structure by structure

  std::vector<PersonName> names_;
  std::vector<Employment> employments_;  // until Seal(), which turns it into the next two
  std::vector<std::uint32_t> staff_begin_;
  std::vector<std::uint32_t> staff_;

  std::unordered_map<std::string_view, std::string_view> operators_;  // by listed domain
  Evidence evidence_;
};

}  // namespace annuaire::indexer
