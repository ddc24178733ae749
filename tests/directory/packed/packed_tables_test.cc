// The packed columns give back what was put in, at every width.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "directory/packed/hash_index.h"
#include "directory/packed/number_index.h"
#include "directory/packed/number_lists.h"
#include "directory/packed/organization_keys.h"
#include "directory/packed/packed_id.h"
#include "directory/packed/packed_rows.h"
#include "directory/packed/run_starts.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

TEST(PackedRowsTest, GivesBackEveryValueAtEveryWidth) {
  std::mt19937_64 random(1);
  for (unsigned width = 0; width <= PackedRows<3>::kWidthMax; ++width) {
    const std::uint64_t most = (std::uint64_t{1} << width) - 1;
    std::vector<PackedRows<3>::Row> want;
    PackedRows<3> rows(100, {most, 1, most});
    for (std::size_t i = 0; i < rows.size(); ++i) {
      want.push_back({i % 7 == 0 ? most : random() & most, random() & 1, random() & most});
      rows.Set(i, want.back());
    }
    for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows[i], want[i]) << width;
  }
}

TEST(PackedRowsTest, MayBeWiderThanAByteCounts) {
  const std::uint64_t most = (std::uint64_t{1} << PackedRows<9>::kWidthMax) - 1;
  PackedRows<9> rows(3, {most, most, most, most, most, most, most, most, most});
  const PackedRows<9>::Row want = {1, 2, 3, 4, 5, 6, 7, 8, most};
  for (std::size_t i = 0; i < rows.size(); ++i) rows.Set(i, want);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i], want) << i;
}

TEST(PackedRowsTest, AreAsNarrowAsTheirLargestValues) {
  const PackedRows<2> rows(1000, {3, 0});
  EXPECT_LE(rows.bytes(), 1000u * 2 / 8 + 8);
}

TEST(RunStartsTest, TellWhereEachRunBegins) {
  std::mt19937 random(2);
  const std::vector<std::vector<std::uint32_t>> shapes = {
      {0}, {0, 0, 0, 1}, {1000}, {0, 100000, 0, 1}, std::vector<std::uint32_t>(500, 0)};
  std::vector<std::vector<std::uint32_t>> cases = shapes;
  for (const unsigned most : {1u, 3u, 40u, 2000u}) {
    std::vector<std::uint32_t> lengths(777);
    for (std::uint32_t& length : lengths)
      length = static_cast<std::uint32_t>(random()) % (most + 1);
    cases.push_back(lengths);
  }
  for (const std::vector<std::uint32_t>& lengths : cases) {
    const RunStarts starts(lengths);
    ASSERT_EQ(starts.size(), lengths.size());
    std::uint32_t at = 0;
    for (std::size_t run = 0; run < lengths.size(); ++run) {
      ASSERT_EQ(starts[run], std::pair(at, at + lengths[run])) << run;
      at += lengths[run];
    }
  }
}

TEST(RunStartsTest, TakeAFewBitsWhenRunsAreShort) {
  const RunStarts starts(std::vector<std::uint32_t>(64000, 1));
  EXPECT_LE(starts.bytes(), 64000u * 3 / 8);
}

TEST(NumberListsTest, KeepEachNumberOncePerKey) {
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {
      {2, 0}, {0, 1}, {2, 1}, {2, 1}, {2, 7}};
  const auto lists = NumberLists<std::uint32_t>::Build(4, 8, [&](auto emit) {
    for (const auto& [key, number] : pairs) emit(key, number);
  });
  ASSERT_EQ(lists.size(), 4u);
  EXPECT_THAT(lists[0], ElementsAre(1));
  EXPECT_THAT(lists[1], IsEmpty());
  EXPECT_THAT(lists[2], ElementsAre(0, 1, 7));
  EXPECT_THAT(lists[3], IsEmpty());
  EXPECT_THAT(lists.Range(0, 3), ElementsAre(1, 0, 1, 7));
  EXPECT_THAT(lists.Range(2, 2), IsEmpty());
  EXPECT_TRUE(std::binary_search(lists[2].begin(), lists[2].end(), 7u));
  EXPECT_FALSE(std::binary_search(lists[2].begin(), lists[2].end(), 6u));
}

TEST(NumberListsTest, HoldNothingByDefault) {
  EXPECT_EQ(NumberLists<std::uint32_t>().size(), 0u);
  EXPECT_THAT(NumberList<std::uint32_t>(), IsEmpty());
}

TEST(HashIndexTest, FindsWhatWasInsertedAndNothingElse) {
  for (const std::uint32_t count : {0u, 1u, 2u, 3u, 1000u, 1023u, 1024u, 1025u}) {
    HashIndex index(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      index.Insert(HashIndex::Hash(std::uint64_t{i} * 10), i);
    }
    const auto find = [&](std::uint64_t key) {
      return index.Find(HashIndex::Hash(key), [&](std::uint32_t i) { return i * 10ull == key; });
    };
    for (std::uint32_t i = 0; i < count; ++i) ASSERT_EQ(find(i * 10ull), i);
    for (std::uint32_t i = 0; i < count + 10; ++i) ASSERT_EQ(find(i * 10ull + 1), kNoIndex);
  }
}

TEST(HashIndexTest, FindsUnderNewNumbers) {
  HashIndex index(3);
  for (std::uint32_t i = 0; i < 3; ++i) index.Insert(HashIndex::Hash(std::uint64_t{i}), i);
  index.Renumber(std::vector<std::uint32_t>{2, 0, 1});
  EXPECT_EQ(index.Find(HashIndex::Hash(std::uint64_t{0}), [](std::uint32_t i) { return i == 2; }),
            2u);
}

