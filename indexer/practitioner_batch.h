// A PractitionerBatch holds what JudgeNotes asks of some professionals, so that
// they can be noted on another thread than the one that has their records.
//
// Plain values; texts stay where the records have them. By the time they are noted
// the caches may have others: those of the next professionals are asked for meanwhile.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "directory/base/prefetch.h"
#include "directory/record/practitioner.h"

namespace annuaire::indexer {

class PractitionerBatch {
 public:
  struct One {
    std::string_view id;
    bool is_active;  // in some activity
    std::span<const PersonName> names;
    std::span<const std::string_view> organization_keys;  // of the activities
  };

  void Add(const Practitioner& practitioner) {
    names_.insert(names_.end(), practitioner.names.begin(), practitioner.names.end());
    for (const Activity& activity : practitioner.activities) {
      organization_keys_.push_back(activity.organization_key);
    }
    ends_.push_back({practitioner.id, static_cast<std::uint32_t>(names_.size()),
                     static_cast<std::uint32_t>(organization_keys_.size())});
  }

  std::size_t size() const { return ends_.size(); }

  // Calls visit(const One&) for each, in order.
  template <typename Visit>
  void ForEach(Visit visit) const {
    Ends before{};
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      if (i + kPrefetchAhead < ends_.size()) Prefetch(i + kPrefetchAhead);
      const Ends& ends = ends_[i];
      const auto names = std::span(names_).subspan(before.names, ends.names - before.names);
      const auto keys =
          std::span(organization_keys_)
              .subspan(before.organization_keys, ends.organization_keys - before.organization_keys);
      visit(One{ends.id, !keys.empty(), names, keys});
      before = ends;
    }
  }

 private:
  static constexpr std::size_t kPrefetchAhead = 8;

  struct Ends {
    std::string_view id;
    std::uint32_t names;
    std::uint32_t organization_keys;
  };

  // REQUIRES: i != 0
  void Prefetch(std::size_t i) const {
    const Ends& before = ends_[i - 1];
    const Ends& ends = ends_[i];
    PrefetchBytes(ends.id.data(), ends.id.size());
    for (std::uint32_t name = before.names; name < ends.names; ++name) {
      PrefetchLine(names_[name].family_name.data());
      PrefetchLine(names_[name].given_name.data());
    }
    for (std::uint32_t key = before.organization_keys; key < ends.organization_keys; ++key) {
      PrefetchBytes(organization_keys_[key].data(), organization_keys_[key].size());
    }
  }

  std::vector<Ends> ends_;
  std::vector<PersonName> names_;
  std::vector<std::string_view> organization_keys_;
};

}  // namespace annuaire::indexer
