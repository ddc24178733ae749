#include "server/ldap/ldif.h"

#include <gtest/gtest.h>

namespace annuaire::ldap_front {
namespace {

struct LdifCase {
  const char* name;
  const char* value;
  const char* want;
};

class LdifTest : public ::testing::TestWithParam<LdifCase> {};

TEST_P(LdifTest, WritesALine) {
  std::string out = "before\n";
  AppendLdif("cn", GetParam().value, out);
  EXPECT_EQ(out, "before\n" + std::string(GetParam().want) + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    Table, LdifTest,
    ::testing::Values(
        LdifCase{"Plain", "DUPONT Jean", "cn: DUPONT Jean"}, LdifCase{"Empty", "", "cn: "},
        LdifCase{"Accent", "abé", "cn: abé"}, LdifCase{"OneByte", "\x7F", "cn:: fw=="},
        LdifCase{"ThreeBytes", " é", "cn:: IMOp"}, LdifCase{"FourBytes", " aé", "cn:: IGHDqQ=="},
        LdifCase{"BlankFirst", " a", "cn:: IGE="}, LdifCase{"BlankLast", "a ", "cn:: YSA="},
        LdifCase{"ColonFirst", ":a", "cn:: OmE="}, LdifCase{"AngleFirst", "<a", "cn:: PGE="},
        LdifCase{"EndOfLine", "a\nb", "cn:: YQpi"}, LdifCase{"ColonLater", "a: <b>", "cn: a: <b>"}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace annuaire::ldap_front
