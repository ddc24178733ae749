// A Judge applies the naming rules to every mailbox of an ingest, knowing what
// all its files say of holders, structures, colleagues and domains.
//
// A structure's staff is gathered once for all its mailboxes, which is why they
// are judged structure by structure and not in the order of their addresses.
// What concerns a structure as a whole is said of its first mailbox only.
//
// Verdicts own their texts, but not the addresses, which are the notes'.
//
// Example:
//
//   JudgeNotes notes({.persons = true, .white_list = true});
//   RETURN_IF_ERROR(join.EmitMailboxes([&](const Mailbox& m) { notes.Add(m); … }));
//   …organizations, practitioners, domains…
//   notes.Seal();
//   for (const Verdict& verdict : JudgeAll(notes, bearers.Take(), 2).verdicts) …

#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "directory/base/text_arena.h"
#include "directory/naming/evidence.h"
#include "directory/record/verdict.h"
#include "indexer/judge_notes.h"

namespace annuaire::indexer {

// Mailboxes by the severity of their verdict, and remarks by rule.
struct VerdictCounts {
  std::uint64_t info = 0;
  std::uint64_t suspect = 0;
  std::uint64_t violation = 0;
  std::map<std::string_view, std::uint64_t> remarks_by_rule;  // the catalogue's ids: static
};

struct Verdicts {
  std::vector<Verdict> verdicts;  // by address; of the mailboxes with a remark
  std::vector<TextArena> texts;   // which the remarks point into
  VerdictCounts counts;
};

// REQUIRES: notes are sealed, threads > 0
Verdicts JudgeAll(const JudgeNotes& notes, const Evidence& evidence, unsigned threads);

}  // namespace annuaire::indexer
