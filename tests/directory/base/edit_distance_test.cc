#include "directory/base/edit_distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <string>
#include <vector>

namespace annuaire {
namespace {

std::size_t PlainDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistanceTest, EqualsTheDefinitionUpToItsBound) {
  std::mt19937 random(11);
  for (int round = 0; round < 5000; ++round) {
    const auto word = [&] {
      std::string made;
      for (std::size_t length = random() % 7; length > 0; --length) {
        made.push_back("aeb"[random() % 3]);
      }
      return made;
    };
    const std::string a = word();
    const std::string b = word();
    EXPECT_EQ(AreOneErrorApart(a, b), PlainDistance(a, b) == 1) << a << " " << b;
    for (std::size_t most = 0; most <= 3; ++most) {
      EXPECT_EQ(EditDistance(a, b, most), std::min(PlainDistance(a, b), most + 1))
          << a << " " << b << " " << most;
      if (PlainDistance(a, b) <= most) {
        const int bits = std::popcount(LettersOf(a) ^ LettersOf(b));
        EXPECT_LE(static_cast<std::size_t>(bits), kBitsAStep * most) << a << " " << b;
      }
    }
  }
  EXPECT_EQ(EditDistance(std::string(300, 'a'), std::string(299, 'a'), 2), 3u);
}

}  // namespace
}  // namespace annuaire
