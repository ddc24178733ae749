#include "directory/completion/postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

namespace annuaire {
namespace {

using ::testing::ElementsAre;

std::vector<std::uint32_t> FirstOf(const Postings& postings, std::vector<TermRange> ranges,
                                   std::size_t count) {
  std::vector<std::uint32_t> found;
  if (count == 0) return found;
  postings.Best(ranges, [&](std::uint32_t document) {
    found.push_back(document);
    return found.size() < count;
  });
  return found;
}

TEST(PostingsTest, GivesTheBestOfARange) {
  const Postings p = Postings::FromPairs(4, {{0, 5}, {0, 1}, {1, 3}, {3, 3}, {3, 0}, {3, 0}});
  EXPECT_THAT(FirstOf(p, {{0, 4}}, 10), ElementsAre(0, 1, 3, 5));
  EXPECT_THAT(FirstOf(p, {{0, 4}}, 2), ElementsAre(0, 1));
  EXPECT_THAT(FirstOf(p, {{1, 3}}, 10), ElementsAre(3));
  EXPECT_THAT(FirstOf(p, {{2, 3}}, 10), ElementsAre());
  EXPECT_THAT(FirstOf(p, {{0, 1}, {3, 4}}, 10), ElementsAre(0, 1, 3, 5));
  EXPECT_THAT(FirstOf(Postings(), {}, 10), ElementsAre());
}

TEST(PostingsTest, EqualsSortingEveryDocument) {
  std::mt19937 engine(3);
  const auto random = [&] { return static_cast<std::uint32_t>(engine()); };
  for (int round = 0; round < 40; ++round) {
    const std::uint32_t terms = 1 + random() % 300;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::uint32_t i = 0, n = random() % 2000; i < n; ++i) {
      pairs.emplace_back(random() % terms, random() % 500);
    }
    const Postings postings = Postings::FromPairs(terms, pairs);
    for (int query = 0; query < 30; ++query) {
      TermRange range{random() % terms, 0};
      range.last = range.first + random() % (terms - range.first + 1);
      std::set<std::uint32_t> want;
      for (const auto& [term, document] : pairs) {
        if (range.contains(term)) want.insert(document);
      }
      EXPECT_EQ(FirstOf(postings, {range}, 1000),
                std::vector<std::uint32_t>(want.begin(), want.end()));
    }
  }
}

}  // namespace
}  // namespace annuaire
