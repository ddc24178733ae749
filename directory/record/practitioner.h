// A Practitioner is one person of the Annuaire Santé with everything the
// published rows say of him or her; an Activity is one of the places where, and
// ways in which, he or she practises.
//
// Records do not own their text: every string_view points into whoever made
// the record (a joined arena, a stored value) and is valid as long as that is.
// Records are plain values, safe to read from any thread.
//
// Source: ANS, PS_LibreAcces extracts (Personne_activite with 48 to 56 columns,
// SavoirFaire, Dipl_AutExerc). Column names are given beside the fields.
// Texts are as published, trimmed; an absent value is empty.

#pragma once

#include <string_view>
#include <vector>

#include "directory/record/coded.h"

namespace annuaire {

struct PersonName {
  std::string_view family_name;  // Nom d'exercice
  std::string_view given_name;   // Prénom d'exercice

  friend bool operator==(const PersonName&, const PersonName&) = default;
};

// A profession exercised, with the category it is exercised in.
struct ProfessionHeld {
  Coded profession;  // 10 Médecin (TRE_G15, R94, R95, R291)
  Coded category;    // C Civil, E Etudiant, F Agent public, M Militaire (TRE_R09)

  friend bool operator==(const ProfessionHeld&, const ProfessionHeld&) = default;
};

// A savoir-faire: specialty, competence, capacity… of one of the professions.
struct Skill {
  std::string_view profession_code;
  Coded type;   // S Spécialité ordinale (TRE_R04)
  Coded skill;  // SM04 Cardiologie et maladies vasculaires (JDV_J107)

  friend bool operator==(const Skill&, const Skill&) = default;
};

struct Diploma {
  Coded type;
  Coded diploma;

  friend bool operator==(const Diploma&, const Diploma&) = default;
};

// An authorisation to practise.
struct Authorisation {
  Coded type;
  Coded discipline;

  friend bool operator==(const Authorisation&, const Authorisation&) = default;
};

// A postal address in the columns of the files. "commune" is the INSEE code
// (5 characters, arrondissements included) with its label.
struct Address {
  std::string_view recipient_complement;   // Complément destinataire, complrs
  std::string_view geographic_complement;  // Complément point géographique
  std::string_view street_number;          // may hold letters
  std::string_view repetition_index;       // B, T, "bis"
  Coded street_type;                       // R Rue
  std::string_view street_name;
  std::string_view distribution;   // Mention distribution, lieu-dit, BP
  std::string_view delivery_line;  // Bureau cedex, "54035 NANCY CEDEX"
  std::string_view postcode;       // not always 5 digits: "GL"
  Coded commune;
  Coded country;  // INSEE 99xxx; empty means France

  bool empty() const { return *this == Address{}; }
  friend bool operator==(const Address&, const Address&) = default;
};

struct Activity {
  std::string_view profession_code;
  std::string_view category_code;
  Coded mode;                // L, S, B (TRE_R23), with the extract's short label
  Coded sector;              // SA01… (TRE_R02)
  Coded pharmacist_section;  // A… (TRE_R06)
  Coded role;                // FON-01… (TRE_R21)
  Coded genre;               // GENR01… (TRE_R22)
  // Key of the structure, see OrganizationKey; empty when the row names none.
  std::string_view organization_key;
  // The structure's names as this row spells them.
  std::string_view legal_name;  // Raison sociale site
  std::string_view trade_name;  // Enseigne commerciale site
  Address address;
  std::string_view phone;
  std::string_view phone2;
  std::string_view fax;
  std::string_view email;                   // ordinary e-mail, not a mailbox
  std::string_view former_organization_id;  // Ancien identifiant de la structure
  std::string_view registration_authority;  // "CNOM/CNOM/CNOM"

  friend bool operator==(const Activity&, const Activity&) = default;
};

struct Practitioner {
  // Identification nationale PP, the key: 8 + RPPS, 0 + ADELI. See PractitionerId.
  std::string_view id;
  // Distinct values in order of first appearance; normally one of each.
  std::vector<PersonName> names;
  std::vector<Coded> titles;      // Civilité d'exercice: DR, PR
  std::vector<Coded> civilities;  // M, MME
  std::vector<ProfessionHeld> professions;
  std::vector<Skill> skills;
  std::vector<Diploma> diplomas;
  std::vector<Authorisation> authorisations;
  std::vector<std::string_view> registration_authorities;
  std::vector<Activity> activities;

  // Empties every field and keeps the vectors' memory.
  void Clear();
};

inline void Practitioner::Clear() {
  id = {};
  names.clear();
  titles.clear();
  civilities.clear();
  professions.clear();
  skills.clear();
  diplomas.clear();
  authorisations.clear();
  registration_authorities.clear();
  activities.clear();
}

}  // namespace annuaire
