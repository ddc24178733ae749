#include "indexer/sync/guard.h"

#include <cmath>
#include <cstdio>

#include "directory/display/number.h"

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

}  // namespace annuaire::indexer
