// The RPPS in a practitioner's id.

#pragma once

#include <string_view>

#include "directory/record/identifier.h"

namespace annuaire::grpc_front {

// Empty unless the id holds one.
inline std::string_view CheckedRppsOf(std::string_view practitioner_id) {
  const auto id = PractitionerId::Parse(practitioner_id);
  return id && ToRpps(*id) ? practitioner_id.substr(1) : std::string_view{};
}

}  // namespace annuaire::grpc_front
