// CheckHistory() reads a history whole and tells whether it can be relied on.
//
// It can when
//   * every block of its files has its checksum;
//   * the publications are numbered 1, 2, … from the baseline to the last one
//     that is noted as having happened, so that nothing is missing behind the
//     horizon and no cursor leads beyond the end;
//   * each has as many changes as it says, in order, in their one encoding;
//   * each change is found by every index, and every index entry leads to one.
// What an interrupted writer left behind the last publication is no damage.
//
// Needs no lock and writes nothing; reads some hundred thousand changes a second.
//
// Example:
//
//   const Result<HistoryTally> tally = CheckHistory("/var/lib/annuaire");
//   if (!tally.ok() && tally.status().code() != StatusCode::kNotFound) Say(tally.status());

#pragma once

#include <cstdint>
#include <string>

#include "directory/base/result.h"

namespace annuaire {

struct HistoryTally {
  std::string since;  // date of the extract it began with
  std::uint64_t publications = 0;
  std::uint64_t changes = 0;
};

// kNotFound when nothing was remembered yet, kDataLoss for damage, which the
// message tells, kFailedPrecondition for another format.
Result<HistoryTally> CheckHistory(const std::string& store_directory);

}  // namespace annuaire
