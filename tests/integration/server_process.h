// Programs as a test runs them: a child with its output, and the server among
// them, on a free port until its announcement has come.
//
// A child that is still there when its object goes is killed and waited for.

#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cassert>
#include <string>
#include <vector>

extern char** environ;

namespace annuaire {

class ChildProcess {
 public:
  explicit ChildProcess(std::vector<std::string> arguments) {
    std::array<int, 2> out{}, err{};
    [[maybe_unused]] int failed = pipe2(out.data(), O_CLOEXEC) | pipe2(err.data(), O_CLOEXEC);
    assert(failed == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    failed = posix_spawn(&pid_, argv.front(), &actions, nullptr, argv.data(), environ);
    assert(failed == 0);
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    close(err[1]);
    out_ = out[0];
    err_ = err[0];
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess() {
    if (pid_ > 0) {
      Signal(SIGKILL);
      Wait();
    }
    close(out_);
    close(err_);
  }

  void Signal(int signal) const { kill(pid_, signal); }

  // The exit code, or minus the signal that ended it.
  int Wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  // The next line of standard output, without its end; empty at the end of it.
  std::string ReadLine() { return ReadLineOf(out_); }

  // Reads standard error until a line holds "text"; false when it ends before.
  bool WaitForError(const std::string& text) {
    for (std::string line = ReadLineOf(err_); !line.empty(); line = ReadLineOf(err_)) {
      if (line.find(text) != std::string::npos) return true;
    }
    return false;
  }

  // What is left of standard error; returns once the child has closed it.
  std::string ReadErrors() {
    std::string text;
    std::array<char, 4096> bytes;
    for (ssize_t size; (size = read(err_, bytes.data(), bytes.size())) > 0;) {
      text.append(bytes.data(), static_cast<std::size_t>(size));
    }
    return text;
  }

 private:
  static std::string ReadLineOf(int fd) {
    std::string line;
    char byte = 0;
    while (read(fd, &byte, 1) == 1 && byte != '\n') line.push_back(byte);
    return line;
  }

  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
};

// annuaire-server on a free port of 127.0.0.1.
class ServerProcess : public ChildProcess {
 public:
  explicit ServerProcess(const std::string& store, std::vector<std::string> more = {})
      : ChildProcess(Arguments(store, std::move(more))) {}

  // Waits for the announcement and returns HOST:PORT or unix:/PATH; empty when
  // the server left instead.
  std::string Address() {
    constexpr std::string_view kAnnouncement = "listening on ";
    const std::string line = ReadLine();
    return line.starts_with(kAnnouncement) ? line.substr(kAnnouncement.size()) : "";
  }

 private:
  static std::vector<std::string> Arguments(const std::string& store,
                                            std::vector<std::string> more) {
    std::vector<std::string> arguments = {ANNUAIRE_BIN_DIR "/annuaire-server", "--store", store,
                                          "--listen", "127.0.0.1:0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
};

}  // namespace annuaire
