#include "tests/cli/program.h"

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace annuaire::cli {
namespace {

[[noreturn]] void Execute(const std::vector<std::string>& words, const Environment& environment) {
  unsetenv("ANNUAIRE_SERVER");
  unsetenv("NO_COLOR");
  setenv("TERM", "xterm", 1);
  for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
  std::string program = ANNUAIRE_BIN_DIR "/annuaire";
  std::vector<char*> arguments = {program.data()};
  std::vector<std::string> copies = words;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execv(program.c_str(), arguments.data());
  _exit(127);
}

int Wait(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Appends what "fd" has; false at its end.
bool ReadSome(int fd, std::string& text) {
  char buffer[4096];
  const ssize_t size = read(fd, buffer, sizeof buffer);
  if (size <= 0) return false;
  text.append(buffer, static_cast<std::size_t>(size));
  return true;
}

Printed OnTerminal(const std::vector<std::string>& words, unsigned short columns,
                   const Environment& environment, const std::vector<Keys>& typed) {
  winsize size{.ws_row = 24, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
  int screen = -1;
  const pid_t child = forkpty(&screen, nullptr, nullptr, &size);
  if (child == 0) Execute(words, environment);
  std::string shown;
  std::size_t unseen = 0;  // where the search for the next pair starts
  auto next = typed.begin();
  while (ReadSome(screen, shown)) {
    while (next != typed.end() && shown.find(next->seen, unseen) != std::string::npos) {
      unseen = shown.size();
      if (write(screen, next->keys.data(), next->keys.size()) < 0) break;
      ++next;
    }
  }
  close(screen);
  Printed printed{.exit_code = Wait(child), .out = {}, .err = {}};
  for (const char letter : shown) {
    if (letter != '\r') printed.out += letter;
  }
  return printed;
}

}  // namespace

Printed RunAnnuaire(const std::vector<std::string>& words, const Environment& environment) {
  int out[2];
  int err[2];
  if (pipe(out) != 0 || pipe(err) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    for (const int fd : {out[0], out[1], err[0], err[1]}) close(fd);
    Execute(words, environment);
  }
  close(out[1]);
  close(err[1]);
  Printed printed;
  pollfd streams[2] = {{out[0], POLLIN, 0}, {err[0], POLLIN, 0}};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    if (poll(streams, 2, -1) < 0) break;
    if (streams[0].revents != 0 && !ReadSome(out[0], printed.out)) streams[0].fd = -1;
    if (streams[1].revents != 0 && !ReadSome(err[0], printed.err)) streams[1].fd = -1;
  }
  close(out[0]);
  close(err[0]);
  printed.exit_code = Wait(child);
  return printed;
}

Printed RunAnnuaireOnTerminal(const std::vector<std::string>& words, unsigned short columns,
                              const Environment& environment) {
  return OnTerminal(words, columns, environment, {});
}

Printed TypeIntoAnnuaire(const std::vector<std::string>& words, const std::vector<Keys>& typed) {
  return OnTerminal(words, 120, {}, typed);
}

}  // namespace annuaire::cli
