// Tables are the columns behind a Directory. Private to this room: the builder
// fills them, Directory's methods read them.
//
// Numbering: organizations by key; practitioners by folded family name, folded
// given name, id, so that a listing is a scan; mailboxes in the fixed order of
// suggestions, best first, so that the first found are the best; domains by
// name. An index of kNoIndex means "none".

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/base/column.h"
#include "directory/completion/recipient_index.h"
#include "directory/lookup/entries.h"
#include "directory/lookup/row.h"
#include "directory/packed/csr.h"
#include "directory/packed/folded_address.h"
#include "directory/packed/hash_index.h"
#include "directory/packed/number_index.h"
#include "directory/packed/number_lists.h"
#include "directory/packed/organization_keys.h"
#include "directory/packed/run_starts.h"
#include "directory/packed/text_list.h"
#include "directory/packed/text_pool.h"
#include "directory/words/term_dictionary.h"

namespace annuaire {

struct AttachmentEntry {
  // Its holder: the number of a practitioner; for one who is not in the extract
  // of people kUnlisted and a position in unlisted_holders; kNoIndex for none.
  static constexpr std::uint32_t kUnlisted = 0x80000000u;

  bool has_holder() const { return holder != kNoIndex; }
  std::uint32_t practitioner() const { return holder < kUnlisted ? holder : kNoIndex; }

  std::uint32_t holder;
  Symbol family_name;
  Symbol given_name;
  CodedId profession;
  CodedId skill;
  std::uint32_t organization;
  Symbol service;
  std::uint32_t place;
};

// What is shown of a mailbox with several attachments: the first of its known structures, and
// the service and place that its attachments there tell first; of those to none, without one.
struct ShownAttachment {
  std::uint32_t organization = kNoIndex;
  Symbol service = Symbol::kEmpty;
  std::uint32_t place = 0;
};
ShownAttachment ShownOf(std::span<const AttachmentEntry> attachments);

struct MailboxEntry {
  Symbol address;
  CodedId type;
  std::uint32_t domain;
  std::uint32_t first_attachment;
};

struct DomainEntry {
  Symbol name;
  std::uint32_t mailboxes_count;
  std::uint32_t first_operator;  // in domain_operators, where each has its own run
  std::uint32_t operators_count;
  bool listed;
};

// A remark of the naming rules on a mailbox.
struct RemarkEntry {
  std::uint16_t rule;  // position in rules
  std::uint8_t severity;
};

// Distinct names in folded order, and the words that find them.
struct NameTable {
  TextList names;
  TermDictionary terms;
  NumberLists<std::uint32_t> having_term;  // term -> positions in names

  std::size_t bytes() const { return names.bytes() + terms.bytes() + having_term.bytes(); }
};

struct Tables {
  TextPool texts;
  std::vector<CodedEntry> coded;
  std::vector<PlaceEntry> places;

  OrganizationTable organizations;
  OrganizationKeys organizations_by_key;
  NumberIndex organizations_by_number;
  NumberLists<OrganizationIndex> establishments;
  NumberLists<MailboxIndex> mailboxes_of_organization;
  NumberLists<PractitionerIndex> practitioners_at;
  TermDictionary organization_terms;
  NumberLists<std::uint32_t> organizations_with_term;

  PractitionerTable practitioners;
  HashIndex practitioners_by_id;  // see FindId()
  Csr<TraitEntry> trait_sets;     // each once, however many practitioners have it
  ActivityTable activities;
  RunStarts activities_of_practitioner;
  std::vector<ActivityKind> activity_kinds;
  NameTable families;
  NameTable givens;
  std::vector<std::uint32_t> family_starts;  // family -> first practitioner, and an end mark
  // Further names of the few who have several: (family, given), practitioner.
  struct Alias {
    std::uint32_t family;
    std::uint32_t given;
    std::uint32_t practitioner;
  };
  std::vector<Alias> aliases;
  NumberLists<MailboxIndex> mailboxes_of_practitioner;
  NumberLists<std::uint32_t> practitioners_in_place;
  // Practitioners by profession code; keys are positions in profession_codes.
  TextList profession_codes;
  NumberLists<std::uint32_t> practitioners_of_profession;

  Column<MailboxEntry> mailboxes;  // and an end mark
  Column<AttachmentEntry> attachments;
  std::vector<Symbol> unlisted_holders;  // their ids
  NotedIndex mailboxes_by_address;       // by FoldAddress(); the note is the Symbol of the address
  RecipientIndex recipients;
  Csr<std::uint32_t> mailboxes_of_domain;
  // For each value of mailboxes_of_domain, LettersOf() its local part.
  std::vector<std::uint32_t> local_part_letters;

  std::vector<DomainEntry> domains;
  std::vector<Symbol> domain_operators;
  bool white_list_loaded = false;

  std::vector<Symbol> rules;  // ids that occur in remarks
  Csr<RemarkEntry> remarks_of_mailbox;

  std::string_view text(Symbol symbol) const { return texts.at(symbol); }
  Coded coded_at(CodedId id) const {
    const CodedEntry& entry = coded[static_cast<std::uint32_t>(id)];
    return {text(entry.code), text(entry.label)};
  }
  std::string_view code_at(CodedId id) const {
    return text(coded[static_cast<std::uint32_t>(id)].code);
  }
  IdText id_text(PackedId id) const { return UnpackId(id, texts); }
  std::span<const TraitEntry> TraitsOf(std::uint32_t practitioner) const {
    return trait_sets[practitioners[practitioner].trait_set];
  }
  std::string_view department_at(std::uint32_t department) const;
  std::span<const AttachmentEntry> AttachmentsOf(std::uint32_t mailbox) const {
    const std::uint32_t first = mailboxes[mailbox].first_attachment;
    return {attachments.data() + first, mailboxes[mailbox + 1].first_attachment - first};
  }
  // As its row tells, else the first of a listed holder.
  CodedId ProfessionOf(const AttachmentEntry& attachment) const;
  // Empty without a holder.
  IdText HolderId(const AttachmentEntry& attachment) const {
    if (!attachment.has_holder()) return {};
    const std::uint32_t practitioner = attachment.practitioner();
    if (practitioner != kNoIndex) return id_text(practitioners.id(practitioner));
    return IdText(text(unlisted_holders[attachment.holder - AttachmentEntry::kUnlisted]));
  }
  std::uint32_t FindOrganization(std::string_view number) const;
  std::uint32_t FindMailbox(std::string_view address) const {
    return FindMailbox(FoldedAddress(address));
  }
  std::uint32_t FindMailbox(const FoldedAddress& address) const;
  std::uint32_t FindPractitioner(std::string_view id) const;
  std::uint32_t FindDomain(std::string_view name) const;
  // The domain if it is listed, else its nearest listed parent, or kNoIndex.
  std::uint32_t FindListedDomain(std::string_view name) const;
  std::span<const Symbol> OperatorsOf(const DomainEntry& domain) const {
    return {domain_operators.data() + domain.first_operator, domain.operators_count};
  }
  // Positions in profession_codes, or kNoIndex.
  std::uint32_t FindProfession(std::string_view code) const;
};

}  // namespace annuaire
