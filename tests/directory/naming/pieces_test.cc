#include "directory/naming/pieces.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

std::string Cut(std::string_view text, const Vocabulary& vocabulary) {
  Pieces pieces;
  CutIntoPieces(text, vocabulary, pieces);
  std::string joined;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) joined += pieces[i].glued ? "+" : " ";
    joined += pieces[i].text;
  }
  return joined;
}

TEST(CutIntoPiecesTest, Table) {
  StructureFacts facts;
  facts.names = {"EHPAD André Vétan"};
  facts.staff = {{"QUISTREBERT", "LAURENT"}, {"LE GUEN", "ANNE-MARIE"}};
  const StructureContext structure(facts);
  const StructureContext* const structures[] = {&structure};
  const Evidence evidence;
  const Vocabulary vocabulary(structures, "ehpadpauloddo.mssante.fr", evidence);
  struct Case {
    std::string text;
    std::string want;
  };
  for (const auto& [text, want] :
       std::vector<Case>{{"", ""},
                         {"...", ""},
                         {"jean.dupont2", "jean dupont"},
                         {"Jean-DUPONT_3", "jean dupont"},
                         {"JeanDupont", "jean dupont"},
                         {"EHPADSaintMartin", "ehpad saint martin"},
                         {"secretariatcardio", "secretariat+cardio"},
                         {"jeandupont", "jean+dupont"},
                         {"dupontjean", "dupont+jean"},
                         {"drhouse", "dr+house"},
                         {"drainage", "drainage"},
                         {"dressing", "dressing"},
                         {"stmartin", "st+martin"},
                         {"saintfrai", "saint+frai"},
                         {"secretariatdrmorel", "secretariat+dr+morel"},
                         {"secdrzorglub", "sec+dr+zorglub"},
                         {"secdrkerleo", "sec+dr+kerleo"},
                         {"secretariatdrzorglub", "secretariat+dr+zorglub"},
                         {"secroux", "sec+roux"},
                         {"cmproux", "cmp+roux"},
                         {"capella", "capella"},
                         {"caproux", "caproux"},
                         {"capdupont", "cap+dupont"},
                         {"basilic", "basilic"},
                         {"prader", "prader"},
                         {"lquistrebert", "l+quistrebert"},
                         {"quistrebertl", "quistrebert+l"},
                         {"amleguen", "am+leguen"},
                         {"andrevetan", "andrevetan"},
                         {"pauloddo", "pauloddo"},
                         {"claudication", "claudication"},
                         {"bethesda", "bethesda"},
                         {"Secr\xC3\xA9tariat G\xC3\xA9n\xC3\xA9ral", "secretariat general"},
                         {"4b", "b"},
                         {std::string(60, 'x'), std::string(60, 'x')}}) {
    EXPECT_EQ(Cut(text, vocabulary), want) << text;
  }
}

TEST(CutIntoPiecesTest, StopsAtItsLimits) {
  const Evidence evidence;
  const Vocabulary vocabulary({}, "", evidence);
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a.bc.";
  Pieces pieces;
  CutIntoPieces(text, vocabulary, pieces);
  EXPECT_EQ(pieces.size(), Pieces::kPiecesMax);
  CutIntoPieces(std::string(5000, 'z'), vocabulary, pieces);
  EXPECT_EQ(pieces.size(), 0u);
}

TEST(CutIntoWordsTest, LeavesGluedWordsWhole) {
  Pieces words;
  CutIntoWords("secretariatcardio.JeanDupont-4B", words);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    texts.emplace_back(words[i].text);
    EXPECT_FALSE(words[i].glued);
    EXPECT_EQ(words[i].kinds, 0u);
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"secretariatcardio", "jean", "dupont", "b"}));
}

TEST(VocabularyTest, KnowsItsDomainByLabel) {
  const Evidence evidence;
  const Vocabulary vocabulary({}, "ch-pau.paul-picquet.elsan.mssante.fr", evidence);
  EXPECT_TRUE(vocabulary.IsOwn("paulpicquet"));
  EXPECT_TRUE(vocabulary.IsOwn("picquet"));
  EXPECT_TRUE(vocabulary.IsOwn("pau"));
  EXPECT_FALSE(vocabulary.IsOwn("pic"));
  EXPECT_FALSE(vocabulary.IsOwn("picquetelsan"));
  EXPECT_FALSE(vocabulary.IsOwn("mssante"));
  EXPECT_FALSE(vocabulary.IsOwn(""));
  EXPECT_TRUE(Vocabulary({}, "ch-dupont.fr", evidence).IsOwn("dupont"));
  EXPECT_FALSE(Vocabulary({}, "CH-PAU.MSSANTE.FR", evidence).IsOwn("mssante"));
}

TEST(VocabularyTest, KnownWordsOfTheDomainAreNotCut) {
  const Evidence evidence;
  const Vocabulary vocabulary({}, "chu-martinique.mssante.fr", evidence);
  EXPECT_TRUE(vocabulary.IsOwn("martinique"));
  EXPECT_TRUE(vocabulary.IsOwn("chumartinique"));
  EXPECT_FALSE(vocabulary.IsOwn("martin"));
}

TEST(VocabularyTest, LearnsNamesFromTheDirectory) {
  Evidence evidence;
  for (std::uint32_t i = 0; i < Evidence::kFamilyBearersMin; ++i) evidence.Add({"ZORGLUB", "SPIP"});
  const Vocabulary vocabulary({}, "", evidence);
  EXPECT_EQ(vocabulary.KindsOf("zorglub"), kFamilyName);
  EXPECT_TRUE(vocabulary.IsFromDirectory("zorglub"));
  EXPECT_EQ(vocabulary.KindsOf("spip"), 0u) << "too few bearers of a given name";
  EXPECT_FALSE(vocabulary.IsFromDirectory("dupont"));
}

}  // namespace
}  // namespace annuaire
