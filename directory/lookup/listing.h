// Pieces that the three listings share. Private to this room.

#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/query.h"
#include "directory/lookup/tables.h"

namespace annuaire {

// A set of small numbers.
class NumberSet {
 public:
  NumberSet() = default;
  explicit NumberSet(std::size_t size) : bits_((size + 63) / 64, 0) {}

  void Add(std::uint32_t number) { bits_[number / 64] |= std::uint64_t{1} << (number % 64); }
  bool Has(std::uint32_t number) const { return (bits_[number / 64] >> (number % 64) & 1) != 0; }
  bool empty() const {
    return std::all_of(bits_.begin(), bits_.end(), [](std::uint64_t bits) { return bits == 0; });
  }
  // All of them, sorted.
  std::vector<std::uint32_t> Numbers() const;

 private:
  std::vector<std::uint64_t> bits_;
};

// The places a filter's city, postcode, departments (any of them) and region allow.
class PlaceFilter {
 public:
  PlaceFilter(const Tables& tables, std::string_view city, std::string_view postcode,
              std::span<const std::string_view> departments, std::string_view region);
  PlaceFilter(const Tables& tables, std::string_view city, std::string_view postcode,
              std::string_view department, std::string_view region)
      : PlaceFilter(tables, city, postcode, std::span(&department, department.empty() ? 0 : 1),
                    region) {}

  // False when nothing was asked: then every place is allowed.
  bool set() const { return set_; }
  bool Allows(std::uint32_t place) const { return !set_ || allowed_.Has(place); }
  const std::vector<std::uint32_t>& places() const { return places_; }

 private:
  bool set_ = false;
  NumberSet allowed_;
  std::vector<std::uint32_t> places_;
};

// Whether the mailbox has an attachment at such a place.
bool IsAttachedIn(const Tables& tables, std::uint32_t mailbox, const PlaceFilter& place);

// The coded values with one of the codes asked for.
class CodeFilter {
 public:
  CodeFilter(const Tables& tables, std::string_view code);

  bool set() const { return set_; }
  bool Allows(CodedId id) const { return !set_ || allowed_.Has(static_cast<std::uint32_t>(id)); }

 private:
  bool set_ = false;
  NumberSet allowed_;
};

// The words of a typed text without those that begin another, which has them, too.
std::vector<std::string> DemandingWords(std::string_view text);

// Numbers below "count" that stand in the lists of every word of "text", each a prefix; none when
// it has no word.
NumberSet HavingEveryWord(const TermDictionary& terms,
                          const NumberLists<std::uint32_t>& having_term, std::size_t count,
                          std::string_view text);

// The organizations a typed number names; several can share a SIREN or SIRET.
std::vector<std::uint32_t> OrganizationsByNumber(const Tables& tables, std::string_view number);

// Domains named exactly, or, with a leading dot, that and all below it.
NumberSet DomainsNamed(const Tables& tables, std::string_view name);

// Mailboxes attached to the structures a typed number names; sorted.
std::vector<std::uint32_t> MailboxesOfOrganization(const Tables& tables, std::string_view number);

// Sorted numbers a listing may hold; nullopt while nothing narrows it.
using Candidates = std::optional<std::vector<std::uint32_t>>;

// Narrows "candidates" to those also in "sorted".
void Intersect(Candidates& candidates, std::vector<std::uint32_t> sorted);

// Walks candidates from the cursor on, keeps those that "holds" accepts, and
// stops when the page is full. Without candidates it walks [0, count).
template <typename Index, typename Holds>
void FillPage(const Candidates& candidates, std::size_t count, const PageRequest& request,
              Holds holds, std::vector<Index>& rows, std::uint64_t& next_cursor) {
  next_cursor = 0;
  const auto keep = [&](std::uint32_t number) {
    if (!holds(number)) return true;
    if (rows.size() == request.size) {
      next_cursor = number;  // the first of the next page; never 0 here
      return false;
    }
    rows.push_back(Index{number});
    return true;
  };
  if (candidates) {
    auto it = std::lower_bound(candidates->begin(), candidates->end(), request.cursor);
    while (it != candidates->end() && keep(*it)) ++it;
    return;
  }
  for (std::uint64_t number = request.cursor; number < count; ++number) {
    if (!keep(static_cast<std::uint32_t>(number))) return;
  }
}

}  // namespace annuaire
