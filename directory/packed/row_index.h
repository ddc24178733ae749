// Rows of a Directory, by their position in its tables.

#pragma once

#include <cstdint>

namespace annuaire {

// Positions in one Directory; meaningless in another.
enum class PractitionerIndex : std::uint32_t {};
enum class OrganizationIndex : std::uint32_t {};
enum class MailboxIndex : std::uint32_t {};
enum class DomainIndex : std::uint32_t {};

inline constexpr std::uint32_t kNoIndex = 0xFFFFFFFFu;

}  // namespace annuaire
