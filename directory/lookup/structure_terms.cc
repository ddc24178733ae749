#include "directory/lookup/structure_terms.h"

#include <algorithm>
#include <cctype>
#include <span>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

struct Initials {
  std::string_view letters;
  std::vector<std::string_view> words;  // small ones left out
};

// Those of the categories of FINESS and of those who write them on a letter.
const std::vector<Initials>& KnownInitials() {
  static const std::vector<Initials> known = {
      {"ch", {"centre", "hospitalier"}},
      {"chi", {"centre", "hospitalier", "intercommunal"}},
      {"chr", {"centre", "hospitalier", "regional"}},
      {"chru", {"centre", "hospitalier", "regional", "universitaire"}},
      {"chs", {"centre", "hospitalier", "specialise"}},
      {"chu", {"centre", "hospitalier", "universitaire"}},
      {"cmp", {"centre", "medico", "psychologique"}},
      {"cms", {"centre", "medico", "social"}},
      {"cpts", {"communaute", "professionnelle", "territoriale", "sante"}},
      {"ehpad", {"etablissement", "hebergement", "personnes", "agees", "dependantes"}},
      {"esat", {"etablissement", "service", "aide", "travail"}},
      {"fam", {"foyer", "accueil", "medicalise"}},
      {"ghr", {"groupe", "hospitalier", "regional"}},
      {"ght", {"groupement", "hospitalier", "territoire"}},
      {"had", {"hospitalisation", "domicile"}},
      {"ime", {"institut", "medico", "educatif"}},
      {"lbm", {"laboratoire", "biologie", "medicale"}},
      {"mas", {"maison", "accueil", "specialisee"}},
      {"msp", {"maison", "sante", "pluriprofessionnelle"}},
      {"ssiad", {"service", "soins", "infirmiers", "domicile"}},
  };
  return known;
}

// Runs of letters and digits, in their order; single letters side by side as one,
// but for those an apostrophe follows.
std::vector<std::string> Runs(std::string_view name) {
  std::vector<std::string> runs;
  std::string run;
  bool after_letter = false;
  for (const char c : Fold(name) + ' ') {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      run += c;
      continue;
    }
    if (run.empty()) continue;
    const bool letter = run.size() == 1 && c == ' ';
    if (letter && after_letter) {
      runs.back() += run;
    } else {
      runs.push_back(run);
    }
    after_letter = letter;
    run.clear();
  }
  return runs;
}

// All of "words", in their order, others between.
bool Spells(std::span<const std::string> runs, std::span<const std::string_view> words) {
  auto at = words.begin();
  for (const std::string& run : runs) {
    if (at != words.end() && run == *at) ++at;
  }
  return at == words.end();
}

}  // namespace

std::vector<std::string> StructureTerms(std::string_view name) {
  std::vector<std::string> terms = IndexTerms(name);
  const auto add = [&](std::string_view term) {
    if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.emplace_back(term);
  };
  std::vector<std::string> spelled;
  for (const std::string& run : Runs(name)) {
    add(run);
    if (run == "saint" || run == "sainte") add(run == "saint" ? "st" : "ste");
    if (run == "st" || run == "ste") add(run == "st" ? "saint" : "sainte");
    const auto initials = std::find_if(KnownInitials().begin(), KnownInitials().end(),
                                       [&](const Initials& known) { return known.letters == run; });
    if (initials == KnownInitials().end()) {
      spelled.push_back(run);
    } else {
      spelled.insert(spelled.end(), initials->words.begin(), initials->words.end());
    }
  }
  for (const Initials& known : KnownInitials()) {
    if (!Spells(spelled, known.words)) continue;
    add(known.letters);
    for (const std::string_view word : known.words) add(word);
  }
  return terms;
}

}  // namespace annuaire
