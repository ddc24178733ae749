// Fields that several answers written without messages share; see wire.h.

#pragma once

#include <cstdint>

#include "directory/lookup/row.h"
#include "directory/record/coded.h"
#include "server/grpc/wire.h"

namespace annuaire::grpc_front {

template <typename Out>
void WriteCoded(std::uint32_t field, const Coded& coded, Out& out) {
  if (coded.empty()) return;
  WriteMessage(field, out, [&coded](auto& inner) {
    WriteText(1, coded.code, inner);
    WriteText(2, coded.label, inner);
  });
}

template <typename Out>
void WriteOrganizationRef(std::uint32_t field, const OrganizationRow& row, Out& out) {
  WriteMessage(field, out, [&row](auto& inner) {
    WriteText(1, row.key, inner);
    WriteText(2, row.name(), inner);
    WriteText(3, row.city, inner);
    WriteText(4, row.department, inner);
  });
}

}  // namespace annuaire::grpc_front
