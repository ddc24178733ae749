#include "cli/record_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::cli {
namespace {

using ::testing::HasSubstr;

TEST(RecordSheetTest, AStructureShowsWhatSeveralFilesSayOnce) {
  v1::Organization organization;
  for (const char* street : {"RUE DU LAC", "RUE DU LAC", "QUAI NEUF"}) {
    organization.add_addresses()->set_street_name(street);
  }
  for (const char* phone : {"0383000000", "03.83.00.00.00", "+33 3 83 00 00 00",
                            "0033 (0)3 83 00 00 00", "0383000001", "15", "15", "115"}) {
    organization.add_phones(phone);
    organization.add_faxes(phone);
  }
  const std::string sheet = ToSheet(organization, Terminal{});
  EXPECT_THAT(sheet, HasSubstr("  Address           RUE DU LAC\n  Address           QUAI NEUF\n"));
  EXPECT_THAT(sheet, HasSubstr("Phone             0383000000, 0383000001, 15, 115\n"));
  EXPECT_THAT(sheet, HasSubstr("Fax               0383000000, 0383000001, 15, 115\n"));
}

TEST(RecordSheetTest, AnActivityShowsANumberOnce) {
  v1::Practitioner practitioner;
  v1::Activity& activity = *practitioner.add_activities();
  activity.set_phone("0383000000");
  activity.set_phone2("03 83 00 00 00");
  EXPECT_THAT(ToSheet(practitioner, Terminal{}), HasSubstr("Phone             0383000000\n"));
}

}  // namespace
}  // namespace annuaire::cli