TEST(NotedIndexTest, ShowsTheNoteOfWhatWasInserted) {
  NotedIndex index(1000);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    index.Insert(NotedIndex::Hash(std::uint64_t{i / 2}), i, ~i);
  }
  for (std::uint32_t i = 0; i < 1000; ++i) {
    ASSERT_EQ(index.Find(NotedIndex::Hash(std::uint64_t{i / 2}),
                         [&](std::uint32_t position, std::uint32_t note) {
                           EXPECT_EQ(note, ~position);
                           return position == i;
                         }),
              i);
  }
}

TEST(OrganizationKeysTest, FindsKeysOfEveryShapeAndNoOther) {
  TextPoolBuilder texts;
  std::vector<PackedId> keys;
  for (int i = 0; i < 300; ++i) {
    keys.push_back(*PackId("540000" + std::to_string(100 + i)));
    keys.push_back(*PackId("35600000000" + std::to_string(100 + i)));
    keys.push_back(PackSymbol(texts.Intern("2A0000" + std::to_string(100 + i))));
  }
  const auto key_at = [&](std::uint32_t i) { return keys[i]; };
  const OrganizationKeys index(keys.size(), texts.pool(), key_at);
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    const IdText text = UnpackId(keys[i], texts.pool());
    ASSERT_EQ(index.Find(text.view(), texts.pool(), key_at), i) << text.view();
    ASSERT_EQ(index.Find(keys[i], texts.pool(), key_at), i);
  }
  for (const char* absent : {"", "540000099", "540000400", "54000010", "5400001000",
                             "35600000000099", "2A0000099", "2A0000400", "SIREN:540000100"}) {
    EXPECT_EQ(index.Find(absent, texts.pool(), key_at), kNoIndex) << absent;
  }
}

TEST(NumberIndexTest, FindsAllWhoShareANumber) {
  Column<NumberEntry> entries;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    entries.push_back({HashIndex::Hash(std::to_string(i / 2)), 5000 - i});
  }
  const NumberIndex index(entries);
  const auto find = [&](const std::string& number) {
    std::vector<std::uint32_t> found;
    index.ForEach(HashIndex::Hash(number), [&](std::uint32_t i) { found.push_back(i); });
    return found;
  };
  for (std::uint32_t number = 0; number < 2500; ++number) {
    ASSERT_THAT(find(std::to_string(number)), ElementsAre(4999 - 2 * number, 5000 - 2 * number));
  }
  EXPECT_THAT(find("2500"), IsEmpty());
  NumberIndex().ForEach(7, [](std::uint32_t) { ADD_FAILURE(); });
}

TEST(PackedIdTest, SpellsEveryShapeAsItWas) {
  const std::vector<std::string> packed = {
      "899700000013", "000000000000",    "999999999999",   "0999900012",      "540000015",
      "000000000",    "SIREN:356000000", "35600000000048", "R10100000328372", "C49940088500",
      "F540000015",   "F10100000328372", "99700000013"};
  const TextPool none = TextPoolBuilder().Build();
  std::set<PackedId> distinct;
  for (const std::string& text : packed) {
    const auto id = PackId(text);
    ASSERT_TRUE(id) << text;
    EXPECT_FALSE(IsSymbol(*id));
    EXPECT_EQ(UnpackId(*id, none), text);
    distinct.insert(*id);
  }
  EXPECT_EQ(distinct.size(), packed.size());
}

TEST(PackedIdTest, LeavesOtherShapesToTheTexts) {
  for (const char* odd :
       {"", "54000001/", "54000001:", "5400 0015", "54000001\x80", "2A0000154", "8ABC",
        "R1010000032837", "SIREN:35600000A", "1234567890123456789012", "９９"}) {
    EXPECT_FALSE(PackId(odd)) << odd;
  }
  TextPoolBuilder texts;
  const Symbol symbol = texts.Intern("2A0000154");
  const PackedId id = PackSymbol(symbol);
  EXPECT_TRUE(IsSymbol(id));
  EXPECT_EQ(SymbolOf(id), symbol);
  EXPECT_EQ(UnpackId(id, texts.pool()), "2A0000154");
}

TEST(PackedIdTest, TellsTheNumberOfNineDigits) {
  EXPECT_EQ(NineDigitsOf(*PackId("540000015")), 540000015u);
  EXPECT_EQ(NineDigitsOf(*PackId("000000000")), 0u);
  EXPECT_EQ(NineDigitsOf(*PackId("999999999")), 999999999u);
  for (const char* other : {"9999999999", "SIREN:000000000", "F540000015", "899700000013"}) {
    EXPECT_EQ(NineDigitsOf(*PackId(other)), std::nullopt) << other;
  }
}

TEST(PackedIdTest, IsFoundByTextWhateverItsShape) {
  TextPoolBuilder texts;
  const std::vector<PackedId> ids = {*PackId("540000015"), PackSymbol(texts.Intern("2A0000154"))};
  HashIndex index(ids.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) index.Insert(HashOf(ids[i], texts.pool()), i);
  const auto find = [&](std::string_view text) {
    return FindId(index, text, texts.pool(), [&](std::uint32_t i) { return ids[i]; });
  };
  EXPECT_EQ(find("540000015"), 0u);
  EXPECT_EQ(find("2A0000154"), 1u);
  EXPECT_EQ(find("540000016"), kNoIndex);
  EXPECT_EQ(find("2B0000154"), kNoIndex);
}

TEST(IdTextTest, KeepsItsTextWhenCopied) {
  IdText copy;
  EXPECT_TRUE(copy.empty());
  {
    const IdText in_place = IdText::InPlace("899700000013");
    copy = in_place;
  }
  EXPECT_EQ(copy, "899700000013");
}

}  // namespace
}  // namespace annuaire
