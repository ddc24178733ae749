#include "server/ldap/block_server.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <optional>
#include <thread>
#include <utility>

#include "server/unix_socket.h"

namespace annuaire::ldap_front {
namespace {

using Clock = std::chrono::steady_clock;

// How long to wait before accepting again when the system had no descriptor.
constexpr std::chrono::milliseconds kAcceptPause{100};

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

Status SystemError(const std::string& path, const char* what) {
  return UnavailableError(path + ": cannot " + what + ": " + std::strerror(errno));
}

Result<Descriptor> ListenOn(const std::string& path) {
  const Result<sockaddr_un> address = UnixAddress(path);
  if (!address.ok()) return address.status();
  RETURN_IF_ERROR(MakeRoom(path));
  Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (listener.get() < 0) return SystemError(path, "make a socket");
  if (bind(listener.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) != 0) {
    return SystemError(path, "bind");
  }
  RETURN_IF_ERROR(OpenToAll(path));
  if (listen(listener.get(), SOMAXCONN) != 0) return SystemError(path, "listen");
  return listener;
}

struct Connection {
  Descriptor socket;
  Clock::time_point deadline;
  std::string block;
  std::string answer;
  std::size_t written = 0;
};

}  // namespace

// What the thread works on; only the thread touches it once started.
class BlockServer::Loop {
 public:
  Loop(BlockServerOptions options, Answer answer, Descriptor listener)
      : options_(std::move(options)), answer_(std::move(answer)), listener_(std::move(listener)) {}

  ~Loop() {
    unlink(options_.path.c_str());
    if (!thread_.joinable()) return;
    thread_.request_stop();
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(wake_.get(), &one, sizeof(one));
    thread_.join();
  }

  std::size_t connections() const { return open_.load(std::memory_order_relaxed); }

  Status Start() {
    epoll_ = Descriptor(epoll_create1(EPOLL_CLOEXEC));
    wake_ = Descriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (epoll_.get() < 0 || wake_.get() < 0 || !Watch(EPOLL_CTL_ADD, wake_.get(), EPOLLIN) ||
        !Watch(EPOLL_CTL_ADD, listener_.get(), EPOLLIN)) {
      return SystemError(options_.path, "wait for connections");
    }
    thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
    return OkStatus();
  }

 private:
  void Run(const std::stop_token& stop) {
    std::array<epoll_event, 32> events;
    while (!stop.stop_requested()) {
      const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                   MillisecondsToWait());
      for (int i = 0; i < count; ++i) {
        const int fd = events[static_cast<std::size_t>(i)].data.fd;
        if (fd == listener_.get()) {
          AcceptAll();
        } else if (const auto found = connections_.find(fd); found != connections_.end()) {
          if (!Serve(found->second)) connections_.erase(found);
        }
      }
      CutLate();
      open_.store(connections_.size(), std::memory_order_relaxed);
      AcceptWhileThereIsRoom();
    }
  }

  bool Watch(int operation, int fd, std::uint32_t interest) const {
    epoll_event event{};
    event.events = interest;
    event.data.fd = fd;
    return epoll_ctl(epoll_.get(), operation, fd, &event) == 0;
  }

  // Until the first deadline; for ever without one.
  int MillisecondsToWait() const {
    std::optional<Clock::time_point> first;
    if (!accepting_ && !is_full()) first = accept_from_;
    for (const auto& [fd, connection] : connections_) {
      if (!first || connection.deadline < *first) first = connection.deadline;
    }
    if (!first) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*first - Clock::now());
    return static_cast<int>(std::max<std::chrono::milliseconds::rep>(0, left.count()));
  }

  bool is_full() const { return connections_.size() >= options_.connections_max; }

  void AcceptAll() {
    while (!is_full()) {
      Descriptor socket(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
      if (socket.get() < 0) {
        if (errno == EINTR || errno == ECONNABORTED) continue;
        if (errno != EAGAIN) accept_from_ = Clock::now() + kAcceptPause;
        return;
      }
      const int fd = socket.get();
      Connection connection{.socket = std::move(socket),
                            .deadline = Clock::now() + options_.deadline};
      if (!Watch(EPOLL_CTL_ADD, fd, EPOLLIN)) continue;
      // What was asked has mostly come with the connection.
      if (Serve(connection)) connections_.emplace(fd, std::move(connection));
    }
  }

  // Connections that cannot be taken wait in the system's queue, unwatched.
  void AcceptWhileThereIsRoom() {
    const bool can = !is_full() && Clock::now() >= accept_from_;
    if (can != accepting_) Watch(can ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, listener_.get(), EPOLLIN);
    accepting_ = can;
  }

  void CutLate() {
    const auto now = Clock::now();
    std::erase_if(connections_, [&](const auto& entry) { return entry.second.deadline <= now; });
  }

  // Goes on with a connection as far as it can; false when it is over.
  bool Serve(Connection& connection) {
    if (connection.answer.empty()) {
      const std::optional<bool> complete = Read(connection);
      if (!complete) return false;
      if (!*complete) return true;
      connection.answer = answer_(connection.block);
      if (connection.answer.empty()) return false;
    }
    return Write(connection);
  }

  // Whether the block can be answered; nullopt when it never will be.
  std::optional<bool> Read(Connection& connection) {
    std::array<char, 16 * 1024> bytes;
    for (;;) {
      const ssize_t size = read(connection.socket.get(), bytes.data(), bytes.size());
      if (size < 0 && errno == EINTR) continue;
      if (size < 0 && errno == EAGAIN) return false;
      if (size <= 0) return std::nullopt;
      connection.block.append(bytes.data(), static_cast<std::size_t>(size));
      if (connection.block.find("\n\n") != std::string::npos) return true;
      if (connection.block.size() > options_.block_bytes_max) return true;
    }
  }

  // False when all is written, or nobody reads any more.
  bool Write(Connection& connection) {
    while (connection.written < connection.answer.size()) {
      const ssize_t size =
          send(connection.socket.get(), connection.answer.data() + connection.written,
               connection.answer.size() - connection.written, MSG_NOSIGNAL);
      if (size < 0 && errno == EINTR) continue;
      if (size < 0 && errno == EAGAIN) {
        return Watch(EPOLL_CTL_MOD, connection.socket.get(), EPOLLOUT);
      }
      if (size < 0) return false;
      connection.written += static_cast<std::size_t>(size);
    }
    return false;
  }

  const BlockServerOptions options_;
  const Answer answer_;
  Descriptor listener_;
  Descriptor epoll_;
  Descriptor wake_;
  std::map<int, Connection> connections_;
  std::atomic<std::size_t> open_{0};  // of connections_, for other threads
  bool accepting_ = true;
  Clock::time_point accept_from_{};  // later when the system had no descriptor left
  std::jthread thread_;
};

BlockServer::BlockServer(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
BlockServer::~BlockServer() = default;

std::size_t BlockServer::connections() const { return loop_->connections(); }

Result<std::unique_ptr<BlockServer>> BlockServer::Listen(BlockServerOptions options,
                                                         Answer answer) {
  Result<Descriptor> listener = ListenOn(options.path);
  if (!listener.ok()) return listener.status();
  auto loop = std::make_unique<Loop>(std::move(options), std::move(answer), *std::move(listener));
  RETURN_IF_ERROR(loop->Start());
  return std::unique_ptr<BlockServer>(new BlockServer(std::move(loop)));
}

}  // namespace annuaire::ldap_front
