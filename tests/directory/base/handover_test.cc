#include "directory/base/handover.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace annuaire {
namespace {

TEST(HandoverTest, GivesWhatWasPutInItsOrder) {
  Handover<std::unique_ptr<int>> handover;
  for (int i = 0; i < 3; ++i) handover.Put(std::make_unique<int>(i));
  handover.Close();
  handover.Close();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(**handover.Take(), i);
  EXPECT_FALSE(handover.Take().has_value());
  EXPECT_FALSE(handover.Take().has_value());
}

TEST(HandoverTest, WhoeverPutsInMoreThanTheLimitWaitsForRoom) {
  constexpr int kCount = 10'000;
  Handover<int> handover(/*waiting_max=*/2);
  std::thread other([&] {
    for (int i = 0; i < kCount; ++i) handover.Put(i);
    handover.Close();
  });
  std::vector<int> taken;
  while (const auto next = handover.Take()) taken.push_back(*next);
  other.join();
  ASSERT_EQ(taken.size(), static_cast<std::size_t>(kCount));
  for (int i = 0; i < kCount; ++i) EXPECT_EQ(taken[static_cast<std::size_t>(i)], i);
}

TEST(HandoverTest, WhoeverHasOtherWorkTakesWhenManyWait) {
  Handover<int> handover;
  EXPECT_FALSE(handover.TakeIfMoreThan(0).has_value());
  for (int i = 0; i < 3; ++i) handover.Put(i);
  EXPECT_FALSE(handover.TakeIfMoreThan(3).has_value());
  EXPECT_EQ(handover.TakeIfMoreThan(2), 0);
  EXPECT_FALSE(handover.TakeIfMoreThan(2).has_value());
  EXPECT_EQ(handover.Take(), 1);
  handover.Close();
  EXPECT_EQ(handover.TakeIfMoreThan(0), 2);
  EXPECT_FALSE(handover.TakeIfMoreThan(0).has_value());
}

}  // namespace
}  // namespace annuaire
