#include "indexer/file_date.h"

#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

TEST(DateInNameTest, FindsTheDate) {
  struct Case {
    const char* name;
    const char* want;
  };
  const Case cases[] = {
      {"", ""},
      {"PS_LibreAcces_Personne_activite_202609140800.txt", "2026-09-14"},
      {"a_202609140800.zip!b_202609150800.txt", "2026-09-15"},
      {"etalab-cs1100502-stock-20260512-0345.csv", "2026-05-12"},
      {"finess-2026-09-14.json", "2026-09-14"},
      {"finess_2026_09_14", "2026-09-14"},
      {"file20261301.txt", ""},
      {"file20260932.txt", ""},
      {"file19991231.txt", ""},
      {"file2026091.txt", ""},
      {"899700000013", ""},
      {"123456789012345678901234", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(DateInName(c.name), c.want) << c.name;
}

TEST(NameWithoutDatesTest, IsTheSameDayAfterDay) {
  struct Case {
    const char* name;
    const char* want;
  };
  const Case cases[] = {
      {"", ""},
      {"etalab-cs1100502-stock-20260512-0345.csv", "etalab-cs1100502-stock-.csv"},
      {"finess-2026-09-14.json", "finess-.json"},
      {"bundle-2.json", "bundle-2.json"},
      {"fhir_20260914.3.json", "fhir_.3.json"},
      {"file20261301.txt", "file20261301.txt"},
  };
  for (const Case& c : cases) EXPECT_EQ(NameWithoutDates(c.name), c.want) << c.name;
}

}  // namespace
}  // namespace annuaire::indexer
