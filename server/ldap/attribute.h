// The attributes an LDAP client can ask a mailbox for: those of inetOrgPerson
// (RFC 2798, RFC 4519) that the directory can fill.
//
// Pure functions; safe from any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace annuaire::ldap_front {

// In the order they are sent.
enum class Attribute : std::uint8_t {
  kObjectClass,
  kCn,           // what a client shows: name, profession, structure, city
  kSn,           // family name; for a mailbox without a person, what cn begins with
  kGivenName,    // of a person
  kDisplayName,  // the name alone
  kMail,
  kO,                // structure
  kOu,               // service
  kTitle,            // profession
  kL,                // city
  kPostalCode,       // of the structure
  kSt,               // department, by name
  kEmployeeNumber,   // RPPS
  kEmployeeType,     // type of mailbox: PER, ORG, APP, CAB
  kTelephoneNumber,  // published one, read from the store; never searched
};
inline constexpr std::size_t kAttributesCount = 15;

// The name of RFC 4519.
std::string_view NameOf(Attribute attribute);

// By any of its names, in any case ("gn" is givenName); nullopt for all others.
std::optional<Attribute> FindAttribute(std::string_view name);

// A set of attributes.
class AttributeSet {
 public:
  static AttributeSet All() { return AttributeSet((1u << kAttributesCount) - 1); }
  AttributeSet() = default;

  void Add(Attribute attribute) { bits_ |= 1u << static_cast<unsigned>(attribute); }
  bool Has(Attribute attribute) const {
    return (bits_ >> static_cast<unsigned>(attribute) & 1u) != 0;
  }

 private:
  explicit AttributeSet(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_ = 0;
};

}  // namespace annuaire::ldap_front
