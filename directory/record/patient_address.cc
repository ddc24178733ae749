#include "directory/record/patient_address.h"

#include <array>

#include "directory/base/ascii.h"
#include "directory/base/link_escapes.h"

namespace annuaire {
namespace {

// Blanks; outside ASCII there are only odd ones to find: no-break, thin, zero-width.
bool IsOdd(char octet) {
  const auto byte = static_cast<unsigned char>(octet);
  return byte <= ' ' || byte >= 0x80;
}

bool IsLabelOctet(char octet) { return IsLetter(octet) || IsDigit(octet) || octet == '-'; }

// The domain of patients, whose last label ends there.
bool BeginsWithPatientDomain(std::string_view text) {
  std::string_view wanted = "patient.mssante.fr";
  for (; !text.empty() && !wanted.empty(); text.remove_prefix(1)) {
    if (ToLower(text.front()) == wanted.front()) {
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

constexpr std::size_t kNumberLength = 13;
constexpr std::size_t kNumberAndKeyLength = 15;

// REQUIRES: kNumberLength characters, of which the seventh may be a letter
bool MayBeHealthNumber(std::string_view number) {
  constexpr std::string_view kSexes = "123478";
  const std::string_view month = number.substr(3, 2), department = number.substr(5, 2);
  const bool is_month = month != "00" && (month <= "12" || (month >= "20" && month <= "42") ||
                                          month >= "50");  // where the birth is not known well
  return kSexes.find(number.front()) != std::string_view::npos && is_month && department != "00";
}

// A number that ends where no digit follows.
bool BeginsWithHealthNumber(std::string_view text) {
  constexpr std::string_view kSeparators = "./-_";
  std::array<char, kNumberAndKeyLength> number;
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size() && size < number.size(); ++at) {
    const char c = ToLower(text[at]);
    const bool of_corsica = size == 6 && number[5] == '2' && (c == 'a' || c == 'b');
    if (!IsDigit(c) && !of_corsica) {
      if (IsOdd(c) || kSeparators.find(c) != std::string_view::npos) continue;
      return false;
    }
    number[size++] = c;
    if (size != kNumberLength && size != kNumberAndKeyLength) continue;
    if (at + 1 < text.size() && IsDigit(text[at + 1])) continue;
    if (MayBeHealthNumber({number.data(), kNumberLength})) return true;
  }
  return false;
}

bool HoldsHealthNumber(std::string_view address) {
  for (std::size_t at = 0; at < address.size(); ++at) {
    const bool begins = IsDigit(address[at]) && (at == 0 || !IsDigit(address[at - 1]));
    if (begins && BeginsWithHealthNumber(address.substr(at))) return true;
  }
  return false;
}

}  // namespace

bool NamesPatientDomain(std::string_view address) {
  if (HoldsPatientDomain(address)) return true;
  return address.find('%') != std::string_view::npos &&
         HoldsPatientDomain(WithoutLinkEscapes(address));
}

bool IsPatientAddress(std::string_view address) {
  return NamesPatientDomain(address) || HoldsHealthNumber(address);
}

}  // namespace annuaire
