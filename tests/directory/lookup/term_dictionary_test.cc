#include "directory/lookup/term_dictionary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "directory/lookup/edit_distance.h"
#include "directory/lookup/term_collector.h"

namespace annuaire {
namespace {

bool HasPrefixWithin1(std::string_view term, std::string_view word) {
  for (std::size_t length = 0; length <= term.size(); ++length) {
    if (EditDistance(word, term.substr(0, length), 1) <= 1) return true;
  }
  return false;
}

TermDictionary Make(const std::set<std::string>& terms) {
  return TermDictionary::FromSorted({terms.begin(), terms.end()});
}

TEST(TermDictionaryTest, FindsTheRangeOfAPrefix) {
  const TermDictionary d = Make({"a", "ab", "abc", "b", "ba", "é", "zz"});
  EXPECT_EQ(d.WithPrefix(""), (TermRange{0, 7}));
  EXPECT_EQ(d.WithPrefix("a"), (TermRange{0, 3}));
  EXPECT_EQ(d.WithPrefix("ab"), (TermRange{1, 3}));
  EXPECT_EQ(d.WithPrefix("abcd"), (TermRange{3, 3}));
  EXPECT_EQ(d.WithPrefix("b"), (TermRange{3, 5}));
  EXPECT_EQ(d.WithPrefix("z"), (TermRange{5, 6}));
  EXPECT_EQ(d.WithPrefix("\xC3"), (TermRange{6, 7}));
  EXPECT_TRUE(TermDictionary().WithPrefix("a").empty());
}

TEST(TermDictionaryTest, ShortWordsAreNotCorrected) {
  const TermDictionary d = Make({"abd", "abe", "xbd"});
  EXPECT_EQ(d.WithPrefixCorrected("abd"), (std::vector<TermRange>{{0, 1}}));
  EXPECT_TRUE(d.WithPrefixCorrected("zzz").empty());
  EXPECT_TRUE(TermDictionary().WithPrefixCorrected("abcd").empty());
}

TEST(TermDictionaryTest, CorrectionEqualsTheDefinition) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    std::set<std::string> terms;
    for (int i = 0; i < 120; ++i) {
      std::string term;
      const auto length = 1 + random() % 8;
      for (std::size_t j = 0; j < length; ++j) {
        term.push_back(static_cast<char>('a' + random() % 3));
      }
      terms.insert(term);
    }
    const TermDictionary d = Make(terms);
    std::string word;
    const auto length = 4 + random() % 4;
    for (std::size_t j = 0; j < length; ++j) word.push_back(static_cast<char>('a' + random() % 3));
    const auto ranges = d.WithPrefixCorrected(word);
    for (std::uint32_t term = 0; term < d.size(); ++term) {
      const bool inside = std::any_of(ranges.begin(), ranges.end(),
                                      [&](TermRange range) { return range.contains(term); });
      EXPECT_EQ(inside, HasPrefixWithin1(d.at(term), word)) << d.at(term) << " / " << word;
    }
    for (std::size_t i = 1; i < ranges.size(); ++i) {
      EXPECT_LT(ranges[i - 1].last, ranges[i].first);
    }
  }
}

TEST(TermCollectorTest, NumbersWordsAsTheyComeAndSealsThemSorted) {
  TermCollector collector;
  std::vector<std::uint32_t> numbers;
  for (int i = 0; i < 10000; ++i) numbers.push_back(collector.Intern(std::to_string(i % 5000)));
  EXPECT_EQ(collector.size(), 5000u);
  EXPECT_EQ(numbers[7], numbers[5007]);
  const TermCollector::Sealed sealed = collector.Seal();
  for (std::uint32_t i = 0; i < 5000; ++i) {
    EXPECT_EQ(sealed.dictionary.at(sealed.position[numbers[i]]), std::to_string(i));
  }
}

}  // namespace
}  // namespace annuaire
