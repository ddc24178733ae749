#include "directory/base/fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct FoldCase {
  const char* name;
  const char* in;
  const char* want;
};

class FoldTest : public ::testing::TestWithParam<FoldCase> {};

TEST_P(FoldTest, GivesTheCanonicalForm) { EXPECT_EQ(Fold(GetParam().in), GetParam().want); }

INSTANTIATE_TEST_SUITE_P(
    Table, FoldTest,
    ::testing::Values(
        FoldCase{"Empty", "", ""}, FoldCase{"Blanks", " \t ", ""},
        FoldCase{"Case", "DuPont", "dupont"}, FoldCase{"AcutePrecomposed", "Élodie", "elodie"},
        FoldCase{"AcuteDecomposed", "E\xCC\x81lodie", "elodie"},
        FoldCase{"Cedilla", "FRANÇOIS", "francois"}, FoldCase{"LigatureOe", "Cœur", "coeur"},
        FoldCase{"LigatureAe", "LÆTITIA", "laetitia"}, FoldCase{"SharpS", "Strauß", "strauss"},
        FoldCase{"Stroke", "Øystein Łuc Đặng", "oystein luc dang"},
        FoldCase{"TypographicApostrophe", "N’Diaye", "n'diaye"},
        FoldCase{"BacktickApostrophe", "N`DIAYE", "n'diaye"},
        FoldCase{"NonBreakingHyphen", "Jean\xE2\x80\x91No\xC3\xABl", "jean-noel"},
        FoldCase{"EnDash", "a–b", "a-b"}, FoldCase{"NoBreakSpace", "LE\xC2\xA0GUEN", "le guen"},
        FoldCase{"Punctuation", "a.b@c_d+e", "a b c d e"},
        FoldCase{"Digits", "Bât. 2ème", "bat 2eme"}, FoldCase{"Superscript", "n² 3", "n2 3"},
        FoldCase{"FullWidth", "\xEF\xBC\xA1\xEF\xBC\xA2", "ab"},
        FoldCase{"Ligature", "\xEF\xAC\x81nesse", "finesse"},
        FoldCase{"LoneContinuationByte", "a\x80z", "a z"},
        FoldCase{"TruncatedSequence", "caf\xC3", "caf"}, FoldCase{"Greek", "ΩΜΕΓΑ", "ωμεγα"},
        FoldCase{"QuotedName", "\"LES LILAS\"", "les lilas"}),
    [](const auto& param) { return param.param.name; });

TEST(FoldToTest, AppendsWithoutJoiningToWhatIsThere) {
  std::string out = "x";
  FoldTo(" Y", out);
  EXPECT_EQ(out, "xy");
}

TEST(FoldKeepingPunctuationTest, FoldsAllElse) {
  EXPECT_EQ(FoldKeepingPunctuation("Jean.DUPRÉ@X"), "jean.dupre@x");
  EXPECT_EQ(FoldKeepingPunctuation(" (N’Diaye)  –\tÉlodie* "), "(n'diaye) - elodie*");
  EXPECT_EQ(FoldKeepingPunctuation("a…b"), "a b");
  EXPECT_EQ(FoldKeepingPunctuation("\x80"), "");
}

TEST(FoldGluedTest, DropsEverythingButLettersAndDigits) {
  EXPECT_EQ(FoldGlued("Jean-Noël D'ARC 2"), "jeannoeldarc2");
}

TEST(FoldAddressTest, LowersAsciiAndTrimsOnly) {
  EXPECT_EQ(FoldAddress(" Jean.DUPONT@CH-X.MSSANTE.FR "), "jean.dupont@ch-x.mssante.fr");
  EXPECT_EQ(FoldAddress("É@X"), "É@x");
}

TEST(IndexTermsTest, GivesPartsAndCompounds) {
  EXPECT_THAT(IndexTerms("Jean-Noël"), ElementsAre("jean", "noel", "jeannoel"));
  EXPECT_THAT(IndexTerms("D'ARC"), ElementsAre("d", "arc", "darc"));
  EXPECT_THAT(IndexTerms("CH de l'Est"), ElementsAre("ch", "de", "l", "est", "lest"));
  EXPECT_THAT(IndexTerms("- '"), IsEmpty());
  EXPECT_THAT(IndexTerms("DUPRÉ-FICTIF DUPRÉ"), ElementsAre("dupre", "fictif", "duprefictif"));
}

