#include "directory/base/text_hash.h"

#include <gtest/gtest.h>

#include <string>

namespace annuaire {
namespace {

TEST(HashTextTest, EveryByteAndTheLengthCount) {
  for (const std::size_t length : {1u, 2u, 3u, 4u, 7u, 8u, 9u, 15u, 16u, 17u, 32u, 33u, 100u}) {
    const std::string text(length, 'a');
    for (std::size_t i = 0; i < length; ++i) {
      std::string other = text;
      other[i] = 'b';
      EXPECT_NE(HashText(other), HashText(text)) << length << " " << i;
    }
    EXPECT_NE(HashText(text + "a"), HashText(text)) << length;
    EXPECT_EQ(HashText(std::string(text)), HashText(text)) << length;
  }
}

}  // namespace
}  // namespace annuaire
