// Times the Directory's questions in process, over a real store:
//
//   lookup_bench STORE [--benchmark_filter=…]
//
// Texts are typed from mailboxes drawn with a fixed seed (typing.h). Beside
// Google Benchmark's mean, which holds the two readings of the clock, counters
// give the median and the 99th centile in microseconds. Look-ups take too
// little for that: they are timed in a row, each beside its floor.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bench/mirror.h"
#include "bench/probe_table.h"
#include "bench/typing.h"
#include "directory/base/fold.h"

namespace annuaire {
namespace {

constexpr std::size_t kTexts = 4096;
constexpr std::size_t kKeys = std::size_t{1} << 17;  // so that look-ups miss the caches

const Directory* directory = nullptr;

RecipientSampler& Sampler() {
  static RecipientSampler sampler(*directory, 1);
  return sampler;
}

struct Typed {
  std::string text;
  std::string department;
  std::string domain;
};

// What "type" makes of recipients drawn until there are enough; it returns
// nothing for one it has no use for.
std::vector<Typed> TypeTexts(
    const std::function<std::optional<std::string>(const MailboxRow&)>& type) {
  std::vector<Typed> texts;
  for (std::size_t draws = 0; texts.size() < kTexts && draws < 1000 * kTexts; ++draws) {
    const MailboxRow row = directory->row(Sampler().AnyFor(TypedQuery::kGivenFamily));
    if (std::optional<std::string> text = type(row)) {
      texts.push_back(
          {*std::move(text), std::string(row.department), std::string(DomainOf(row.address))});
    }
  }
  return texts;
}

void Suggest(benchmark::State& state, const std::vector<Typed>& texts, bool hints) {
  if (texts.empty()) return state.SkipWithError("nobody has such a name");
  static constexpr std::string_view kPersonal[] = {"PER"};
  std::vector<double> microseconds;
  std::size_t i = 0;
  for (auto _ : state) {
    const std::string_view department = texts[i].department;
    SuggestQuery query{.text = texts[i].text};
    if (hints) {
      query.near_departments = {&department, 1};
      query.own_domain = texts[i].domain;
      query.types = kPersonal;
    }
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(directory->Suggest(query));
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    microseconds.push_back(spent.count());
    i = (i + 1) % texts.size();
  }
  std::sort(microseconds.begin(), microseconds.end());
  state.counters["p50_us"] = microseconds[microseconds.size() / 2];
  state.counters["p99_us"] = microseconds[microseconds.size() * 99 / 100];
}

std::optional<std::string> Prefix(std::string_view name, std::size_t length) {
  std::string glued = FoldGlued(name);
  if (glued.size() < length) return std::nullopt;
  glued.resize(length);
  return glued;
}

std::string InAnyOrder(std::vector<std::string> words) {
  std::string text;
  while (!words.empty()) {
    const std::size_t next = Sampler().random()() % words.size();
    text += (text.empty() ? "" : " ") + words[next];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(next));
  }
  return text;
}

std::vector<Typed> OneWord(std::size_t letters) {
  return TypeTexts([&](const MailboxRow& row) { return Prefix(row.family_name, letters); });
}

std::vector<Typed> TwoWords(std::size_t letters) {
  return TypeTexts([&](const MailboxRow& row) -> std::optional<std::string> {
    const auto family = Prefix(row.family_name, letters);
    const auto given = Prefix(row.given_name, std::min<std::size_t>(letters, 2));
    if (!family || !given) return std::nullopt;
    return InAnyOrder({*family, *given});
  });
}

std::vector<Typed> ThreeWords() {
  return TypeTexts([](const MailboxRow& row) -> std::optional<std::string> {
    const auto family = Prefix(row.family_name, 4);
    const auto given = Prefix(row.given_name, 1);
    const auto profession = Prefix(row.profession.label, 4);
    if (!family || !given || !profession) return std::nullopt;
    return InAnyOrder({*family, *given, *profession});
  });
}

void BM_OneWord(benchmark::State& state) {
  Suggest(state, OneWord(static_cast<std::size_t>(state.range(0))), false);
}
BENCHMARK(BM_OneWord)->DenseRange(1, 12);

void BM_OneWordHints(benchmark::State& state) {
  Suggest(state, OneWord(static_cast<std::size_t>(state.range(0))), true);
}
BENCHMARK(BM_OneWordHints)->DenseRange(1, 12);

void BM_TwoWords(benchmark::State& state) {
  Suggest(state, TwoWords(static_cast<std::size_t>(state.range(0))), false);
}
BENCHMARK(BM_TwoWords)->DenseRange(1, 6);

void BM_TwoWordsHints(benchmark::State& state) {
  Suggest(state, TwoWords(static_cast<std::size_t>(state.range(0))), true);
}
BENCHMARK(BM_TwoWordsHints)->DenseRange(1, 6);

void BM_ThreeWords(benchmark::State& state) { Suggest(state, ThreeWords(), false); }
BENCHMARK(BM_ThreeWords);

void BM_ThreeWordsHints(benchmark::State& state) { Suggest(state, ThreeWords(), true); }
BENCHMARK(BM_ThreeWordsHints);

void BM_OneError(benchmark::State& state) {
  const auto letters = static_cast<std::size_t>(state.range(0));
  std::vector<Typed> texts = OneWord(letters);
  for (Typed& typed : texts) typed.text = Misspell(typed.text, Sampler().random());
  Suggest(state, texts, false);
}
BENCHMARK(BM_OneError)->DenseRange(4, 12);

// --- look-ups, each beside an open-addressing table that does nothing else ----------

template <typename Key>
std::vector<std::string> DrawKeys(std::size_t count, Key key) {
  std::vector<std::string> keys;
  for (std::size_t draws = 0; keys.size() < kKeys && draws < 8 * kKeys; ++draws) {
    const auto drawn = static_cast<std::uint32_t>(Sampler().random()() % count);
    std::string found(key(drawn));
    if (!found.empty()) keys.push_back(std::move(found));
  }
  return keys;
}

template <typename Find>
void LookUp(benchmark::State& state, const std::vector<std::string>& keys, Find find) {
  if (keys.empty()) return state.SkipWithError("no such key");
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(find(keys[i]));
    i = i + 1 == keys.size() ? 0 : i + 1;
  }
}

