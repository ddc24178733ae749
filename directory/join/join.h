// A Join assembles the rows of all files, in any order, into one record per
// practitioner, structure, mailbox and domain.
//
// Feed every row, then emit each kind of record in ascending byte order of its
// key. Duplicate rows collapse, distinct facts are all kept. A person needs a
// row of a PS_LibreAcces file: the holder of a mailbox who has none is counted,
// and named in the attachment only. A structure comes from any file; FINESS+
// outranks legacy FINESS, which outranks the rows that mention it.
//
// Not thread-safe; emitting is const, so several kinds may be emitted at once
// by different threads once all rows are in. Records are valid during the
// callback, their texts as long as the Join. Memory: every distinct group of
// columns once, and some 40 bytes per row; about half a text byte per text byte
// at national size. Beyond 4 GiB of distinct text the emitters return
// ResourceExhausted.
//
// Example:
//
//   Join join;
//   while (NextLine(line)) if (parser.Parse(line).ok()) join.Add(parser.row());
//   RETURN_IF_ERROR(join.EmitPractitioners(
//       [&](const Practitioner& practitioner) { return writer.Put(practitioner); }));

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "directory/base/status.h"
#include "directory/extract/diploma_row.h"
#include "directory/extract/mailbox_row.h"
#include "directory/extract/person_activity_row.h"
#include "directory/extract/savoir_faire_row.h"
#include "directory/extract/white_list.h"
#include "directory/record/domain.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"

namespace annuaire {

struct JoinRows;

struct JoinCounts {
  std::uint64_t activity_rows = 0;
  std::uint64_t skill_rows = 0;
  std::uint64_t diploma_rows = 0;
  std::uint64_t mailbox_rows = 0;
  std::uint64_t organization_rows = 0;  // of the FINESS files
  std::uint64_t domain_rows = 0;
  // What will be emitted.
  std::uint64_t practitioners = 0;
  std::uint64_t organizations = 0;
  std::uint64_t mailboxes = 0;
  std::uint64_t domains = 0;
  // Holders of mailboxes that no other file knows.
  std::uint64_t unknown_holders = 0;
};

class Join {
 public:
  Join();
  ~Join();
  Join(Join&&) noexcept;
  Join& operator=(Join&&) noexcept;

  void Add(const PersonActivityRow& row);
  void Add(const SkillRow& row);
  void Add(const DiplomaRow& row);
  void Add(const MailboxRow& row);
  void Add(const Organization& row);  // of finess_csv.h or finess_plus.h
  void Add(const WhiteListEntry& row);

  // An error of the sink stops the emission and is returned.
  Status EmitPractitioners(const std::function<Status(const Practitioner&)>& sink) const;
  Status EmitOrganizations(const std::function<Status(const Organization&)>& sink) const;
  Status EmitMailboxes(const std::function<Status(const Mailbox&)>& sink) const;
  Status EmitDomains(const std::function<Status(const Domain&)>& sink) const;

  JoinCounts counts() const;
  // Held by the rows; an emission needs up to 60 bytes per practitioner more.
  std::size_t memory_bytes() const;

 private:
  std::unique_ptr<JoinRows> rows_;
};

}  // namespace annuaire
