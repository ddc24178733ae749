#include "directory/words/term_dictionary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/base/edit_distance.h"
#include "directory/words/term_beginnings.h"
#include "directory/words/term_collector.h"
#include "directory/words/typed_word.h"

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
  EXPECT_TRUE(d.WithPrefix("abcd").empty());
  EXPECT_EQ(d.WithPrefix("b"), (TermRange{3, 5}));
  EXPECT_EQ(d.WithPrefix("z"), (TermRange{5, 6}));
  EXPECT_EQ(d.WithPrefix("\xC3"), (TermRange{6, 7}));
  EXPECT_TRUE(TermDictionary().WithPrefix("a").empty());
}

TEST(TermDictionaryTest, TellsWhetherAWordIsWhole) {
  std::set<std::string> few = {"a", "ab", "abc", "\xC3\xA9", "\xC3\xA9\xC3\xA9"};
  std::set<std::string> many = few;
  for (char c = 'a'; c <= 'z'; ++c) many.insert(std::string("ab") + c);
  for (const auto& terms : {few, many}) {
    const TermDictionary d = Make(terms);
    for (const char* word : {"a", "ab", "abc", "\xC3\xA9"}) {
      EXPECT_TRUE(d.Begun(word).whole) << word << " among " << terms.size();
    }
    for (const char* word : {"", "abcd", "b", "\xC3"}) {
      EXPECT_FALSE(d.Begun(word).whole) << word << " among " << terms.size();
    }
  }
}

TEST(TermDictionaryTest, ShortWordsAreNotCorrected) {
  const TermDictionary d = Make({"abd", "abe", "xbd"});
  EXPECT_EQ(d.WithPrefixCorrected("abd"), (std::vector<TermRange>{{0, 1}}));
  EXPECT_TRUE(d.WithPrefixCorrected("zzz").empty());
  EXPECT_TRUE(TermDictionary().WithPrefixCorrected("abcd").empty());
}

TEST(TermDictionaryTest, ForgivesOneErrorAtEveryPlace) {
  struct Case {
    std::string_view typed;
    bool found;
  };
  const Case cases[] = {
      {"dupont", true},  {"dupo", true},      {"dupontel", false}, {"dupontelle", false},
      {"xupont", true},  {"upont", true},     {"xdupont", true},   {"udpont", true},
      {"dupxnt", true},  {"duont", true},     {"dupxont", true},   {"dupnot", true},
      {"duponx", true},  {"dupon", true},     {"dupontx", true},   {"duptno", false},
      {"duponxt", true}, {"dupontx9", false}, {"xxpont", false},   {"pudont", false},
      {"udpnot", false}, {"duopn", true},     {"9upont", true},    {"dupo\xC3\xA9", false},
      {"dupo-t", true},  {"dupon\xFF", true},
  };
  // Alone, and among so many that the letters are walked in the tree.
  std::set<std::string> crowd{"dupont"};
  for (const char* head : {"d", "du", "dup", "dupo", "dupon", "u", "p"}) {
    for (char a = 'a'; a <= 'z'; ++a) {
      crowd.insert({std::string(head) + a + "zzzzzz", std::string(head) + a + "zzzzzy"});
    }
  }
  for (const auto& terms : {std::set<std::string>{"dupont"}, crowd}) {
    const TermDictionary d = Make(terms);
    const TermRange dupont = d.WithPrefix("dupont");
    ASSERT_EQ(d.at(dupont.first), "dupont");
    for (const Case& c : cases) {
      const auto ranges = d.WithPrefixCorrected(c.typed);
      const bool found = std::any_of(ranges.begin(), ranges.end(),
                                     [&](TermRange range) { return range.contains(dupont.first); });
      EXPECT_EQ(found, c.found) << c.typed << " among " << terms.size();
    }
  }
}

TEST(TermDictionaryTest, CorrectionReplacesWhatTheRangesHeld) {
  const TermDictionary d = Make({"dupont", "durand"});
  std::vector<TermRange> ranges{{7, 9}, {10, 11}};
  d.WithPrefixCorrected("duponx", ranges);
  EXPECT_EQ(ranges, (std::vector<TermRange>{{0, 1}}));
  d.WithPrefixCorrected("dur", ranges);
  EXPECT_EQ(ranges, (std::vector<TermRange>{{1, 2}}));
  d.WithPrefixCorrected("zzzzzz", ranges);
  EXPECT_TRUE(ranges.empty());
}

