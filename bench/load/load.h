// Puts load on a server: calls one after the other or many at a time, and says
// how long each took.
//
// Requests are bytes made beforehand and replies are not parsed, so that what
// is measured is the server and the transport; the client is gRPC's
// completion-queue API on one thread (two for an open loop), which adds the
// same to every kind of call. Pin it, and the server, with taskset.
//
// Not thread-safe; one run at a time on one machine means something.
//
// Example:
//
//   const Calls calls{channel, "/annuaire.v1.DirectoryService/Suggest", requests, {}};
//   const LoadResult result = RunClosed(calls, {.in_flight = 1, .calls = 5000});

#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace annuaire::bench {

// What to ask: requests are sent in an order that scatters them, over and over.
struct Calls {
  std::shared_ptr<::grpc::Channel> channel;
  std::string method;  // "/annuaire.v1.DirectoryService/Suggest"
  std::vector<::grpc::ByteBuffer> requests;
  // When not empty: the size of each request's right reply, checked.
  std::vector<std::size_t> reply_bytes;

  // Which request is sent as the "call"-th one.
  std::size_t RequestOf(std::size_t call) const { return call * 7919 % requests.size(); }
};

// As many calls under way at any time, each followed by the next one.
struct ClosedLoop {
  std::size_t in_flight = 1;
  // Ends after so many calls or, when that is 0, so much time.
  std::size_t calls = 0;
  std::chrono::milliseconds time{0};
  // Let pass before each call. REQUIRES: in_flight == 1 unless 0
  std::chrono::milliseconds pause{0};
  // The first call of the scattered order.
  std::size_t first = 0;
};

// So many calls a second, whether or not the former ones have been answered. A
// call's time counts from when it was due: a server that stalls is charged for
// every call that had to wait, not for one (no coordinated omission).
struct OpenLoop {
  double calls_per_second = 1000;
  std::size_t calls = 0;
  std::size_t first = 0;
};

struct LoadResult {
  std::vector<std::int64_t> latencies_ns;  // of calls that succeeded, in no order
  double seconds = 0;
  std::uint64_t failed = 0;   // not OK, or a reply of the wrong size
  std::string first_failure;  // in words
};

LoadResult RunClosed(const Calls& calls, const ClosedLoop& loop);
LoadResult RunOpen(const Calls& calls, const OpenLoop& loop);

// The replies to every request, in order, for a server to repeat; empty, after
// a word on standard error, when one fails.
std::vector<::grpc::ByteBuffer> Ask(const Calls& calls);

}  // namespace annuaire::bench
