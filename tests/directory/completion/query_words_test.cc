#include "directory/completion/query_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

// Words joined by blanks; whole ones as [ch], others that are read as (saintlouis).
std::string Shown(const std::vector<QueryWord>& words) {
  std::string shown;
  for (const QueryWord& word : words) {
    shown += shown.empty() ? "" : " ";
    shown += word.whole ? "[" + word.text + "]" : word.read ? "(" + word.text + ")" : word.text;
  }
  return shown;
}

TEST(QueryWordsTest, CutsATextIntoTheWordsLookedFor) {
  struct Case {
    const char* text;
    const char* want;
    const char* loosely;
  };
  for (const Case& c : std::vector<Case>{
           {"", "", ""},
           {"Dupont", "dupont", "dupont"},
           {"jean-noël dup", "jean noel dup", "jean noel dup"},
           // Titles before a name, not what may become a name.
           {"Dr Martin", "martin", "martin"},
           {"Pr. Dr. Martin Lyon", "martin lyon", "martin lyon"},
           {"Madame Martin", "martin", "martin"},
           {"dr", "dr", "dr"},
           {"jean dr", "jean dr", "jean dr"},
           {"jean dr martin", "jean martin", "jean martin"},
           {"cabinet du Dr Martin", "cabinet martin", "cabinet martin"},
           {"Monsieur le docteur Martin", "martin", "martin"},
           {"la docteure Martin", "martin", "martin"},
           {"le docteur", "le docteur", "le docteur"},
           {"m martin", "m martin", "m martin"},
           {"M. le Pr Martin", "martin", "martin"},
           {"M. Martin Jean", "m martin jean", "m martin jean"},
           {"Dupont née Martin Marie", "dupont martin marie", "dupont martin marie"},
           {"dupont née", "dupont nee", "dupont nee"},
           // Small words between others, not what may be or become a name.
           {"ehpad des lilas", "ehpad lilas", "ehpad lilas"},
           {"secretariat de la gare", "secretariat gare", "secretariat gare"},
           {"kiné dans le 54", "kine 54", "kine 54"},
           {"secretariat service des urgences", "secretariat urgences", "secretariat urgences"},
           {"service social", "service social", "service social"},
           {"medecin pour enfant", "medecin enfant", "medecin enfant"},
           {"maison de retraite nancy", "[ehpad] nancy", "maison retraite nancy"},
           {"jean.de.lille@ch", "jean [de] lille ch", "jean lille ch"},
           {"centre 15 nancy", "[samu] nancy", "centre 15 nancy"},
           {"bureau des entrées nancy", "[admissions] nancy", "bureau entrees nancy"},
           // An "à", which beside a letter or at an end is an initial.
           {"Dupont à Nancy", "dupont nancy", "dupont nancy"},
           {"sage femme a lille", "sage femme lille", "sage femme lille"},
           {"a martin", "a martin", "a martin"},
           {"martin a", "martin a", "martin a"},
           {"martin a p", "martin a p", "martin a p"},
           {"j a martin", "j a martin", "j a martin"},
           // What is elided stays with its word, first: it may be a name.
           {"laboratoire d'analyses", "laboratoire danalyses", "laboratoire analyses"},
           {"l’hôpital de Nancy", "lhopital nancy", "hopital nancy"},
           {"D'Angelo", "dangelo", "angelo"},
           {"N'Diaye", "ndiaye", "ndiaye"},
           // Initials with points, but for those of a given name.
           {"S.A.M.U. Nancy", "samu nancy", "samu nancy"},
           {"s.a.m", "sam", "sam"},
           {"C.H.U. de Nancy", "(chunancy)", "chu nancy"},
           {"J.P. Martin", "j p martin", "j p martin"},
           {"J-P Martin", "jp martin", "jp martin"},
           // Names begin like these.
           {"riviere a-s", "riviere a s", "riviere a s"},
           {"A-S. Riviere", "a s riviere", "a s riviere"},
           {"a-sophie riviere", "a sophie riviere", "a sophie riviere"},
           {"dr. martin st. jean", "martin (saintjean)", "martin st jean"},
           {"j.p.m@ch-nancy", "j p m ch nancy", "j p m ch nancy"},
           {"le guen", "le guen", "le guen"},
           {"anne le", "anne le", "anne le"},
           {"Dr de Luca", "de luca", "de luca"},
           // A saint is one word, that any may begin with.
           {"st etienne", "(saintetienne)", "st etienne"},
           {"saint et", "(saintet)", "saint et"},
           {"ehpad ste anne", "ehpad (sainteanne)", "ehpad ste anne"},
           {"saint e", "saint e", "saint e"},
           {"etienne st", "etienne st", "etienne st"},
           // Hospitals, before their name or place.
           {"ch nancy", "(chnancy)", "ch nancy"},
           {"ch nan", "(chnan)", "ch nan"},
           {"ch n", "ch n", "ch n"},
           {"ch nancy urgences", "[chnancy] urgences", "ch nancy urgences"},
           {"ch st", "(chsaint)", "ch st"},
           {"chu de nancy", "(chunancy)", "chu nancy"},
           {"ch st etienne urgences", "[chsaintetienne] urgences", "ch st etienne urgences"},
           {"ch de la", "ch la", "ch la"},
           {"ch", "ch", "ch"},
           {"martin ch", "martin ch", "martin ch"},
           {"martin ch nancy", "martin (chnancy)", "martin ch nancy"},
           {"cardio ch st etienne 42", "cardio [chsaintetienne] 42", "cardio ch st etienne 42"},
           // Arrondissements, before a number that may go on.
           {"Martin Paris 13", "martin (paris13)", "martin paris 13"},
           {"Martin Paris 13ème", "martin (paris13e)", "martin paris 13eme"},
           {"kiné lyon 1er est", "kine (lyon1e) est", "kine lyon 1er est"},
           {"lyon 10", "lyon 10", "lyon 10"},
           {"martin@paris 13", "martin paris 13", "martin paris 13"},
           {"Centre Hospitalier de Nancy", "[ch] nancy", "centre hospitalier nancy"},
           {"centre hospitalier universitaire", "[chu]", "centre hospitalier universitaire"},
           {"centre hosp", "[ch]", "centre hosp"},
           {"centre hos", "centre hos", "centre hos"},
           {"centre hosp nancy", "centre hosp nancy", "centre hosp nancy"},
           {"cardiologie centre hospitalier", "cardiologie [ch]", "cardiologie centre hospitalier"},
           {"st.jean@ch-nancy.mss", "st jean ch nancy", "st jean ch nancy"},
           // What every address ends in.
           {"jean.dupont@ch-nancy.mssante.fr", "jean dupont ch nancy", "jean dupont ch nancy"},
           {"\"Dr Jean\" <jean.dupont@ch-nancy.mssante.fr>", "jean dupont ch nancy",
            "jean dupont ch nancy"},
           {"mailto:jean.dupont@ch-nancy.mssante.fr;", "jean dupont ch nancy",
            "jean dupont ch nancy"},
           {"jean.dupont@ch-nancy.mss", "jean dupont ch nancy", "jean dupont ch nancy"}}) {
    const std::vector<QueryWord> words = CutQuery(c.text);
    EXPECT_EQ(Shown(words), c.want) << c.text;
    EXPECT_EQ(Shown(CutLoosely(c.text)), c.loosely) << c.text;
  }
}

