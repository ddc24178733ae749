#include "indexer/chronicle.h"

#include <algorithm>
#include <utility>

#include "directory/extract/file_kind.h"
#include "directory/history/difference.h"
#include "directory/history/renumbered.h"
#include "directory/record/patient_address.h"
#include "directory/store/source_state.h"
#include "indexer/kinds_read.h"

namespace annuaire::indexer {
namespace {

constexpr FileKind kPractitionerFiles[] = {FileKind::kPersonActivity, FileKind::kSkill,
                                           FileKind::kDiploma};
constexpr FileKind kOrganizationFiles[] = {FileKind::kFinessCsv, FileKind::kFinessPlus,
                                           FileKind::kPersonActivity, FileKind::kMailbox};

std::uint8_t HeldBy(const Metadata& metadata) {
  const bool organizations =
      std::any_of(std::begin(kOrganizationFiles), std::end(kOrganizationFiles),
                  [&](FileKind kind) { return HasKind(metadata, kind); });
  return static_cast<std::uint8_t>(
      (HasKind(metadata, FileKind::kMailbox) ? kComparedMailboxes : 0) |
      (HasKind(metadata, FileKind::kPersonActivity) ? kComparedPractitioners : 0) |
      (organizations ? kComparedOrganizations : 0) |
      (HasKind(metadata, FileKind::kWhiteList) ? kComparedDomains : 0));
}

// The first day whose changes the file of the FHIR API holds; empty when no source of
// the mirror tells.
std::string FirstDayOfApi(const Metadata& metadata, const std::vector<SourceState>& states) {
  for (const SourceFile& source : metadata.sources) {
    if (source.kind != ToString(FileKind::kFhir)) continue;
    for (const SourceState& state : states) {
      for (const RawFile* file : {&state.good, &state.fresh, &state.refused}) {
        if (file->name == source.file_name) return file->since;
      }
    }
  }
  return {};
}

// "states" is what is known of the sources of both.
std::uint8_t ComparableOf(const Metadata& former, const Metadata& next,
                          const std::vector<SourceState>& states) {
  const auto in_both = [&](FileKind kind) { return HasKind(former, kind) == HasKind(next, kind); };
  const auto all_in_both = [&](const auto& kinds) {
    return std::all_of(std::begin(kinds), std::end(kinds), in_both);
  };
  // What the API alone tells of mailboxes and structures cannot be told apart afterwards.
  const bool same_api =
      in_both(FileKind::kFhir) && FirstDayOfApi(former, states) == FirstDayOfApi(next, states);
  const int not_comparable =
      (same_api ? 0 : kComparedMailboxes) |
      (all_in_both(kPractitionerFiles) ? 0 : kComparedPractitioners) |
      (same_api && all_in_both(kOrganizationFiles) ? 0 : kComparedOrganizations);
  return static_cast<std::uint8_t>(HeldBy(former) & HeldBy(next) & ~not_comparable);
}

// The kinds a publication settles: what comes later is not compared with those before it. Every
// file speaks of structures, and one that lacks some could not be compared: it is passed over.
std::uint8_t SettledBy(const Publication& publication) {
  return static_cast<std::uint8_t>((publication.holds & ~kComparedOrganizations) |
                                   publication.compared);
}

}  // namespace

Result<Chronicle> Chronicle::Open(const Store& store, Log& log) {
  Result<Chronicle> chronicle = OpenWhole(store, log);
  if (chronicle.status().code() != StatusCode::kDataLoss) return chronicle;
  const Result<std::string> aside = MoveHistoryAside(store.directory());
  if (!aside.ok()) return aside.status();
  log.Event("history_damaged", {{"error", chronicle.status().message()}, {"kept_in", *aside}},
            LogLevel::kError);
  return OpenWhole(store, log);
}

Result<Chronicle> Chronicle::OpenWhole(const Store& store, Log& log) {
  const Result<std::string> current_name = store.CurrentName();
  const std::string current = current_name.ok() ? *current_name : "";
  Result<HistoryWriter> writer = HistoryWriter::Open(store.directory(), current);
  if (!writer.ok()) return writer.status();
  std::vector<Former> formers = OpenFormers(store, writer->publications(), current);
  if (!formers.empty() && writer->publications().empty()) {
    RETURN_IF_ERROR(writer->Commit(Describe(formers.front().generation)).status());
    RETURN_IF_ERROR(writer->Confirm());
  }
  std::optional<History> history;
  if (!writer->publications().empty()) {
    Result<History> opened =
        History::Open(store.directory(), writer->publications().back().generation);
    if (!opened.ok()) return opened.status();
    history = *std::move(opened);
  }
  return Chronicle(store.directory(), *std::move(writer), std::move(history), std::move(formers),
                   log);
}

std::vector<Chronicle::Former> Chronicle::OpenFormers(const Store& store,
                                                      const std::vector<Publication>& publications,
                                                      const std::string& current) {
  std::vector<Former> formers;
  std::uint8_t untold = kComparedAll;
  for (auto at = publications.rbegin(); at != publications.rend() && untold != 0; ++at) {
    const bool is_last = at == publications.rbegin();
    if (is_last || (at->holds & untold) != 0) {
      Result<Generation> generation = store.OpenNamed(at->generation);
      if (generation.ok()) formers.push_back({*std::move(generation), untold});
    }
    untold &= static_cast<std::uint8_t>(~SettledBy(*at));
  }
  if (!formers.empty()) return formers;
  Result<Generation> generation = store.OpenNamed(current);
  if (generation.ok()) formers.push_back({*std::move(generation), kComparedAll});
  return formers;
}

std::string Chronicle::FirstMissed(std::string_view practitioner_id, std::string_view date) const {
  for (const Former& former : formers_) {
    if ((former.untold & kComparedPractitioners) == 0) continue;
    const auto stored = former.generation.Get<Practitioner>(practitioner_id);
    if (stored.ok() && stored->has_value()) return std::string(date);
  }
  if (!history_) return {};
  const Result<std::optional<Departure>> departure = history_->FindDeparture(practitioner_id);
  // Evidence is welcome, not needed.
  return departure.ok() && *departure ? (*departure)->date : std::string();
}

Status Chronicle::Remember(const Change* change) {
  return change == nullptr ? OkStatus() : writer_.Add(*change);
}

Status Chronicle::CompareOrganizations(const Generation& former, const Generation& next,
                                       Difference& difference) {
  Renumbered changed_key;
  RETURN_IF_ERROR(former.VisitDifferences<Organization>(
      next, [&](const Organization* before, const Organization* after) -> Status {
        if (before != nullptr && after != nullptr) {
          return Remember(difference.Between(before, after));
        }
        const Organization& only = before != nullptr ? *before : *after;
        if (only.state == OpenState::kClosed) return OkStatus();
        changed_key.Add(only, before != nullptr ? Renumbered::kFormer : Renumbered::kNext);
        return OkStatus();
      }));
  for (const std::string& key : changed_key.TakeOthers()) {
    const auto before = former.Get<Organization>(key);
    if (!before.ok()) return before.status();
    const auto after = next.Get<Organization>(key);
    if (!after.ok()) return after.status();
    RETURN_IF_ERROR(Remember(difference.Between(before->has_value() ? &**before : nullptr,
                                                after->has_value() ? &**after : nullptr)));
  }
  return OkStatus();
}

Status Chronicle::Compare(const Generation& former, const Generation& next, std::uint8_t compared) {
  Difference difference;
  const auto remember = [&](const auto* before, const auto* after) {
    return Remember(difference.Between(before, after));
  };
  if (compared & kComparedMailboxes) {
    RETURN_IF_ERROR(former.VisitDifferences<Mailbox>(
        next, [&](const Mailbox* before, const Mailbox* after) -> Status {
          // No extract brings one this far; should it happen, it ends here.
          if (IsPatientAddress((after != nullptr ? after : before)->folded_address)) {
            return OkStatus();
          }
          return remember(before, after);
        }));
  }
  if (compared & kComparedPractitioners) {
    RETURN_IF_ERROR(former.VisitDifferences<Practitioner>(next, remember));
  }
  if (compared & kComparedOrganizations) {
    RETURN_IF_ERROR(CompareOrganizations(former, next, difference));
  }
  if (compared & kComparedDomains) {
    RETURN_IF_ERROR(former.VisitDifferences<Domain>(next, remember));
  }
  return OkStatus();
}

Publication Chronicle::Describe(const Generation& generation) {
  Publication publication;
  publication.generation = generation.metadata().generation;
  publication.date = EditionDateOf(generation.metadata());
  publication.holds = HeldBy(generation.metadata());
  return publication;
}

Result<Publication> Chronicle::Record(const Generation& next, Occasion occasion) {
  Publication publication = Describe(next);
  publication.is_rollback = occasion == Occasion::kRollback;
  if (formers_.empty()) return writer_.Commit(std::move(publication));
  const Result<std::vector<SourceState>> states = LoadSourceStates(directory_);
  if (!states.ok()) return states.status();
  std::uint8_t compared = 0;
  for (const auto& [former, untold] : formers_) {
    const auto comparable = static_cast<std::uint8_t>(
        ComparableOf(former.metadata(), next.metadata(), *states) & untold & ~compared);
    const Status status = Compare(former, next, comparable);
    if (status.code() == StatusCode::kDataLoss) {  // "next" has just been verified
      log_.Event("former_damaged",
                 {{"generation", former.metadata().generation}, {"error", status.message()}},
                 LogLevel::kWarning);
      RETURN_IF_ERROR(writer_.Drop());
      return writer_.Commit(std::move(publication));
    }
    RETURN_IF_ERROR(Status(status));
    compared |= comparable;
  }
  publication.former_generation = former()->metadata().generation;
  publication.former_date = EditionDateOf(former()->metadata());
  publication.compared = compared;
  return writer_.Commit(std::move(publication));
}

}  // namespace annuaire::indexer
