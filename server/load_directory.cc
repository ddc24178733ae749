#include "server/load_directory.h"

#include <future>
#include <utility>

#include "directory/lookup/directory_builder.h"

namespace annuaire {

Result<std::unique_ptr<const Directory>> LoadDirectory(const Generation& generation) {
  const RecordCounts& counts = generation.metadata().counts;
  DirectoryBuilder builder({.practitioners = counts.practitioners,
                            .activities = counts.activities,
                            .organizations = counts.organizations,
                            .mailboxes = counts.mailboxes,
                            .domains = counts.domains});
  const auto add = [&builder](const auto& record) { return builder.Add(record); };
  std::future<Status> organizations =
      std::async(std::launch::async, [&] { return generation.ScanOrganizations(add); });
  const Status practitioners = generation.ScanPractitioners(add);
  RETURN_IF_ERROR(organizations.get());
  RETURN_IF_ERROR(practitioners);
  RETURN_IF_ERROR(generation.ScanDomains(add));
  RETURN_IF_ERROR(generation.ScanMailboxes(add));
  RETURN_IF_ERROR(generation.ScanVerdicts(add));
  return std::move(builder).Build();
}

}  // namespace annuaire
