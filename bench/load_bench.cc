// Times what a server does before it serves, over a real store, beside the
// least that anybody would have to do:
//
//   load_bench STORE [RUNS]
//
// The floor is a scan of every table, bytes only, and a sort of the names of
// all practitioners, on one thread. Each line is the median of RUNS (default
// 3), wall seconds and CPU seconds of all threads.

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "directory/store/store.h"
#include "directory/store/table_reader.h"
#include "server/load_directory.h"

namespace annuaire {
namespace {

struct Spent {
  double wall;
  double cpu;
};

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Spent Time(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu = CpuSeconds();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), CpuSeconds() - cpu};
}

Spent Median(std::vector<Spent> runs) {
  std::sort(runs.begin(), runs.end(), [](Spent a, Spent b) { return a.wall < b.wall; });
  return runs[runs.size() / 2];
}

void Print(const char* what, Spent spent) {
  std::printf("%-34s %6.2f s wall  %6.2f s CPU\n", what, spent.wall, spent.cpu);
}

void OrDie(const Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "load_bench: %s\n", status.ToString().c_str());
  std::exit(3);
}

template <typename T>
T OrDie(Result<T> result) {
  OrDie(result.status());
  return *std::move(result);
}

// Resident memory now, in MB (10^6 bytes).
double ResidentMb() {
  std::ifstream status("/proc/self/statm");
  double pages = 0;
  status >> pages >> pages;
  return pages * 4096 / 1e6;
}

std::vector<std::string> NamesOf(const Generation& generation) {
  std::vector<std::string> names;
  OrDie(generation.Scan<Practitioner>([&](const Practitioner& practitioner) {
    std::string name;
    if (!practitioner.names.empty()) {
      name += practitioner.names.front().family_name;
      name += ' ';
      name += practitioner.names.front().given_name;
    }
    names.push_back(std::move(name));
    return OkStatus();
  }));
  return names;
}

void ScanBytes(const TableReader& tables) {
  for (const Table table : kRecordTables) {
    OrDie(tables.Scan(table, {}, [](std::string_view, std::string_view) { return OkStatus(); }));
  }
}

void ScanRecords(const Generation& generation) {
  const auto ignore = [](const auto&) { return OkStatus(); };
  OrDie(generation.Scan<Organization>(ignore));
  OrDie(generation.Scan<Practitioner>(ignore));
  OrDie(generation.Scan<Domain>(ignore));
  OrDie(generation.Scan<Mailbox>(ignore));
  OrDie(generation.Scan<Verdict>(ignore));
}

void Run(const std::string& directory, int runs) {
  mallopt(M_MMAP_THRESHOLD, 256 * 1024);  // as the server does
  const Store store = OrDie(Store::Open(directory));
  const std::string path = directory + "/generations/" + OrDie(store.CurrentName());
  const TableReader tables = OrDie(TableReader::Open(path, 1 << 20));
  const Generation generation = OrDie(store.OpenCurrent());
  ScanBytes(tables);  // brings the files into the page cache

  std::vector<Spent> scans;
  std::vector<Spent> sorts;
  std::vector<Spent> decodes;
  std::vector<Spent> loads;
  std::unique_ptr<const Directory> loaded;
  for (int run = 0; run < runs; ++run) {
    scans.push_back(Time([&] { ScanBytes(tables); }));
    {
      std::vector<std::string> names = NamesOf(generation);
      sorts.push_back(Time([&] { std::sort(names.begin(), names.end()); }));
    }
    decodes.push_back(Time([&] { ScanRecords(generation); }));
    loaded.reset();
    malloc_trim(0);
    loads.push_back(Time([&] { loaded = OrDie(LoadDirectory(generation)); }));
    malloc_trim(0);
  }
  const Spent scan = Median(scans);
  const Spent sort = Median(sorts);
  const Spent load = Median(loads);
  Print("scan of every table, bytes", scan);
  Print("sort of the names", sort);
  Print("scan of every record, decoded", Median(decodes));
  Print("load", load);
  std::printf("load / (scan + sort): %.2f wall\n", load.wall / (scan.wall + sort.wall));
  std::printf("resident: %.1f MB\n", ResidentMb());
  double total = 0;
  for (const MemoryUse& use : loaded->memory()) {
    std::printf("  %-32s %8.1f MB\n", std::string(use.structure).c_str(),
                static_cast<double>(use.bytes) / 1e6);
    total += static_cast<double>(use.bytes) / 1e6;
  }
  std::printf("  %-32s %8.1f MB\n", "sum", total);
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    std::fprintf(stderr, "usage: load_bench STORE [RUNS]\n");
    return 2;
  }
  annuaire::Run(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 3);
  return 0;
}
