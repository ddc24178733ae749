#include "directory/naming/address.h"

#include <algorithm>
#include <array>

namespace annuaire {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlankOrControl(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) == 0x7F;
}
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// atext of RFC 5322, a flag for each octet.
constexpr std::array<bool, 256> kAtomCharacters = [] {
  std::array<bool, 256> flags{};
  const auto add = [&flags](char c) { flags[static_cast<unsigned char>(c)] = true; };
  for (char c = 'a'; c <= 'z'; ++c) add(c);
  for (char c = 'A'; c <= 'Z'; ++c) add(c);
  for (char c = '0'; c <= '9'; ++c) add(c);
  for (const char c : std::string_view("!#$%&'*+-/=?^_`{|}~")) add(c);
  return flags;
}();
bool IsAtomCharacter(char c) { return kAtomCharacters[static_cast<unsigned char>(c)]; }

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool EqualsFolded(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(),
                                                   [](char a, char b) { return Lower(a) == b; });
}

bool EndsWithFolded(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         EqualsFolded(text.substr(text.size() - lower.size()), lower);
}

// One report per kind of character fault: a second blank teaches nothing.
void AddOnce(std::vector<FaultAt>& faults, AddressFault fault, std::size_t position) {
  const bool known = std::any_of(faults.begin(), faults.end(),
                                 [&](const FaultAt& at) { return at.fault == fault; });
  if (!known) faults.push_back({fault, position});
}

void CheckLocal(std::string_view local, std::vector<FaultAt>& faults) {
  if (local.empty()) return AddOnce(faults, AddressFault::kLocalEmpty, 0);
  if (local.size() > kLocalOctetsMax) {
    AddOnce(faults, AddressFault::kLocalTooLong, kLocalOctetsMax);
  }
  if (local.front() == '.') AddOnce(faults, AddressFault::kLeadingDot, 0);
  for (std::size_t i = 0; i < local.size(); ++i) {
    const char c = local[i];
    if (IsAtomCharacter(c)) continue;
    if (c == '.') {
      if (i > 0 && local[i - 1] == '.') AddOnce(faults, AddressFault::kDoubleDot, i);
    } else if (!IsAscii(c)) {
      AddOnce(faults, AddressFault::kNonAsciiLocal, i);
    } else if (IsBlankOrControl(c)) {
      AddOnce(faults, AddressFault::kBlank, i);
    } else if (c == '"') {
      AddOnce(faults, AddressFault::kQuoted, i);
    } else if (c == '@') {
      AddOnce(faults, AddressFault::kSeveralAts, i);
    } else {
      AddOnce(faults, AddressFault::kLocalCharacter, i);
    }
  }
  if (local.size() > 1 && local.back() == '.') {
    AddOnce(faults, AddressFault::kTrailingLocalDot, local.size() - 1);
  }
}

void CheckLabel(std::string_view label, std::size_t position, std::vector<FaultAt>& faults) {
  if (label.empty()) return AddOnce(faults, AddressFault::kLabelEmpty, position);
  if (label.size() > kLabelOctetsMax) {
    AddOnce(faults, AddressFault::kLabelTooLong, position + kLabelOctetsMax);
  }
  if (label.front() == '-') AddOnce(faults, AddressFault::kLabelHyphen, position);
  for (std::size_t i = 0; i < label.size(); ++i) {
    const char c = label[i];
    if (IsLetter(c) || IsDigit(c) || c == '-') continue;
    AddOnce(faults, IsBlankOrControl(c) ? AddressFault::kBlank : AddressFault::kLabelCharacter,
            position + i);
  }
  if (label.size() > 1 && label.back() == '-') {
    AddOnce(faults, AddressFault::kLabelHyphen, position + label.size() - 1);
  }
}

void CheckDomain(std::string_view domain, std::size_t offset, std::vector<FaultAt>& faults) {
  if (domain.empty()) return AddOnce(faults, AddressFault::kDomainEmpty, offset);
  if (domain.front() == '[') return AddOnce(faults, AddressFault::kDomainLiteral, offset);
  if (domain.size() > kDomainOctetsMax) {
    AddOnce(faults, AddressFault::kDomainTooLong, offset + kDomainOctetsMax);
  }
  std::size_t end = domain.size();
  if (domain.size() > 1 && domain.back() == '.') {
    AddOnce(faults, AddressFault::kTrailingDomainDot, offset + domain.size() - 1);
    --end;
  }
  std::size_t start = 0;
  for (std::size_t i = 0; i <= end; ++i) {
    if (i < end && domain[i] != '.') continue;
    CheckLabel(domain.substr(start, i - start), offset + start, faults);
    start = i + 1;
  }
}

struct FaultText {
  std::string_view fr;
  std::string_view en;
};

