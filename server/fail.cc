#include "server/fail.h"

#include <unistd.h>

#include <exception>
#include <iostream>
#include <new>

namespace annuaire {

int Fail(const Status& status) {
  std::cerr << "annuaire-server: " << status.message() << '\n';
  return kFailed;
}

void FailWhenMemoryIsShort() {
  static const std::terminate_handler usual = std::get_terminate();
  std::set_terminate([] {
    try {
      if (std::current_exception()) throw;
    } catch (const std::bad_alloc&) {
      std::cerr << "annuaire-server: not enough memory\n";
      _exit(kFailed);
    } catch (...) {
    }
    usual();
  });
}

}  // namespace annuaire
