// A DirectoryBuilder turns records into a Directory.
//
// Records come in this order: all organizations and all practitioners, all
// domains, all mailboxes, all verdicts; each kind by rising key without repeats,
// as the store scans them. Records are copied from; they need not outlive Add().
//
// Threads: one, but organizations, the first run of practitioners and the second
// may be added at the same time, by one thread each. From domains on the
// builder finishes practitioners, then indexes mailboxes, in a thread of its own,
// of the caller's priority.

#pragma once

#include <memory>

#include "directory/base/status.h"
#include "directory/lookup/directory.h"
#include "directory/record/domain.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"
#include "directory/record/verdict.h"

namespace annuaire {

class DirectoryBuilder {
 public:
  // "expected" says for how many records to set memory aside; it may be wrong.
  explicit DirectoryBuilder(const DirectoryCounts& expected = {});
  ~DirectoryBuilder();
  DirectoryBuilder(const DirectoryBuilder&) = delete;
  DirectoryBuilder& operator=(const DirectoryBuilder&) = delete;

  // Practitioners may come in two runs, each by rising key. REQUIRES: no key is
  // in both.
  enum class Run { kFirst, kSecond };

  // kDataLoss when a key does not rise.
  Status Add(const Organization& organization);
  Status Add(const Practitioner& practitioner, Run run = Run::kFirst);
  Status Add(const Domain& domain);
  Status Add(const Mailbox& mailbox);
  // kDataLoss also when no such mailbox was added.
  Status Add(const Verdict& verdict);

  // Sorts and indexes what was added; the builder is spent.
  std::unique_ptr<const Directory> Build() &&;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace annuaire
