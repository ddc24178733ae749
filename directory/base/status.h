// Status says whether an operation succeeded and, if not, whose move it is.
//
// A Status is a value: copy it, return it, annotate it on the way up. It must
// not be ignored. Codes are numbered like gRPC's, so that every rim translates
// them with one table.
//
// Example:
//
//   Status Open(const std::string& path) {
//     if (!Exists(path)) return NotFoundError("no store at " + path);
//     RETURN_IF_ERROR(ReadHeader(path));
//     return OkStatus();
//   }

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace annuaire {

enum class StatusCode : std::uint8_t {
  kOk = 0,
  kInvalidArgument = 3,     // the caller's words are malformed; retrying is useless
  kNotFound = 5,            // well-formed, and nobody has it
  kAlreadyExists = 6,       // the caller asked to create what is there
  kResourceExhausted = 8,   // the answer or the input exceeds a stated limit
  kFailedPrecondition = 9,  // somebody must act first, e.g. the store is of another format
  kAborted = 10,            // a token outlived its generation: start the listing again
  kInternal = 13,           // an invariant or a disk of ours is broken
  kUnavailable = 14,        // e.g. no directory loaded yet; the same call may work later
  kDataLoss = 15,           // stored bytes do not decode
};

// The code's name in capitals, e.g. "NOT_FOUND".
std::string_view ToString(StatusCode code);

class [[nodiscard]] Status {
 public:
  Status() = default;
  // REQUIRES: code != kOk, and a message that names the thing, the place and the remedy.
  Status(StatusCode code, std::string message);

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

  // Puts "context: " before the message; a success stays a success.
  Status Annotate(std::string_view context) &&;

  // "OK", or "NOT_FOUND: no store at /var/lib/annuaire".
  std::string ToString() const;

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

inline Status OkStatus() { return Status(); }
inline Status InvalidArgumentError(std::string message) {
  return Status(StatusCode::kInvalidArgument, std::move(message));
}
inline Status NotFoundError(std::string message) {
  return Status(StatusCode::kNotFound, std::move(message));
}
inline Status AlreadyExistsError(std::string message) {
  return Status(StatusCode::kAlreadyExists, std::move(message));
}
inline Status ResourceExhaustedError(std::string message) {
  return Status(StatusCode::kResourceExhausted, std::move(message));
}
inline Status FailedPreconditionError(std::string message) {
  return Status(StatusCode::kFailedPrecondition, std::move(message));
}
inline Status AbortedError(std::string message) {
  return Status(StatusCode::kAborted, std::move(message));
}
inline Status InternalError(std::string message) {
  return Status(StatusCode::kInternal, std::move(message));
}
inline Status UnavailableError(std::string message) {
  return Status(StatusCode::kUnavailable, std::move(message));
}
inline Status DataLossError(std::string message) {
  return Status(StatusCode::kDataLoss, std::move(message));
}

}  // namespace annuaire

// Returns from the enclosing function when "expr", a Status, is not ok.
#define RETURN_IF_ERROR(expr)                                 \
  do {                                                        \
    if (::annuaire::Status status_ = (expr); !status_.ok()) { \
      return status_;                                         \
    }                                                         \
  } while (false)
