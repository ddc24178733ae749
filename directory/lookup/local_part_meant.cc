#include "directory/lookup/local_part_meant.h"

#include <algorithm>
#include <vector>

#include "directory/base/edit_distance.h"

namespace annuaire {
namespace {

constexpr std::string_view kDividers = "._-";
bool Divides(char c) { return kDividers.find(c) != std::string_view::npos; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string_view> NamesOf(std::string_view local_part) {
  std::vector<std::string_view> names;
  for (std::size_t start = 0; start <= local_part.size();) {
    const std::size_t end = std::min(local_part.find_first_of(kDividers, start), local_part.size());
    if (end > start) names.push_back(local_part.substr(start, end - start));
    start = end + 1;
  }
  return names;
}

std::string Without(std::string_view text, bool (*such)(char)) {
  std::string left(text);
  std::erase_if(left, such);
  return left;
}
std::string DigitsOf(std::string_view text) {
  return Without(text, [](char c) { return !IsDigit(c); });
}

std::size_t SlipsMax(std::string_view a, std::string_view b) {
  constexpr std::size_t kLong = 8;
  if (std::min(a.size(), b.size()) < 2) return 0;
  return std::max(a.size(), b.size()) < kLong ? 1 : 2;
}

std::uint32_t HoldersOf(std::string_view name, const RecipientIndex& known) {
  const auto begun = known.terms.Begun(name);
  if (!begun.whole) return 0;
  return known.HoldersOf({begun.terms.first, begun.terms.first + 1}).in_names;
}

// A name that some have is one typed wrong where this many times more have the other.
constexpr std::uint32_t kTimesMore = 50;

bool IsNameMeant(std::string_view published, std::string_view typed, const RecipientIndex& known) {
  if (published == typed) return true;
  const std::size_t most = SlipsMax(published, typed);
  if (EditDistance(published, typed, most) > most) return false;
  const std::uint32_t have_typed = HoldersOf(typed, known);
  return have_typed == 0 || have_typed <= HoldersOf(published, known) / kTimesMore;
}

}  // namespace

bool WasMeant(std::string_view published, std::string_view typed, const RecipientIndex& known) {
  if (DigitsOf(published) != DigitsOf(typed)) return false;
  const std::vector<std::string_view> wanted = NamesOf(published), names = NamesOf(typed);
  if (wanted.size() == names.size()) {
    return std::equal(
        wanted.begin(), wanted.end(), names.begin(),
        [&](std::string_view a, std::string_view b) { return IsNameMeant(a, b, known); });
  }
  return Without(published, Divides) == Without(typed, Divides) ||
         AreOneErrorApart(published, typed);  // a letter for the point
}

std::optional<TwoNames> TwoNamesOf(std::string_view local_part) {
  for (const char divider : kDividers) {
    const std::size_t at = local_part.find(divider);
    if (at == std::string_view::npos) continue;
    const TwoNames names{local_part.substr(0, at), divider, local_part.substr(at + 1)};
    if (names.first.empty() || names.second.empty()) return std::nullopt;
    if (names.second.find(divider) != std::string_view::npos) return std::nullopt;
    return names;
  }
  return std::nullopt;
}

bool HasInitial(const TwoNames& names) {
  return (names.first.size() == 1) != (names.second.size() == 1);
}

bool IsInFull(const TwoNames& whole, const TwoNames& short_form) {
  const auto is_in_full = [](std::string_view name, std::string_view initial) {
    return name.size() > 1 && initial.size() == 1 && name.front() == initial.front();
  };
  return (is_in_full(whole.first, short_form.first) && whole.second == short_form.second) ||
         (is_in_full(whole.second, short_form.second) && whole.first == short_form.first);
}

}  // namespace annuaire