TEST(QueryWordsTest, ANameMayBeWrittenInOneWordOrSeveral) {
  struct Case {
    const char* text;
    const char* apart;
    const char* joined;
  };
  for (const Case& c : std::vector<Case>{
           {"", "", ""},
           {"leclerc", "", ""},
           {"anne le", "", ""},
           {"d martin", "", ""},
           {"le.clerc@medecin", "", ""},
           {"le clerc", "[le] clerc", "[leclerc]"},
           {"Dr Le Clerc Jean", "[le] clerc jean", "[leclerc] jean"},
           {"jean de la tour", "jean [de] [la] tour", "jean [delatour]"},
           {"cabinet du Dr Le Clerc", "cabinet [du] [le] clerc", "cabinet [leclerc]"},
           {"van den berg el amri", "[van] [den] berg [el] amri", "[vandenberg] [elamri]"}}) {
    const JoinedName name = CutJoinedName(c.text);
    EXPECT_EQ(Shown(name.apart), c.apart) << c.text;
    EXPECT_EQ(Shown(name.joined), c.joined) << c.text;
    EXPECT_TRUE(name.joined.empty() || HasParticles(c.text)) << c.text;
  }
}

TEST(QueryWordsTest, AnyHospitalOfAPlaceMayBeMeant) {
  struct Case {
    const char* text;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{
           {"", ""},
           {"dupont nancy", ""},
           {"chu", ""},
           {"chu lille", "(hhopitallille)"},
           {"hopital de nancy", "(hhopitalnancy)"},
           {"secretariat chu st etienne loire", "secretariat [hhopitalsaintetienne] loire"},
           {"urgences du centre hospitalier de nan", "urgences (hhopitalnan)"},
           {"Dr Martin CHRU Nancy", "martin (hhopitalnancy)"}}) {
    EXPECT_EQ(Shown(CutForAnyHospital(c.text)), c.want) << c.text;
  }
}

