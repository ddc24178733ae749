#include "directory/lookup/term_dictionary.h"

#include <algorithm>
#include <cassert>
#include <string>

namespace annuaire {
namespace {

// Letter "depth" of "term", or -1 past its end, so that shorter sorts first.
int LetterAt(std::string_view term, std::size_t depth) {
  return depth < term.size() ? static_cast<unsigned char>(term[depth]) : -1;
}

// Sorts by first term and joins ranges that touch or overlap.
void Merge(std::vector<TermRange>& ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const TermRange& a, const TermRange& b) { return a.first < b.first; });
  std::size_t kept = 0;
  for (const TermRange& range : ranges) {
    if (range.empty()) continue;
    if (kept > 0 && range.first <= ranges[kept - 1].last) {
      ranges[kept - 1].last = std::max(ranges[kept - 1].last, range.last);
    } else {
      ranges[kept++] = range;
    }
  }
  ranges.resize(kept);
}

}  // namespace

TermDictionary TermDictionary::FromSorted(const std::vector<std::string_view>& sorted) {
  TermDictionary dictionary;
  std::size_t bytes = 0;
  for (const auto term : sorted) bytes += term.size();
  dictionary.text_.reserve(bytes);
  dictionary.starts_.reserve(sorted.size() + 1);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    assert(i == 0 || sorted[i - 1] < sorted[i]);
    dictionary.text_.insert(dictionary.text_.end(), sorted[i].begin(), sorted[i].end());
    dictionary.starts_.push_back(static_cast<std::uint32_t>(dictionary.text_.size()));
  }
  return dictionary;
}

TermRange TermDictionary::Narrow(TermRange range, std::size_t depth, std::string_view rest) const {
  for (std::size_t i = 0; i < rest.size() && !range.empty(); ++i) {
    const int letter = static_cast<unsigned char>(rest[i]);
    const std::size_t at_depth = depth + i;
    const auto partition = [&](std::uint32_t from, int bound) {
      std::uint32_t low = from;
      std::uint32_t high = range.last;
      while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (LetterAt(at(middle), at_depth) < bound) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    };
    const std::uint32_t first = partition(range.first, letter);
    range = {first, partition(first, letter + 1)};
  }
  return range;
}

TermRange TermDictionary::WithPrefix(std::string_view prefix) const {
  const auto lower = [&](auto before) {
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(size());
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (before(at(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return {lower([&](std::string_view term) { return term < prefix; }),
          lower([&](std::string_view term) { return term.substr(0, prefix.size()) <= prefix; })};
}

std::vector<TermRange> TermDictionary::WithPrefixCorrected(std::string_view word) const {
  std::vector<TermRange> ranges{WithPrefix(word)};
  if (word.size() < kCorrectedLengthMin) {
    if (ranges.front().empty()) ranges.clear();
    return ranges;
  }
  // Terms that begin with word[0, i): the error, if any, comes at letter i.
  TermRange prefix{0, static_cast<std::uint32_t>(size())};
  for (std::size_t i = 0; i < word.size() && !prefix.empty(); ++i) {
    const std::string_view rest = word.substr(i);
    ranges.push_back(Narrow(prefix, i, rest.substr(1)));  // word[i] is extra
    if (rest.size() >= 2) {
      const std::string swapped{rest[1], rest[0]};
      ranges.push_back(Narrow(Narrow(prefix, i, swapped), i + 2, rest.substr(2)));
    }
    for (TermRange left = prefix; !left.empty();) {
      const int letter = LetterAt(at(left.first), i);
      if (letter < 0) {  // terms that end here have no letter to replace or skip
        ++left.first;
        continue;
      }
      const char c = static_cast<char>(letter);
      const TermRange child = Narrow(left, i, std::string_view(&c, 1));
      ranges.push_back(Narrow(child, i + 1, rest.substr(1)));  // word[i] is wrong
      ranges.push_back(Narrow(child, i + 1, rest));            // a letter is missing
      left.first = child.last;
    }
    prefix = Narrow(prefix, i, rest.substr(0, 1));
  }
  Merge(ranges);
  return ranges;
}

}  // namespace annuaire
