#include "server/grpc/convert_metadata.h"

#include <array>
#include <string_view>
#include <utility>

namespace annuaire::grpc_front {
namespace {

// The contract's word for a kind of file; the store keeps the publisher's.
std::string_view KindOf(const SourceFile& source) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kKinds = {{
      {"Personne_activite", "person-activity"},
      {"SavoirFaire", "savoir-faire"},
      {"Dipl_AutExerc", "diplomas"},
      {"Correspondance_MSSante", "mailboxes"},
      {"FINESS csv", "finess-legacy"},
      {"FINESS+", "finess+"},
      {"white list", "white-list"},
      {"FHIR", "fhir"},
  }};
  for (const auto& [stored, kind] : kKinds) {
    if (source.kind == stored) return kind;
  }
  return source.kind;
}

}  // namespace

void Encode(const Metadata& metadata, v1::Edition& out) {
  out.set_generation(metadata.generation);
  out.mutable_extract_date()->assign(EditionDateOf(metadata));
}

void Encode(const SourceFile& source, v1::SourceStatus& out) {
  out.mutable_kind()->assign(KindOf(source));
  out.set_file_name(source.file_name);
  out.set_date(source.extract_date);
  out.set_rows_read(source.rows_read);
  out.set_rows_rejected(source.rows_rejected);
  for (const RejectCount& reject : source.rejects) {
    (*out.mutable_rejects())[reject.kind] = reject.rows;
  }
  auto& remarks = *out.mutable_remarks();
  if (source.windows_1252_rows > 0) remarks["rows in Windows-1252"] = source.windows_1252_rows;
  if (source.bad_keys > 0) remarks["identifiers with a wrong check digit"] = source.bad_keys;
}

void Encode(const RecordCounts& counts, v1::RecordCounts& out) {
  out.set_practitioners(counts.practitioners);
  out.set_activities(counts.activities);
  out.set_organizations(counts.organizations);
  out.set_mailboxes(counts.mailboxes);
  out.set_domains(counts.domains);
}

void Encode(const SourceState& state, std::chrono::sys_seconds now, v1::MirroredSource& out) {
  const SourceCondition condition = ConditionOf(state);
  out.set_name(state.name);
  out.mutable_condition()->assign(ToString(condition));
  out.set_trouble(TroubleOf(state));
  out.set_trouble_since(condition == SourceCondition::kRefused ? state.refused_at
                                                               : state.failed_since);
  out.set_date(state.good.date);
  out.set_age_seconds(AgeOf(state.good.date, now).value_or(0));
  out.set_stale(IsStale(state, now));
  out.set_file_name(state.good.name);
  out.set_rows_read(state.good.rows_read);
  out.set_rows_rejected(state.good.rows_rejected);
  out.set_fetched_at(state.good.fetched_at);
  out.set_checked_at(state.checked_at);
  out.set_since(state.good.since);
}

void Encode(const RunState& run, v1::SyncRun& out) {
  out.set_started_at(run.started_at);
  out.set_ended_at(run.ended_at);
  out.set_outcome(run.failed_since.empty() ? "good" : "failed");
  out.set_failure(run.failure);
  out.set_failed_since(run.failed_since);
}

}  // namespace annuaire::grpc_front
