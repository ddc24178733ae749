// The directory's identifiers, as types that cannot be malformed.
//
// A parsed identifier has the right shape: length and alphabet. Its check
// digit is another matter: published files hold numbers whose key is wrong, so
// HasValidKey() is asked separately, failures are counted and nothing is
// rejected for them. All identifiers are text: leading zeros and letters count.
//
// Shapes and keys: ANS code lists TRE_G07 and TRE_G08; Luhn with A=1, B=2 in
// FINESS, checked on published Corsican numbers (arrêté AFSH1506177A of 4 March
// 2015). SIRET of La Poste (SIREN 356000000): digit sum a multiple of 5.
//
// Values are small and copied freely; safe from any thread.
//
// Example:
//
//   std::optional<RppsId> id = RppsId::Parse("99700000013");
//   if (id && !HasValidKey(*id)) ++bad_keys;

#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace annuaire {

// The text of an identifier, stored in place. "Shape" says what is well-formed.
template <typename Shape>
class Identifier {
 public:
  static constexpr std::size_t kLengthMax = Shape::kLengthMax;

  // Accepts exactly the canonical text: no blanks, upper-case letters.
  static std::optional<Identifier> Parse(std::string_view text) {
    if (text.empty() || text.size() > kLengthMax || !Shape::IsWellFormed(text)) return std::nullopt;
    Identifier id;
    id.length_ = static_cast<std::uint8_t>(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) id.text_[i] = text[i];
    return id;
  }

  std::string_view text() const { return {text_.data(), length_}; }
  std::string ToString() const { return std::string(text()); }

  friend bool operator==(const Identifier& a, const Identifier& b) { return a.text() == b.text(); }
  friend auto operator<=>(const Identifier& a, const Identifier& b) {
    return a.text() <=> b.text();
  }

 private:
  Identifier() = default;
  std::array<char, kLengthMax> text_{};
  std::uint8_t length_ = 0;
};

struct RppsShape {  // 11 digits
  static constexpr std::size_t kLengthMax = 11;
  static bool IsWellFormed(std::string_view text);
};
struct AdeliShape {  // 9 characters, digits but for Corsican letters
  static constexpr std::size_t kLengthMax = 9;
  static bool IsWellFormed(std::string_view text);
};
struct FinessShape {  // 9 characters: digit, digit or A or B, 7 digits
  static constexpr std::size_t kLengthMax = 9;
  static bool IsWellFormed(std::string_view text);
};
struct SirenShape {  // 9 digits
  static constexpr std::size_t kLengthMax = 9;
  static bool IsWellFormed(std::string_view text);
};
struct SiretShape {  // 14 digits
  static constexpr std::size_t kLengthMax = 14;
  static bool IsWellFormed(std::string_view text);
};
// "Identification nationale PP": the type digit of TRE_G08, then the number:
// 8 + RPPS, 0 + ADELI; other types are kept with 1 to 22 letters and digits.
struct PractitionerShape {
  static constexpr std::size_t kLengthMax = 23;
  static bool IsWellFormed(std::string_view text);
};

using RppsId = Identifier<RppsShape>;
using AdeliId = Identifier<AdeliShape>;
using FinessId = Identifier<FinessShape>;
using SirenId = Identifier<SirenShape>;
using SiretId = Identifier<SiretShape>;
using PractitionerId = Identifier<PractitionerShape>;

bool HasValidKey(const RppsId& id);
bool HasValidKey(const AdeliId& id);
bool HasValidKey(const FinessId& id);
bool HasValidKey(const SirenId& id);
bool HasValidKey(const SiretId& id);
// True for a type whose key is unknown.
bool HasValidKey(const PractitionerId& id);

// The RPPS inside 8 + RPPS, if "id" is one.
std::optional<RppsId> ToRpps(const PractitionerId& id);
PractitionerId ToPractitionerId(const RppsId& id);

// Reads what people type: "99700000013", "899700000013", an ADELI number with
// or without its leading 0, blanks ignored, letters in either case; an employer's
// number with its type, 3 to 6.
std::optional<PractitionerId> ParseTypedPractitionerId(std::string_view text);

// The key of a structure: the best of FINESS, SIRET, SIREN, the extract's own
// technical id and the FINESS of its legal entity, in this order. Spelled bare, since lengths tell
// them apart: 9 characters FINESS, 14 digits SIRET, "SIREN:" + 9 digits, anything
// else a technical id ("R10100000328372", "C49940088500").
class OrganizationKey {
 public:
  enum class Kind : std::uint8_t { kFiness, kSiret, kSiren, kTechnical };

  static Kind KindOf(std::string_view key);

  // Of a practice that goes by its professional's number ("RPPS-rang": 4, the RPPS and three
  // digits), that RPPS; empty for any other key.
  static std::string_view RppsOf(std::string_view key);
};

}  // namespace annuaire

template <typename Shape>
struct std::hash<annuaire::Identifier<Shape>> {
  std::size_t operator()(const annuaire::Identifier<Shape>& id) const noexcept {
    return std::hash<std::string_view>{}(id.text());
  }
};
