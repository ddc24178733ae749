#include "server/ldap/block_server.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <string>
#include <vector>

#include "tests/directory/store/temp_directory.h"

namespace annuaire::ldap_front {
namespace {

using std::chrono::milliseconds;

class Client {
 public:
  explicit Client(const std::string& path) : fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    connected_ = connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { close(fd_); }

  bool connected() const { return connected_; }

  void Write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t size = send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
      if (size <= 0) return;  // the server has hung up
      text.remove_prefix(static_cast<std::size_t>(size));
    }
  }

  // Until the server hangs up.
  std::string ReadAll() const {
    std::string text;
    char bytes[4096];
    for (ssize_t size; (size = read(fd_, bytes, sizeof(bytes))) > 0;) {
      text.append(bytes, static_cast<std::size_t>(size));
    }
    return text;
  }

 private:
  int fd_;
  bool connected_ = false;
};

std::string Echo(std::string_view block) { return "<" + std::string(block) + ">"; }

class BlockServerTest : public ::testing::Test {
 protected:
  std::unique_ptr<BlockServer> Listen(BlockServerOptions options, BlockServer::Answer answer) {
    options.path = path_;
    auto server = BlockServer::Listen(std::move(options), std::move(answer));
    EXPECT_TRUE(server.ok()) << server.status().ToString();
    return *std::move(server);
  }

  TempDirectory folder_;
  const std::string path_ = std::string(folder_.path()) + "/socket";
};

TEST_F(BlockServerTest, AnswersABlockAndHangsUp) {
  const auto server = Listen({}, Echo);
  const Client client(path_);
  client.Write("SEARCH\nbase: x\n");
  client.Write("\n");
  EXPECT_EQ(client.ReadAll(), "<SEARCH\nbase: x\n\n>");
}

TEST_F(BlockServerTest, AnswersNothingToAnUnbind) {
  const auto server = Listen({}, [](std::string_view) { return std::string(); });
  const Client client(path_);
  client.Write("UNBIND\n\n");
  EXPECT_EQ(client.ReadAll(), "");
}

TEST_F(BlockServerTest, WritesAnAnswerOfAnySize) {
  const std::string large(5'000'000, 'x');
  const auto server = Listen({}, [&](std::string_view) { return large; });
  const Client client(path_);
  client.Write("\n\n");
  EXPECT_EQ(client.ReadAll(), large);
}

TEST_F(BlockServerTest, ServesManyAtOnceAndMoreThanItHolds) {
  const auto server = Listen({.connections_max = 4}, Echo);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 64; ++i) clients.push_back(std::make_unique<Client>(path_));
  // The last ones ask first; those before them hold the server's places until they ask.
  for (int i = 63; i >= 0; --i)
    clients[static_cast<std::size_t>(i)]->Write(std::to_string(i) + "\n\n");
  for (int i = 0; i < 64; ++i) {
    EXPECT_EQ(clients[static_cast<std::size_t>(i)]->ReadAll(), "<" + std::to_string(i) + "\n\n>");
  }
}

TEST_F(BlockServerTest, AnswersTheBeginningOfABlockThatIsTooLong) {
  std::atomic<std::size_t> size = 0;
  const auto server = Listen({.block_bytes_max = 1000}, [&](std::string_view block) {
    size = block.size();
    return std::string("too long");
  });
  const Client client(path_);
  client.Write(std::string(1'000'000, 'x'));
  EXPECT_EQ(client.ReadAll(), "too long");
  EXPECT_GT(size, 1000u);
  EXPECT_LT(size, 100'000u);
}

TEST_F(BlockServerTest, CutsWhoDoesNotAsk) {
  const auto server = Listen({.deadline = milliseconds(50)}, Echo);
  const Client client(path_);
  client.Write("SEARCH\n");
  EXPECT_EQ(client.ReadAll(), "");  // ends only because the server hangs up
}

TEST_F(BlockServerTest, CutsWhoDoesNotReadAndServesTheOthers) {
  const std::string large(20'000'000, 'x');
  std::atomic<int> answers = 0;
  const auto server =
      Listen({.connections_max = 1, .deadline = milliseconds(100)}, [&](std::string_view block) {
        ++answers;
        return block.starts_with("LARGE") ? large : std::string("small");
      });
  const Client slow(path_);
  slow.Write("LARGE\n\n");
  const Client other(path_);
  other.Write("\n\n");
  // Served only once the slow one has lost the single place.
  EXPECT_EQ(other.ReadAll(), "small");
  EXPECT_LT(slow.ReadAll().size(), large.size());
  EXPECT_EQ(answers, 2);
}

TEST_F(BlockServerTest, OutlivesAClientThatLeaves) {
  const auto server = Listen({}, [](std::string_view) { return std::string(5'000'000, 'x'); });
  for (int i = 0; i < 20; ++i) Client(path_).Write("\n\n");
  const Client client(path_);
  client.Write("\n\n");
  EXPECT_EQ(client.ReadAll().size(), 5'000'000u);
}

TEST_F(BlockServerTest, LetsAllUsersConnect) {
  const auto server = Listen({}, Echo);
  struct stat there {};
  ASSERT_EQ(stat(path_.c_str(), &there), 0);
  EXPECT_EQ(there.st_mode & 0777, 0666u);
}

TEST_F(BlockServerTest, RemovesItsSocketAndReplacesAnAbandonedOne) {
  Listen({}, Echo).reset();
  EXPECT_NE(access(path_.c_str(), F_OK), 0);
  {  // as a server that was killed leaves it
    const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path_.copy(address.sun_path, sizeof(address.sun_path) - 1);
    ASSERT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    close(fd);
  }
  const auto server = Listen({}, Echo);
  const Client client(path_);
  EXPECT_TRUE(client.connected());
}

TEST_F(BlockServerTest, LeavesAloneWhatIsNotItsOwn) {
  const auto server = Listen({}, Echo);
  EXPECT_EQ(BlockServer::Listen({.path = path_}, Echo).status().code(), StatusCode::kAlreadyExists);
  const std::string file = path_ + ".txt";
  std::ofstream(file) << "kept";
  EXPECT_EQ(BlockServer::Listen({.path = file}, Echo).status().code(), StatusCode::kAlreadyExists);
  EXPECT_EQ(BlockServer::Listen({.path = std::string(200, 'x')}, Echo).status().code(),
            StatusCode::kInvalidArgument);
  EXPECT_EQ(BlockServer::Listen({.path = folder_.path() + std::string("/no/such/socket")}, Echo)
                .status()
                .code(),
            StatusCode::kUnavailable);
}

}  // namespace
}  // namespace annuaire::ldap_front
