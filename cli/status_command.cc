#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/sheet.h"
#include "cli/status.h"
#include "directory/display/number.h"
#include "directory/display/text_table.h"

namespace annuaire::cli {
namespace {

constexpr std::uint64_t kSecondsOfHour = 3600;
constexpr std::uint64_t kSecondsOfDay = 24 * kSecondsOfHour;

// "3,661 s" says little: "1 h 01 min".
std::string Duration(std::uint64_t seconds) {
  if (seconds < 60) return std::to_string(seconds) + " s";
  if (seconds < 3600) return std::to_string(seconds / 60) + " min";
  return WithThousands(seconds / 3600) + " h " + std::to_string(seconds / 60 % 60) + " min";
}

// Whole days: the extracts tell their day, no more.
std::string Days(std::uint64_t seconds) { return WithThousands(seconds / kSecondsOfDay) + " d"; }

std::string Age(const v1::MirroredSource& source) {
  if (source.date().empty()) return {};
  return Days(source.age_seconds()) + (source.stale() ? " (stale)" : "");
}

// The sources that are followed, then what is partial of some and wrong with some.
void AddMirroredSources(const v1::GetStatusResponse& status, Sheet& sheet) {
  sheet.Section("Followed sources");
  TextTable sources({{.title = "SOURCE", .keep = true},
                     {.title = "STATE", .keep = true},
                     {.title = "DATE", .keep = true},
                     {.title = "AGE", .keep = true, .right = true},
                     {.title = "ROWS", .right = true},
                     {.title = "REJECTED", .right = true},
                     {.title = "CHECKED", .keep = true}});
  for (const v1::MirroredSource& source : status.mirrored_sources()) {
    sources.Add({source.name(), source.condition(), source.date(), Age(source),
                 WithThousands(source.rows_read()), WithThousands(source.rows_rejected()),
                 source.checked_at()});
  }
  sheet.Rows(sources);
  for (const v1::MirroredSource& source : status.mirrored_sources()) {
    if (!source.since().empty()) {
      sheet.Field(source.name(), "what changed there on " + source.since() + " and later");
    }
    if (source.trouble().empty()) continue;
    const std::string& since = source.trouble_since();
    sheet.Field(source.name(), (since.empty() ? "" : "since " + since + ": ") + source.trouble());
  }
}

std::string Awaited(const v1::GetStatusResponse& status) {
  const std::string& failure = status.awaited_failure();
  if (status.awaited_generation().empty()) {
    return failure.empty() ? "" : "what nobody can tell: " + failure;
  }
  return status.awaited_generation() +
         (failure.empty() ? ", which is being loaded" : ", which cannot be loaded: " + failure);
}

std::string LastRun(const v1::SyncRun& run) {
  if (run.outcome() == "good") return "ended " + run.ended_at();
  const std::string since = run.failed_since().empty() ? "" : " since " + run.failed_since();
  return run.outcome() + since + (run.failure().empty() ? "" : ": " + run.failure());
}

std::string Remembered(const v1::GetStatusResponse& status) {
  if (!status.has_horizon()) return "nothing: " + status.history_failure();
  const std::uint32_t publications = status.horizon().publications();
  return "what changed after the extract of " + status.horizon().baseline_date() + " (" +
         WithThousands(publications) + (publications == 1 ? " publication)" : " publications)") +
         (status.history_failure().empty() ? "" : "; " + status.history_failure());
}

std::string ExtractWithAge(const v1::GetStatusResponse& status) {
  const std::string& date = status.edition().extract_date();
  if (date.empty() || status.extract_age_seconds() == 0) return date;
  return date + " (" + Days(status.extract_age_seconds()) + ")";
}

// Of the generation that is served.
void AddServed(const v1::GetStatusResponse& status, Sheet& sheet) {
  sheet.Field("Extract of", ExtractWithAge(status));
  const std::string& builder = status.generation_product_version();
  sheet.Field("Built", status.created_at() + (builder.empty() ? "" : " by version " + builder));
  sheet.Field("Served since", status.loaded_at());
  const std::string format = std::to_string(status.generation_format_version());
  const std::string newest = std::to_string(status.store_format_version());
  sheet.Field("Store format",
              format + (format == newest ? "" : ", this server reads up to " + newest));
  sheet.Field("Naming rules", status.rule_set_version());
  sheet.Field("Remembers", Remembered(status));

  sheet.Section("Records");
  sheet.Field("Professionals", WithThousands(status.counts().practitioners()));
  sheet.Field("Activities", WithThousands(status.counts().activities()));
  sheet.Field("Structures", WithThousands(status.counts().organizations()));
  sheet.Field("Mailboxes", WithThousands(status.counts().mailboxes()));
  sheet.Field("Listed domains", WithThousands(status.counts().domains()));
}

std::string StatusSheet(const v1::GetStatusResponse& status, const Session& session) {
  Sheet sheet(session.out_terminal);
  sheet.Title("annuaire-server " + status.version() + " at " + session.options.server);
  sheet.Field("Generation",
              status.has_edition() ? status.edition().generation() : "none is served yet");
  sheet.Field("Awaits", Awaited(status));
  if (status.has_last_run()) sheet.Field("Last run", LastRun(status.last_run()));
  sheet.Field("Up for", Duration(status.uptime_seconds()));
  if (status.has_edition()) AddServed(status, sheet);

  sheet.Section("Sources");
  TextTable sources({{.title = "KIND", .keep = true},
                     {.title = "DATE", .keep = true},
                     {.title = "ROWS", .right = true},
                     {.title = "REJECTED", .right = true},
                     {.title = "FILE"}});
  for (const v1::SourceStatus& source : status.sources()) {
    sources.Add({source.kind(), source.date(), WithThousands(source.rows_read()),
                 WithThousands(source.rows_rejected()), source.file_name()});
  }
  sheet.Rows(sources);

  AddMirroredSources(status, sheet);

  sheet.Section("Rejects and remarks");
  TextTable remarks(
      {{.title = "SOURCE", .keep = true}, {.title = "WHAT"}, {.title = "ROWS", .right = true}});
  for (const v1::SourceStatus& source : status.sources()) {
    // Sorted: a protobuf map has no order of its own.
    for (const auto& [what, rows] : std::map(source.rejects().begin(), source.rejects().end())) {
      remarks.Add({source.kind(), "rejected: " + what, WithThousands(rows)});
    }
    for (const auto& [what, rows] : std::map(source.remarks().begin(), source.remarks().end())) {
      remarks.Add({source.kind(), what, WithThousands(rows)});
    }
  }
  sheet.Rows(remarks);

  sheet.Section("Memory");
  TextTable memory({{.title = "STRUCTURE"}, {.title = "SIZE", .right = true}});
  std::uint64_t total = 0;
  for (const v1::MemoryUse& use : status.memory()) {
    memory.Add({use.structure(), BytesText(use.bytes())});
    total += use.bytes();
  }
  if (total > 0) memory.Add({"all of it", BytesText(total)});
  sheet.Rows(memory);
  return sheet.text();
}

// What was typed after "status".
struct StatusWords {
  std::vector<std::string> fail_on;
  std::uint64_t age_max = 12;  // days; as of a source that sync follows
  // Of a run every six hours, or every day with its jitter and what it takes.
  std::uint64_t silence_max = 30 * kSecondsOfHour;
};

// Why each of these is so of the mirror, or nothing.

// A mirror filled by hand follows no source that would tell.
std::string WhyStale(const v1::GetStatusResponse& status, const StatusWords& words) {
  std::string why;
  for (const v1::MirroredSource& source : status.mirrored_sources()) {
    if (source.stale()) Append(why, source.name() + " is " + Days(source.age_seconds()) + " old");
  }
  if (status.mirrored_sources().empty() &&
      status.extract_age_seconds() > words.age_max * kSecondsOfDay) {
    why = "the extract is " + Days(status.extract_age_seconds()) + " old";
  }
  return why;
}

std::string WhyFailing(const v1::GetStatusResponse& status, const StatusWords&) {
  std::string why;
  for (const v1::MirroredSource& source : status.mirrored_sources()) {
    if (source.condition() == "good") continue;
    Append(why, source.name() + " is " + source.condition());
  }
  if (status.has_last_run() && status.last_run().outcome() != "good") {
    Append(why, "last run " + LastRun(status.last_run()));
  }
  return why;
}

// A mirror that sync never filled is not silent.
std::string WhySilent(const v1::GetStatusResponse& status, const StatusWords& words) {
  if (status.silence_seconds() <= words.silence_max) return {};
  return "nothing was heard of annuaire-indexer sync since " + status.heard_at();
}

std::string WhyAwaiting(const v1::GetStatusResponse& status, const StatusWords&) {
  if (!status.awaited_generation().empty()) {
    return status.awaited_generation() + " is published and not served";
  }
  if (status.awaited_failure().empty()) return {};
  return "nobody can tell what is published: " + status.awaited_failure();
}

std::string WhyHistory(const v1::GetStatusResponse& status, const StatusWords&) {
  return status.history_failure();
}

struct Concern {
  const char* name;
  const char* meaning;
  std::string (*why)(const v1::GetStatusResponse& status, const StatusWords& words);
};

constexpr Concern kConcerns[] = {
    {"stale", "a source, or where none is followed the extract, is older than it may be", WhyStale},
    {"failing", "a source is not good, or the last run of sync failed", WhyFailing},
    {"silent", "nothing was heard of sync for too long", WhySilent},
    {"awaiting", "what was published last is not served", WhyAwaiting},
    {"history", "nothing is remembered, or what was is damaged", WhyHistory},
};

std::vector<std::string> ConcernNames() {
  std::vector<std::string> names;
  for (const Concern& concern : kConcerns) names.emplace_back(concern.name);
  return names;
}

void FailOnConcerns(Session& session, const v1::GetStatusResponse& status,
                    const StatusWords& words) {
  for (const Concern& concern : kConcerns) {
    if (std::count(words.fail_on.begin(), words.fail_on.end(), concern.name) == 0) continue;
    const std::string why = concern.why(status, words);
    if (why.empty()) continue;
    session.Note(std::string(concern.name) + ": " + why);
    session.exit_code = kExitUnmet;
  }
}

Status ShowStatus(Session& session, const StatusWords& words) {
  const auto response =
      session.client.Call(&v1::MirrorService::Stub::GetStatus, v1::GetStatusRequest());
  if (!response.ok()) return response.status();
  if (session.options.json) {
    session.WriteJson(*response);
  } else {
    session.out.Write(StatusSheet(*response, session));
  }
  FailOnConcerns(session, *response, words);
  return session.out.Flush();
}

}  // namespace

void AddStatusCommand(CLI::App& app, Command& chosen) {
  const auto words = std::make_shared<StatusWords>();
  std::string meanings;
  for (const Concern& concern : kConcerns) {
    meanings.append("  ").append(concern.name).append(": ").append(concern.meaning).append("\n");
  }
  CLI::App* command = app.add_subcommand("status", "How fresh, complete and healthy the mirror is");
  command->callback([&chosen, words] {
    chosen = [words](Session& session) { return ShowStatus(session, *words); };
  });
  command->add_option("--fail-on", words->fail_on, "exit 1 when that is so; may be repeated")
      ->allow_extra_args(false)
      ->type_name("WHAT")
      ->check(CLI::IsMember(ConcernNames()).description(""));
  command
      ->add_option("--max-age", words->age_max,
                   "days the extract of a mirror that follows no source may be old before it is "
                   "stale (12)")
      ->type_name("DAYS");
  command
      ->add_option("--max-silence", words->silence_max,
                   "how long nothing may be heard of annuaire-indexer sync: 90m, 2d (30h)")
      ->transform(CLI::AsNumberWithUnit(
          std::map<std::string, std::uint64_t>{
              {"m", 60}, {"h", kSecondsOfHour}, {"d", kSecondsOfDay}},
          CLI::AsNumberWithUnit::UNIT_REQUIRED, "TIME"));
  command->footer(
      "WHAT is one of\n" + meanings +
      "\nExample:\n  annuaire status --fail-on stale --fail-on failing --fail-on silent");
}

}  // namespace annuaire::cli
