// Times a TermDictionary over the words of every mailbox of a real store:
//
//   term_bench STORE [--benchmark_filter=…]
//
// Words are drawn with a fixed seed from the whole dictionary, so frequent
// letters come as often as there are words that begin with them. Beside the
// mean, counters give the median and the 99th centile in nanoseconds.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "bench/document_words.h"
#include "bench/mirror.h"
#include "bench/typing.h"
#include "directory/words/term_collector.h"
#include "directory/words/term_dictionary.h"

namespace annuaire {
namespace {

constexpr std::size_t kWords = 1 << 16;

std::vector<std::string> words;  // sorted
TermDictionary dictionary;

void CollectWords(const Directory& directory) {
  TermCollector collector;
  for (std::uint32_t i = 0; i < directory.counts().mailboxes; ++i) {
    for (const std::string& word : DocumentWords(directory.row(MailboxIndex{i}))) {
      collector.Intern(word);
    }
  }
  dictionary = collector.Seal().dictionary;
  words.reserve(dictionary.size());
  for (std::uint32_t term = 0; term < dictionary.size(); ++term) {
    words.emplace_back(dictionary.at(term));
  }
}

std::string Beginning(std::mt19937_64& random, std::size_t length) {
  for (;;) {
    const std::string& word = words[random() % words.size()];
    if (word.size() >= length) return word.substr(0, length);
  }
}

template <typename Ask>
void Time(benchmark::State& state, const std::vector<std::string>& asked, Ask ask) {
  std::vector<double> nanoseconds;
  std::size_t i = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    ask(asked[i]);
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - start;
    nanoseconds.push_back(spent.count());
    i = i + 1 == asked.size() ? 0 : i + 1;
  }
  std::sort(nanoseconds.begin(), nanoseconds.end());
  state.counters["p50_ns"] = nanoseconds[nanoseconds.size() / 2];
  state.counters["p99_ns"] = nanoseconds[nanoseconds.size() * 99 / 100];
}

void BM_WithPrefix(benchmark::State& state) {
  std::mt19937_64 random(1);
  std::vector<std::string> asked;
  while (asked.size() < kWords) {
    asked.push_back(Beginning(random, static_cast<std::size_t>(state.range(0))));
  }
  Time(state, asked,
       [](std::string_view word) { benchmark::DoNotOptimize(dictionary.WithPrefix(word)); });
}
BENCHMARK(BM_WithPrefix)->DenseRange(1, 12);

void BM_WithPrefixCorrected(benchmark::State& state) {
  std::mt19937_64 random(2);
  std::vector<std::string> asked;
  while (asked.size() < kWords) {
    asked.push_back(Misspell(Beginning(random, static_cast<std::size_t>(state.range(0))), random));
  }
  std::vector<TermRange> ranges;
  Time(state, asked, [&](std::string_view word) {
    dictionary.WithPrefixCorrected(word, ranges);
    benchmark::DoNotOptimize(ranges.data());
  });
}
BENCHMARK(BM_WithPrefixCorrected)->DenseRange(4, 14);

void BM_Build(benchmark::State& state) {
  const std::vector<std::string_view> sorted(words.begin(), words.end());
  for (auto _ : state) benchmark::DoNotOptimize(TermDictionary::FromSorted(sorted));
  state.counters["terms"] = static_cast<double>(dictionary.size());
  state.counters["bytes_per_term"] =
      static_cast<double>(dictionary.bytes()) / static_cast<double>(dictionary.size());
}
BENCHMARK(BM_Build)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    std::fprintf(stderr, "usage: term_bench STORE [--benchmark_filter=REGEX]\n");
    return 2;
  }
  annuaire::CollectWords(*annuaire::OpenMirror("term_bench", argv[1])->directory);
  argv[1] = argv[0];
  --argc;
  ++argv;
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
