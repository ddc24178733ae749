#include "directory/base/without_exception.h"

#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

#include "directory/base/result.h"

namespace annuaire {
namespace {

TEST(WithoutExceptionTest, WhatIsThrownIsAStatus) {
  struct Case {
    const char* name;
    std::function<Status()> work;
    const char* want;
  };
  const Case cases[] = {
      {"nothing", [] { return OkStatus(); }, "OK"},
      {"a status", [] { return NotFoundError("no store"); }, "NOT_FOUND: no store"},
      {"memory", []() -> Status { throw std::bad_alloc(); },
       "RESOURCE_EXHAUSTED: not enough memory"},
      {"a length", []() -> Status { throw std::length_error("too long"); }, "INTERNAL: too long"},
  };
  for (const Case& c : cases) EXPECT_EQ(WithoutException(c.work).ToString(), c.want) << c.name;
}

TEST(WithoutExceptionTest, AnAnswerIsHandedOn) {
  EXPECT_EQ(*WithoutException([]() -> Result<int> { return 3; }), 3);
  EXPECT_EQ(WithoutException([]() -> Result<int> { throw std::bad_alloc(); }).status().code(),
            StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace annuaire
