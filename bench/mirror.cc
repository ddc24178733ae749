#include "bench/mirror.h"

#include <cstdio>
#include <cstdlib>

#include "server/loader.h"

namespace annuaire {

std::shared_ptr<const Edition> OpenMirror(const char* program, const std::string& store) {
  Editions editions;
  Loader loader(store, {}, editions);
  if (const Status loaded = loader.Load(); !loaded.ok()) {
    std::fprintf(stderr, "%s: %s\n", program, loaded.ToString().c_str());
    std::exit(3);
  }
  return editions.Get();
}

}  // namespace annuaire
