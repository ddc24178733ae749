// OrganizationKeys finds structures by their keys. Those asked for by far the
// most are FINESS numbers: nine digits, kept whole in the slots of a table of
// their own, so that one cache line answers. All others are compared with the
// key of the structure found.
//
// Immutable; safe to read from any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "directory/packed/hash_index.h"
#include "directory/packed/packed_id.h"
#include "directory/packed/text_pool.h"

namespace annuaire {

class OrganizationKeys {
 public:
  OrganizationKeys() = default;
  // key_at(position) gives the keys of 0 to count - 1, here and below; "texts"
  // holds those that are no numbers.
  template <typename KeyAt>
  OrganizationKeys(std::size_t count, const TextPool& texts, KeyAt key_at) {
    std::size_t nine_digits = 0;
    for (std::uint32_t i = 0; i < count; ++i) nine_digits += NineDigitsOf(key_at(i)).has_value();
    nine_digits_ = NotedIndex(nine_digits, count);
    others_ = HashIndex(count - nine_digits, count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const PackedId key = key_at(i);
      if (const std::optional<std::uint32_t> number = NineDigitsOf(key)) {
        nine_digits_.Insert(NotedIndex::Hash(std::uint64_t{*number}), i, *number);
      } else {
        others_.Insert(HashOf(key, texts), i);
      }
    }
  }

  // The position of the key, or kNoIndex.
  template <typename KeyAt>
  std::uint32_t Find(std::string_view text, const TextPool& texts, KeyAt key_at) const {
    const std::optional<PackedId> key = PackId(text);
    if (key) return Find(*key, texts, key_at);
    return FindId(others_, text, texts, key_at);
  }
  template <typename KeyAt>
  std::uint32_t Find(PackedId key, const TextPool& texts, KeyAt key_at) const {
    if (const std::optional<std::uint32_t> number = NineDigitsOf(key)) {
      return nine_digits_.Find(
          NotedIndex::Hash(std::uint64_t{*number}),
          [&](std::uint32_t, std::uint32_t of_slot) { return of_slot == *number; });
    }
    return others_.Find(HashOf(key, texts), [&](std::uint32_t i) { return key_at(i) == key; });
  }

  // Asks the memory for where Find() begins.
  void Prefetch(PackedId key, const TextPool& texts) const {
    if (const std::optional<std::uint32_t> number = NineDigitsOf(key)) {
      nine_digits_.Prefetch(NotedIndex::Hash(std::uint64_t{*number}));
    } else {
      others_.Prefetch(HashOf(key, texts));
    }
  }
  void Prefetch(std::string_view text, const TextPool& texts) const {
    if (const std::optional<PackedId> key = PackId(text)) Prefetch(*key, texts);
  }

  // The position of the structure whose key Find() will look at, or kNoIndex
  // when it will look at none.
  std::uint32_t Candidate(PackedId key, const TextPool& texts) const {
    return NineDigitsOf(key) ? kNoIndex : others_.Candidate(HashOf(key, texts));
  }

  std::size_t bytes() const { return nine_digits_.bytes() + others_.bytes(); }

 private:
  NotedIndex nine_digits_;  // the note is the number
  HashIndex others_;
};

}  // namespace annuaire
