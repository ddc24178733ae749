// Prints what people type, one text a line, for every engine to be asked the
// same:
//
//   type_texts STORE KIND --from LETTERS --to LETTERS [--count 20000] [--seed 1]
//
//   word        the first letters of a family name: mart
//   given-word  a whole given name, then those letters: jean mart
//   two-words   the first letters of both, in any order: mart je
//
// Every length from LETTERS to LETTERS is as frequent as the others.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>

#include "bench/mirror.h"
#include "bench/typing.h"
#include "directory/base/fold.h"

namespace annuaire {
namespace {

struct Options {
  std::string store;
  std::string kind;
  std::size_t from = 3;
  std::size_t to = 7;
  std::size_t count = 20000;
  std::uint64_t seed = 1;
};

// Empty when the names are too short, or of more than one word.
std::string Text(const Options& options, const MailboxRow& row, std::size_t letters, bool swap) {
  const std::string family = Fold(row.family_name);
  const std::string given = Fold(row.given_name);
  const auto one_word = [](const std::string& name) {
    return std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  if (!one_word(family) || !one_word(given) || family.size() < letters || given.size() < 2) {
    return {};
  }
  const std::string typed = family.substr(0, letters);
  if (options.kind == "word") return typed;
  if (options.kind == "given-word") return given + " " + typed;
  const std::string begun = given.substr(0, 2);
  return swap ? typed + " " + begun : begun + " " + typed;
}

void PrintTexts(const Options& options, const Directory& directory) {
  RecipientSampler sampler(directory, options.seed);
  std::size_t printed = 0;
  for (std::size_t draws = 0; printed < options.count && draws < 100 * options.count; ++draws) {
    const std::size_t letters = options.from + draws % (options.to - options.from + 1);
    const MailboxIndex drawn = sampler.AnyFor(TypedQuery::kGivenFamily);
    if (drawn == MailboxIndex{kNoIndex}) return;
    const std::string text =
        Text(options, directory.row(drawn), letters, sampler.random()() % 2 == 0);
    if (text.empty()) continue;
    std::puts(text.c_str());
    ++printed;
  }
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  annuaire::Options options;
  CLI::App app("Prints what people type, one text a line.");
  app.add_option("store", options.store, "a store annuaire-indexer made")->required();
  app.add_option("kind", options.kind, "word, given-word or two-words")
      ->required()
      ->check(CLI::IsMember({"word", "given-word", "two-words"}));
  app.add_option("--from", options.from, "letters of the shortest")->check(CLI::PositiveNumber);
  app.add_option("--to", options.to, "letters of the longest")->check(CLI::PositiveNumber);
  app.add_option("--count", options.count, "how many");
  app.add_option("--seed", options.seed, "of the draw");
  CLI11_PARSE(app, argc, argv);
  if (options.to < options.from) options.to = options.from;
  annuaire::PrintTexts(options, *annuaire::OpenMirror("type_texts", options.store)->directory);
  return 0;
}
