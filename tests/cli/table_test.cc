#include "cli/table.h"

#include <gtest/gtest.h>

#include "cli/sheet.h"

namespace annuaire::cli {
namespace {

constexpr Terminal kPipe = {};

Table People() {
  return Table({{.title = "ID", .keep = true}, {.title = "NAME"}, {.title = "N", .right = true}});
}

TEST(TableTest, LinesUpAccentedCellsAndNumbers) {
  Table table = People();
  table.Add({"1", "Éléonore", "5"});
  table.Add({"22", "Al", "10"});
  EXPECT_EQ(table.Print(kPipe),
            "ID  NAME       N\n"
            "1   Éléonore   5\n"
            "22  Al        10\n");
}

TEST(TableTest, EndsNoLineWithBlanks) {
  Table table({{.title = "A"}, {.title = "LONG"}});
  table.Add({"x", ""});
  EXPECT_EQ(table.Print(kPipe), "A  LONG\nx\n");
}

TEST(TableTest, PrintsNothingWithoutRows) {
  Table table = People();
  EXPECT_EQ(table.Print(kPipe), "");
}

TEST(TableTest, StreamsPagesUnderOneTitleAndOnlyGrows) {
  Table table({{.title = "A"}, {.title = "B"}});
  table.Add({"long", "1"});
  EXPECT_EQ(table.Print(kPipe), "A     B\nlong  1\n");
  table.Add({"x", "2"});
  EXPECT_EQ(table.Print(kPipe), "x     2\n");
  table.Add({"longer", "3"});
  EXPECT_EQ(table.Print(kPipe), "longer  3\n");
}

TEST(TableTest, CutsTheWidestColumnsOfANarrowTerminalButNeverAnAddress) {
  Table table({{.title = "ADDRESS", .keep = true}, {.title = "NAME"}, {.title = "PLACE"}});
  table.Add({"jean@mssante.example", "Jean-Baptiste de la Tour", "Troispics"});
  EXPECT_EQ(table.Print({.is_terminal = true, .columns = 40, .colours = false}),
            "ADDRESS               NAME      PLACE\n"
            "jean@mssante.example  Jean-Ba…  Troispi…\n");
}

TEST(TableTest, StaysWithinATerminalTooNarrowForAnything) {
  Table table({{.title = "ADDRESS", .keep = true}, {.title = "NAME"}});
  table.Add({"jean@mssante.example", "Jean"});
  EXPECT_EQ(table.Print({.is_terminal = true, .columns = 10, .colours = false}),
            "ADDRESS  …\njean@mssa…\n");
}

TEST(TableTest, ColoursTitlesOnly) {
  Table table({{.title = "A"}});
  table.Add({"x"});
  EXPECT_EQ(table.Print({.is_terminal = true, .columns = 80, .colours = true}),
            "\x1b[1mA\x1b[0m\nx\n");
}

TEST(SheetTest, LeavesOutWhatIsEmpty) {
  Sheet sheet(kPipe);
  sheet.Title("Jean\tDUPRÉ");
  sheet.Field("RPPS", "99700000013");
  sheet.Field("Fax", "");
  sheet.Section("Empty");
  sheet.Section("Mailboxes");
  Table table({{.title = "A"}});
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
