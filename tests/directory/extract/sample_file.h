// The sample files of tests/data/extract, whole, by line or in small pieces.

#pragma once

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "directory/extract/chunk_source.h"

namespace annuaire {

inline std::string ReadSample(const std::string& name) {
  std::ifstream file(std::string(ANNUAIRE_SOURCE_DIR) + "/tests/data/extract/" + name,
                     std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Lines with their ends still on them, as a reader of blocks cuts them.
inline std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// "text" must outlive the source.
inline ChunkSource InChunks(std::string_view text, std::size_t size) {
  return [text, size]() mutable {
    const std::string_view chunk = text.substr(0, size);
    text.remove_prefix(chunk.size());
    return std::span<const char>(chunk.data(), chunk.size());
  };
}

}  // namespace annuaire