void ExpectTheDefinition(const TermDictionary& d, const std::string& word) {
  const auto [with_prefix, whole] = d.Begun(word);
  EXPECT_EQ(whole, !with_prefix.empty() && d.at(with_prefix.first) == word) << word;
  const auto ranges = d.WithPrefixCorrected(word);
  for (std::uint32_t term = 0; term < d.size(); ++term) {
    EXPECT_EQ(with_prefix.contains(term), d.at(term).starts_with(word))
        << d.at(term) << '/' << word;
    const bool inside = std::any_of(ranges.begin(), ranges.end(),
                                    [&](TermRange range) { return range.contains(term); });
    const bool near = word.size() < TermDictionary::kCorrectedLengthMin
                          ? d.at(term).starts_with(word)
                          : HasPrefixWithin1(d.at(term), word);
    EXPECT_EQ(inside, near) << d.at(term) << " / " << word;
  }
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    EXPECT_LT(ranges[i].first, ranges[i].last);
    EXPECT_TRUE(i == 0 || ranges[i - 1].last < ranges[i].first);
  }
}

class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::size_t Below(std::size_t bound) { return random_() % bound; }

  std::string Word(std::string_view letters, std::size_t longest) {
    std::string word(1 + Below(longest), ' ');
    for (char& c : word) c = letters[Below(letters.size())];
    return word;
  }

  // The beginning of a term with up to two letters changed.
  std::string Misspelt(std::string_view term, std::string_view letters) {
    std::string word(term.substr(0, 1 + Below(term.size() + 2)));
    for (std::size_t errors = Below(3); errors > 0 && !word.empty(); --errors) {
      const std::size_t at = Below(word.size());
      const char letter = letters[Below(letters.size())];
      switch (Below(4)) {
        case 0:
          word[at] = letter;
          break;
        case 1:
          word.erase(at, 1);
          break;
        case 2:
          word.insert(at, 1, letter);
          break;
        default:
          if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
      }
    }
    return word;
  }

 private:
  std::mt19937 random_;
};

TEST(TermDictionaryTest, EqualsTheDefinitionOnRandomWords) {
  struct World {
    std::string_view letters;
    std::size_t longest;
    std::size_t terms_count;
  };
  using namespace std::string_view_literals;
  const World worlds[] = {
      {"ab", 12, 700},
      {"abc", 8, 120},
      {"abc", 14, 1500},
      {"a", 60, 50},
      {"abcdefghijklmnopqrstuvwxyz0123456789", 6, 2000},
      {"yz09", 9, 1000},
      {"ab\0-_{\x7F\x80\xFF"sv, 7, 1000},  // bytes before, between and after the letters
      {"abc", 5, 1},
      {"abc", 5, 16},
      {"abc", 5, 17},
  };
  RandomText random(7);
  for (const World& world : worlds) {
    for (int round = 0; round < 4; ++round) {
      std::set<std::string> terms;
      for (std::size_t i = 0; i < world.terms_count; ++i) {
        terms.insert(random.Word(world.letters, world.longest));
      }
      const std::vector<std::string> listed(terms.begin(), terms.end());
      const TermDictionary d = Make(terms);
      for (int query = 0; query < 40; ++query) {
        const std::string& term = listed[random.Below(listed.size())];
        ExpectTheDefinition(d, random.Misspelt(term, world.letters));
        ExpectTheDefinition(d, random.Word(world.letters, world.longest + 2));
      }
    }
  }
}

TEST(TermDictionaryTest, EqualsTheDefinitionOnLongWords) {
  const std::string long_head(220, 'm');
  std::set<std::string> terms;
  for (std::size_t i = 0; i < 60; ++i) {
    terms.insert(long_head.substr(0, 5 * i) + "a" + std::to_string(i));
    terms.insert(long_head + std::to_string(i));
  }
  const TermDictionary d = Make(terms);
  RandomText random(11);
  for (const std::string& term : terms) {
    for (int query = 0; query < 5; ++query) ExpectTheDefinition(d, random.Misspelt(term, "am1"));
  }
  ExpectTheDefinition(d, std::string(1000, 'm'));
}

TEST(TermBeginningsTest, MissesNoneAndPassesFewOthers) {
  RandomText random(13);
  std::vector<std::string> terms;
  for (int i = 0; i < 5000; ++i) terms.push_back(random.Word("abcdefghijklmnopqrst", 12));
  const TermBeginnings beginnings(std::vector<std::string_view>(terms.begin(), terms.end()));
  const auto may_have = [&](std::string_view word) {
    return beginnings.MayHave(TypedWord(word).Eight(0), word.size());
  };
  for (const std::string& term : terms) {
    for (std::size_t size = 0; size <= term.size(); ++size) {
      EXPECT_TRUE(may_have(std::string_view(term).substr(0, size))) << term;
    }
  }
  int passed = 0;  // of words no term begins like
  for (int i = 0; i < 5000; ++i) passed += may_have("z" + random.Word("abcdefghij", 12) + "klmno");
  EXPECT_LT(passed, 1000);
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
