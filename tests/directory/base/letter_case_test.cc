#include "directory/base/letter_case.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(LetterCaseTest, SpellsNamesAsPeopleDo) {
  struct Row {
    const char* in;
    const char* want;
  };
  const Row rows[] = {
      {"", ""},
      {"JEAN", "Jean"},
      {"JEAN-NOËL", "Jean-Noël"},
      {"JEAN NOËL", "Jean Noël"},
      {"ÉLODIE", "Élodie"},
      {"E\xCC\x81LODIE", "E\xCC\x81lodie"},  // a combining accent belongs to its letter
      {"N'DEYE", "N'Deye"},
      {"M’BAREK", "M’Barek"},
      {"MARIE DE LOURDES", "Marie de Lourdes"},
      {"MARIA DEL CARMEN", "Maria del Carmen"},
      {"JEANNE D'ARC", "Jeanne d'Arc"},
      {"JEANNE D’ARC", "Jeanne d’Arc"},
      {"JEAN D", "Jean D"},  // an initial, no particle
      {"DE", "De"},
      {"D'ARCY", "D'Arcy"},
      {"Jean-noël", "Jean-noël"},  // spelled by somebody: kept
      {"McKenzie", "McKenzie"},
      {"JEAN-Luc", "Jean-Luc"},
      {"J.P.", "J.P."},
      {" ANNE  LISE ", " Anne  Lise "},
      {"ΑΘΗΝΑ", "Αθηνα"},
      {"\xC9LODIE", "\xC9Lodie"},  // Windows-1252 that nobody decoded
      {"AB\xC3", "Ab\xC3"},
      {"李", "李"},
  };
  for (const Row& row : rows) EXPECT_EQ(ToTitleCase(row.in), row.want) << row.in;
}

}  // namespace
}  // namespace annuaire
