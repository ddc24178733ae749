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

}  // namespace
}  // namespace annuaire::cli
