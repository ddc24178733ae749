// Code lists of the NOS that the files give without labels, or that a caller
// wants to enumerate.
//
// A code that is not listed is not wrong: the lists are partial, some labels are
// shortened, and they grow between two releases. Labels of the extracts may
// differ from these; compare codes.
//
// Constant tables; safe from any thread, views are static.
//
// Source: ansforge/IG-NOS and IG-terminologie-de-sante, lists of July 2026.
//
// Example:
//
//   LabelOf(CodeList::kEstablishmentCategory, "355") == "Centre Hospitalier (C.H.)"

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace annuaire {

enum class CodeList : std::uint8_t {
  kProfession,             // TRE_G15, R94, R95, R291 (JDV_J106)
  kProfessionCategory,     // TRE_R09
  kExerciseMode,           // TRE_R23
  kSkillType,              // TRE_R04
  kSkill,                  // JDV_J107
  kPharmacistSection,      // TRE_R06
  kGenre,                  // TRE_R22
  kRole,                   // TRE_R21
  kSector,                 // TRE_R02
  kMailboxType,            // TRE_R257
  kStructureIdType,        // TRE_G07
  kEstablishmentCategory,  // TRE_R66, TRE_R397
};

struct CodeLabel {
  std::string_view code;
  std::string_view label;
};

// The whole list, sorted by code in byte order.
std::span<const CodeLabel> Labels(CodeList list);

// The label, or nothing for a code that is not listed.
std::string_view LabelOf(CodeList list, std::string_view code);

// The table a profession code belongs to, and what that makes of its holder.
struct ProfessionTable {
  std::string_view name;      // "TRE_R94-ProfessionSocial"
  std::string_view category;  // "profession sociale"
};

// By profession code; for a code that stands in two tables (93), the one in
// force. Nothing for a code that is not listed.
ProfessionTable ProfessionTableOf(std::string_view code);

}  // namespace annuaire
