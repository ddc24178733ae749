#include "server/load_directory.h"

#include <atomic>
#include <future>
#include <utility>
#include <vector>

#include "directory/lookup/directory_builder.h"

namespace annuaire {
namespace {

// The ranges of a table, each handed to one of the threads that ask: whoever
// has more time takes more of them.
class RangesToScan {
 public:
  explicit RangesToScan(std::vector<KeyRange> ranges) : ranges_(std::move(ranges)) {}

  // The next one, above all before; nullptr when none is left.
  const KeyRange* Next() {
    const std::size_t next = next_.fetch_add(1);
    return next < ranges_.size() ? &ranges_[next] : nullptr;
  }

 private:
  const std::vector<KeyRange> ranges_;
  std::atomic<std::size_t> next_ = 0;
};

}  // namespace

Result<std::unique_ptr<const Directory>> LoadDirectory(const Generation& generation) {
  constexpr std::size_t kRanges = 32;
  const RecordCounts& counts = generation.metadata().counts;
  DirectoryBuilder builder({.practitioners = counts.practitioners,
                            .activities = counts.activities,
                            .organizations = counts.organizations,
                            .mailboxes = counts.mailboxes,
                            .domains = counts.domains});
  const auto add = [&builder](const auto& record) { return builder.Add(record); };
  RangesToScan ranges(generation.Split(Table::kPractitioner, kRanges));
  const auto scan_practitioners = [&](DirectoryBuilder::Run run) -> Status {
    while (const KeyRange* const range = ranges.Next()) {
      RETURN_IF_ERROR(generation.Scan<Practitioner>(
          [&](const Practitioner& practitioner) { return builder.Add(practitioner, run); },
          *range));
    }
    return OkStatus();
  };
  std::future<Status> beside = std::async(std::launch::async, [&]() -> Status {
    RETURN_IF_ERROR(generation.Scan<Organization>(add));
    return scan_practitioners(DirectoryBuilder::Run::kSecond);
  });
  const Status practitioners = scan_practitioners(DirectoryBuilder::Run::kFirst);
  RETURN_IF_ERROR(beside.get());
  RETURN_IF_ERROR(practitioners);
  RETURN_IF_ERROR(generation.Scan<Domain>(add));
  RETURN_IF_ERROR(generation.Scan<Mailbox>(add));
  RETURN_IF_ERROR(generation.Scan<Verdict>(add));
  return std::move(builder).Build();
}

}  // namespace annuaire
