#include "directory/words/spelt_alike.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace annuaire {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(SpeltAlikeTest, ASoundHasSeveralSpellings) {
  struct Case {
    const char* word;
    const char* alike;
  };
  for (const Case& c :
       {Case{"filippe", "philippe"}, Case{"christofe", "christophe"}, Case{"delphine", "delfine"},
        Case{"dominick", "dominique"}, Case{"monik", "monique"}, Case{"paquet", "paket"},
        Case{"masson", "macon"}, Case{"pinot", "pineau"}, Case{"renaud", "renault"},
        Case{"moro", "moreau"}, Case{"clodine", "claudine"}, Case{"fontene", "fontaine"},
        Case{"lemetre", "lemaitre"}, Case{"mayard", "maillard"}, Case{"kristian", "christian"},
        Case{"fourer", "fouree"}}) {
    EXPECT_THAT(SpeltAlike(c.word), Contains(c.alike)) << c.word;
  }
}

TEST(SpeltAlikeTest, IsNeverTheWordItselfNorTwice) {
  for (const std::string word : {"philippe", "occoccocc", "eeeeeeeeeeeeeeeeeeeeeeee"}) {
    std::vector<std::string> alike = SpeltAlike(word);
    EXPECT_THAT(alike, Not(Contains(word)));
    std::sort(alike.begin(), alike.end());
    EXPECT_EQ(std::unique(alike.begin(), alike.end()), alike.end()) << word;
    EXPECT_LE(alike.size(), kSpeltAlikeMax);
  }
}

TEST(SpeltAlikeTest, ShortWordsAreAsTheyAre) {
  EXPECT_THAT(SpeltAlike(""), IsEmpty());
  EXPECT_THAT(SpeltAlike("leo"), IsEmpty());
  EXPECT_THAT(SpeltAlike("brtn"), IsEmpty());
  EXPECT_THAT(SpeltAlike(std::string(64, 'o')), SizeIs(kSpeltAlikeMax));
}

}  // namespace
}  // namespace annuaire
