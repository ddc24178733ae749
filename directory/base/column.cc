#include "directory/base/column.h"

#include <sys/mman.h>

#include <new>

namespace annuaire {

void* AllocateColumn(std::size_t bytes) {
  constexpr std::size_t kLineBytes = 64;
  void* place = nullptr;
  const bool huge = bytes >= kHugePageBytes;
  if (posix_memalign(&place, huge ? kHugePageBytes : kLineBytes, bytes) != 0) {
    throw std::bad_alloc();
  }
  // A wish: nothing is lost where it is not granted. The end, which fills no huge
  // page, stays on small ones, and takes no more than it needs.
  if (huge) (void)madvise(place, bytes / kHugePageBytes * kHugePageBytes, MADV_HUGEPAGE);
  return place;
}

}  // namespace annuaire
