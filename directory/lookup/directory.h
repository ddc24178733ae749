// A Directory is one immutable version of the national directory, held in
// memory and indexed by identifier, by every word a recipient can be typed
// with, and by the fields listings filter on. Every front end asks it.
//
// A Directory never changes once Build() has returned it: any number of
// threads may call its methods without synchronization. A new extract gives a
// new Directory; readers reach it through a Snapshot. It holds rows (row.h),
// not whole records: those are read from the store by key.
//
// Ranking of suggestions, README.md of this room says why: words as typed
// found in names, then in structures and places, then with a letter forgiven,
// then, if nobody matches as typed, with a word left out, each only while half
// of the rows are free; among these correspondents, then the sender's structure,
// department and domain, then whether the first of several words names somebody
// (nobody is named where all of them are far oftener a job or a place), then the kind of match
// (family name before given name before structure before place, profession and savoir-faire; whole
// words before beginnings), then the fixed order of the mailboxes. Equal queries get equal answers.
//
// Example:
//
//   DirectoryBuilder builder;
//   ... builder.Add(record) for organizations, practitioners, domains, mailboxes
//   std::unique_ptr<const Directory> directory = std::move(builder).Build();
//   SuggestQuery query{.text = "dup jea"};
//   for (MailboxIndex index : directory->Suggest(query).mailboxes)
//     Show(directory->row(index));

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "directory/lookup/query.h"
#include "directory/lookup/row.h"
#include "directory/packed/folded_address.h"
#include "directory/packed/number_lists.h"

namespace annuaire {

struct Suggestions {
  std::vector<MailboxIndex> mailboxes;  // best first
  std::size_t otherwise = 0;            // the first so many: hospital or person called otherwise
  std::size_t as_typed = 0;             // so many after them match as typed, the rest nearly
  bool truncated = false;               // more match than were asked for

  // REQUIRES: row < mailboxes.size()
  bool IsAsTyped(std::size_t row) const { return row >= otherwise && row < otherwise + as_typed; }
  // Nothing matches as typed.
  bool corrected() const { return as_typed == 0 && !mailboxes.empty(); }
};

// A page of a listing. next_cursor is 0 on the last page.
template <typename Index>
struct Page {
  std::vector<Index> rows;
  std::uint64_t next_cursor = 0;
};

// "organizations" has, for each row, the distinct structures of its activities: those of
// activities that the filter asks for first.
struct PractitionerPage : Page<PractitionerIndex> {
  std::vector<std::vector<OrganizationIndex>> organizations;
};

struct AuditCount {
  std::string_view rule_id;
  std::uint8_t severity = 0;
  std::uint64_t remarks = 0;
};

struct AuditResult {
  // What the filter names that nobody has, so that nothing was examined.
  enum class Unknown { kNothing, kDomain, kOperator, kOrganization };

  std::vector<MailboxIndex> mailboxes;
  std::uint64_t examined = 0;
  std::vector<AuditCount> counts;  // by rule, then severity
  Unknown unknown = Unknown::kNothing;
};

struct DirectoryCounts {
  std::uint64_t practitioners = 0;
  std::uint64_t activities = 0;
  std::uint64_t organizations = 0;
  std::uint64_t mailboxes = 0;
  std::uint64_t domains = 0;
};

struct MemoryUse {
  std::string_view structure;
  std::size_t bytes = 0;
};

struct Tables;  // the columns; private to this room

class Directory {
 public:
  explicit Directory(std::unique_ptr<const Tables> tables);
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  // --- by key; nullopt when nobody has it -----------------------------------
  // "id" is the canonical key, see PractitionerId.
  std::optional<PractitionerIndex> FindPractitioner(std::string_view id) const;
  // Any number of the structure: FINESS, SIRET, SIREN:…, technical id. When
  // several share it (a SIREN), the first by key.
  std::optional<OrganizationIndex> FindOrganization(std::string_view number) const;
  // Case of ASCII letters does not matter.
  std::optional<MailboxIndex> FindMailbox(std::string_view address) const;
  // The same in three steps, for who has something else to do while the memory is
  // waited for: each asks for what the next one looks at. LikelyMailbox() compares no
  // text: in one case of a thousand it gives another mailbox than FindMailbox() or one
  // where there is none.
  void Prefetch(const FoldedAddress& address) const;
  std::optional<MailboxIndex> LikelyMailbox(const FoldedAddress& address) const;
  std::optional<MailboxIndex> FindMailbox(const FoldedAddress& address) const;
  std::optional<DomainIndex> FindDomain(std::string_view name) const;

  // --- rows -------------------------------------------------------------------
  PractitionerRow row(PractitionerIndex index) const;
  OrganizationRow row(OrganizationIndex index) const;
  MailboxRow row(MailboxIndex index) const;
  DomainRow row(DomainIndex index) const;
  // Asks the memory for what row() of each of "mailboxes" will read, all at once:
  // read one after the other, rows wait for it again and again.
  void Prefetch(std::span<const MailboxIndex> mailboxes) const;

  // --- who belongs to whom; lists live as long as the Directory ----------------
  NumberList<MailboxIndex> MailboxesOf(PractitionerIndex index) const;
  NumberList<MailboxIndex> MailboxesOf(OrganizationIndex index) const;
  // Distinct persons, in order of appearance.
  std::vector<HolderRow> HoldersOf(MailboxIndex index) const;
  DomainIndex DomainOfMailbox(MailboxIndex index) const;
  // Those that a filter finds it by: codes, each once, in order of appearance.
  std::vector<std::string_view> DepartmentsOf(MailboxIndex index) const;
  // By name, each once.
  NumberList<PractitionerIndex> PractitionersAt(OrganizationIndex index) const;
  NumberList<OrganizationIndex> EstablishmentsOf(OrganizationIndex legal_entity) const;
  std::optional<OrganizationIndex> LegalEntityOf(OrganizationIndex establishment) const;
  // Professionals holding the profession.
  std::uint32_t PractitionersCount(std::string_view profession_code) const;
  // Somebody or something published bears the code, of whatever list.
  bool HasCode(std::string_view code) const;
  // False for a professional without any activity.
  bool IsActive(PractitionerIndex index) const;
  // The domain's, or its nearest listed parent's; empty when none is listed.
  std::vector<std::string_view> OperatorsOf(std::string_view domain) const;

  // --- questions ----------------------------------------------------------------
  Suggestions Suggest(const SuggestQuery& query) const;

  // Order: practitioners by family name, given name, id; organizations by key;
  // mailboxes by the fixed order of suggestions.
  PractitionerPage SearchPractitioners(const PractitionerFilter& filter,
                                       const PageRequest& page) const;
  Page<OrganizationIndex> SearchOrganizations(const OrganizationFilter& filter,
                                              const PageRequest& page) const;
  Page<MailboxIndex> SearchMailboxes(const MailboxFilter& filter, const PageRequest& page) const;

  // Mailboxes with a remark that passes, by folded address; the counts cover
  // every mailbox the other filters pass.
  AuditResult Audit(const AuditFilter& filter) const;

  // The published address that one misspelt or malformed was meant to be: the same when read with
  // good will (accents, blanks, ".com"), its names swapped or in full for an initial, or a slip or
  // two away in a name or, when nobody has the domain, in that. nullopt when there is none, or when
  // several are equally near.
  std::optional<MailboxIndex> FindNearestMailbox(std::string_view address) const;

  // --- about itself ---------------------------------------------------------------
  DirectoryCounts counts() const;
  bool white_list_loaded() const;
  std::vector<MemoryUse> memory() const;

 private:
  std::unique_ptr<const Tables> tables_;
};

}  // namespace annuaire
