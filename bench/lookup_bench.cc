// Times the Directory's questions in process, over a real store:
//
//   lookup_bench STORE [--benchmark_filter=…]
//
// Texts are typed from mailboxes drawn with a fixed seed. Beside the mean,
// counters give the median and the 99th centile in microseconds.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "directory/base/fold.h"
#include "server/loader.h"

namespace annuaire {
namespace {

constexpr std::size_t kTexts = 4096;

const Directory* directory = nullptr;

MailboxRow RandomPerson(std::mt19937& random) {
  for (;;) {
    const auto mailboxes = static_cast<std::uint32_t>(directory->counts().mailboxes);
    const MailboxRow row =
        directory->row(MailboxIndex{static_cast<std::uint32_t>(random()) % mailboxes});
    if (row.type == MailboxType::kPersonal && row.family_name.size() >= 5) return row;
  }
}

struct Typed {
  std::string text;
  std::string department;
  std::string domain;
};

std::vector<Typed> TypeTexts(const std::function<std::string(const MailboxRow&)>& type) {
  std::mt19937 random(1);
  std::vector<Typed> texts;
  while (texts.size() < kTexts) {
    const MailboxRow row = RandomPerson(random);
    texts.push_back({type(row), std::string(row.department), std::string(DomainOf(row.address))});
  }
  return texts;
}

template <typename Ask>
void Time(benchmark::State& state, Ask ask) {
  std::vector<double> microseconds;
  std::size_t i = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    ask(i);
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    microseconds.push_back(spent.count());
    i = (i + 1) % kTexts;
  }
  std::sort(microseconds.begin(), microseconds.end());
  state.counters["p50_us"] = microseconds[microseconds.size() / 2];
  state.counters["p99_us"] = microseconds[microseconds.size() * 99 / 100];
}

void Suggest(benchmark::State& state, const std::vector<Typed>& texts, bool hints) {
  Time(state, [&](std::size_t i) {
    const std::vector<std::string_view> departments{texts[i].department};
    SuggestQuery query{.text = texts[i].text};
    if (hints) {
      query.near_departments = departments;
      query.own_domain = texts[i].domain;
    }
    benchmark::DoNotOptimize(directory->Suggest(query));
  });
}

std::string Prefix(std::string_view name, std::size_t length) {
  return FoldGlued(name).substr(0, length);
}

void BM_SuggestOneWord(benchmark::State& state) {
  const auto length = static_cast<std::size_t>(state.range(0));
  Suggest(state, TypeTexts([&](const MailboxRow& row) { return Prefix(row.family_name, length); }),
          false);
}
BENCHMARK(BM_SuggestOneWord)->DenseRange(1, 12);

void BM_SuggestOneWordWithHints(benchmark::State& state) {
  const auto length = static_cast<std::size_t>(state.range(0));
  Suggest(state, TypeTexts([&](const MailboxRow& row) { return Prefix(row.family_name, length); }),
          true);
}
BENCHMARK(BM_SuggestOneWordWithHints)->DenseRange(1, 5);

void BM_SuggestTwoWordsWithHints(benchmark::State& state) {
  const auto length = static_cast<std::size_t>(state.range(0));
  Suggest(state, TypeTexts([&](const MailboxRow& row) {
            return Prefix(row.given_name, 2) + " " + Prefix(row.family_name, length);
          }),
          true);
}
BENCHMARK(BM_SuggestTwoWordsWithHints)->DenseRange(1, 5);

void BM_SuggestThreeWords(benchmark::State& state) {
  Suggest(state, TypeTexts([](const MailboxRow& row) {
            return Prefix(row.family_name, 4) + " " + Prefix(row.given_name, 1) + " " +
                   Prefix(row.profession.label, 4);
          }),
          false);
}
BENCHMARK(BM_SuggestThreeWords);

void BM_SuggestOneWrongLetter(benchmark::State& state) {
  std::mt19937 random(2);
  Suggest(state, TypeTexts([&](const MailboxRow& row) {
            std::string name = FoldGlued(row.family_name);
            name[random() % name.size()] = static_cast<char>('a' + random() % 26);
            return name;
          }),
          false);
}
BENCHMARK(BM_SuggestOneWrongLetter);

void BM_FindMailbox(benchmark::State& state) {
  const auto texts = TypeTexts([](const MailboxRow& row) { return std::string(row.address); });
  Time(state,
       [&](std::size_t i) { benchmark::DoNotOptimize(directory->FindMailbox(texts[i].text)); });
}
BENCHMARK(BM_FindMailbox);

void BM_FindPractitioner(benchmark::State& state) {
  const auto texts =
      TypeTexts([](const MailboxRow& row) { return std::string(row.practitioner_id); });
  Time(state, [&](std::size_t i) {
    benchmark::DoNotOptimize(directory->FindPractitioner(texts[i].text));
  });
}
BENCHMARK(BM_FindPractitioner);

void BM_TenRows(benchmark::State& state) {
  const auto count = static_cast<std::uint32_t>(directory->counts().mailboxes);
  std::mt19937 random(3);
  Time(state, [&](std::size_t) {
    for (int row = 0; row < 10; ++row) {
      benchmark::DoNotOptimize(
          directory->row(MailboxIndex{static_cast<std::uint32_t>(random()) % count}));
    }
  });
}
BENCHMARK(BM_TenRows);

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    std::fprintf(stderr, "usage: lookup_bench STORE [--benchmark_filter=REGEX]\n");
    return 2;
  }
  annuaire::Snapshot<annuaire::Edition> editions;
  annuaire::Loader loader(argv[1], {}, editions);
  if (const annuaire::Status loaded = loader.Load(); !loaded.ok()) {
    std::fprintf(stderr, "lookup_bench: %s\n", loaded.ToString().c_str());
    return 3;
  }
  const auto edition = editions.Get();
  annuaire::directory = edition->directory.get();
  argv[1] = argv[0];
  --argc;
  ++argv;
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
