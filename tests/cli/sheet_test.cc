#include "cli/sheet.h"

#include <gtest/gtest.h>

namespace annuaire::cli {
namespace {

TEST(SheetTest, LeavesOutWhatIsEmpty) {
  Sheet sheet{Terminal()};
  sheet.Title("Jean\tDUPRÉ");
  sheet.Field("RPPS", "99700000013");
  sheet.Field("Fax", "");
  sheet.Section("Empty");
  sheet.Section("Mailboxes");
  TextTable table({{.title = "A"}});
  sheet.Rows(table);
  sheet.Section("Domain");
  sheet.Field("White list", "listed");
  EXPECT_EQ(sheet.text(),
            "Jean DUPRÉ\n"
            "  RPPS              99700000013\n"
            "\n"
            "Domain\n"
            "  White list        listed\n");
}

}  // namespace
}  // namespace annuaire::cli
