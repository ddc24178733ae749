#include "bench/synth/names.h"

#include <array>
#include <cctype>

#include "bench/synth/name_lists.h"
#include "bench/synth/random.h"
#include "directory/base/fold.h"

namespace annuaire::synth {
namespace {

// Beyond the list, names are numbered; their rank decides their frequency.
constexpr std::uint32_t kTailNames = 600'000;

constexpr auto kHeads = std::to_array<std::string_view>({
    "BEAU", "BEL",  "BER", "BON", "BOU", "BRI", "CAR",  "CHA", "CHAM", "CHAR", "CHAU", "COR",
    "COU",  "DAR",  "DEL", "DES", "DU",  "FAU", "FER",  "FON", "FOR",  "FRO",  "GAU",  "GER",
    "GOU",  "GRAN", "GUI", "HAU", "HER", "JAC", "JOU",  "LA",  "LAM",  "LAN",  "LAR",  "LE",
    "LER",  "MAL",  "MAR", "MAU", "MER", "MON", "MOR",  "MOU", "NAU",  "PAS",  "PER",  "PI",
    "POI",  "PON",  "PRU", "RA",  "RI",  "RO",  "ROU",  "SA",  "SAU",  "SER",  "TER",  "TOU",
    "TRE",  "VAL",  "VAN", "VER", "VIL", "VOI", "BLAN", "CAS", "CLE",  "DRO",
});

constexpr auto kMiddles = std::to_array<std::string_view>({
    "",   "",   "",   "",   "BE",  "CHE", "DE",  "DI",  "FI",  "GA",  "GE", "GUE",
    "LI", "LE", "MI", "NE", "NI",  "PE",  "QUE", "RI",  "RE",  "SE",  "SI", "TE",
    "TI", "VE", "VI", "ZE", "LAN", "BOU", "MAN", "RAN", "SON", "TOU",
});

constexpr auto kTails = std::to_array<std::string_view>({
    "LARD",  "NARD",  "MARD", "TIER",  "LIER",  "NIER",  "RIER",  "SIER", "VIER",  "CHER",  "REAU",
    "NEAU",  "TEAU",  "CEAU", "LEAU",  "NOT",   "ROT",   "COT",   "LOT",  "NET",   "LET",   "RET",
    "QUET",  "VET",   "TIN",  "LIN",   "RIN",   "DIN",   "PIN",   "TON",  "SON",   "RON",   "LON",
    "CHON",  "GNON",  "MONT", "VAL",   "DIEU",  "LAC",   "RAC",   "GNAC", "ZAC",   "BERT",  "FORT",
    "COURT", "VILLE", "BOIS", "LOIS",  "NOIS",  "RÈRE",  "LLIER", "TTE",  "RELLE", "CELLE", "MIÈRE",
    "NIÈRE", "TIÈRE", "LEZ",  "NEZ",   "DEC",   "REC",   "LLEC",  "NNEC", "GNY",   "LLY",   "RDY",
    "THIER", "DOUX",  "RAUX", "NAULT", "GAULT", "FFROY",
});

std::string TailName(std::uint64_t seed, std::uint32_t rank) {
  Random random(seed, Stream::kFamilyTail, rank);
  std::string name(random.Pick(kHeads));
  name += random.Pick(kMiddles);
  name += random.Pick(kTails);
  return name;
}

std::string FamilyName(std::uint64_t seed, Random& random) {
  const std::uint32_t x = random.Below(1000);
  if (x < 250) {
    const auto names = CommonFamilyNames();
    return std::string(names[random.Skewed(static_cast<std::uint32_t>(names.size()), 1)]);
  }
  if (x < 290) return std::string(random.Pick(ParticularFamilyNames()));
  const std::uint32_t rank = random.Skewed(kTailNames, 1);
  std::string name = TailName(seed, rank);
  if (x < 296) return "DE " + name;
  if (x < 299) return "LE " + name;
  return name;
}

}  // namespace

Name InventName(std::uint64_t seed, std::uint64_t index, bool woman, int generation) {
  Random random(seed, Stream::kName, index);
  Name name;
  name.family = FamilyName(seed, random);
  if (random.Below(1000) < (woman ? 45u : 6u)) {  // a double name, with either sign
    name.family += random.Percent(70) ? '-' : ' ';
    name.family += FamilyName(seed, random);
  }
  const auto given = woman ? WomenNames(generation) : MenNames(generation);
  name.given = given[random.Skewed(static_cast<std::uint32_t>(given.size()), 1)];
  return name;
}

std::string InventFamilyName(std::uint64_t seed, std::uint64_t index) {
  Random random(seed, Stream::kName, ~index);
  return FamilyName(seed, random);
}

std::string Unaccented(std::string_view name) {
  std::string plain = Fold(name);
  for (char& c : plain) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return plain;
}

}  // namespace annuaire::synth
