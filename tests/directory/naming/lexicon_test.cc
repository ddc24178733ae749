#include "directory/naming/lexicon.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(WordTableTest, HoldsWhatWasAddedAndNothingElse) {
  WordTable table;
  EXPECT_EQ(table.Find("dupont"), 0u);
  EXPECT_TRUE(table.empty());
  for (std::uint32_t i = 1; i <= 5000; ++i) table.Value("word" + std::to_string(i)) = i;
  for (std::uint32_t i = 1; i <= 5000; ++i) {
    ASSERT_EQ(table.Find("word" + std::to_string(i)), i);
    ASSERT_EQ(table.Find("mot" + std::to_string(i)), 0u);
  }
  EXPECT_EQ(table.size(), 5000u);
  ++table.Value("word7");
  EXPECT_EQ(table.Find("word7"), 8u);
  EXPECT_EQ(table.size(), 5000u);
  EXPECT_EQ(table.Find(""), 0u);
}

TEST(LexiconTest, KnowsWhatKindOfWordItIs) {
  const Lexicon& lexicon = Lexicon::Bundled();
  struct Case {
    std::string_view word;
    std::uint32_t kinds;
  };
  for (const auto& [word, kinds] : std::initializer_list<Case>{{"secretariat", kFunctionWord},
                                                               {"cardiologie", kCareWord},
                                                               {"noreply", kApplicationWord},
                                                               {"pavillon", kPlaceWord},
                                                               {"unite", kUnitWord},
                                                               {"pharmacie", kTradeWord},
                                                               {"ste", kSaintWord},
                                                               {"docteur", kTitleWord},
                                                               {"mr", kWeakTitleWord},
                                                               {"van", kParticle},
                                                               {"lille", kGeographyWord},
                                                               {"coquelicots", kOrdinaryWord},
                                                               {"sophie", kGivenName},
                                                               {"mamadou", kGivenName},
                                                               {"dupont", kFamilyName},
                                                               {"nguyen", kFamilyName},
                                                               {"pierre", kAmbiguousName},
                                                               {"petit", kOrdinaryWord},
                                                               {"petit", kFamilyName},
                                                               {"pasteur", kEponymFamilyName}}) {
    EXPECT_NE(lexicon.KindsOf(word) & kinds, 0u) << word << ' ' << kinds;
  }
  EXPECT_EQ(lexicon.KindsOf("zorglub"), 0u);
  EXPECT_EQ(lexicon.KindsOf("sophie") & (kNeutralKinds | kAmbiguousName), 0u);
  EXPECT_EQ(lexicon.KindsOf("dupont") & (kNeutralKinds | kAmbiguousName), 0u);
}

TEST(LexiconTest, KnowsFamousPeopleInBothOrders) {
  const Lexicon& lexicon = Lexicon::Bundled();
  for (const auto glued : {"jeanmoulin", "moulinjean", "charlesdegaulle", "mariecurie"}) {
    EXPECT_TRUE(lexicon.IsEponym(glued)) << glued;
  }
  for (const auto glued : {"jean", "moulin", "jeandupont", ""}) {
    EXPECT_FALSE(lexicon.IsEponym(glued)) << glued;
  }
}

TEST(LexiconTest, IsLargeEnough) {
  const Lexicon& lexicon = Lexicon::Bundled();
  EXPECT_GE(lexicon.CountOf(kGivenName), 1500u);
  EXPECT_GE(lexicon.CountOf(kFamilyName), 1500u);
  EXPECT_GE(lexicon.CountOf(kNeutralKinds), 3000u);
}

}  // namespace
}  // namespace annuaire
