// A History is what a mirror remembers of the generations it published: every
// change between two that follow each other, in the order of publication.
//
// It lies beside the generations and outlives them. The first generation is a
// baseline: nothing is said to have appeared with it. What was published is
// what counts: a rollback is one more publication, with the changes back.
//
// A History is one moment, that of Open(): what is published later is seen by
// opening another one. Publications are held in memory, some 200 bytes each, and
// 2 to 4 bytes for every mailbox that a change speaks of; changes are read from
// the disk, a few microseconds each.
//
// Threads: const methods may be called from any number of threads. Failure:
// kDataLoss when stored bytes do not decode.
//
// Example:
//
//   Result<History> history = History::Open("/var/lib/annuaire", generation.metadata().generation);
//   Result<MailboxPast> past = history->FindMailbox("jean.dupre@medecin.mssante.fr");
//   if (past.ok() && past->withdrawn) Show(past->last_seen);

#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/record/change.h"
#include "directory/store/publication.h"

namespace annuaire {

// The place of a change: positions rise with time, and the position after a
// publication's last change is below the next one's first.
struct ChangePosition {
  std::uint32_t publication = 0;
  std::uint32_t ordinal = 0;

  friend auto operator<=>(const ChangePosition&, const ChangePosition&) = default;
};

// All that are given must hold.
struct ChangeFilter {
  // First and last day of the publications, ISO; empty for no limit.
  std::string since;
  std::string until;
  // Of a mailbox or domain: exactly this one, or with those below it when it
  // starts with '.'. Lower case.
  std::string domain;
  std::string practitioner;  // Identification nationale PP
  std::string organization;  // OrganizationKey
  std::uint32_t kinds = 0;   // 1 << ChangeKind, any of them; 0 for all

  bool Passes(const Change& change) const;
  bool Passes(const Publication& publication) const;
};

// How far one Scan() may go.
struct ScanLimits {
  std::size_t changes = 500;     // that pass
  std::size_t examined = 5'000;  // that are read; bounds the time of a rare filter
};

// What the history says of one address.
struct MailboxPast {
  // Date of the first extract that held it. Of a mailbox that was there when the
  // mirror began to remember: that day, and since_baseline is true. Empty when
  // nothing was ever remembered.
  std::string first_seen;
  bool since_baseline = false;
  // The last thing remembered is that it was withdrawn: the dates of the last
  // extract with it and of the first without, and what it was. Of no meaning
  // for an address that is published.
  bool withdrawn = false;
  std::string last_seen;
  std::string withdrawn_on;
  std::string withdrawal_bytes;  // which "withdrawal" points into
  Change withdrawal;

  MailboxPast() = default;
  MailboxPast(const MailboxPast&) = delete;
  MailboxPast& operator=(const MailboxPast&) = delete;
  MailboxPast(MailboxPast&&) = delete;
  MailboxPast& operator=(MailboxPast&&) = delete;
};

// Of a professional: the date of the first extract without him, and his name then.
struct Departure {
  std::string date;
  std::string name;
  std::string given_name;
};

class History {
 public:
  // The history up to the publication of "generation", which CURRENT names or
  // named; all that was published when it knows no such generation. Needs no
  // lock. kNotFound when nothing was remembered yet, kFailedPrecondition for
  // another format.
  static Result<History> Open(const std::string& store_directory, std::string_view generation);

  History(History&&) noexcept;
  History& operator=(History&&) noexcept;
  ~History();

  // Oldest first; never empty.
  const std::vector<Publication>& publications() const;
  // The generation of the first one, as the name of this history: another one has
  // taken its place when it differs.
  const std::string& identity() const { return publications().front().generation; }

  // Where a scan begins and where everything has been seen.
  ChangePosition begin() const { return {publications().front().number, 0}; }
  ChangePosition end() const { return {publications().back().number + 1, 0}; }

  // Calls visit() for the changes at "from" and after it that pass, in order,
  // and returns where to go on: end() when there are no more. The change dies
  // with the call. A status other than ok ends the scan and is returned.
  using Visit = std::function<Status(ChangePosition, const Publication&, const Change&)>;
  Result<ChangePosition> Scan(const ChangeFilter& filter, ChangePosition from,
                              const ScanLimits& limits, const Visit& visit) const;

  // Fills "past" for a folded address; reads nothing when no change speaks of it.
  Status FindMailbox(std::string_view folded_address, MailboxPast& past) const;

  // Nothing when the last thing remembered of the professional is not that he left.
  Result<std::optional<Departure>> FindDeparture(std::string_view practitioner_id) const;

 private:
  struct Rep;
  explicit History(std::unique_ptr<Rep> rep);

  std::unique_ptr<Rep> rep_;
};

}  // namespace annuaire
