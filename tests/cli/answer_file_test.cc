#include "cli/answer_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace annuaire::cli {
namespace {

namespace fs = std::filesystem;

Status WriteNew(Output& out) {
  out.Write("new");
  return out.Flush();
}

class AnswerFileTest : public testing::Test {
 protected:
  AnswerFileTest() : folder_(testing::TempDir() + "answer_file-" + std::to_string(getpid())) {
    fs::create_directory(folder_);
  }
  ~AnswerFileTest() override { fs::remove_all(folder_); }

  std::string Path(const char* name) const { return folder_ / name; }
  void Put(const char* name, mode_t mode) const {
    std::ofstream(Path(name)) << "old";
    ASSERT_EQ(chmod(Path(name).c_str(), mode), 0);
  }
  std::string Text(const char* name) const {
    std::ostringstream text;
    text << std::ifstream(Path(name)).rdbuf();
    return text.str();
  }
  mode_t Mode(const char* name) const {
    struct stat found {};
    stat(Path(name).c_str(), &found);
    return found.st_mode & ALLPERMS;
  }
  std::size_t FileCount() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {}));
  }

  const fs::path folder_;
};

TEST_F(AnswerFileTest, MakesAFile) {
  ASSERT_TRUE(WriteAnswerFile(Path("page"), WriteNew).ok());
  EXPECT_EQ(Text("page"), "new");
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(AnswerFileTest, KeepsTheModeOfAFile) {
  for (const mode_t mode : {0600, 0640, 0666}) {
    Put("page", mode);
    ASSERT_TRUE(WriteAnswerFile(Path("page"), WriteNew).ok());
    EXPECT_EQ(Text("page"), "new");
    EXPECT_EQ(Mode("page"), mode);
  }
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(AnswerFileTest, FollowsLinks) {
  Put("page", 0600);
  fs::create_directory(folder_ / "folder");
  fs::create_symlink("../page", folder_ / "folder" / "link");
  fs::create_symlink("folder/link", folder_ / "link");
  ASSERT_TRUE(WriteAnswerFile(Path("link"), WriteNew).ok());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "folder" / "link"));
  EXPECT_EQ(Text("page"), "new");
  EXPECT_EQ(Mode("page"), mode_t{0600});
}

TEST_F(AnswerFileTest, MakesTheFileALinkLeadsTo) {
  fs::create_symlink("page", folder_ / "link");
  ASSERT_TRUE(WriteAnswerFile(Path("link"), WriteNew).ok());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(Text("page"), "new");
}

TEST_F(AnswerFileTest, WritesThroughAPipe) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  const int reader = open(Path("pipe").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  ASSERT_TRUE(WriteAnswerFile(Path("pipe"), WriteNew).ok());
  EXPECT_TRUE(fs::is_fifo(folder_ / "pipe"));
  char octets[8];
  EXPECT_EQ(std::string(octets, static_cast<std::size_t>(read(reader, octets, sizeof octets))),
            "new");
  close(reader);
}

TEST_F(AnswerFileTest, AFailureLeavesTheFileAsItWas) {
  Put("page", 0600);
  const Status failed = WriteAnswerFile(Path("page"), [](Output& out) {
    out.Write("half");
    RETURN_IF_ERROR(out.Flush());
    return UnavailableError("no more");
  });
  EXPECT_EQ(failed.message(), "no more");
  EXPECT_EQ(Text("page"), "old");
  EXPECT_EQ(FileCount(), 1u);
}

TEST_F(AnswerFileTest, SaysWhatCannotBeWritten) {
  EXPECT_EQ(WriteAnswerFile(Path("no/page"), WriteNew).message(),
            "cannot write " + Path("no/page.part") + ": No such file or directory");
  EXPECT_EQ(WriteAnswerFile(folder_, WriteNew).message(),
            "cannot write " + folder_.string() + ": Is a directory");
}

}  // namespace
}  // namespace annuaire::cli
