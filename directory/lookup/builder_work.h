// What a DirectoryBuilder holds while it works: the columns so far, the texts
// and values they share, and the words of each kind. Private to this room; each
// build_*.cc takes one kind of record in and finishes it.
//
// Threads: organizations and the runs of practitioners share nothing until
// Link(). From there on a thread of the builder's runs beside the one that takes
// mailboxes in: PractitionerWork::Finish(), whose tables nobody reads before
// FinishMailboxes(), then the recipient index, which is told of mailboxes by
// way of a Handover and joins the tables in Build().

#pragma once

#include <cstdint>
#include <future>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/base/column.h"
#include "directory/base/handover.h"
#include "directory/base/intern_queue.h"
#include "directory/completion/recipient_batch.h"
#include "directory/completion/recipient_index_builder.h"
#include "directory/lookup/directory_builder.h"
#include "directory/lookup/tables.h"
#include "directory/lookup/vocabulary.h"
#include "directory/words/term_collector.h"

namespace annuaire {

using NumberPairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// How far ahead of its use memory is asked for where the order is known.
inline constexpr std::uint32_t kAhead = 16;

// Checks that the keys of one kind of record rise.
class RisingKeys {
 public:
  Status Next(std::string_view key);

 private:
  std::string last_;
};

struct OrganizationWork {
  void Reserve(std::size_t organizations);
  Status Add(const Organization& organization, Vocabulary& vocabulary);
  // Fills all tables of organizations but those of their names.
  void Finish(const Vocabulary& vocabulary, Tables& tables);
  void IndexNames(Tables& tables);

  RisingKeys keys;
  Column<OrganizationEntry> entries;
  Column<NumberEntry> numbers;
  NumberPairs legal_entities;  // organization -> position in legal_entity_finess
  TermCollector legal_entity_finess;
  TermCollector words;
  Column<std::uint32_t> word_numbers;  // organization after organization
  Column<std::uint32_t> word_starts;   // organization -> position in word_numbers

 private:
  void AddNumber(std::string_view number);
  void LinkLegalEntities(const Vocabulary& vocabulary, Tables& tables);
};

// Practitioners are numbered as they come until they are put in name order;
// "renumbered" tells the new number of each.
struct PractitionerWork {
  struct Draft {
    std::uint32_t family;
    std::uint32_t given;
    std::uint32_t trait_set;
    std::uint32_t first_activity;
  };
  struct ActivityDraft {
    std::uint32_t place;
    std::uint32_t kind;
  };

  void Reserve(std::size_t practitioners, std::size_t activities);
  Status Add(const Practitioner& practitioner);
  // Takes over those of "next". REQUIRES: no key is in both, not yet Link()ed.
  void Append(PractitionerWork next);
  // Before Link().
  void IndexIds();
  // Gives ids and values the names they have in "vocabulary", which takes them.
  void Link(Vocabulary& vocabulary);
  // Fills the tables of practitioners and their activities...
  void Finish(const Vocabulary& vocabulary, Tables& tables);
  // ...and the lists by words of names, structure, place and profession.
  void Index(Tables& tables);
  // The number, as they came, or kNoIndex. After IndexIds() and Link().
  std::uint32_t Find(std::string_view id, const Vocabulary& vocabulary) const;

  RisingKeys keys;
  Column<PackedId> ids;
  Column<std::uint32_t> first_places;  // of the first activity that tells one, or 0
  Column<std::uint32_t> renumbered;
  HashIndex by_id;

 private:
  std::uint32_t TraitSetOf(const Practitioner& practitioner);
  std::uint32_t TraitSetOf(std::span<const TraitEntry> traits);
  std::uint32_t KindOf(ActivityKind kind);
  void TakeInNames();
  Column<std::uint32_t> OrderById(const TextPool& texts) const;
  Column<std::uint32_t> OrderByName(const TextPool& texts, Tables& tables);
  Column<std::uint32_t> FindOrganizations(const TextPool& texts, const Tables& tables);
  void FillPractitioners(const Column<std::uint32_t>& order, Tables& tables);
  void FillActivities(const Column<std::uint32_t>& organizations, Tables& tables);

  Vocabulary own_;
  std::uint32_t first_run_ = 0;     // practitioners that came before those of Append()
  Column<Draft> drafts_;            // and an end mark from Link() on
  Column<PackedId> activity_keys_;  // of the structures; of no text where there is none
  Column<ActivityDraft> activities_;
  // Of practitioners by name: the first of the activities as they came, how many.
  Column<std::uint32_t> first_activities_;
  Column<std::uint32_t> activity_counts_;
  TermCollector families_;
  TermCollector givens_;
  InternQueue<TermCollector> family_queue_;
  InternQueue<TermCollector> given_queue_;
  std::vector<Tables::Alias> aliases_;
  std::vector<TraitEntry> traits_;  // those of one practitioner
  TermCollector trait_keys_;        // the bytes of trait_sets_
  Csr<TraitEntry> trait_sets_;
  TermCollector kind_keys_;  // the bytes of kinds_
  std::vector<ActivityKind> kinds_;
  Vocabulary::Renumbering renumbering_;
};

struct DirectoryBuilder::Work {
  Tables tables;
  Vocabulary vocabulary;
  OrganizationWork organizations;
  PractitionerWork practitioners;
  PractitionerWork second_run;
  RisingKeys domain_keys;
  RisingKeys mailbox_keys;
  RisingKeys verdict_keys;

  // Where the builder is; organizations and practitioners come first.
  enum class Phase { kPeople, kMailboxes, kVerdicts };
  Phase phase = Phase::kPeople;
  std::shared_future<void> people;  // PractitionerWork::Finish()
  Handover<RecipientBatch> batches;
  std::future<std::vector<std::uint32_t>> ordered;  // mailboxes, in the fixed order
  std::vector<std::uint32_t> order;                 // what it gave
  std::future<RecipientIndex> indexed;

  // Of mailboxes, as they came.
  RecipientBatch batch;
  RecipientIndexBuilder recipients;
  TermCollector mailbox_domains;
  Column<std::uint64_t> address_hashes;
  Column<std::uint32_t> local_part_letters;

  std::vector<std::pair<std::uint32_t, RemarkEntry>> remarks;

  Work() = default;
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  ~Work() {
    batches.Close();
    if (ordered.valid()) ordered.wait();
    if (indexed.valid()) indexed.wait();
  }

  // Finishes what must be complete before records of "next" come.
  Status Enter(Phase next);
  void Link();
  void ReserveMailboxes(std::size_t mailboxes);
  std::uint32_t HolderOf(const Attachment& attachment);
  std::uint32_t FullerPlace(std::uint32_t own, std::uint32_t of_structure) const;
  void TellIndex(const MailboxEntry& mailbox, MailboxType type, std::uint8_t department);
  void TellIndex(const AttachmentEntry& attachment, const Attachment& from);
  void FinishDomains();
  void LinkHolders();
  void Reorder();
  void FinishMailboxes();

  // Asks the memory for what finding the holders and structures will read first.
  void PrefetchLinks(const Mailbox& mailbox) const;
  std::uint32_t FindOrganization(std::string_view key) const {
    return tables.organizations_by_key.Find(
        key, vocabulary.texts(), [this](std::uint32_t i) { return tables.organizations.key(i); });
  }
};

}  // namespace annuaire
