#include "indexer/fetch/partial_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "indexer/fetch/checksum.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

class PartialFileTest : public testing::Test {
 protected:
  PartialFile Open() {
    Result<PartialFile> file = PartialFile::Open(directory_.path() + "/source");
    EXPECT_TRUE(file.ok()) << file.status().ToString();
    return *std::move(file);
  }

  std::string Content() const {
    std::ifstream file(directory_.path() + "/source/partial", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  TempDirectory directory_;
};

constexpr std::string_view kBytes = "0123456789";

TEST_F(PartialFileTest, GoesOnAfterWhatWasFlushed) {
  {
    PartialFile file = Open();
    EXPECT_EQ(file.bytes(), 0u);
    ASSERT_TRUE(file.Restart({.url = "https://a", .etag = "\"1\""}).ok());
    ASSERT_TRUE(file.Append(kBytes).ok());
    ASSERT_TRUE(file.Flush().ok());
    ASSERT_TRUE(file.Append(kBytes).ok());  // never flushed: not trusted
  }
  PartialFile file = Open();
  EXPECT_EQ(file.bytes(), 10u);
  EXPECT_EQ(file.origin().url, "https://a");
  EXPECT_EQ(file.origin().Validator(), "\"1\"");
  ASSERT_TRUE(file.Append(std::string_view("ab")).ok());
  ASSERT_TRUE(file.Complete().ok());
  EXPECT_EQ(Content(), "0123456789ab");
  // Complete, but never named: begun anew.
  EXPECT_EQ(Open().bytes(), 0u);
}

TEST_F(PartialFileTest, ItsFolderIsClosedToOtherUsers) {
  namespace fs = std::filesystem;
  const std::string folder = directory_.path() + "/source";
  fs::create_directory(folder);  // as it was made before
  fs::permissions(folder, fs::perms{0755});
  Open();
  EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
}

TEST_F(PartialFileTest, BytesWithoutAValidatorAreNotGoneOnWith) {
  {
    PartialFile file = Open();
    ASSERT_TRUE(file.Restart({.url = "https://a", .etag = "W/\"weak\""}).ok());
    ASSERT_TRUE(file.Append(kBytes).ok());
    ASSERT_TRUE(file.Flush().ok());
  }
  EXPECT_EQ(Open().bytes(), 0u);
}

TEST_F(PartialFileTest, ANoteThatCountsMoreThanThereIsIsNotTrusted) {
  {
    PartialFile file = Open();
    ASSERT_TRUE(file.Restart({.url = "https://a", .etag = "\"1\""}).ok());
    ASSERT_TRUE(file.Append(kBytes).ok());
    ASSERT_TRUE(file.Flush().ok());
  }
  std::filesystem::resize_file(directory_.path() + "/source/partial", 9);
  EXPECT_EQ(Open().bytes(), 0u);
}

TEST_F(PartialFileTest, ATornNoteIsNotTrusted) {
  { Open(); }
  std::ofstream(directory_.path() + "/source/partial") << kBytes;
  std::ofstream(directory_.path() + "/source/partial.json") << R"({"url":"https://a","byt)";
  EXPECT_EQ(Open().bytes(), 0u);
}

TEST_F(PartialFileTest, ANoteOnOneLineAsItWasFirstWrittenIsRead) {
  { Open(); }
  std::ofstream(directory_.path() + "/source/partial") << kBytes;
  std::ofstream(directory_.path() + "/source/partial.json")
      << R"({"url":"https://a","etag":"\"1\"","last_modified":"d","bytes":9})";
  const PartialFile file = Open();
  EXPECT_EQ(file.bytes(), 9u);
  EXPECT_EQ(file.origin().url, "https://a");
  EXPECT_EQ(file.origin().etag, "\"1\"");
  EXPECT_EQ(file.origin().last_modified, "d");
}

TEST_F(PartialFileTest, LeavesNothingBehindWhenThereWasNothingToFetch) {
  PartialFile file = Open();
  ASSERT_TRUE(file.Remove().ok());
  EXPECT_TRUE(std::filesystem::is_empty(directory_.path() + "/source"));
}

TEST_F(PartialFileTest, TheValidatorIsAStrongETagOrADate) {
  EXPECT_EQ((PartialOrigin{.etag = "\"1\"", .last_modified = "d"}.Validator()), "\"1\"");
  EXPECT_EQ((PartialOrigin{.etag = "W/\"1\"", .last_modified = "d"}.Validator()), "d");
  EXPECT_EQ(PartialOrigin{}.Validator(), "");
}

TEST(ChecksumTest, KnowsThePublishedExamples) {
  TempDirectory directory;
  const std::string path = directory.path() + "/abc";
  std::ofstream(path) << "abc";
  const Result<Checksums> sums = ChecksumFile(path);  // FIPS 180, appendix A
  ASSERT_TRUE(sums.ok());
  EXPECT_EQ(sums->sha1, "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(sums->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_FALSE(ChecksumFile(directory.path() + "/absent").ok());
}

// No file may grow beyond "bytes" while it lives, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : former_handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &former_);
    const rlimit limit{bytes, former_.rlim_max};
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &former_);
    signal(SIGXFSZ, former_handler_);
  }

 private:
  rlimit former_{};
  sighandler_t former_handler_;
};

TEST_F(PartialFileTest, AFullDiskIsNoFailureOfTheSource) {
  PartialFile file = Open();
  ASSERT_TRUE(file.Restart({.url = "https://a", .etag = "\"1\""}).ok());
  const FullDisk full(5);
  const Status written = file.Append(kBytes);
  EXPECT_EQ(written.code(), StatusCode::kInternal) << written.ToString();
  EXPECT_NE(written.message().find("make room on the disk"), std::string::npos);
  const Status noted = file.Flush();  // where the bytes came from takes more than that
  EXPECT_EQ(noted.code(), StatusCode::kInternal) << noted.ToString();
}

TEST_F(PartialFileTest, AFileThatCannotLandIsNoFailureOfTheSource) {
  EXPECT_EQ(LandFile(directory_.path() + "/absent", directory_.path() + "/landed").code(),
            StatusCode::kInternal);
}

}  // namespace
}  // namespace annuaire::indexer
