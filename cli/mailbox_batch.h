// A MailboxBatch reads described mailboxes from a tab-separated file with a
// header: type, address, holders, organization, staff, service, description, in any order.
//
// All columns but "address" may be missing, and others may stand there; several
// people are separated by ';'. Blank lines and lines of one field after '#' are
// skipped. A line that cannot be read is kInvalidArgument, naming file, line
// and remedy. One thread.
//
// Example:
//
//   Result<MailboxBatch> batch = MailboxBatch::Open("mailboxes.tsv");
//   if (!batch.ok()) return batch.status();
//   for (DescribedMailbox mailbox; batch->Next(mailbox);) Use(Judge(mailbox));
//   RETURN_IF_ERROR(batch->status());

#pragma once

#include "cli/described_mailbox.h"
#include "cli/line_source.h"
#include "cli/tab_columns.h"

namespace annuaire::cli {

class MailboxBatch {
 public:
  // "-" is standard input.
  static Result<MailboxBatch> Open(const std::string& path);

  // False at the end and at a line that cannot be read; see status().
  bool Next(DescribedMailbox& mailbox);
  const Status& status() const { return status_; }

  // Columns of the header that say nothing to the rules.
  const std::vector<std::string>& unused_columns() const { return unused_columns_; }

 private:
  MailboxBatch(LineSource source, TabColumns columns);

  Status Read(std::string_view line, DescribedMailbox& mailbox) const;

  LineSource source_;
  TabColumns columns_;
  std::vector<std::string> unused_columns_;
  Status status_;
};

}  // namespace annuaire::cli
