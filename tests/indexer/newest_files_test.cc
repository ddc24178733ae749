#include "indexer/newest_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

constexpr FileKind kBal = FileKind::kMailbox;
constexpr FileKind kCsv = FileKind::kFinessCsv;
constexpr FileKind kApi = FileKind::kFhir;

TEST(NewestFilesTest, OneOfAKindIsReadAndWhatComesInSeveralWhole) {
  struct Case {
    const char* name;
    std::vector<FoundFile> files;
    std::vector<std::string> read;
  };
  const Case cases[] = {
      {"nothing", {}, {}},
      {"the newest, wherever it stands",
       {{"b.txt", kBal, "2026-10-20"},
        {"c.txt", kBal, "2026-11-20"},
        {"a.txt", kBal, "2026-11-13"}},
       {"c.txt"}},
      {"each kind for itself",
       {{"m.txt", kBal, "2026-11-20"},
        {"p.txt", FileKind::kPersonActivity, "2026-11-13"},
        {"s.txt", FileKind::kSkill, ""},
        {"d.txt", FileKind::kDiploma, ""}},
       {"m.txt", "p.txt", "s.txt", "d.txt"}},
      {"rivals that are older than the newest",
       {{"a.txt", kBal, "2026-10-20"},
        {"b.txt", kBal, "2026-10-20"},
        {"c.txt", kBal, "2026-11-20"}},
       {"c.txt"}},
      {"the three FINESS csv of each day",
       {{"etalab-cs1100501-stock-20260512-0345.csv", kCsv, "2026-05-12"},
        {"etalab-cs1100502-stock-20260512-0345.csv", kCsv, "2026-05-12"},
        {"etalab-cs1100507-stock-20260512-0345.csv", kCsv, "2026-05-12"},
        {"old/etalab-cs1100502-stock-20260412-0344.csv", kCsv, "2026-04-12"}},
       {"etalab-cs1100501-stock-20260512-0345.csv", "etalab-cs1100502-stock-20260512-0345.csv",
        "etalab-cs1100507-stock-20260512-0345.csv"}},
      {"of which one may be older",
       {{"etalab-cs1100501-stock-20260412-0345.csv", kCsv, "2026-04-12"},
        {"etalab-cs1100502-stock-20260512-0345.csv", kCsv, "2026-05-12"}},
       {"etalab-cs1100501-stock-20260412-0345.csv", "etalab-cs1100502-stock-20260512-0345.csv"}},
      {"packed and not",
       {{"x-20260412.zip!a/stock-20260412.csv", kCsv, "2026-04-12"},
        {"stock-20260512.csv", kCsv, "2026-05-12"}},
       {"stock-20260512.csv"}},
      {"bundles are parts",
       {{"bundle-1.json", kApi, ""},
        {"bundle-2.json", kApi, ""},
        {"a/fhir.json", kApi, ""},
        {"b/fhir.json", kApi, ""},
        {"fhir-20261020.json", kApi, "2026-10-20"},
        {"fhir-20261120.json", kApi, "2026-11-20"}},
       {"bundle-1.json", "bundle-2.json", "a/fhir.json", "b/fhir.json", "fhir-20261120.json"}},
      {"of what is none of ours the reader says so",
       {{"a.pdf", FileKind::kUnknown, "2026-10-20"}, {"b.pdf", FileKind::kUnknown, "2026-11-20"}},
       {"a.pdf", "b.pdf"}},
  };
  for (const Case& c : cases) {
    const auto newer = FindNewer(c.files);
    ASSERT_TRUE(newer.ok()) << c.name << ": " << newer.status().ToString();
    ASSERT_EQ(newer->size(), c.files.size()) << c.name;
    std::vector<std::string> read;
    for (std::size_t i = 0; i < c.files.size(); ++i) {
      if ((*newer)[i] == nullptr) {
        read.push_back(c.files[i].name);
      } else {
        EXPECT_GT((*newer)[i]->date, c.files[i].date) << c.name;
      }
    }
    EXPECT_EQ(read, c.read) << c.name;
  }
}

TEST(NewestFilesTest, BothAreNamedWhenItCannotBeTold) {
  struct Case {
    std::vector<FoundFile> files;
    const char* message;
  };
  const Case cases[] = {
      {{{"a.txt", kBal, "2026-11-20"}, {"b.txt", kBal, "2026-11-20"}},
       "a.txt and b.txt are of the same kind, Correspondance_MSSante, and are both of 2026-11-20: "
       "leave one of them out"},
      {{{"a.txt", kBal, ""}, {"b.txt", kBal, ""}},
       "a.txt and b.txt are of the same kind, Correspondance_MSSante, and do not both tell their "
       "date: leave one of them out"},
      {{{"a.txt", kBal, ""}, {"b.txt", kBal, "2026-11-20"}},
       "b.txt and a.txt are of the same kind, Correspondance_MSSante, and do not both tell their "
       "date: leave one of them out"},
  };
  for (const Case& c : cases) {
    const Status status = FindNewer(c.files).status();
    EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
    EXPECT_EQ(status.message(), c.message);
  }
}

}  // namespace
}  // namespace annuaire::indexer
