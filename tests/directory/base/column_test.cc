#include "directory/base/column.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>

namespace annuaire {
namespace {

TEST(ColumnTest, KeepsItsValuesHoweverItGrows) {
  constexpr std::uint32_t kCount = 3'000'000;  // from some bytes to several huge pages
  Column<std::uint32_t> values;
  for (std::uint32_t i = 0; i < kCount; ++i) values.push_back(i);
  Column<std::uint32_t> moved = std::move(values);
  ASSERT_EQ(moved.size(), kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) ASSERT_EQ(moved[i], i);
  moved.resize(1);
  moved.shrink_to_fit();
  EXPECT_EQ(moved.front(), 0u);
}

TEST(ColumnTest, BeginsWithACacheLine) {
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{100}, kHugePageBytes - 1}) {
    const Column<char> values(bytes);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(values.data()) % 64, 0u) << bytes;
  }
}

TEST(ColumnTest, LargeOnesBeginOnAHugePage) {
  for (const std::size_t bytes : {kHugePageBytes, kHugePageBytes + 1, 5 * kHugePageBytes}) {
    const Column<char> values(bytes);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(values.data()) % kHugePageBytes, 0u) << bytes;
  }
}

}  // namespace
}  // namespace annuaire
