// The floor under starting a server: reading every byte of a generation once,
// and sorting the names of its professionals. Nothing is decoded or kept.
//
//   scan_floor STORE
//
// Prints one JSON object. One thread; the names to sort are gathered untimed.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "directory/base/fold.h"
#include "directory/store/generation.h"
#include "directory/store/table_reader.h"

namespace annuaire {
namespace {

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Status Measure(const std::string& directory) {
  auto tables = TableReader::Open(directory, 0);
  if (!tables.ok()) return tables.status();
  std::size_t rows = 0;
  std::size_t bytes = 0;
  Status status = OkStatus();
  const double scan_s = Seconds([&] {
    for (const Table table : kRecordTables) {
      status = tables->Scan(table, {}, [&](std::string_view key, std::string_view value) {
        ++rows;
        bytes += key.size() + value.size();
        return OkStatus();
      });
      if (!status.ok()) return;
    }
  });
  RETURN_IF_ERROR(std::move(status));

  auto generation = Generation::Open(directory);
  if (!generation.ok()) return generation.status();
  std::vector<std::string> names;
  RETURN_IF_ERROR(generation->Scan<Practitioner>([&](const Practitioner& practitioner) {
    for (const PersonName& name : practitioner.names) {
      names.push_back(Fold(name.family_name) + ' ' + Fold(name.given_name));
    }
    return OkStatus();
  }));
  const double sort_s = Seconds([&] { std::sort(names.begin(), names.end()); });
  std::printf(
      R"({"what":"scan_floor","scan_s":%.4f,"sort_s":%.4f,"rows":%zu,"bytes":%zu,"names":%zu})"
      "\n",
      scan_s, sort_s, rows, bytes, names.size());
  return OkStatus();
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: scan_floor STORE\n");
    return 2;
  }
  const std::string store = argv[1];
  std::string generation;
  std::ifstream(store + "/CURRENT") >> generation;
  const annuaire::Status measured = annuaire::Measure(store + "/generations/" + generation);
  if (!measured.ok()) {
    std::fprintf(stderr, "scan_floor: %s\n", measured.ToString().c_str());
    return 3;
  }
  return 0;
}
