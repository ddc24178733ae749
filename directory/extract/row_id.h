// Identifiers as the rows of the '|' files give them: several columns of one
// structure become one OrganizationKey, type and number become one person id.
//
// Nothing is rejected for a wrong check digit: it is flagged, and the caller
// counts. Returned views point into the arguments, or into "buffer" when the
// text had to be put together.
//
// Pure functions; safe from any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "directory/extract/row_error.h"

namespace annuaire {

// What is odd in a row that was kept; a bit set.
enum RowFlag : std::uint8_t {
  kBadPersonKey = 1,           // the person id fails its check digit
  kBadFinessKey = 2,           // a FINESS number does
  kBadSiretKey = 4,            // a SIRET does
  kBadSirenKey = 8,            // a SIREN does
  kMalformedStructureId = 16,  // a structure id without the shape its column promises
  kMalformedHolderId = 32,     // a mailbox's holder id; the row is kept without it
};

struct StructureColumns {
  std::string_view finess = {};               // Numéro FINESS site
  std::string_view legal_entity_finess = {};  // Numéro FINESS établissement juridique
  std::string_view siret = {};                // Numéro SIRET site
  std::string_view siren = {};                // Numéro SIREN site
  std::string_view technical_id = {};         // Identifiant technique de la structure
};

struct StructureId {
  std::string_view key;  // see OrganizationKey; empty when no column tells
  // Well-formed ones only.
  std::string_view finess;
  std::string_view legal_entity_finess;
  std::string_view siret;
  std::string_view siren;
  std::string_view technical_id;
  std::uint8_t flags = 0;
};

// The best of the columns: FINESS, SIRET, SIREN, technical id, and last the
// FINESS of the legal entity. A technical id "F" + FINESS, with or without a
// date behind it, and "C" + SIRET are read as what they hold.
StructureId ReadStructureColumns(const StructureColumns& columns, std::string& buffer);

// A structure named by "Type identifiant structure" (a TRE_G07 digit or a word)
// and a number, which may repeat the type digit ("1" + "1540002698"). A number
// that is neither FINESS, SIRET nor SIREN is a technical id; where it could be
// taken for one of these (RPPS-rang has 14 digits like a SIRET) its type digit
// stands in front, as in "Ancien identifiant de la structure".
StructureId ReadTypedStructure(std::string_view type, std::string_view number, std::string& buffer);

struct PersonId {
  enum class State : std::uint8_t { kBlank, kMalformed, kRead };
  State state = State::kBlank;
  std::string_view id;  // see PractitionerId
  std::uint8_t flags = 0;

  bool ok() const { return state == State::kRead; }
  // REQUIRES: !ok()
  RowError error() const {
    return state == State::kBlank ? RowError::kBlankPersonId : RowError::kMalformedPersonId;
  }
};

// "Identification nationale PP", or else type and number put together.
PersonId ReadPersonColumns(std::string_view national_id, std::string_view type,
                           std::string_view number, std::string& buffer);

}  // namespace annuaire
