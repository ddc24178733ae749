#include "directory/lookup/address_meant.h"

#include <algorithm>

#include "directory/base/fold.h"
#include "directory/base/invisible_letters.h"

namespace annuaire {

std::string AddressMeant(std::string_view address) {
  std::string meant;
  for (char c : FoldKeepingPunctuation(WithoutInvisible(address))) {
    if (c == ' ') continue;
    if (c == ',') c = '.';
    const bool after_sign = meant.empty() || meant.back() == '.' || meant.back() == '@';
    if (c == '.' && after_sign) continue;
    if (c == '@' && meant.ends_with('.')) meant.pop_back();
    if (c == '@' && meant.ends_with('@')) continue;
    meant.push_back(c);
  }
  if (meant.ends_with('.')) meant.pop_back();
  return meant;
}

std::string DomainMeant(std::string_view domain) {
  constexpr std::string_view kNetwork = ".mssante";
  const std::size_t end = std::min(domain.rfind(kNetwork), domain.rfind('.'));
  return std::string(domain.substr(0, end)).append(kNetwork).append(".fr");
}

}  // namespace annuaire
