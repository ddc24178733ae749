// A Join assembles the rows of all files, in any order, into one record per
// practitioner, structure, mailbox and domain.
//
// Give each file a part, feed it every row and close it, then emit each kind of
// record in ascending byte order of its key. Duplicate rows collapse, distinct
// facts are all kept, those of the part added first before the others'. A
// person needs a row of a PS_LibreAcces file: the holder of a mailbox who has
// none is named in the attachment only. A structure comes from any file;
// FINESS+ outranks legacy FINESS, which outranks the rows that mention it.
//
// Threads: AddPart() is for one thread; each part may be filled and closed by
// its own; emitting is const, so several kinds may be emitted at once by
// different threads once all parts are closed. Records are valid during the
// callback, their texts as long as the Join. Memory: see join_part.h; about a
// third of a text byte per text byte at national size. Beyond 4 GiB of distinct
// text in one part the emitters return ResourceExhausted.
//
// Example:
//
//   Join join;
//   JoinPart& part = join.AddPart();
//   while (NextLine(line)) if (parser.Parse(line).ok()) part.Add(parser.row());
//   part.Close();
//   RETURN_IF_ERROR(join.EmitPractitioners(
//       [&](const Practitioner& practitioner) { return writer.Put(practitioner); }));

#pragma once

#include <cstddef>
#include <deque>
#include <functional>

#include "directory/base/status.h"
#include "directory/join/join_part.h"
#include "directory/record/domain.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"

namespace annuaire {

class Join {
 public:
  // Lives as long as the join, at this address.
  JoinPart& AddPart() { return parts_.emplace_back(); }

  // An error of the sink stops the emission and is returned.
  // REQUIRES: every part is closed
  Status EmitPractitioners(const std::function<Status(const Practitioner&)>& sink) const;
  Status EmitOrganizations(const std::function<Status(const Organization&)>& sink) const;
  Status EmitMailboxes(const std::function<Status(const Mailbox&)>& sink) const;
  Status EmitDomains(const std::function<Status(const Domain&)>& sink) const;

  // Held by the parts; emitting needs next to nothing more.
  std::size_t memory_bytes() const;

 private:
  Status CheckComplete() const;

  std::deque<JoinPart> parts_;
};

}  // namespace annuaire
