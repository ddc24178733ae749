// The loop every client of a peer runs: one connection, one text in flight.

#pragma once

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>

#include "bench/latencies.h"

namespace annuaire {

[[noreturn]] inline void Die(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(3);
}

// Asks for the first "count" texts of "path" and prints one JSON object.
// "ask" returns the rows of its answer. The first texts are asked once before.
inline int AskAll(const std::string& what, const std::string& path, const std::string& count,
                  const std::function<std::size_t(const std::string&)>& ask) {
  std::vector<std::string> texts = ReadLines(path);
  texts.resize(std::min(texts.size(), static_cast<std::size_t>(std::atoll(count.c_str()))));
  if (texts.empty()) Die(what + ": no text in " + path);
  for (std::size_t i = 0; i < std::min<std::size_t>(texts.size(), 20); ++i) ask(texts[i]);
  Latencies latencies;
  std::size_t rows = 0;
  for (const std::string& text : texts) latencies.Time([&] { rows += ask(text); });
  latencies.Print(what, rows);
  return 0;
}

}  // namespace annuaire
