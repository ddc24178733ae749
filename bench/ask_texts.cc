// Asks the Directory, in process, for the texts of a file, one a line:
//
//   ask_texts STORE FILE
//
// Prints one JSON object, see latencies.h. The file is type_texts'; the same
// one is typed at the peers.

#include <cstdio>

#include "bench/latencies.h"
#include "bench/mirror.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: ask_texts STORE FILE\n");
    return 2;
  }
  const auto edition = annuaire::OpenMirror("ask_texts", argv[1]);
  const std::vector<std::string> texts = annuaire::ReadLines(argv[2]);
  if (texts.empty()) {
    std::fprintf(stderr, "ask_texts: no text in %s\n", argv[2]);
    return 3;
  }
  annuaire::Latencies latencies;
  std::size_t rows = 0;
  for (const std::string& text : texts) {
    latencies.Time([&] { rows += edition->directory->Suggest({.text = text}).mailboxes.size(); });
  }
  latencies.Print("annuaire in process", rows);
  return 0;
}
