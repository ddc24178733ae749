#include "directory/record/patient_address.h"

#include "directory/base/link_escapes.h"

namespace annuaire {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// Blanks; outside ASCII there are only odd ones to find: no-break, thin, zero-width.
bool IsOdd(char octet) {
  const auto byte = static_cast<unsigned char>(octet);
  return byte <= ' ' || byte >= 0x80;
}

bool IsLabelOctet(char octet) {
  const char lower = Lower(octet);
  return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '-';
}

// The domain of patients, whose last label ends there.
bool BeginsWithPatientDomain(std::string_view text) {
  std::string_view wanted = "patient.mssante.fr";
  for (; !text.empty() && !wanted.empty(); text.remove_prefix(1)) {
    if (Lower(text.front()) == wanted.front()) {
      wanted.remove_prefix(1);
    } else if (!IsOdd(text.front())) {
      return false;
    }
  }
  return wanted.empty() && (text.empty() || !IsLabelOctet(text.front()));
}

bool HoldsPatientDomain(std::string_view address) {
  bool after_something = false;
  for (std::size_t at = 0; at < address.size(); ++at) {
    const bool starts_label = after_something && !IsLabelOctet(address[at - 1]);
    if (starts_label && BeginsWithPatientDomain(address.substr(at))) return true;
    after_something = after_something || !IsOdd(address[at]);
  }
  return false;
}

}  // namespace

bool IsPatientAddress(std::string_view address) {
  if (HoldsPatientDomain(address)) return true;
  return address.find('%') != std::string_view::npos &&
         HoldsPatientDomain(WithoutLinkEscapes(address));
}

}  // namespace annuaire
