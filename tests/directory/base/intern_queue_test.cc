#include "directory/base/intern_queue.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace annuaire {
namespace {

// Numbers texts in the order they come, and counts those announced to it.
class PlainInterner {
 public:
  static std::uint64_t HashOf(std::string_view text) { return std::hash<std::string_view>{}(text); }
  void PrefetchSlot(std::uint64_t hash) { ++announced_[hash]; }
  void PrefetchText(std::uint64_t hash, std::size_t) { EXPECT_GT(announced_[hash], 0); }
  std::uint32_t Intern(const std::string& text, std::uint64_t hash) {
    EXPECT_EQ(hash, HashOf(text));
    EXPECT_GT(announced_[hash]--, 0) << text;
    return Intern(text);
  }
  std::uint32_t Intern(const std::string& text) {
    return numbers_.emplace(text, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::map<std::uint64_t, int> announced_;
};

TEST(InternQueueTest, InternsEveryTextInTurn) {
  PlainInterner late;
  PlainInterner at_once;
  InternQueue<PlainInterner> queue;
  std::map<std::uint32_t, std::uint32_t> got;
  const auto done = [&](std::uint32_t tag, std::uint32_t number) { got[tag] = number; };
  std::map<std::uint32_t, std::uint32_t> want;
  std::uint32_t tag = 0;
  for (const int count : {0, 1, 15, 16, 17, 1000}) {
    for (int i = 0; i < count; ++i, ++tag) {
      const std::string text(static_cast<std::size_t>(i % 70), static_cast<char>('a' + i % 7));
      queue.Push(text, tag, late, done);
      want[tag] = at_once.Intern(text);
    }
    queue.Drain(late, done);
    EXPECT_EQ(got, want) << count;
  }
}

}  // namespace
}  // namespace annuaire