TEST(QueryWordsTest, ABlankMayBeMissing) {
  using ::testing::ElementsAre;
  using ::testing::SizeIs;
  EXPECT_THAT(WithBlankInside(CutLoosely("dr dupont du"), 0),
              ElementsAre("du pont du", "dup ont du", "dupo nt du"));
  EXPECT_THAT(WithBlankInside(CutLoosely("jean drdupo"), 1),
              ElementsAre("jean dr dupo", "jean drd upo", "jean drdu po"));
  EXPECT_THAT(WithBlankInside(CutLoosely("abcde"), 0), ElementsAre());
  EXPECT_THAT(WithBlankInside(CutLoosely("jeandu54"), 0), ElementsAre());
  EXPECT_THAT(WithBlankInside(CutLoosely(std::string(32, 'a')), 0), SizeIs(29));
  EXPECT_THAT(WithBlankInside(CutLoosely(std::string(33, 'a')), 0), ElementsAre());
  EXPECT_THAT(WithBlankInside(CutLoosely("λόγου"), 0),  // letters of two bytes
              ElementsAre("λ ογου", "λο γου", "λογ ου", "λογο υ"));
}

TEST(QueryWordsTest, TakesNoMoreWordsThanItMay) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "abc ";
  EXPECT_EQ(CutQuery(text).size(), kTypedWordsMax);
  text += "chu nancy ";
  for (int i = 0; i < 50; ++i) text = "chu nancy " + text;
  EXPECT_EQ(CutForAnyHospital(text).size(), kTypedWordsMax);
}

std::uint32_t In(TermField field, const QueryWord& word) {
  return word.penalties.whole[static_cast<std::size_t>(field)];
}

TEST(QueryWordsTest, TheFirstOfSeveralWordsSaysWhoIsMeant) {
  const auto one = CutQuery("martin");
  const auto two = CutQuery("martin jean");
  EXPECT_LT(In(TermField::kContext, one[0]), kFirstInContextPenalty);
  EXPECT_GE(In(TermField::kContext, two[0]), kFirstInContextPenalty);
  EXPECT_GE(In(TermField::kStructure, two[0]), kFirstInContextPenalty);
  EXPECT_LT(In(TermField::kContext, two[1]), kFirstInContextPenalty);
  // What is left when small words go has a first word, too.
  EXPECT_GE(In(TermField::kContext, CutLoosely("martin de lyon")[0]), kFirstInContextPenalty);
}

TEST(QueryWordsTest, ALetterBesideOtherWordsIsAnInitial) {
  const auto letter = CutQuery("martin j")[1];
  EXPECT_LT(In(TermField::kGivenName, letter), In(TermField::kFurtherName, letter));
  const auto alone = CutQuery("j")[0];
  EXPECT_GT(In(TermField::kGivenName, alone), In(TermField::kFurtherName, alone));
}

}  // namespace
}  // namespace annuaire
