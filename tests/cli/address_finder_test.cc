#include "cli/address_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::cli {
namespace {

using testing::ElementsAreArray;

TEST(FindAddressesTest, TakesAwayWhatSurroundsThem) {
  struct Case {
    std::string_view text;
    std::vector<std::string> want;
  };
  for (const Case& c : {
           Case{"", {}},
           {"no address", {}},
           {"a@b.fr", {"a@b.fr"}},
           {"  A@B.FR\t", {"A@B.FR"}},
           {"<a@b.fr>", {"a@b.fr"}},
           {"\"Dr X\" <a@b.fr>", {"a@b.fr"}},
           {"'a@b.fr'", {"a@b.fr"}},
           {"mailto:a@b.fr", {"a@b.fr"}},
           {"a@b.fr,", {"a@b.fr"}},
           {"a@b.fr.", {"a@b.fr"}},
           {"Dupont;Jean;a@b.fr;PER", {"a@b.fr"}},
           {"\"a@b.fr\";\"c@d.fr\"", {"a@b.fr", "c@d.fr"}},
           {"a@b.fr <a@b.fr>", {"a@b.fr"}},
           {"o'brien@b.fr", {"o'brien@b.fr"}},
           {"réanimation@b.fr", {"réanimation@b.fr"}},
           {"o’brien@b.fr", {"o’brien@b.fr"}},
           {"a..b@b..fr", {"a..b@b..fr"}},
           // As word processors and mail clients write them.
           {"«a@b.fr»", {"a@b.fr"}},
           {"« a@b.fr »", {"a@b.fr"}},
           {"«\u00A0a@b.fr\u202F»", {"a@b.fr"}},
           {"“a@b.fr”", {"a@b.fr"}},
           {"„a@b.fr“", {"a@b.fr"}},
           {"‹a@b.fr›", {"a@b.fr"}},
           {"‘a@b.fr’", {"a@b.fr"}},
           {"a@b.fr…", {"a@b.fr"}},
           {"a@b.fr\u00A0", {"a@b.fr"}},
           {"\u200Ba@b.fr\uFEFF", {"a@b.fr"}},
           // What nobody sees is not there, nor are the hyphens of typography.
           {"laura.nau\u200Bveson@b.fr", {"laura.nauveson@b.fr"}},
           {"a\u200C\u200Da@b.\u2060fr", {"aa@b.fr"}},
           {"\u202Aa@b.fr\u202C, \u2066c@d.fr\u2069\u200E", {"a@b.fr", "c@d.fr"}},
           {"du\u00ADpont@b.fr", {"dupont@b.fr"}},
           {"a@b\u2010c\u2011d.fr", {"a@b-c-d.fr"}},
           {"a\xE9@b.fr", {"a\xE9@b.fr"}},
           // A domain cut in two is not one that ends there.
           {"a@ch,mssante.fr", {"a@ch,mssante.fr"}},
           {"a@ch, MSSante.fr;PER", {"a@ch, MSSante.fr"}},
           {"a@ch . mssante.fr>", {"a@ch . mssante.fr"}},
           {"a@ch. mssante.fr", {"a@ch. mssante.fr"}},
           {"a@b.fr, mssante.fr", {"a@b.fr"}},
           {"a@ch, mssante@d.fr", {"a@ch", "mssante@d.fr"}},
           {"a@ch, bonjour", {"a@ch"}},
           {"mailto:a@b.fr?subject=Bonjour", {"a@b.fr"}},
           {"mailto:a@b.fr?subject=Bonjour&cc=c@d.fr&bcc=e@f.fr", {"a@b.fr", "c@d.fr", "e@f.fr"}},
           {"mailto:?to=a@b.fr&cc=c@d.fr", {"a@b.fr", "c@d.fr"}},
           {"mail=a@b.fr", {"a@b.fr"}},
           {"r&d@b.fr", {"r&d@b.fr"}},
           // Of links.
           {"mailto:a%40b.fr", {"a@b.fr"}},
           {"mailto:a%2Bx%40b.fr?subject=Bonjour&cc=c%40d.fr", {"a+x@b.fr", "c@d.fr"}},
           {"<a%40b.fr>, c@d.fr", {"a@b.fr", "c@d.fr"}},
           {"a%40b@c.fr", {"a%40b@c.fr"}},
           {"a@b%40c.fr", {"a@b%40c.fr"}},
           {"100%", {}},
           {"%40b.fr", {}},
           {"a%40", {}},
           {"URL:http://user@host.fr/x", {}},
           {"https://user:secret@host.fr/x a@b.fr", {"a@b.fr"}},
           {"https://example.fr/@user", {}},
           {"https://example.fr/?mail=a@b.fr", {"a@b.fr"}},
           // Nothing on one side.
           {"a @ b.fr", {}},
           {"@b.fr", {}},
           {"a@", {}},
           {"a@.", {}},
           {"@@", {}},
           {"a(at)b.fr", {}},
           // For a judge to refuse.
           {"a@@b.fr", {"a@@b.fr"}},
           {"<a@b@c.fr>", {"a@b@c.fr"}},
       }) {
    EXPECT_THAT(FindAddresses(c.text), ElementsAreArray(c.want)) << c.text;
  }
}

TEST(FindAddressesTest, KnowsWhereAnAddressStandsAlone) {
  EXPECT_FALSE(HoldsMoreThanAnAddress(" a@b.fr "));
  EXPECT_FALSE(HoldsMoreThanAnAddress("no address"));
  EXPECT_FALSE(HoldsMoreThanAnAddress("a @ b.fr"));
  EXPECT_TRUE(HoldsMoreThanAnAddress("<a@b.fr>"));
  EXPECT_TRUE(HoldsMoreThanAnAddress("a@b.fr,"));
  EXPECT_TRUE(HoldsMoreThanAnAddress("a@b.fr c@d.fr"));
}

}  // namespace
}  // namespace annuaire::cli
