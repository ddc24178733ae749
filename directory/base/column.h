// A Column is a std::vector for tables of millions of values. It begins with a
// cache line; a block of two megabytes and more is laid out for huge pages and asks the system for
// them. Its first touches cost one page fault instead of 512, and a value read at random is found
// without walking the tables of small pages.
//
// Where the system gives no huge pages ("madvise" or "always" in
// /sys/kernel/mm/transparent_hugepage/enabled), a Column is a std::vector.

#pragma once

#include <cstddef>
#include <cstdlib>
#include <vector>

namespace annuaire {

inline constexpr std::size_t kHugePageBytes = std::size_t{2} << 20;

// Never nullptr; std::bad_alloc is thrown. To be given back with std::free().
void* AllocateColumn(std::size_t bytes);

struct FreeColumn {
  void operator()(void* place) const { std::free(place); }
};

template <typename T>
struct ColumnMemory {
  using value_type = T;

  ColumnMemory() = default;
  template <typename U>
  ColumnMemory(const ColumnMemory<U>&) {}  // NOLINT: allocators convert

  T* allocate(std::size_t count) { return static_cast<T*>(AllocateColumn(count * sizeof(T))); }
  void deallocate(T* place, std::size_t) { std::free(place); }

  friend bool operator==(ColumnMemory, ColumnMemory) { return true; }
};

template <typename T>
using Column = std::vector<T, ColumnMemory<T>>;

// Gives the memory of a container back at once: "= {}" would leave a vector its
// own.
template <typename Container>
void Free(Container& spent) {
  spent = Container();
}

}  // namespace annuaire
