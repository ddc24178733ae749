#include "directory/display/text_table.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

constexpr Terminal kPipe = {};

TextTable People() {
  return TextTable(
      {{.title = "ID", .keep = true}, {.title = "NAME"}, {.title = "N", .right = true}});
}

TEST(TextTableTest, LinesUpAccentedCellsAndNumbers) {
  TextTable table = People();
  table.Add({"1", "Éléonore", "5"});
  table.Add({"22", "Al", "10"});
  EXPECT_EQ(table.Print(kPipe),
            "ID  NAME       N\n"
            "1   Éléonore   5\n"
            "22  Al        10\n");
}

TEST(TextTableTest, EndsNoLineWithBlanks) {
  TextTable table({{.title = "A"}, {.title = "LONG"}});
  table.Add({"x", ""});
  EXPECT_EQ(table.Print(kPipe), "A  LONG\nx\n");
}

TEST(TextTableTest, PrintsNothingWithoutRows) {
  TextTable table = People();
  EXPECT_EQ(table.Print(kPipe), "");
}

TEST(TextTableTest, StreamsPagesUnderOneTitleAndOnlyGrows) {
  TextTable table({{.title = "A"}, {.title = "B"}});
  table.Add({"long", "1"});
  EXPECT_EQ(table.Print(kPipe), "A     B\nlong  1\n");
  table.Add({"x", "2"});
  EXPECT_EQ(table.Print(kPipe), "x     2\n");
  table.Add({"longer", "3"});
  EXPECT_EQ(table.Print(kPipe), "longer  3\n");
}

TEST(TextTableTest, CutsTheWidestColumnsOfANarrowTerminalButNeverAnAddress) {
  TextTable table({{.title = "ADDRESS", .keep = true}, {.title = "NAME"}, {.title = "PLACE"}});
  table.Add({"jean@mssante.example", "Jean-Baptiste de la Tour", "Troispics"});
  EXPECT_EQ(table.Print({.is_terminal = true, .columns = 50, .colours = false}),
            "ADDRESS               NAME               PLACE\n"
            "jean@mssante.example  Jean-Baptiste de…  Troispics\n");
}

TEST(TextTableTest, FoldsRowsOfWhichTooLittleWouldBeLeft) {
  struct Case {
    int columns;
    const char* want;
  };
  for (const Case& c : {
           Case{44,
                "ADDRESS               TYPE\n"
                "    NAME · PLACE\n"
                "jean@mssante.example  PER\n"
                "    Jean-Baptiste de la Tour · Troispics\n"
                "chir@mssante.example  ORG\n"
                "    Troispics\n"},
           {32,
            "ADDRESS               TYPE\n"
            "    NAME · PLACE\n"
            "jean@mssante.example  PER\n"
            "    Jean-Baptiste de la Tour\n"
            "    Troispics\n"
            "chir@mssante.example  ORG\n"
            "    Troispics\n"},
           // Addresses stay whole; the terminal breaks them.
           {14,
            "ADDRESS   TYPE\n"
            "    NAME\n"
            "    PLACE\n"
            "jean@mssante.example  PER\n"
            "    Jean-Baptiste\n"
            "    de la Tour\n"
            "    Troispics\n"
            "chir@mssante.example  ORG\n"
            "    Troispics\n"},
       }) {
    TextTable table({{.title = "ADDRESS", .keep = true},
                     {.title = "TYPE", .keep = true},
                     {.title = "NAME"},
                     {.title = "PLACE"}});
    table.Add({"jean@mssante.example", "PER", "Jean-Baptiste de la Tour", "Troispics"});
    table.Add({"chir@mssante.example", "ORG", "", "Troispics"});
    EXPECT_EQ(table.Print({.is_terminal = true, .columns = c.columns, .colours = false}), c.want);
  }
}

TEST(TextTableTest, NamesTheNumbersOfAFoldedRow) {
  TextTable table({{.title = "FINESS", .keep = true},
                   {.title = "NAME"},
                   {.title = "PEOPLE", .right = true},
                   {.title = "PLACE"}});
  table.Add({"540000023", "Centre hospitalier de Troispics", "503", "54000 Troispics"});
  EXPECT_EQ(table.Print({.is_terminal = true, .columns = 38, .colours = false}),
            "FINESS\n"
            "    NAME · PEOPLE · PLACE\n"
            "540000023\n"
            "    Centre hospitalier de Troispics\n"
            "    PEOPLE 503 · 54000 Troispics\n");
}

TEST(TextTableTest, KeepsTheFormOfItsFirstPage) {
  const Terminal terminal = {.is_terminal = true, .columns = 30, .colours = false};
  TextTable table({{.title = "ADDRESS", .keep = true}, {.title = "NAME"}});
  table.Add({"jean@mssante.example", "Jean"});
  EXPECT_EQ(table.Print(terminal),
            "ADDRESS               NAME\n"
            "jean@mssante.example  Jean\n");
  table.Add({"anne@mssante.example", "Anne-Charlotte"});
  EXPECT_EQ(table.Print(terminal), "anne@mssante.example  Anne-Ch…\n");
}

TEST(TextTableTest, GivesTitlesAndRowsApart) {
  TextTable table = People();
  table.Add({"1", "Al", "5"});
  table.Add({"2", "Bo", "6"});
  EXPECT_EQ(table.Blocks(kPipe),
            (std::vector<std::string>{"ID  NAME  N\n", "1   Al    5\n", "2   Bo    6\n"}));
  EXPECT_TRUE(table.Blocks(kPipe).empty());
}

TEST(TextTableTest, ColoursTitlesOnly) {
  TextTable table({{.title = "A"}});
  table.Add({"x"});
  EXPECT_EQ(table.Print({.is_terminal = true, .columns = 80, .colours = true}),
            "\x1b[1mA\x1b[0m\nx\n");
}

}  // namespace
}  // namespace annuaire
