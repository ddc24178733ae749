#include "indexer/sync/data_gouv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace annuaire::indexer {
namespace {

using testing::HasSubstr;

TEST(DataGouvTest, ReadsADescriptionOfOneResource) {
  const Result<DataGouvFile> file = ReadDataGouvAnswer(R"({
    "dataset_id": "6902546dfc27585fa038d104",
    "resource": {
      "id": "afe01105-d9a1-41fe-921f-e40ea48b2ba6",
      "url": "https://static.data.gouv.fr/resources/x/20260826-081543/mssante.txt?v=1",
      "last_modified": "2026-08-26T08:15:43.000000+00:00",
      "filesize": 1,
      "checksum": null,
      "extras": {"analysis:checksum": "ABCD", "analysis:content-length": 89276703}}})",
                                                       "");
  ASSERT_TRUE(file.ok()) << file.status().ToString();
  EXPECT_EQ(file->file_name, "mssante.txt");
  EXPECT_EQ(file->last_modified, "2026-08-26T08:15:43.000000+00:00");
  EXPECT_EQ(file->sha1, "abcd");
  EXPECT_EQ(file->bytes, 89276703u);
}

TEST(DataGouvTest, TakesThePublishersOwnChecksumFirst) {
  const Result<DataGouvFile> file = ReadDataGouvAnswer(R"({
    "url": "https://a/b.txt", "filesize": 7, "checksum": {"type": "sha1", "value": "ef"},
    "extras": {"analysis:checksum": "abcd", "analysis:content-length": 9}})",
                                                       "");
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file->sha1, "ef");
  EXPECT_EQ(file->bytes, 7u);
}

TEST(DataGouvTest, TakesTheNewestFileOfADatasetThatBearsTheName) {
  const Result<DataGouvFile> file = ReadDataGouvAnswer(R"({"resources": [
    {"url": "https://a/flux-journalier-20260910.json.gz", "last_modified": "2026-09-10"},
    {"url": "https://a/flux-journalier-20260911.json.gz", "last_modified": "2026-09-11"},
    {"url": "https://a/flux-annuel-2026.json.gz", "last_modified": "2026-09-12"},
    {"title": "no address", "last_modified": "2026-09-13"}]})",
                                                       "flux-journalier");
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file->file_name, "flux-journalier-20260911.json.gz");
}

TEST(DataGouvTest, SaysWhatIsWrongWithAnAnswer) {
  struct Case {
    const char* answer;
    StatusCode code;
    const char* message;
  };
  const Case cases[] = {
      {"", StatusCode::kDataLoss, "JSON"},
      {"<html>", StatusCode::kDataLoss, "JSON"},
      {"[]", StatusCode::kDataLoss, "JSON"},
      {"{}", StatusCode::kDataLoss, "without the address"},
      {R"({"resource": 3})", StatusCode::kDataLoss, "without the address"},
      {R"({"resource": {"url": 3}})", StatusCode::kDataLoss, "without the address"},
      {R"({"resources": []})", StatusCode::kNotFound, "no file whose name starts with \"x\""},
      {R"({"resources": [3]})", StatusCode::kNotFound, "no file"},
  };
  for (const Case& c : cases) {
    const Result<DataGouvFile> file = ReadDataGouvAnswer(c.answer, "x");
    EXPECT_EQ(file.status().code(), c.code) << c.answer;
    EXPECT_THAT(file.status().message(), HasSubstr(c.message)) << c.answer;
  }
}

TEST(DataGouvTest, NestingCostsNoStack) {
  const std::string deep = "{\"a\":" + std::string(4 << 20, '[') + std::string(4 << 20, ']') + "}";
  EXPECT_EQ(ReadDataGouvAnswer(deep, "").status().code(), StatusCode::kDataLoss);
  EXPECT_EQ(ReadDataGouvAnswer(std::string(4 << 20, '['), "").status().code(),
            StatusCode::kDataLoss);
}

TEST(DataGouvTest, AChecksumOfAnotherLengthIsOfAnotherVersion) {
  const DataGouvFile described{.sha1 = "aa", .bytes = 10};
  EXPECT_TRUE(MayBe(described, 10, "aa"));
  EXPECT_FALSE(MayBe(described, 10, "bb"));
  EXPECT_TRUE(MayBe(described, 11, "bb"));
  EXPECT_TRUE(MayBe({.bytes = 10}, 10, "bb"));
  EXPECT_TRUE(MayBe({.sha1 = "aa"}, 10, "bb"));
}

}  // namespace
}  // namespace annuaire::indexer