FaultText TextOf(AddressFault fault) {
  switch (fault) {
    case AddressFault::kEmpty:
      return {"adresse vide", "empty address"};
    case AddressFault::kNoAt:
      return {"arobase absente", "no at sign"};
    case AddressFault::kSeveralAts:
      return {"plusieurs arobases", "several at signs"};
    case AddressFault::kAddressTooLong:
      return {"plus de 254 octets", "longer than 254 octets"};
    case AddressFault::kLocalEmpty:
      return {"partie locale vide", "empty local part"};
    case AddressFault::kLocalTooLong:
      return {"partie locale de plus de 64 octets", "local part longer than 64 octets"};
    case AddressFault::kQuoted:
      return {"guillemet dans la partie locale", "quotation mark in the local part"};
    case AddressFault::kBlank:
      return {"espace ou caractère de commande", "blank or control character"};
    case AddressFault::kNonAsciiLocal:
      return {"lettre accentuée ou caractère hors ASCII", "accented or other non-ASCII character"};
    case AddressFault::kLocalCharacter:
      return {"caractère interdit dans la partie locale", "forbidden character in the local part"};
    case AddressFault::kLeadingDot:
      return {"point en tête", "leading dot"};
    case AddressFault::kTrailingLocalDot:
      return {"point avant l'arobase", "dot before the at sign"};
    case AddressFault::kDoubleDot:
      return {"deux points de suite", "two dots in a row"};
    case AddressFault::kDomainEmpty:
      return {"domaine vide", "empty domain"};
    case AddressFault::kDomainTooLong:
      return {"domaine de plus de 253 octets", "domain longer than 253 octets"};
    case AddressFault::kDomainLiteral:
      return {"adresse IP à la place du domaine", "IP address instead of a domain"};
    case AddressFault::kTrailingDomainDot:
      return {"point final", "trailing dot"};
    case AddressFault::kLabelEmpty:
      return {"étiquette de domaine vide", "empty domain label"};
    case AddressFault::kLabelTooLong:
      return {"étiquette de domaine de plus de 63 octets", "domain label longer than 63 octets"};
    case AddressFault::kLabelHyphen:
      return {"tiret au bord d'une étiquette de domaine", "hyphen at an end of a domain label"};
    case AddressFault::kLabelCharacter:
      return {"caractère interdit dans le domaine", "forbidden character in the domain"};
  }
  return {};
}

}  // namespace

std::string_view FaultTextFr(AddressFault fault) { return TextOf(fault).fr; }
std::string_view FaultTextEn(AddressFault fault) { return TextOf(fault).en; }

ParsedAddress ParseAddress(std::string_view address) {
  ParsedAddress parsed;
  if (address.empty()) {
    parsed.faults.push_back({AddressFault::kEmpty, 0});
    return parsed;
  }
  const auto at = address.rfind('@');
  parsed.local_part = address.substr(0, at);
  CheckLocal(parsed.local_part, parsed.faults);
  if (at == std::string_view::npos) {
    AddOnce(parsed.faults, AddressFault::kNoAt, address.size());
  } else {
    parsed.domain = address.substr(at + 1);
    CheckDomain(parsed.domain, at + 1, parsed.faults);
  }
  if (address.size() > kAddressOctetsMax) {
    AddOnce(parsed.faults, AddressFault::kAddressTooLong, kAddressOctetsMax);
  }
  if (parsed.faults.size() > 1) {
    std::stable_sort(parsed.faults.begin(), parsed.faults.end(),
                     [](const FaultAt& a, const FaultAt& b) { return a.position < b.position; });
  }
  return parsed;
}

DomainKind ClassifyDomain(std::string_view domain) {
  constexpr std::string_view kSuffix = ".mssante.fr";
  if (EqualsFolded(domain, kSuffix.substr(1))) return DomainKind::kApex;
  if (EqualsFolded(domain, "patient.mssante.fr")) return DomainKind::kPatient;
  if (EqualsFolded(domain, "interop-mssante.apicrypt.org")) return DomainKind::kApicryptInterop;
  if (EqualsFolded(domain, "mssante.apicrypt.org")) return DomainKind::kApicryptListed;
  if (domain.size() > kSuffix.size() && EndsWithFolded(domain, kSuffix))
    return DomainKind::kMssante;
  return DomainKind::kOutside;
}

bool IsTestDomain(std::string_view domain) {
  static constexpr std::array<std::string_view, 8> kTrialWords = {
      "test", "tests", "audit", "audits", "recette", "preprod", "preproduction", "qualif"};
  std::size_t start = 0;
  for (std::size_t i = 0; i <= domain.size(); ++i) {
    if (i < domain.size() && IsLetter(domain[i])) continue;
    const auto token = domain.substr(start, i - start);
    for (const auto word : kTrialWords) {
      if (EqualsFolded(token, word)) return true;
    }
    start = i + 1;
  }
  return false;
}

PatientNumber JudgePatientNumber(std::string_view local_part) {
  constexpr std::size_t kNumberLength = 13;
  if (local_part.size() != kNumberLength + 2) return PatientNumber::kMalformed;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kNumberLength; ++i) {
    char c = local_part[i];
    if (i == 6 && local_part[5] == '2' && (Lower(c) == 'a' || Lower(c) == 'b')) {
      c = Lower(c) == 'a' ? '9' : '8';  // 2A counts as 19, 2B as 18
      --number;
    }
    if (!IsDigit(c)) return PatientNumber::kMalformed;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (!IsDigit(local_part[13]) || !IsDigit(local_part[14])) return PatientNumber::kMalformed;
  const auto tens = static_cast<std::uint64_t>(local_part[13] - '0');
  const auto units = static_cast<std::uint64_t>(local_part[14] - '0');
  return tens * 10 + units == 97 - number % 97 ? PatientNumber::kGood : PatientNumber::kWrongKey;
}

}  // namespace annuaire
