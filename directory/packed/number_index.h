// A NumberIndex finds the organizations that have a number (SIRET, SIREN,
// technical id) by 64 bits of its hash: the first bits choose a bucket, 48 more
// are kept. Two of a million numbers meet once in 10^8 directories.
//
// Immutable; safe to read from any thread.

#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <tuple>

#include "directory/base/column.h"
#include "directory/packed/packed_rows.h"

namespace annuaire {

struct NumberEntry {
  std::uint64_t hash;
  std::uint32_t organization;
};

class NumberIndex {
 public:
  NumberIndex() : NumberIndex(Column<NumberEntry>()) {}
  explicit NumberIndex(Column<NumberEntry> entries)
      : bucket_bits_(
            std::max(kEntriesPerBucketBits, static_cast<unsigned>(std::bit_width(entries.size()))) -
            kEntriesPerBucketBits),
        starts_((std::size_t{1} << bucket_bits_) + 1, 0) {
    std::sort(entries.begin(), entries.end(), [](const NumberEntry& a, const NumberEntry& b) {
      return std::tie(a.hash, a.organization) < std::tie(b.hash, b.organization);
    });
    std::uint64_t largest = 0;
    for (const NumberEntry& entry : entries) {
      ++starts_[Bucket(entry.hash) + 1];
      largest = std::max<std::uint64_t>(largest, entry.organization);
    }
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    rows_ = PackedRows<2>(entries.size(), {(std::uint64_t{1} << kKeptBits) - 1, largest});
    for (std::size_t i = 0; i < entries.size(); ++i) {
      rows_.Set(i, {Kept(entries[i].hash), entries[i].organization});
    }
  }

  // Calls visit(organization) for each that has the number, rising.
  template <typename Visit>
  void ForEach(std::uint64_t hash, Visit visit) const {
    const std::size_t bucket = Bucket(hash);
    for (std::uint32_t i = starts_[bucket]; i < starts_[bucket + 1]; ++i) {
      if (rows_.At(i, 0) == Kept(hash)) visit(static_cast<std::uint32_t>(rows_.At(i, 1)));
    }
  }

  std::size_t bytes() const { return rows_.bytes() + starts_.capacity() * sizeof(std::uint32_t); }

 private:
  static constexpr unsigned kEntriesPerBucketBits = 3;
  static constexpr unsigned kKeptBits = 48;

  std::size_t Bucket(std::uint64_t hash) const {
    return bucket_bits_ == 0 ? 0 : static_cast<std::size_t>(hash >> (64 - bucket_bits_));
  }
  std::uint64_t Kept(std::uint64_t hash) const { return hash << bucket_bits_ >> (64 - kKeptBits); }

  unsigned bucket_bits_;
  Column<std::uint32_t> starts_;
  PackedRows<2> rows_;
};

}  // namespace annuaire
