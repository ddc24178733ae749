#include "directory/display/number.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(NumberTest, SeparatesThousands) {
  struct Case {
    std::uint64_t number;
    const char* want;
  };
  for (const Case& c : {Case{0, "0"},
                        {999, "999"},
                        {1000, "1,000"},
                        {123456, "123,456"},
                        {UINT64_MAX, "18,446,744,073,709,551,615"}}) {
    EXPECT_EQ(WithThousands(c.number), c.want);
  }
}

TEST(NumberTest, ChoosesTheUnitOfBytes) {
  struct Case {
    std::uint64_t bytes;
    const char* want;
  };
  for (const Case& c : {Case{0, "0 B"},
                        {10239, "10239 B"},
                        {10240, "10 KiB"},
                        {314572800, "300 MiB"},
                        {std::uint64_t{1} << 44, "16 TiB"},
                        {std::uint64_t{1} << 60, "1048576 TiB"}}) {
    EXPECT_EQ(BytesText(c.bytes), c.want);
  }
}

}  // namespace
}  // namespace annuaire