TEST(NameTermsTest, AddsTheWholeNameGlued) {
  EXPECT_THAT(NameTerms("LE GUEN"), ElementsAre("le", "guen", "leguen"));
  EXPECT_THAT(NameTerms("Jean-Noël"), ElementsAre("jean", "noel", "jeannoel"));
  EXPECT_THAT(NameTerms("DUPONT"), ElementsAre("dupont"));
  EXPECT_THAT(NameTerms("N'DIAYE DIOP"), ElementsAre("ndiaye", "n", "diaye", "diop", "ndiayediop"));
  EXPECT_THAT(NameTerms("D'ARC-DUPRÉ"), ElementsAre("darcdupre", "d", "arc", "dupre"));
}

TEST(QueryWordsTest, CutsAtBlanksAndHyphensAndDropsApostrophes) {
  EXPECT_THAT(QueryWords("Jean-Noël  DUP"), ElementsAre("jean", "noel", "dup"));
  EXPECT_THAT(QueryWords("n'dia"), ElementsAre("ndia"));
  EXPECT_THAT(QueryWords("M-C Martin"), ElementsAre("mc", "martin"));
  EXPECT_THAT(QueryWords("martin j-p"), ElementsAre("martin", "jp"));
  EXPECT_THAT(QueryWords("a-b-c d-1 e-fg"), ElementsAre("abc", "d", "1", "e", "fg"));
  EXPECT_THAT(QueryWords("J.-P. Martin"), ElementsAre("jp", "martin"));
  EXPECT_THAT(QueryWords("jean.dup@ch-tr"), ElementsAre("jean", "dup", "ch", "tr"));
  EXPECT_THAT(QueryWords(" , "), IsEmpty());
}

TEST(TermsTest, AreCutWhereNoWordIsThatLong) {
  struct Case {
    std::string text;
    std::string want;
  };
  const std::string omegas = "ωωωωωωωωωωωωωωωωωωωωωωωωωωωωωωωω";  // 32 of two bytes
  const Case cases[] = {
      {std::string(64, 'a'), std::string(64, 'a')},
      {std::string(65, 'a'), std::string(64, 'a')},
      {std::string(1 << 20, 'A'), std::string(64, 'a')},
      {omegas + "Ω", omegas},
      {"a" + omegas, "a" + omegas.substr(0, 62)},  // whole letters only
  };
  for (const Case& c : cases) {
    EXPECT_THAT(IndexTerms(c.text), ElementsAre(c.want)) << c.text.size();
    EXPECT_THAT(NameTerms(c.text), ElementsAre(c.want)) << c.text.size();
    EXPECT_THAT(QueryWords(c.text), ElementsAre(c.want)) << c.text.size();
  }
}

TEST(TermsTest, AreNoMoreThanAnyNameHas) {
  std::string text;
  std::vector<std::string> want;
  for (std::size_t i = 0; i < 250'000; ++i) {
    text += std::to_string(i) + ' ';
    if (i < kTermsMax) want.push_back(std::to_string(i));
  }
  EXPECT_EQ(IndexTerms(text), want);
  EXPECT_EQ(QueryWords(text), want);
}

TEST(IsValidUtf8Test, AcceptsAndRefuses) {
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("plain ascii, longer than eight bytes"));
  EXPECT_TRUE(IsValidUtf8("12345678é"));
  EXPECT_FALSE(
      IsValidUtf8("M\xE9"
                  "decin"));
  EXPECT_FALSE(IsValidUtf8("12345678\xC3"));
  EXPECT_FALSE(IsValidUtf8("\xC0\x80"));
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));
  for (std::size_t before = 0; before <= 16; ++before) {
    for (std::size_t after = 0; after <= 16; ++after) {
      const auto within = [&](const char* text) {
        return std::string(before, 'a') + text + std::string(after, 'z');
      };
      EXPECT_TRUE(IsValidUtf8(within("é"))) << before << " and " << after;
      EXPECT_FALSE(IsValidUtf8(within("\xE9"))) << before << " and " << after;
    }
  }
}

TEST(Windows1252Test, DecodesTheLettersOfOldFiles) {
  EXPECT_EQ(Windows1252ToUtf8("M\xE9"
                              "decin \x80 \x9C \x92"),
            "Médecin € œ ’");
  EXPECT_EQ(Windows1252ToUtf8("\x81"), "\xEF\xBF\xBD");
}

TEST(TrimTest, RemovesBlanksAtBothEnds) {
  EXPECT_EQ(Trim(" \t a b\xC2\xA0 "), "a b");
  EXPECT_EQ(Trim("\xC2\xA0\xC2\xA0"), "");
  EXPECT_EQ(Trim(""), "");
}

}  // namespace
}  // namespace annuaire
