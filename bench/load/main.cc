// rpc_load: how long calls to a running server take, beside the floor.

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/load/load.h"
#include "bench/load/report.h"
#include "bench/load/stream_load.h"
#include "bench/load/workloads.h"

namespace {

using annuaire::bench::Calls;
using annuaire::bench::Figures;
using annuaire::bench::LoadResult;
using annuaire::bench::Workloads;

struct Options {
  std::string server = "127.0.0.1:50051";
  std::string echo;
  std::vector<std::string> workloads;
  std::size_t rounds = 5;
  std::size_t calls = 5000;
  double seconds = 0;
  std::size_t in_flight = 1;
  double rate = 0;
  std::size_t pause_ms = 0;
  bool each_round = false;
};

void AddTo(CLI::App& app, Options& options) {
  app.add_option("--server", options.server, "annuaire-server: HOST:PORT or unix:/PATH")
      ->capture_default_str();
  app.add_option("--echo", options.echo, "echo_server, for empty and the NAME_echo workloads");
  app.add_option("--rounds", options.rounds, "Times every workload is run, in turn")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--calls", options.calls, "Calls of a round")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--seconds", options.seconds, "Length of a round, instead of --calls")
      ->excludes("--calls");
  app.add_option("--in-flight", options.in_flight, "Closed loop: calls under way at any time")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--rate", options.rate, "Open loop: calls a second, timed from when they were due")
      ->excludes("--in-flight")
      ->excludes("--seconds");
  app.add_option("--pause-ms", options.pause_ms, "Silence before each call")
      ->excludes("--rate")
      ->excludes("--in-flight");
  app.add_flag("--each-round", options.each_round, "Also a line for every round");
  app.add_option("WORKLOAD", options.workloads,
                 "empty, health, suggest, suggest_hints, get_mailbox, validate, validate_unknown; "
                 "any with _echo: its replies from the echo server; validate_stream, "
                 "validate_stream_unknown: addresses of one stream")
      ->required();
}

LoadResult RunRound(const Calls& calls, const Options& options, std::size_t round) {
  const std::size_t first = round * options.calls;
  if (options.rate > 0) {
    return RunOpen(calls,
                   {.calls_per_second = options.rate, .calls = options.calls, .first = first});
  }
  return RunClosed(
      calls, {.in_flight = options.in_flight,
              .calls = options.seconds > 0 ? 0 : options.calls,
              .time = std::chrono::milliseconds(static_cast<std::int64_t>(options.seconds * 1000)),
              .pause = std::chrono::milliseconds(options.pause_ms),
              .first = first});
}

// One workload: how to run a round of it, and what came out so far.
struct Entry {
  std::string name;
  std::function<LoadResult(std::size_t round)> run;
  std::vector<Figures> rounds = {};
};

// Without "run", after a word on standard error, when it cannot be made.
Entry MakeEntry(const std::string& name, const Workloads& workloads, const Options& options) {
  if (name.starts_with("validate_stream")) {
    const std::string suffix = name == "validate_stream" ? "" : "-inconnu";
    return {name, [&, suffix](std::size_t) {
              return annuaire::bench::RunStream(workloads.server(), workloads.addresses(), suffix,
                                                options.calls);
            }};
  }
  auto calls = workloads.Make(name);
  if (!calls) return {};
  RunClosed(*calls, {.in_flight = 1, .calls = 500});  // warm
  return {name, [&options, calls = *std::move(calls)](std::size_t round) {
            return RunRound(calls, options, round);
          }};
}

// False when a call failed.
bool RunOnce(Entry& entry, std::size_t round) {
  const LoadResult result = entry.run(round);
  entry.rounds.push_back(FiguresOf(result));
  if (result.failed == 0) return true;
  std::cerr << "rpc_load: " << entry.name << ": " << result.failed
            << " calls failed, the first one: " << result.first_failure << '\n';
  return false;
}

int Run(const Options& options) {
  const auto workloads = Workloads::Connect(options.server, options.echo);
  if (!workloads) return 3;
  std::vector<Entry> entries;
  for (const std::string& name : options.workloads) {
    entries.push_back(MakeEntry(name, *workloads, options));
    if (!entries.back().run) return 3;
  }

  annuaire::bench::Line line{.in_flight = options.rate > 0 ? 0 : options.in_flight};
  if (options.rate > 0) line.rate = options.rate;
  bool passed = true;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (Entry& entry : entries) {
      passed = RunOnce(entry, round) && passed;
      if (!options.each_round) continue;
      line.what = entry.name;
      line.round = round + 1;
      std::cout << ToJson(line, entry.rounds.back()) << std::endl;
    }
  }
  line.round.reset();
  for (const Entry& entry : entries) {
    line.what = entry.name;
    std::cout << ToJson(line, Summarize(entry.rounds)) << std::endl;
  }
  return passed ? 0 : 3;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app(
      "Times calls to a running annuaire-server: workloads in turn, round by round, so that what "
      "slows the machine slows all of them. Prints one JSON object a line and workload: medians "
      "over the rounds, the greatest maximum.\n"
      "Example: taskset -c 0 rpc_load --server unix:/tmp/a.sock --echo unix:/tmp/e.sock suggest "
      "suggest_echo");
  AddTo(app, options);
  CLI11_PARSE(app, argc, argv);
  return Run(options);
}
