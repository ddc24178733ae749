#include "directory/words/typed_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace annuaire {
namespace {

TEST(TypedTextTest, ATextMayBeginWithAnArticle) {
  struct Case {
    const char* text;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{{"", ""},
                                         {"la", "la"},
                                         {"la ", "la "},
                                         {"La pharmacie", "pharmacie"},
                                         {" les urgences ", "urgences"},
                                         {"l'hôpital", "hôpital"},
                                         {"L’hôpital", "hôpital"},
                                         {"lahaye", "lahaye"},
                                         {"laboratoire", "laboratoire"}}) {
    EXPECT_EQ(WithoutArticle(c.text), c.want) << c.text;
  }
}

TEST(TypedTextTest, APastedAddressMayHaveANameBefore) {
  struct Case {
    const char* text;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{{"", ""},
                                         {"Jean Dupont", ""},
                                         {"jean@ch-nancy.mssante.fr", ""},
                                         {"<jean@ch-nancy.mssante.fr>", ""},
                                         {"Dr Jean < 5", ""},
                                         {"\"Dr Jean\" <jean@ch-nancy.mssante.fr>", "\"Dr Jean\""},
                                         {" Jean Dupont <jean@", "Jean Dupont"},
                                         {"Jean <j@a>, Zoé <z@a>", "Jean"}}) {
    EXPECT_EQ(NameBeforeAddress(c.text), c.want) << c.text;
  }
}

TEST(TypedTextTest, AnAddressIsTakenOutOfWhatIsAroundIt) {
  struct Case {
    const char* text;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{{" Jean Dupont ", "Jean Dupont"},
                                         {"(jean) dupont.", "(jean) dupont."},
                                         {" a@b.fr ", "a@b.fr"},
                                         {"\"Dr X\" <a@b.fr>", "a@b.fr"},
                                         {"MAILTO:a@b.fr", "a@b.fr"},
                                         {"mailto:a@b.fr?subject=Bonjour&cc=c@d.fr", "a@b.fr"},
                                         {"'a@b.fr'", "a@b.fr"},
                                         {"\u2018a@b.fr\u2019.", "a@b.fr"},
                                         {"\u00AB\u00A0a@b.fr\u00A0\u00BB", "a@b.fr"},
                                         {"*a@b.fr*,", "a@b.fr"},
                                         {"o'brien@b.fr", "o'brien@b.fr"},
                                         {"@b", "@b"},
                                         {"X <a@b.fr>, Y <c@d.fr>", "X <a@b.fr>, Y <c@d.fr>"}}) {
    EXPECT_EQ(WithoutWrapping(c.text), c.want) << c.text;
  }
}

TEST(TypedTextTest, AnAddressMayBeShortened) {
  struct Case {
    const char* text;
    std::vector<std::string_view> want;
  };
  for (const Case& c : std::vector<Case>{{"", {}},
                                         {"jean.dupont", {}},
                                         {"Jean jean@ch.fr", {}},
                                         {"@ch.fr", {}},
                                         {"jean@", {}},
                                         {"jean@ch", {"jean"}},
                                         {"'j.d@a.b.fr'", {"j.d@a.b", "j.d@a", "j.d"}}}) {
    EXPECT_EQ(ShortenedAddresses(c.text), c.want) << c.text;
  }
}

TEST(TypedTextTest, AnMMayStandForMonsieur) {
  struct Case {
    const char* text;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{{"", ""},
                                         {"m", ""},
                                         {"M. Dupont", ""},
                                         {"m dupont jean", "dupont jean"},
                                         {" M. Dupont Jean", "Dupont Jean"},
                                         {"M.Dupont Jean", "Dupont Jean"},
                                         {"Martin Jean Paul", ""},
                                         {"j m dupont", ""},
                                         {"m. dupont jean@ch", ""}}) {
    EXPECT_EQ(AfterMister(c.text), c.want) << c.text;
  }
}

TEST(TypedTextTest, SomebodyMayBePublishedUnderEitherOfTwoNames) {
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"", {}},
                                         {"Marie Dupont", {}},
                                         {"née Dupont", {}},
                                         {"Dupont née", {}},
                                         {"DUPONT née MARTIN Marie", {"martin", "dupont"}},
                                         {"Anne-Marie DUPONT née MARTIN", {"martin", "dupont"}},
                                         {"Mme Marie Dupont ép. Martin", {"martin", "dupont"}},
                                         {"Dupont-Martin Marie", {"martin", "dupont"}},
                                         {"Marie DUPONT (MARTIN)", {"martin", "dupont"}},
                                         {"a-s riviere", {}},  // initials
                                         {"jean-pierre@ch", {}}}) {
    EXPECT_EQ(EitherOfTwoNames(c.text), c.want) << c.text;
    const auto told = NamesBeforeAndAfterMarriage(c.text);
    EXPECT_TRUE(told.empty() || (told == c.want && MayTellOfMarriage(c.text))) << c.text;
  }
}

}  // namespace
}  // namespace annuaire
