#include "server/unix_socket.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

class UnixSocketTest : public ::testing::Test {
 protected:
  ~UnixSocketTest() override {
    for (const int fd : open_) close(fd);
  }

  int Bind(int type) {
    const int fd = Socket(type);
    const sockaddr_un address = *UnixAddress(path_);
    EXPECT_EQ(bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    return fd;
  }

  // More connections than "fd" has room for, none of them accepted.
  void Fill(int fd) {
    EXPECT_EQ(listen(fd, 0), 0);
    const sockaddr_un address = *UnixAddress(path_);
    int connected = 0;
    while (connected == 0) {
      connected = connect(Socket(SOCK_STREAM | SOCK_NONBLOCK),
                          reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }
    EXPECT_EQ(errno, EAGAIN);
  }

  bool IsThere() const { return access(path_.c_str(), F_OK) == 0; }

  int Socket(int type) { return open_.emplace_back(socket(AF_UNIX, type | SOCK_CLOEXEC, 0)); }

  TempDirectory folder_;
  const std::string path_ = std::string(folder_.path()) + "/socket";
  std::vector<int> open_;
};

TEST_F(UnixSocketTest, MakesRoomWhereNothingIs) { EXPECT_TRUE(MakeRoom(path_).ok()); }

TEST_F(UnixSocketTest, TakesOverFromAServerThatIsGone) {
  Bind(SOCK_STREAM);  // nobody listens
  EXPECT_TRUE(MakeRoom(path_).ok());
  EXPECT_FALSE(IsThere());
}

TEST_F(UnixSocketTest, LeavesAServerAloneThatIsThere) {
  EXPECT_EQ(listen(Bind(SOCK_STREAM), 1), 0);
  EXPECT_EQ(MakeRoom(path_).code(), StatusCode::kAlreadyExists);
  EXPECT_TRUE(IsThere());
}

TEST_F(UnixSocketTest, LeavesAServerAloneThatIsTooBusyToAccept) {
  Fill(Bind(SOCK_STREAM));
  EXPECT_EQ(MakeRoom(path_).code(), StatusCode::kAlreadyExists);
  EXPECT_TRUE(IsThere());
}

TEST_F(UnixSocketTest, LeavesASocketOfAnotherKindAlone) {
  Bind(SOCK_DGRAM);
  EXPECT_EQ(MakeRoom(path_).code(), StatusCode::kAlreadyExists);
  EXPECT_TRUE(IsThere());
}

TEST_F(UnixSocketTest, LeavesAFileAlone) {
  std::ofstream(path_) << "kept";
  EXPECT_EQ(MakeRoom(path_).code(), StatusCode::kAlreadyExists);
  EXPECT_TRUE(IsThere());
}

TEST_F(UnixSocketTest, TellsWhereNoSocketCanBe) {
  struct Row {
    std::string path;
    StatusCode want;
  };
  for (const Row& row : {Row{"", StatusCode::kInvalidArgument},
                         {std::string(108, 'x'), StatusCode::kInvalidArgument},
                         {path_ + "/none", StatusCode::kUnavailable}}) {
    EXPECT_EQ(MakeRoom(row.path).code(), row.want) << row.path;
  }
  EXPECT_TRUE(UnixAddress(std::string(107, 'x')).ok());
}

TEST_F(UnixSocketTest, OpensToAllUsers) {
  Bind(SOCK_STREAM);
  ASSERT_TRUE(OpenToAll(path_).ok());
  struct stat there {};
  ASSERT_EQ(stat(path_.c_str(), &there), 0);
  EXPECT_EQ(there.st_mode & 0777, 0666u);
}

}  // namespace
}  // namespace annuaire
