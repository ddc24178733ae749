#include "directory/join/key_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::uint32_t> Order(const std::vector<std::string>& keys) {
  return KeySorter().Order(keys.size(), [&](std::uint32_t i) { return std::string_view(keys[i]); });
}

TEST(KeySorterTest, SortsByBytes) {
  const std::vector<std::string> sorted = {"0999900012",
                                           "1",
                                           "10",
                                           "2A",
                                           "8",
                                           "899700000013",
                                           "899700000013x",
                                           "fifteen bytes..",
                                           std::string("fifteen bytes..\0", 16),
                                           "fifteen bytes..a",
                                           "fifteen bytes..b",
                                           std::string("fifteen bytes..b\0", 17),
                                           "\xC3\xA9"};
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < sorted.size(); ++i) keys.push_back(sorted[(i * 7 + 3) % 13]);
  std::vector<std::string> got;
  for (const std::uint32_t item : Order(keys)) got.push_back(keys[item]);
  EXPECT_EQ(got, sorted);
}

// The same by comparing the keys themselves.
std::vector<std::uint32_t> PlainOrder(const std::vector<std::string>& keys) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    if (!keys[i].empty()) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
  return order;
}

// More places and more bytes at each than 64 bits can number, and many that begin alike.
TEST(KeySorterTest, SortsLongKeysOfManyBytes) {
  std::mt19937 random(1);
  const auto below = [&random](std::size_t end) { return random() % end; };
  std::vector<std::string> keys(3000);
  for (std::string& key : keys) {
    key.assign(below(3) == 0 ? "secretariat.medecine." : "");
    for (std::size_t left = below(40); left != 0; --left) {
      key += static_cast<char>(below(5) == 0 ? below(256) : 'a' + below(3));
    }
  }
  EXPECT_EQ(Order(keys), PlainOrder(keys));
}

TEST(KeySorterTest, SortsNumbersOfOneLengthAndOthers) {
  std::mt19937 random(1);
  std::vector<std::string> keys(3000);
  for (std::string& key : keys) {
    key = "8997";
    while (key.size() < 12) key += static_cast<char>('0' + random() % 10);
    if (random() % 16 == 0) key.resize(random() % key.size());
  }
  EXPECT_EQ(Order(keys), PlainOrder(keys));
}

TEST(KeySorterTest, KeepsTheOrderOfEqualKeysAndLeavesOutTheEmptyOne) {
  EXPECT_THAT(Order({"b", "a", "", "b", "a longer key than sixteen bytes", "a",
                     "a longer key than sixteen bytes"}),
              ElementsAre(1, 5, 4, 6, 0, 3));
  EXPECT_THAT(Order({}), IsEmpty());
}

TEST(KeySorterTest, TakesTheFirstOfEachKey) {
  const std::vector<std::string> keys = {"b",
                                         "a",
                                         "",
                                         "b",
                                         "twenty-five bytes and more",
                                         "a",
                                         "twenty-five bytes and mora",
                                         "twenty-five bytes and more"};
  const auto key_of = [&](std::uint32_t i) { return std::string_view(keys[i]); };
  KeySorter sorter;
  EXPECT_THAT(sorter.OrderOneOfEach(keys.size(), key_of), ElementsAre(1, 0, 6, 4));
  EXPECT_THAT(sorter.OrderOneOfEach(4, key_of), ElementsAre(1, 0));
  EXPECT_THAT(sorter.OrderOneOfEach(0, key_of), IsEmpty());
}

struct TextList {
  std::string_view KeyOf(std::uint32_t item) const { return (*keys)[item]; }
  void Prefetch(std::uint32_t, int) const {}
  const std::vector<std::uint32_t>& order() const { return sorted; }

  const std::vector<std::string>* keys;
  std::vector<std::uint32_t> sorted;
};

TEST(KeyMergeTest, GathersTheItemsOfEachKeyInTheOrderOfTheLists) {
  const std::vector<std::string> first = {"b", "d", "b"};
  const std::vector<std::string> none;
  const std::vector<std::string> second = {"c", "b", "a"};
  const std::vector<TextList> lists = {
      {&first, Order(first)}, {&none, Order(none)}, {&second, Order(second)}};
  KeyMerge<TextList> merge(lists);
  std::vector<std::string> got;
  while (merge.Next()) {
    std::string line(merge.key());
    for (const auto& [list, item] : merge.items()) {
      line += " " + std::to_string(list - lists.data()) + ":" + std::to_string(item);
    }
    got.push_back(line);
  }
  EXPECT_THAT(got, ElementsAre("a 2:2", "b 0:0 0:2 2:1", "c 2:0", "d 0:1"));
}

}  // namespace
}  // namespace annuaire
