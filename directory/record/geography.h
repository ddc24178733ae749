// Departments and regions of France, derived from a commune or a postcode.
//
// The extracts' own "Code Département" column is empty on every row (measured
// in September 2026), so the department always comes from here. Codes follow
// TRE_G09: "01" to "95" without 20, "2A", "2B", "971" to "978", "984" to "989".
// Regions are those of the law of 16 January 2015, by INSEE code.
//
// Pure functions; returned views are static.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "directory/record/coded.h"

namespace annuaire {

struct Department {
  std::string_view code;         // "54", "2A", "974"
  std::string_view name;         // "Meurthe-et-Moselle"
  std::string_view region_code;  // INSEE, "44"; empty for overseas collectivities
  std::string_view region_name;  // "Grand Est"
};

// Every department, by code.
std::span<const Department> Departments();

// Returns nullptr for a code that is not in the list. Accepts "2a" and "1" for "01".
const Department* FindDepartment(std::string_view code);

// Whether "region" is the code of the department's region or, written in any way, its
// name: "44", "grand-est".
bool IsInRegion(const Department& department, std::string_view region);

// The department of a 5-character INSEE commune code ("2A004", "97411",
// "75108"), or else of a postcode, or nullptr when neither tells. A postcode
// 20000-20199 is 2A, 20200-20999 (and 206xx) 2B, as La Poste assigns them, 97133 is
// Saint-Barthélemy and 97150 Saint-Martin; used only when the commune is missing, since a
// few communes break the rule.
const Department* DepartmentOf(std::string_view commune_code, std::string_view postcode);

// Whether an address is in another country than France, whose postcodes may look like French
// ones: an INSEE code 99xxx but 99000 and 99100, or a label that is neither France nor
// one of its departments. False where the country is not told.
bool IsAbroad(const Coded& country);

// The commune code of a legacy FINESS row: department and commune there are
// separate, and overseas departments have letters ("9A" + "123" -> "97123").
// Writes 5 characters, or returns nullopt when either half is malformed.
struct CommuneCode {
  char text[5];
  std::string_view view() const { return {text, 5}; }
};
std::optional<CommuneCode> CommuneOfLegacyFiness(std::string_view department,
                                                 std::string_view commune);

// "54000 NANCY" -> {"54000", "NANCY"}; without a leading postcode the first
// half is empty. "CEDEX" and what follows it stay in the city.
struct DeliveryLine {
  std::string_view postcode;
  std::string_view city;
};
DeliveryLine SplitDeliveryLine(std::string_view line);

// "NANCY CEDEX 12" -> "NANCY"; used where a city is compared or shown, never
// where an address is printed.
std::string_view WithoutCedex(std::string_view city);

}  // namespace annuaire
