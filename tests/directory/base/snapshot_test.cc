#include "directory/base/snapshot.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace annuaire {
namespace {

TEST(SnapshotTest, IsEmptyUntilPublished) {
  Snapshot<int> snapshot;
  EXPECT_EQ(snapshot.Get(), nullptr);
  snapshot.Publish(std::make_shared<const int>(1));
  ASSERT_NE(snapshot.Get(), nullptr);
  EXPECT_EQ(*snapshot.Get(), 1);
}

TEST(SnapshotTest, KeepsAVersionAliveForItsReaders) {
  Snapshot<int> snapshot;
  snapshot.Publish(std::make_shared<const int>(1));
  const auto held = snapshot.Get();
  snapshot.Publish(std::make_shared<const int>(2));
  EXPECT_EQ(*held, 1);
  EXPECT_EQ(*snapshot.Get(), 2);
}

TEST(SnapshotTest, ReadersNeverGoBackWhileAWriterPublishes) {
  constexpr int kVersions = 2000;
  Snapshot<int> snapshot;
  snapshot.Publish(std::make_shared<const int>(0));
  std::atomic<bool> went_back{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      int last = 0;
      while (last < kVersions) {
        const int seen = *snapshot.Get();
        if (seen < last) went_back = true;
        last = seen;
      }
    });
  }
  for (int version = 1; version <= kVersions; ++version) {
    snapshot.Publish(std::make_shared<const int>(version));
  }
  for (auto& reader : readers) reader.join();
  EXPECT_FALSE(went_back);
}

}  // namespace
}  // namespace annuaire
