#include "server/metrics/families.h"

#include <ctime>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "directory/base/status.h"
#include "directory/store/format.h"
#include "directory/store/source_state.h"
#include "server/metrics/process.h"
#include "version.h"

namespace annuaire::metrics {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

MetricFamily& AppendFamily(std::string name, std::string help, MetricType type, Families& out) {
  return out.emplace_back(MetricFamily{std::move(name), std::move(help), type, {}});
}

ClientMetric& AppendSample(Labels labels, MetricFamily& family) {
  ClientMetric& sample = family.metric.emplace_back();
  sample.label = std::move(labels);
  return sample;
}

void AppendGauge(Labels labels, double value, MetricFamily& family) {
  AppendSample(std::move(labels), family).gauge.value = value;
}

void AppendCounter(Labels labels, std::uint64_t value, MetricFamily& family) {
  AppendSample(std::move(labels), family).counter.value = static_cast<double>(value);
}

void AppendOne(std::string name, std::string help, double value, Families& out) {
  AppendGauge({}, value, AppendFamily(std::move(name), std::move(help), MetricType::Gauge, out));
}

// "2026-11-20" is its midnight, "2026-11-20T06:15:00Z" that second, UTC.
std::optional<double> TimestampOf(const std::string& date) {
  std::tm utc{};
  const char* const time = strptime(date.c_str(), "%Y-%m-%d", &utc);
  if (time == nullptr) return std::nullopt;
  if (*time == 'T') (void)strptime(time, "T%H:%M:%S", &utc);
  return static_cast<double>(timegm(&utc));
}

void AppendTimestamp(Labels labels, const std::string& date, MetricFamily& family) {
  if (const auto timestamp = TimestampOf(date)) AppendGauge(std::move(labels), *timestamp, family);
}

void AppendFiles(const v1::GetStatusResponse& status, Families& out) {
  struct Rows {
    std::uint64_t read = 0;
    std::map<std::string, std::uint64_t> rejected;
  };
  std::map<std::string, Rows> by_kind;  // which may come as several files
  for (const v1::SourceStatus& file : status.sources()) {
    Rows& rows = by_kind[file.kind()];
    rows.read += file.rows_read();
    for (const auto& [reason, count] : file.rejects()) rows.rejected[reason] += count;
  }
  MetricFamily& read = AppendFamily("annuaire_file_rows", "Rows read for the generation served.",
                                    MetricType::Gauge, out);
  for (const auto& [kind, rows] : by_kind) {
    AppendGauge({{"kind", kind}}, static_cast<double>(rows.read), read);
  }
  MetricFamily& rejected =
      AppendFamily("annuaire_file_rejected_rows", "Of these, rows that could not be read, and why.",
                   MetricType::Gauge, out);
  for (const auto& [kind, rows] : by_kind) {
    for (const auto& [reason, count] : rows.rejected) {
      AppendGauge({{"kind", kind}, {"reason", reason}}, static_cast<double>(count), rejected);
    }
  }
}

void AppendSources(const v1::GetStatusResponse& status, Families& out) {
  constexpr SourceCondition kConditions[] = {SourceCondition::kGood, SourceCondition::kRefused,
                                             SourceCondition::kFailing, SourceCondition::kMissing,
                                             SourceCondition::kUnreadable};
  MetricFamily& conditions =
      AppendFamily("annuaire_source_condition", "1 for the condition a followed source is in.",
                   MetricType::Gauge, out);
  for (const v1::MirroredSource& source : status.mirrored_sources()) {
    for (const SourceCondition condition : kConditions) {
      const std::string name(ToString(condition));
      AppendGauge({{"source", source.name()}, {"condition", name}}, source.condition() == name,
                  conditions);
    }
  }
  const auto append = [&](const char* name, const char* help, auto value) {
    MetricFamily& family = AppendFamily(name, help, MetricType::Gauge, out);
    for (const v1::MirroredSource& source : status.mirrored_sources()) {
      value(Labels{{"source", source.name()}}, source, family);
    }
  };
  append("annuaire_source_stale", "Whether its data is older than the mirror was told is normal.",
         [](Labels labels, const v1::MirroredSource& source, MetricFamily& family) {
           AppendGauge(std::move(labels), source.stale(), family);
         });
  append("annuaire_source_data_timestamp_seconds", "The day of its data that is served.",
         [](Labels labels, const v1::MirroredSource& source, MetricFamily& family) {
           AppendTimestamp(std::move(labels), source.date(), family);
         });
  append("annuaire_source_checked_timestamp_seconds", "When it answered last.",
         [](Labels labels, const v1::MirroredSource& source, MetricFamily& family) {
           AppendTimestamp(std::move(labels), source.checked_at(), family);
         });
  append("annuaire_source_rows", "Rows of its file that is served.",
         [](Labels labels, const v1::MirroredSource& source, MetricFamily& family) {
           AppendGauge(std::move(labels), static_cast<double>(source.rows_read()), family);
         });
}

// Nothing of a mirror that sync was never run on.
void AppendSync(const v1::GetStatusResponse& status, Families& out) {
  if (!status.heard_at().empty()) {
    AppendTimestamp({}, status.heard_at(),
                    AppendFamily("annuaire_sync_heard_timestamp_seconds",
                                 "When sync was heard of last.", MetricType::Gauge, out));
  }
  if (!status.has_last_run()) return;
  AppendOne("annuaire_sync_failed", "Whether its last run came to no end.",
            status.last_run().outcome() != "good", out);
  AppendTimestamp({}, status.last_run().ended_at(),
                  AppendFamily("annuaire_sync_ended_timestamp_seconds", "When its last run ended.",
                               MetricType::Gauge, out));
}

}  // namespace

