// Result<T> is a T or the Status that says why there is none.
//
// Example:
//
//   Result<Generation> generation = store.OpenCurrent();
//   if (!generation.ok()) return generation.status();
//   Serve(*generation);

#pragma once

#include <cassert>
#include <optional>
#include <utility>

#include "directory/base/status.h"

namespace annuaire {

template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that "return value;" and "return status;" both read naturally.
  Result(T value) : value_(std::move(value)) {}         // NOLINT
  Result(Status status) : status_(std::move(status)) {  // NOLINT
    assert(!status_.ok());
  }

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }

  // REQUIRES: ok()
  T& value() & {
    assert(ok());
    return *value_;
  }
  const T& value() const& {
    assert(ok());
    return *value_;
  }
  T&& value() && {
    assert(ok());
    return *std::move(value_);
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace annuaire
