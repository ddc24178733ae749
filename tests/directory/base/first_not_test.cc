#include "directory/base/first_not.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(FirstNotTest, IsWhereThoseThatPassEnd) {
  for (std::uint32_t size = 0; size < 9; ++size) {
    for (std::uint32_t end = 5; end <= 5 + size; ++end) {
      EXPECT_EQ(FirstNot(5, 5 + size, [&](std::uint32_t at) { return at < end; }), end) << size;
    }
  }
}

}  // namespace
}  // namespace annuaire
