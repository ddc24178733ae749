#include "indexer/sync/fhir_delta.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "indexer/utc_time.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;

const std::string kBundle = R"({"resourceType":"Bundle","type":"collection"})";
const std::string kHeld = R"({"resourceType":"Organization","id":"1","telecom":[1]})";
const std::string kNews = R"({"resourceType":"Organization","id":"2","telecom":[2]})";

// A delta whose pages have all been fetched: nothing is asked of any server.
class FhirDeltaTest : public testing::Test {
 protected:
  FhirDeltaTest() {
    fs::create_directories(folder_ + "/delta");
    std::ofstream(folder_ + "/delta/cursor.json")
        << R"({"url":"https://a.example","base":"base.json","since":"","began":")" << now_
        << R"(","type":3,"next":"","pages":1})";
    std::ofstream(folder_ + "/delta/1") << kNews << '\n';
  }

  Result<FhirDelta> Fetch() {
    std::ostringstream errors;
    Progress progress(errors, false);
    Log log(errors, progress);
    Downloader downloader({}, {.retries = 0}, stop_);
    return FetchFhirDelta({.name = "fhir", .url = "https://a.example"}, folder_,
                          {.name = "base.json", .fetched_at = now_}, downloader, log, progress,
                          stop_);
  }

  const std::string now_ = ToUtcText(std::chrono::system_clock::now());
  TempDirectory directory_;
  const std::string folder_ = directory_.path() + "/fhir";
  const std::string base_ = folder_ + "/base.json";
  std::atomic<bool> stop_ = false;
};

TEST_F(FhirDeltaTest, ChangesAreLaidOverWhatIsHeld) {
  std::ofstream(base_) << kBundle << '\n' << kHeld << '\n';
  const Result<FhirDelta> delta = Fetch();
  ASSERT_TRUE(delta.ok()) << delta.status().ToString();
  EXPECT_TRUE(delta->changed);
  std::ifstream file(delta->path);
  EXPECT_THAT(std::string(std::istreambuf_iterator<char>(file), {}),
              testing::EndsWith("\n" + kHeld + "\n" + kNews + "\n"));
}

TEST_F(FhirDeltaTest, WhatCannotBeReadIsNotTakenForEmpty) {
  fs::create_directory(base_);  // opens, and fails when it is read
  const Status status = Fetch().status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable) << status.ToString();
  EXPECT_THAT(status.message(), testing::HasSubstr("base.json"));
}

}  // namespace
}  // namespace annuaire::indexer
