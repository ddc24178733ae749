#include "directory/words/typed_number.h"

#include <gtest/gtest.h>

#include <vector>

namespace annuaire {
namespace {

TEST(TypedNumberTest, ReadsNumbersAsPeopleTypeThem) {
  struct Case {
    const char* text;
    const char* digits;
    bool is_all;
  };
  for (const Case& c : std::vector<Case>{{"", "", false},
                                         {"dupont", "", false},
                                         {"0383153030", "0383153030", true},
                                         {" 03 83 15 30 30 ", "0383153030", true},
                                         {"03.83.15.30.30", "0383153030", true},
                                         {"03-83/15 30-30", "0383153030", true},
                                         {"03\u00A083\u00A015\u00A030\u202F30", "0383153030", true},
                                         {"+33 3 83 15 30 30", "0383153030", true},
                                         {"+33 (0)3 83 15 30 30", "0383153030", true},
                                         {"0033383153030", "0383153030", true},
                                         {"33383153030", "33383153030", true},
                                         {"0383 15", "038315", true},
                                         {"tel. 03 83 15 30 30", "0383153030", false},
                                         {"RPPS 99700000013", "99700000013", false},
                                         {"Dupont 54 99700000013", "5499700000013", false},
                                         {"99700000013 Dupont 54", "99700000013", false},
                                         {"2A0000154", "0000154", false}}) {
    const TypedNumber number = NumberIn(c.text);
    EXPECT_EQ(number.digits, c.digits) << c.text;
    EXPECT_EQ(number.is_all, c.is_all) << c.text;
  }
}

TEST(TypedNumberTest, TellsTelephoneNumbers) {
  EXPECT_FALSE(PhoneKey("0383153030").empty());
  EXPECT_NE(PhoneKey("0383153030"), PhoneKey("0383153031"));
  for (const char* const other : {"", "038315303", "03831530300", "9970000001"}) {
    EXPECT_EQ(PhoneKey(other), "") << other;
  }
}

}  // namespace
}  // namespace annuaire
