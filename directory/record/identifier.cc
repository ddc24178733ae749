#include "directory/record/identifier.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "directory/base/ascii.h"

namespace annuaire {
namespace {

// What a character counts in Luhn's sum, by its byte; letters stand for A=1, B=2
// (FINESS only).
struct LuhnTables {
  std::array<std::uint8_t, 256> once{};
  std::array<std::uint8_t, 256> twice{};

  constexpr LuhnTables() {
    for (unsigned byte = 0; byte < once.size(); ++byte) {
      const bool is_letter = byte >= 'A' && byte <= 'I';
      const unsigned digit = is_letter                    ? byte - 'A' + 1
                             : byte >= '0' && byte <= '9' ? byte - '0'
                                                          : 0;
      once[byte] = static_cast<std::uint8_t>(digit);
      twice[byte] = static_cast<std::uint8_t>(digit > 4 ? 2 * digit - 9 : 2 * digit);
    }
  }
};

// From the right, every second one twice.
bool LuhnHolds(std::string_view text) {
  static constexpr LuhnTables kTables;
  unsigned sum = 0;
  std::size_t left = text.size();
  for (; left >= 2; left -= 2) {
    sum += kTables.once[static_cast<unsigned char>(text[left - 1])];
    sum += kTables.twice[static_cast<unsigned char>(text[left - 2])];
  }
  if (left == 1) sum += kTables.once[static_cast<unsigned char>(text.front())];
  return sum % 10 == 0;
}

}  // namespace

bool RppsShape::IsWellFormed(std::string_view text) {
  return text.size() == kLengthMax && AllDigits(text);
}

bool AdeliShape::IsWellFormed(std::string_view text) {
  return text.size() == kLengthMax && IsDigit(text[0]) &&
         (IsDigit(text[1]) || text[1] == 'A' || text[1] == 'B') && AllDigits(text.substr(2));
}

bool FinessShape::IsWellFormed(std::string_view text) { return AdeliShape::IsWellFormed(text); }

bool SirenShape::IsWellFormed(std::string_view text) {
  return text.size() == kLengthMax && AllDigits(text);
}

bool SiretShape::IsWellFormed(std::string_view text) {
  return text.size() == kLengthMax && AllDigits(text);
}

bool PractitionerShape::IsWellFormed(std::string_view text) {
  if (text.size() < 2 || !IsDigit(text[0])) return false;
  const std::string_view number = text.substr(1);
  if (text[0] == '8') return RppsShape::IsWellFormed(number);
  if (text[0] == '0') return AdeliShape::IsWellFormed(number);
  return std::all_of(number.begin(), number.end(), [](char c) { return IsDigit(c) || IsUpper(c); });
}

bool HasValidKey(const RppsId& id) { return LuhnHolds(id.text()); }
bool HasValidKey(const AdeliId& id) { return LuhnHolds(id.text()); }
bool HasValidKey(const FinessId& id) { return LuhnHolds(id.text()); }
bool HasValidKey(const SirenId& id) { return LuhnHolds(id.text()); }

bool HasValidKey(const SiretId& id) {
  if (LuhnHolds(id.text())) return true;
  if (id.text().substr(0, 9) != "356000000") return false;
  int sum = 0;
  for (const char c : id.text()) sum += c - '0';
  return sum % 5 == 0;
}

bool HasValidKey(const PractitionerId& id) {
  const char type = id.text()[0];
  if (type == '8' || type == '0') return LuhnHolds(id.text().substr(1));
  return true;
}

std::optional<RppsId> ToRpps(const PractitionerId& id) {
  if (id.text()[0] != '8') return std::nullopt;
  return RppsId::Parse(id.text().substr(1));
}

PractitionerId ToPractitionerId(const RppsId& id) {
  return *PractitionerId::Parse("8" + id.ToString());
}

std::optional<PractitionerId> ParseTypedPractitionerId(std::string_view text) {
  std::string compact;
  for (const char c : text) {
    if (c == ' ') continue;
    compact.push_back(ToUpper(c));
  }
  if (RppsShape::IsWellFormed(compact)) return PractitionerId::Parse("8" + compact);
  if (AdeliShape::IsWellFormed(compact)) return PractitionerId::Parse("0" + compact);
  // Of TRE_G08's other types 3 to 6 name people, by an employer's number, a FINESS
  // at least, and one within it. With 1 or 9 begin RPPS numbers that lack a digit.
  const bool other = !compact.empty() && compact[0] >= '3' && compact[0] <= '6';
  if (other && compact.size() < 1 + FinessId::kLengthMax + 1) return std::nullopt;
  if (!other && !compact.starts_with('8') && !compact.starts_with('0')) return std::nullopt;
  return PractitionerId::Parse(compact);
}

OrganizationKey::Kind OrganizationKey::KindOf(std::string_view key) {
  if (FinessShape::IsWellFormed(key)) return Kind::kFiness;
  if (SiretShape::IsWellFormed(key)) return Kind::kSiret;
  if (key.substr(0, 6) == "SIREN:") return Kind::kSiren;
  return Kind::kTechnical;
}

std::string_view OrganizationKey::RppsOf(std::string_view key) {
  constexpr std::size_t kRankDigits = 3;
  if (key.size() != 1 + RppsShape::kLengthMax + kRankDigits || key[0] != '4') return {};
  const bool digits = key.find_first_not_of("0123456789") == std::string_view::npos;
  return digits ? key.substr(1, RppsShape::kLengthMax) : std::string_view{};
}

}  // namespace annuaire
