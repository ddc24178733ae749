#include "directory/base/distinct.h"

#include <gtest/gtest.h>

#include <vector>

namespace annuaire {
namespace {

TEST(DistinctInOrderTest, FewAndManyAgreeWithASet) {
  for (const std::size_t count : {0u, 1u, 2u, 10u, 24u, 25u, 100u, 5000u}) {
    for (const std::uint32_t values : {1u, 3u, 40u, 100000u}) {
      std::vector<std::uint32_t> list;
      std::uint32_t state = values;
      for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525u + 1013904223u;
        list.push_back((state >> 8) % values);
      }
      std::vector<std::uint32_t> want;
      for (const std::uint32_t value : list) {
        if (std::find(want.begin(), want.end(), value) == want.end()) want.push_back(value);
      }
      DistinctInOrder(list);
      EXPECT_EQ(list, want) << count << " of " << values;
    }
  }
}

TEST(DistinctInOrderTest, ValuesOfOneKeyAreOne) {
  for (const int count : {10, 1000}) {
    std::vector<int> list;
    for (int i = 0; i < count; ++i) list.push_back(i);
    DistinctInOrder(list, [](int value) { return value % 3; });
    EXPECT_EQ(list, (std::vector<int>{0, 1, 2})) << count;
  }
}

}  // namespace
}  // namespace annuaire