std::string PractitionerKey(std::uint32_t i) {
  const PractitionerRow row = directory->row(PractitionerIndex{i});
  return row.rpps().empty() ? std::string() : std::string(row.id.view());
}

std::string FinessKey(std::uint32_t i) {
  const OrganizationRow row = directory->row(OrganizationIndex{i});
  return row.key.view().size() == 9 ? std::string(row.key.view()) : std::string();
}

std::string AddressKey(std::uint32_t i) {
  return FoldAddress(directory->row(MailboxIndex{i}).address);
}

void BM_FindPractitioner(benchmark::State& state) {
  LookUp(state, DrawKeys(directory->counts().practitioners, PractitionerKey),
         [](const std::string& key) { return directory->FindPractitioner(key); });
}
BENCHMARK(BM_FindPractitioner);

void BM_FindOrganization(benchmark::State& state) {
  LookUp(state, DrawKeys(directory->counts().organizations, FinessKey),
         [](const std::string& key) { return directory->FindOrganization(key); });
}
BENCHMARK(BM_FindOrganization);

void BM_FindMailbox(benchmark::State& state) {
  LookUp(state, DrawKeys(directory->counts().mailboxes, AddressKey),
         [](const std::string& key) { return directory->FindMailbox(key); });
}
BENCHMARK(BM_FindMailbox);

// The floor: "count" keys in a table, the same keys asked for.
template <typename Key>
void Floor(benchmark::State& state, std::size_t count, Key key) {
  ProbeTable table;
  for (std::uint32_t i = 0; i < count; ++i) table.Add(key(i), i);
  table.Build();
  LookUp(state, DrawKeys(count, key), [&](const std::string& text) { return table.Find(text); });
}

void BM_FloorPractitioner(benchmark::State& state) {
  Floor(state, directory->counts().practitioners, PractitionerKey);
}
BENCHMARK(BM_FloorPractitioner);

void BM_FloorOrganization(benchmark::State& state) {
  Floor(state, directory->counts().organizations, FinessKey);
}
BENCHMARK(BM_FloorOrganization);

void BM_FloorMailbox(benchmark::State& state) {
  Floor(state, directory->counts().mailboxes, AddressKey);
}
BENCHMARK(BM_FloorMailbox);

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    std::fprintf(stderr, "usage: lookup_bench STORE [--benchmark_filter=REGEX]\n");
    return 2;
  }
  const auto edition = annuaire::OpenMirror("lookup_bench", argv[1]);
  annuaire::directory = edition->directory.get();
  argv[1] = argv[0];
  --argc;
  ++argv;
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
