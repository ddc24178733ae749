// A ByteInterner keeps each distinct text once and names it by a small number.
//
// Numbers are dense, in order of first appearance; 0 is the empty text. Views
// returned stay valid as long as the interner. Not thread-safe.
//
// Memory: the texts (see byte_store.h), 4 bytes per text, and an
// open-addressing table of 12 bytes per slot, at most four fifths full, until
// Freeze(). Once the store is full, Intern() returns 0 for new texts and full()
// is true.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/base/prefetch.h"
#include "directory/base/text_hash.h"
#include "directory/join/byte_store.h"

namespace annuaire {

class ByteInterner {
 public:
  ByteInterner();
  ByteInterner(const ByteInterner&) = delete;
  ByteInterner& operator=(const ByteInterner&) = delete;

  std::uint32_t Intern(std::string_view text) { return Intern(text, HashOf(text)); }
  // The same where a text's hash has been worked out before, and in two steps
  // for callers who intern many: by the time Intern() is called, memory has
  // come nearer. REQUIRES: hash == HashOf(text)
  static std::uint64_t HashOf(std::string_view text) { return HashText(text); }
  std::uint32_t Intern(std::string_view text, std::uint64_t hash);
  void PrefetchSlot(std::uint64_t hash) const { PrefetchLine(&slots_[hash & (slots_.size() - 1)]); }
  void PrefetchText(std::uint64_t hash, std::size_t bytes) const {
    const Slot& slot = slots_[hash & (slots_.size() - 1)];
    if (slot.hash == TagOf(hash)) store_.Prefetch(slot.place, bytes);
  }

  // Frees the table; nothing may be interned or looked for after it.
  void Freeze() { Column<Slot>().swap(slots_); }

  // The number of "text", 0 when it was never interned.
  std::uint32_t Find(std::string_view text) const { return Find(text, HashText(text)); }
  // REQUIRES: hash == HashText(text)
  std::uint32_t Find(std::string_view text, std::uint64_t hash) const;

  // REQUIRES: id < size()
  std::string_view Text(std::uint32_t id) const { return store_.Text(places_[id]); }
  void Prefetch(std::uint32_t id, std::size_t bytes) const { store_.Prefetch(places_[id], bytes); }
  void PrefetchPlace(std::uint32_t id) const { PrefetchLine(&places_[id]); }

  std::size_t size() const { return places_.size(); }
  bool full() const { return store_.full(); }
  std::size_t memory_bytes() const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t id = 0;  // 0 marks a free slot: the empty text is never looked up
    std::uint32_t place = 0;
  };

  static std::uint32_t TagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }
  // Where "text" is, or where it would be put.
  std::size_t SlotOf(std::string_view text, std::uint64_t hash) const;
  void Grow();

  ByteStore store_;
  Column<std::uint32_t> places_;  // by id
  Column<Slot> slots_;
};

}  // namespace annuaire
