// LargeVector is a vector for millions of values that are read in any order: its memory
// lies in huge pages where the system has them.
//
// Whoever reads all over some hundred megabytes waits for the address of each page as
// much as for its bytes; with pages of 2 MiB instead of 4 KiB the processor has them at
// hand. Linux gives such pages to who asks ("madvise" in
// /sys/kernel/mm/transparent_hugepage/enabled) as far as it has any; elsewhere nothing
// changes. Only whole huge pages are asked for, so that no memory is taken that is not
// used, but for the vector's room to grow: reserve() what comes.
//
// Smaller vectors take their memory as any other.

#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <limits>
#include <new>
#include <vector>

namespace annuaire {

inline constexpr std::size_t kHugePageBytes = std::size_t{2} << 20;

// REQUIRES: "place" is on a boundary of kHugePageBytes
inline void AskForHugePages(void* place, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  // Where there are none, others serve.
  (void)madvise(place, bytes / kHugePageBytes * kHugePageBytes, MADV_HUGEPAGE);
#endif
}

template <typename T>
class HugePages {
 public:
  using value_type = T;

  HugePages() = default;
  template <typename Other>
  explicit(false) HugePages(const HugePages<Other>& /*other*/) {}

  T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T)) throw std::bad_alloc();
    const std::size_t bytes = count * sizeof(T);
    if (bytes < kHugePageBytes) return static_cast<T*>(::operator new(bytes));
    void* const place = ::operator new(bytes, kAlignment);
    AskForHugePages(place, bytes);
    return static_cast<T*>(place);
  }

  void deallocate(T* place, std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes < kHugePageBytes) {
      ::operator delete(place);
    } else {
      ::operator delete(place, kAlignment);
    }
  }

  friend bool operator==(const HugePages& /*a*/, const HugePages& /*b*/) { return true; }

 private:
  static constexpr std::align_val_t kAlignment{kHugePageBytes};
};

template <typename T>
using LargeVector = std::vector<T, HugePages<T>>;

}  // namespace annuaire
