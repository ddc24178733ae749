#include "indexer/sync/guard.h"

#include <cstdio>
#include <set>

#include "directory/display/number.h"
#include "directory/store/store.h"
#include "indexer/sync/raw_file.h"

namespace annuaire::indexer {

std::string_view ToString(Measure measure) {
  switch (measure) {
    case Measure::kProfessionals:
      return "professionals";
    case Measure::kPersonalMailboxes:
      return "PER";
    case Measure::kOrganizationalMailboxes:
      return "ORG";
    case Measure::kEstablishments:
      return "establishments";
    case Measure::kDomains:
      return "domains";
  }
  return "unknown";
}

bool IsMeasuredBy(Measure measure, FileKind kind) {
  switch (measure) {
    case Measure::kProfessionals:
      return kind == FileKind::kPersonActivity;
    case Measure::kPersonalMailboxes:
    case Measure::kOrganizationalMailboxes:
      return kind == FileKind::kMailbox;
    case Measure::kEstablishments:
      return kind == FileKind::kFinessPlus || kind == FileKind::kFinessCsv;
    case Measure::kDomains:
      return kind == FileKind::kWhiteList;
  }
  return false;
}

Result<Census> TakeCensus(const Generation& generation) {
  Census census;
  census[Measure::kProfessionals] = generation.metadata().counts.practitioners;
  census[Measure::kDomains] = generation.metadata().counts.domains;
  RETURN_IF_ERROR(generation.Scan<Mailbox>([&](const Mailbox& mailbox) {
    if (mailbox.type() == MailboxType::kPersonal) ++census[Measure::kPersonalMailboxes];
    if (mailbox.type() == MailboxType::kOrganizational) ++census[Measure::kOrganizationalMailboxes];
    return OkStatus();
  }));
  RETURN_IF_ERROR(generation.Scan<Organization>([&](const Organization& organization) {
    constexpr unsigned kFiness = kFromFinessLegacy | kFromFinessPlus;
    if ((organization.sources & kFiness) != 0) ++census[Measure::kEstablishments];
    return OkStatus();
  }));
  return census;
}

Census CensusBefore(const std::string& directory, const Generation& built) {
  const Result<Store> store = Store::Open(directory);
  if (!store.ok()) return {};
  const auto take = [](const Result<Generation>& generation) -> Result<Census> {
    if (!generation.ok()) return generation.status();
    return TakeCensus(*generation);
  };
  if (const Result<Census> served = take(store->OpenCurrent()); served.ok()) return *served;
  const Result<std::vector<GenerationEntry>> entries = store->List();
  if (!entries.ok()) return {};
  for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
    if (entry->name == built.metadata().generation) continue;
    if (const Result<Census> older = take(store->OpenNamed(entry->name)); older.ok()) return *older;
  }
  return {};
}

std::string CheckMeasure(Measure measure, std::uint64_t before, std::uint64_t now,
                         const Band& band) {
  const bool always_there =
      measure == Measure::kPersonalMailboxes || measure == Measure::kOrganizationalMailboxes;
  if (now == 0 && always_there) {
    return "no mailbox is " + std::string(ToString(measure)) + ", and each extract had some";
  }
  if (before == 0) return {};
  const double share = static_cast<double>(now) / static_cast<double>(before) - 1;
  if (share >= -band.shrink && share <= band.growth) return {};
  char percent[64];
  std::snprintf(percent, sizeof percent, "%+.1f %%, allowed -%.3g %% to +%.3g %%", share * 100,
                band.shrink * 100, band.growth * 100);
  return std::string(ToString(measure)) + " went from " + WithThousands(before) + " to " +
         WithThousands(now) + " (" + percent + ")";
}

std::string CheckContent(const std::vector<FileKind>& kinds, const std::string& raw_name,
                         const Metadata& metadata) {
  std::set<std::string> found;
  for (const SourceFile& read : metadata.sources) {
    if (RawNameOf(read) == raw_name && read.rows_read > 0) found.insert(read.kind);
  }
  for (const FileKind kind : kinds) {
    if (found.erase(std::string(ToString(kind))) == 0) {
      return raw_name + " holds no row of kind " + std::string(ToString(kind));
    }
  }
  return found.empty() ? "" : raw_name + " holds rows of kind " + *found.begin();
}

}  // namespace annuaire::indexer
