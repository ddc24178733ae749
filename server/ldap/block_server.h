// A BlockServer listens on a Unix socket, reads one block of lines per
// connection up to an empty line, writes the answer and hangs up: what slapd's
// back-sock expects of the program behind it.
//
// One thread serves all connections and makes the answers, one after the other.
// Memory is bounded: so many connections, each with a block and an answer of
// bounded size; connections beyond wait in the system's queue. A connection
// that takes longer than its deadline, be it slow to ask or slow to read, is
// cut. slapd takes that for an empty answer, so a block that is too long is not
// cut, but answered as far as it came.
//
// Listen() and the destructor may be called from any one thread. The answering
// function is called in the server's thread.
//
// Example:
//
//   auto server = BlockServer::Listen({.path = "/run/annuaire/ldap"}, answer);
//   if (!server.ok()) return server.status();

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "directory/base/result.h"

namespace annuaire::ldap_front {

struct BlockServerOptions {
  std::string path;
  std::size_t connections_max = 64;
  std::size_t block_bytes_max = 64 * 1024;
  std::chrono::milliseconds deadline{10'000};  // of a connection, from its beginning to its end
};

class BlockServer {
 public:
  // The answer to a block, which ends on an empty line unless it is too long; empty
  // to hang up without a word.
  using Answer = std::function<std::string(std::string_view block)>;

  // Listens and starts serving. The socket is open to all users of the machine:
  // its folder says who reaches it. A socket nobody listens on any more is
  // replaced; kAlreadyExists when somebody does, or when something else is
  // there; kInvalidArgument for a path too long for a socket.
  static Result<std::unique_ptr<BlockServer>> Listen(BlockServerOptions options, Answer answer);

  // Open now. From any thread.
  std::size_t connections() const;

  // Hangs up on everybody and removes the socket.
  ~BlockServer();
  BlockServer(const BlockServer&) = delete;
  BlockServer& operator=(const BlockServer&) = delete;

 private:
  class Loop;
  explicit BlockServer(std::unique_ptr<Loop> loop);

  std::unique_ptr<Loop> loop_;
};

}  // namespace annuaire::ldap_front
