#include "directory/base/invisible_letters.h"

#include <utf8proc.h>

namespace annuaire {

std::string WithoutInvisible(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    const std::string_view letter = text.substr(at, used > 0 ? static_cast<std::size_t>(used) : 1);
    at += letter.size();
    if (used > 0 && utf8proc_category(code) == UTF8PROC_CATEGORY_CF) continue;
    const bool is_hyphen = used > 0 && (code == 0x2010 || code == 0x2011);
    out += is_hyphen ? "-" : letter;
  }
  return out;
}

}  // namespace annuaire
