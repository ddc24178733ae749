#include "server/load_directory.h"

#include <future>
#include <optional>
#include <utility>
#include <vector>

#include "directory/lookup/directory_builder.h"

namespace annuaire {
namespace {

// Cut so that the second part and all organizations take as long as the first:
// a record of either kind takes about the same time.
std::pair<KeyRange, std::optional<KeyRange>> SplitPractitioners(const Generation& generation) {
  constexpr std::size_t kParts = 32;
  const RecordCounts& counts = generation.metadata().counts;
  const std::vector<KeyRange> ranges = generation.Split(Table::kPractitioner, kParts);
  const std::uint64_t half = (counts.practitioners + counts.organizations) / 2;
  const std::size_t parts =
      half >= counts.practitioners ? ranges.size() : ranges.size() * half / counts.practitioners;
  if (parts == 0 || parts == ranges.size()) return {KeyRange{}, std::nullopt};
  return {{"", ranges[parts].begin}, KeyRange{ranges[parts].begin, ""}};
}

}  // namespace

Result<std::unique_ptr<const Directory>> LoadDirectory(const Generation& generation) {
  const RecordCounts& counts = generation.metadata().counts;
  DirectoryBuilder builder({.practitioners = counts.practitioners,
                            .activities = counts.activities,
                            .organizations = counts.organizations,
                            .mailboxes = counts.mailboxes,
                            .domains = counts.domains});
  const auto add = [&builder](const auto& record) { return builder.Add(record); };
  const auto [first, second] = SplitPractitioners(generation);
  std::future<Status> beside = std::async(std::launch::async, [&, second = second] {
    RETURN_IF_ERROR(generation.ScanOrganizations(add));
    if (!second) return OkStatus();
    return generation.ScanPractitioners(
        [&builder](const Practitioner& practitioner) {
          return builder.Add(practitioner, DirectoryBuilder::Run::kSecond);
        },
        *second);
  });
  const Status practitioners = generation.ScanPractitioners(add, first);
  RETURN_IF_ERROR(beside.get());
  RETURN_IF_ERROR(practitioners);
  RETURN_IF_ERROR(generation.ScanDomains(add));
  RETURN_IF_ERROR(generation.ScanMailboxes(add));
  RETURN_IF_ERROR(generation.ScanVerdicts(add));
  return std::move(builder).Build();
}

}  // namespace annuaire
