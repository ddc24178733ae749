// An Organization is a structure: a FINESS geographic establishment (EG), a
// FINESS legal entity (EJ), or a practice or employer that the extracts know
// only by SIRET, SIREN or a technical id.
//
// Like every record it does not own its text (see practitioner.h).
//
// Sources: FINESS legacy csv (XSD of 2020, frozen in May 2026), FINESS+
// finess-structures v1.0.0, Personne_activite, Correspondance_MSSante.

#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/record/coded.h"
#include "directory/record/practitioner.h"

namespace annuaire {

enum class OrganizationKind : std::uint8_t {
  kUnknown = 0,
  kEstablishment = 1,  // FINESS EG
  kLegalEntity = 2,    // FINESS EJ
};

// A file says a structure is open (legacy FINESS lists open ones only; FINESS+
// etatObjet "A") or closed (etatObjet "I"). Structures known from the extracts
// alone are kUnknown.
enum class OpenState : std::uint8_t { kUnknown = 0, kOpen = 1, kClosed = 2 };

// Which files spoke of a structure; a bit set.
enum OrganizationSource : std::uint8_t {
  kFromFinessLegacy = 1,
  kFromFinessPlus = 2,
  kFromActivities = 4,
  kFromMailboxes = 8,
};

// WGS84 degrees, or the projected metres of a legacy "geolocalisation" line
// with the projection its source names.
struct Coordinates {
  std::string_view latitude;
  std::string_view longitude;
  std::string_view x;
  std::string_view y;
  std::string_view source;

  bool empty() const { return *this == Coordinates{}; }
  friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

struct Organization {
  std::string_view key;  // see OrganizationKey
  OrganizationKind kind = OrganizationKind::kUnknown;
  OpenState state = OpenState::kUnknown;
  std::uint8_t sources = 0;  // OrganizationSource bits

  std::string_view finess;               // EG or EJ number
  std::string_view legal_entity_finess;  // EJ of an EG
  std::vector<std::string_view> sirets;
  std::vector<std::string_view> sirens;
  std::vector<std::string_view> technical_ids;
  std::vector<std::string_view> former_ids;

  // Distinct spellings, the best source first: FINESS+ long name, legacy long
  // name, short names, then raison sociale and enseigne of the extracts.
  std::vector<std::string_view> legal_names;
  std::vector<std::string_view> trade_names;

  Coded category;        // 355 Centre Hospitalier (TRE_R66)
  Coded category_group;  // 1102
  Coded legal_status;    // statut juridique of an EJ
  Coded tariff_mode;     // codemft, modefixationtarifaire
  Coded public_service;  // codesph
  std::string_view ape;
  std::string_view uai;        // numuai, numeroEducationNationale
  std::vector<Coded> sectors;  // SA01… of the activities exercised there

  // Distinct; FINESS first, then those of the extracts, but one that tells a place before all.
  std::vector<Address> addresses;
  std::vector<std::string_view> phones;
  std::vector<std::string_view> faxes;
  std::vector<std::string_view> emails;
  Coordinates coordinates;

  // ISO dates, empty when unknown.
  std::string_view opened_on;
  std::string_view closed_on;
  std::string_view authorised_on;
  std::string_view updated_on;

  void Clear();
};

inline void Organization::Clear() {
  auto keep = [](auto& from) {
    from.clear();
    return std::move(from);
  };
  Organization empty;
  empty.sirets = keep(sirets);
  empty.sirens = keep(sirens);
  empty.technical_ids = keep(technical_ids);
  empty.former_ids = keep(former_ids);
  empty.legal_names = keep(legal_names);
  empty.trade_names = keep(trade_names);
  empty.sectors = keep(sectors);
  empty.addresses = keep(addresses);
  empty.phones = keep(phones);
  empty.faxes = keep(faxes);
  empty.emails = keep(emails);
  *this = std::move(empty);
}

}  // namespace annuaire
