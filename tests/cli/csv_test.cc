#include "cli/csv.h"

#include <gtest/gtest.h>

namespace annuaire::cli {
namespace {

TEST(CsvTest, QuotesAndNeutralisesFields) {
  struct Case {
    const char* field;
    const char* want;
  };
  for (const Case& c : {
           Case{"", ""},
           {"accueil@ch.mssante.fr", "accueil@ch.mssante.fr"},
           {"a;b", "\"a;b\""},
           {"say \"hi\"", "\"say \"\"hi\"\"\""},
           {"two\r\nlines", "\"two\r\nlines\""},
           {"Noël, été", "Noël, été"},
           {"=1+1", "'=1+1"},
           {"+33", "'+33"},
           {"-1", "'-1"},
           {"@SUM(A1)", "'@SUM(A1)"},
           {"\tx", "'\tx"},
           {"\rx", "\"'\rx\""},
           {"\nx", "\"'\nx\""},
           {"=cmd;\"x\"", "\"'=cmd;\"\"x\"\"\""},
           {"a=b", "a=b"},
       }) {
    std::string csv;
    AppendCsvField(csv, c.field);
    EXPECT_EQ(csv, c.want);
  }
}

TEST(CsvTest, SeparatesWithSemicolonsAndEndsWithCrLf) {
  const std::string fields[] = {"a", "", "c;d"};
  EXPECT_EQ(CsvLine(fields), "a;;\"c;d\"\r\n");
}

TEST(CsvTest, ReadsWhatItWrites) {
  const std::vector<std::vector<std::string>> rows = {
      {""}, {"a", "", "c;d"}, {"say \"hi\"", "=1+1", "-x@b.fr", "'quoted'", "\"", ";"}};
  for (const std::vector<std::string>& row : rows) {
    std::string line = CsvLine(row);
    line.resize(line.size() - 2);
    const Result<std::vector<std::string>> fields = CsvFields(line);
    ASSERT_TRUE(fields.ok()) << line;
    EXPECT_EQ(*fields, row) << line;
  }
  EXPECT_FALSE(CsvFields("a;\"b").ok());
}

TEST(CsvTest, IdentifiersKeepTheirZeros) {
  EXPECT_EQ(CsvId("01"), "[01]");
  EXPECT_EQ(CsvId(""), "");
  EXPECT_EQ(CsvIds(std::vector<std::string>{"01", "2A"}), "[01], [2A]");
  EXPECT_EQ(CsvIds(std::vector<std::string>{}), "");
}

}  // namespace
}  // namespace annuaire::cli
