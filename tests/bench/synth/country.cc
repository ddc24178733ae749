#include "tests/bench/synth/country.h"

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

namespace annuaire::synth {

std::map<std::string, std::string> ReadFiles(const std::string& directory) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] =
        std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return files;
}

std::map<std::string, std::string> ReadArchive(const std::string& path) {
  std::map<std::string, std::string> entries;
  const std::unique_ptr<archive, int (*)(archive*)> in(archive_read_new(), archive_read_free);
  archive_read_support_format_zip(in.get());
  archive_read_support_format_raw(in.get());
  archive_read_support_filter_gzip(in.get());
  if (archive_read_open_filename(in.get(), path.c_str(), 1 << 16) != ARCHIVE_OK) return entries;
  archive_entry* entry = nullptr;
  while (archive_read_next_header(in.get(), &entry) == ARCHIVE_OK) {
    const bool zip = archive_format(in.get()) == ARCHIVE_FORMAT_ZIP;
    std::string& text = entries[zip ? archive_entry_pathname(entry) : ""];
    char buffer[1 << 16];
    for (la_ssize_t n; (n = archive_read_data(in.get(), buffer, sizeof buffer)) > 0;) {
      text.append(buffer, static_cast<std::size_t>(n));
    }
  }
  return entries;
}

Rows RowsOf(std::string_view text, char separator) {
  Rows rows;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    auto& row = rows.emplace_back();
    while (true) {
      const auto end = line.find(separator);
      row.push_back(line.substr(0, end));
      if (end == std::string_view::npos) break;
      line.remove_prefix(end + 1);
    }
  }
  return rows;
}

std::string_view Find(const std::map<std::string, std::string>& files, std::string_view part) {
  for (const auto& [name, text] : files) {
    if (name.find(part) != std::string::npos) return text;
  }
  return {};
}

}  // namespace annuaire::synth
