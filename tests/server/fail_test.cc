#include "server/fail.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>

#include "directory/base/without_exception.h"

namespace annuaire {
namespace {

constexpr const char* kWords = "^annuaire-server: not enough memory\n$";

// A thread that nobody waits for with a try around it.
template <typename Error>
void ThrowInAThread(Error error) {
  FailWhenMemoryIsShort();
  std::thread([&error] { throw error; }).join();
}

TEST(FailDeathTest, WantOfMemoryIsToldInTheSameWordsInEveryThread) {
  EXPECT_EXIT(ThrowInAThread(std::bad_alloc()), testing::ExitedWithCode(kFailed), kWords);
  EXPECT_EXIT(
      {
        const Status failed = WithoutException([]() -> Status { throw std::bad_alloc(); });
        std::_Exit(Fail(failed));
      },
      testing::ExitedWithCode(kFailed), kWords);
}

TEST(FailDeathTest, WhatIsThrownElseIsAFault) {
  EXPECT_EXIT(ThrowInAThread(std::length_error("too long")), testing::KilledBySignal(SIGABRT),
              "too long");
}

}  // namespace
}  // namespace annuaire
