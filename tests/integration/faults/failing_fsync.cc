// Preloaded into a program, makes one flush to the disk fail with EIO: the one
// numbered by FAILING_FLUSH, counting from 1 over all threads. At its end the
// process writes how many there were to the file named by FLUSH_COUNT.

#include <dlfcn.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<long> flushes = 0;

bool Fails() {
  const char* number = std::getenv("FAILING_FLUSH");
  return ++flushes == (number == nullptr ? 0 : std::atol(number));
}

int Flush(const char* name, int descriptor) {
  using Function = int (*)(int);
  if (Fails()) {
    errno = EIO;
    return -1;
  }
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name))(descriptor);
}

struct Report {
  ~Report() {
    const char* path = std::getenv("FLUSH_COUNT");
    if (path == nullptr) return;
    if (std::FILE* file = std::fopen(path, "w")) {
      std::fprintf(file, "%ld\n", flushes.load());
      std::fclose(file);
    }
  }
} report;

}  // namespace

extern "C" int fsync(int descriptor) { return Flush("fsync", descriptor); }
extern "C" int fdatasync(int descriptor) { return Flush("fdatasync", descriptor); }
