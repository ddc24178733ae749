#include "directory/base/link_escapes.h"

namespace annuaire {
namespace {

int HexValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

}  // namespace

std::string WithoutLinkEscapes(std::string_view text) {
  std::string read;
  for (const char octet : text) {
    read.push_back(octet);
    while (read.size() >= 3 && read[read.size() - 3] == '%') {
      const int high = HexValue(read[read.size() - 2]);
      const int low = HexValue(read.back());
      if (high < 0 || low < 0) break;
      read.resize(read.size() - 3);
      read.push_back(static_cast<char>(high * 16 + low));
    }
  }
  return read;
}

}  // namespace annuaire
