#include "indexer/newest_files.h"

#include <map>
#include <string_view>
#include <utility>

#include "indexer/file_date.h"

namespace annuaire::indexer {
namespace {

bool ComesInSeveral(FileKind kind) {
  return kind == FileKind::kFinessCsv || kind == FileKind::kFhir;
}

// Files with equal ones stand for one another.
using Series = std::pair<FileKind, std::string>;

Series SeriesOf(const FoundFile& file) {
  if (!ComesInSeveral(file.kind)) return {file.kind, ""};
  const std::string_view name = file.name;
  return {file.kind, NameWithoutDates(name.substr(name.find_last_of("!/") + 1))};
}

Status CannotChoose(const FoundFile& one, const FoundFile& other) {
  const std::string why = one.date == other.date && !one.date.empty()
                              ? "are both of " + one.date
                              : "do not both tell their date";
  return FailedPreconditionError(one.name + " and " + other.name + " are of the same kind, " +
                                 std::string(ToString(one.kind)) + ", and " + why +
                                 ": leave one of them out");
}

}  // namespace

Result<std::vector<const FoundFile*>> FindNewer(const std::vector<FoundFile>& files) {
  std::map<Series, const FoundFile*> newest;
  for (const FoundFile& file : files) {
    const FoundFile*& best = newest.try_emplace(SeriesOf(file), &file).first->second;
    if (file.date > best->date) best = &file;
  }
  std::vector<const FoundFile*> newer;
  for (const FoundFile& file : files) {
    const FoundFile* best = newest.at(SeriesOf(file));
    const bool as_new = file.date == best->date;
    const bool is_rival = &file != best && file.kind != FileKind::kUnknown;
    if (is_rival && !ComesInSeveral(file.kind) && (as_new || file.date.empty())) {
      return CannotChoose(*best, file);
    }
    newer.push_back(as_new || !is_rival ? nullptr : best);
  }
  return newer;
}

}  // namespace annuaire::indexer