void AppendServer(const Observed& observed, Families& out) {
  AppendGauge({{"version", std::string(kVersion)},
               {"sha", std::string(kGitSha)},
               {"store_format", std::to_string(kStoreFormatVersion)}},
              1,
              AppendFamily("annuaire_build_info", "The server, and the store it reads.",
                           MetricType::Gauge, out));
  AppendOne("annuaire_serving", "Whether it answers, as its health check says.", observed.serving(),
            out);
  const LoadsSeen loads = observed.loads();
  AppendCounter(
      {}, loads.failures,
      AppendFamily("annuaire_load_failures_total", "Attempts at loading a generation that failed.",
                   MetricType::Counter, out));
  AppendOne("annuaire_load_seconds", "How long the last generation took to load.",
            std::chrono::duration<double>(loads.took).count(), out);
  AppendOne("process_resident_memory_bytes", "Memory in use.", static_cast<double>(ResidentBytes()),
            out);
  AppendOne("process_open_fds", "Open file descriptors.", static_cast<double>(OpenFiles()), out);
  AppendOne("process_start_time_seconds", "When the server started.",
            std::chrono::duration<double>(observed.started.time_since_epoch()).count(), out);
}

void AppendStatus(const v1::GetStatusResponse& status, Families& out) {
  AppendOne("annuaire_generation_awaited",
            "Whether another one is published and not served yet, or nobody can tell.",
            !status.awaited_generation().empty() || !status.awaited_failure().empty(), out);
  AppendSources(status, out);
  AppendSync(status, out);
  if (!status.has_edition()) return;
  AppendGauge(
      {{"generation", status.edition().generation()}}, 1,
      AppendFamily("annuaire_generation_info", "The generation served.", MetricType::Gauge, out));
  AppendTimestamp({}, status.edition().extract_date(),
                  AppendFamily("annuaire_extract_timestamp_seconds", "The day of its extract.",
                               MetricType::Gauge, out));
  AppendOne("annuaire_history_failed", "Whether what the mirror remembered is lost or damaged.",
            !status.history_failure().empty(), out);
  MetricFamily& records =
      AppendFamily("annuaire_records", "Records served.", MetricType::Gauge, out);
  const v1::RecordCounts& counts = status.counts();
  for (const auto& [kind, count] :
       {std::pair("practitioners", counts.practitioners()),
        std::pair("activities", counts.activities()),
        std::pair("organizations", counts.organizations()),
        std::pair("mailboxes", counts.mailboxes()), std::pair("domains", counts.domains())}) {
    AppendGauge({{"kind", kind}}, static_cast<double>(count), records);
  }
  AppendFiles(status, out);
}

void AppendCalls(const std::vector<rpc::MethodCalls>& calls, Families& out) {
  MetricFamily& ended = AppendFamily("annuaire_rpc_calls_total", "Calls by how they ended.",
                                     MetricType::Counter, out);
  for (const rpc::MethodCalls& method : calls) {
    for (std::size_t code = 0; code < method.by_code.size(); ++code) {
      if (method.by_code[code] == 0 && code != 0) continue;
      AppendCounter({{"method", method.method},
                     {"code", std::string(ToString(static_cast<StatusCode>(code)))}},
                    method.by_code[code], ended);
    }
  }
  MetricFamily& spent =
      AppendFamily("annuaire_rpc_seconds", "Unary calls by how long they were worked on.",
                   MetricType::Histogram, out);
  for (const rpc::MethodCalls& method : calls) {
    if (!method.is_unary) continue;
    auto& histogram = AppendSample({{"method", method.method}}, spent).histogram;
    for (std::size_t i = 0; i < rpc::kDurationBounds.size(); ++i) {
      histogram.sample_count += method.by_duration[i];
      histogram.bucket.push_back(
          {histogram.sample_count, std::chrono::duration<double>(rpc::kDurationBounds[i]).count()});
    }
    histogram.sample_count += method.by_duration.back();
    histogram.sample_sum = std::chrono::duration<double>(method.spent).count();
  }
}

void AppendLdap(const LdapSeen& ldap, Families& out) {
  MetricFamily& searches =
      AppendFamily("annuaire_ldap_searches_total", "Searches over LDAP by how they ended.",
                   MetricType::Counter, out);
  for (const auto& [result, count] : ldap.searches) {
    AppendCounter({{"result", result}}, count, searches);
  }
  AppendOne("annuaire_ldap_connections", "Connections of slapd that are open.",
            static_cast<double>(ldap.connections), out);
}

}  // namespace annuaire::metrics
