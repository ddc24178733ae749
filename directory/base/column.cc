#include "directory/base/column.h"

#include <sys/mman.h>

#include <new>

namespace annuaire {

void* AllocateColumn(std::size_t bytes) {
  void* place = nullptr;
  if (bytes < kHugePageBytes) {
    place = std::malloc(bytes == 0 ? 1 : bytes);
  } else if (posix_memalign(&place, kHugePageBytes, bytes) == 0) {
    // A wish: nothing is lost where it is not granted. The end, which fills no
    // huge page, stays on small ones, and takes no more than it needs.
    (void)madvise(place, bytes / kHugePageBytes * kHugePageBytes, MADV_HUGEPAGE);
  }
  if (place == nullptr) throw std::bad_alloc();
  return place;
}

}  // namespace annuaire
