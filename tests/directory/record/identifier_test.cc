#include "directory/record/identifier.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

enum class Want { kMalformed, kBadKey, kGood };

template <typename Id>
Want Judge(std::string_view text) {
  const auto id = Id::Parse(text);
  if (!id) return Want::kMalformed;
  EXPECT_EQ(id->text(), text);
  return HasValidKey(*id) ? Want::kGood : Want::kBadKey;
}

struct Case {
  std::string_view text;
  Want want;
};

TEST(RppsIdTest, Table) {
  for (const auto& [text, want] : std::initializer_list<Case>{{"99700000013", Want::kGood},
                                                              {"99700000021", Want::kGood},
                                                              {"99900000011", Want::kGood},
                                                              {"99700000014", Want::kBadKey},
                                                              {"", Want::kMalformed},
                                                              {"9970000001", Want::kMalformed},
                                                              {"997000000131", Want::kMalformed},
                                                              {"9970000001A", Want::kMalformed},
                                                              {" 9970000001", Want::kMalformed}}) {
    EXPECT_EQ(Judge<RppsId>(text), want) << text;
  }
}

TEST(FinessIdTest, Table) {
  for (const auto& [text, want] : std::initializer_list<Case>{{"010000024", Want::kGood},
                                                              {"010780054", Want::kGood},
                                                              {"540002698", Want::kGood},
                                                              {"2A0000154", Want::kGood},
                                                              {"2B0004246", Want::kGood},
                                                              {"2B0000038", Want::kGood},
                                                              {"2B0005342", Want::kGood},
                                                              {"2B0005359", Want::kGood},
                                                              {"990000002", Want::kGood},
                                                              {"754567860", Want::kBadKey},
                                                              {"990000001", Want::kBadKey},
                                                              {"2C0000154", Want::kMalformed},
                                                              {"A20000154", Want::kMalformed},
                                                              {"2a0000154", Want::kMalformed},
                                                              {"01000002", Want::kMalformed},
                                                              {"0100000240", Want::kMalformed}}) {
    EXPECT_EQ(Judge<FinessId>(text), want) << text;
  }
}

TEST(SiretIdTest, Table) {
  for (const auto& [text, want] : std::initializer_list<Case>{
           {"49940088500020", Want::kGood},
           {"85131528300016", Want::kGood},
           {"85131528300017", Want::kBadKey},
           {"35600000000000", Want::kBadKey},  // La Poste: digits add up to 14
           {"35600000000010", Want::kGood},    // La Poste: 15
           {"8513152830001", Want::kMalformed},
           {"8513152830001X", Want::kMalformed}}) {
    EXPECT_EQ(Judge<SiretId>(text), want) << text;
  }
}

TEST(SirenIdTest, Table) {
  EXPECT_EQ(Judge<SirenId>("499400885"), Want::kGood);
  EXPECT_EQ(Judge<SirenId>("499400886"), Want::kBadKey);
  EXPECT_EQ(Judge<SirenId>("2A9400886"), Want::kMalformed);
}

TEST(PractitionerIdTest, Table) {
  for (const auto& [text, want] :
       std::initializer_list<Case>{{"899700000013", Want::kGood},
                                   {"899700000014", Want::kBadKey},
                                   {"0999900012", Want::kGood},
                                   {"8", Want::kMalformed},
                                   {"89970000001", Want::kMalformed},
                                   {"3540002698/12", Want::kMalformed},
                                   {"354000269812", Want::kGood},
                                   {"x99700000013", Want::kMalformed},
                                   {"1234567890123456789012345", Want::kMalformed}}) {
    EXPECT_EQ(Judge<PractitionerId>(text), want) << text;
  }
}

TEST(PractitionerIdTest, ConvertsToAndFromRpps) {
  const auto rpps = RppsId::Parse("99700000013");
  ASSERT_TRUE(rpps);
  EXPECT_EQ(ToPractitionerId(*rpps).text(), "899700000013");
  EXPECT_EQ(ToRpps(ToPractitionerId(*rpps)), rpps);
  EXPECT_EQ(ToRpps(*PractitionerId::Parse("0999900012")), std::nullopt);
}

TEST(ParseTypedPractitionerIdTest, AcceptsWhatPeopleType) {
  const auto typed = [](std::string_view text) {
    const auto id = ParseTypedPractitionerId(text);
    return id ? id->ToString() : "-";
  };
  EXPECT_EQ(typed("99700000013"), "899700000013");
  EXPECT_EQ(typed("899700000013"), "899700000013");
  EXPECT_EQ(typed("997 0000 0013"), "899700000013");
  EXPECT_EQ(typed("999900012"), "0999900012");
  EXPECT_EQ(typed("0999900012"), "0999900012");
  EXPECT_EQ(typed("2a9900012"), "02A9900012");
  EXPECT_EQ(typed("3540000012A1"), "3540000012A1");
  EXPECT_EQ(typed("12"), "-");
  EXPECT_EQ(typed("9970000001"), "-");
  EXPECT_EQ(typed("997000000131"), "-");
  EXPECT_EQ(typed("3540000012"), "-");
  EXPECT_EQ(typed("dupont"), "-");
  EXPECT_EQ(typed(""), "-");
}

TEST(OrganizationKeyTest, APracticeMayGoByAnRpps) {
  EXPECT_EQ(OrganizationKey::RppsOf("499700000013001"), "99700000013");
  for (const auto key : {"", "540000001", "599700000013001", "49970000001300A", "4997000000130012",
                         "85131528300016", "R10100000328372"}) {
    EXPECT_EQ(OrganizationKey::RppsOf(key), "") << key;
  }
}

TEST(OrganizationKeyTest, TellsKindsApart) {
  using Kind = OrganizationKey::Kind;
  EXPECT_EQ(OrganizationKey::KindOf("2A0000154"), Kind::kFiness);
  EXPECT_EQ(OrganizationKey::KindOf("85131528300016"), Kind::kSiret);
  EXPECT_EQ(OrganizationKey::KindOf("SIREN:851315283"), Kind::kSiren);
  EXPECT_EQ(OrganizationKey::KindOf("R10100000328372"), Kind::kTechnical);
}

}  // namespace
}  // namespace annuaire
