#include "directory/record/registration.h"

namespace annuaire {
namespace {

struct OrderRow {
  std::string_view code;
  std::string_view authority;
  std::string_view portal;
};

// Professions with an Order.
constexpr OrderRow kOrders[] = {
    {"10", "Ordre des médecins", ""},
    {"21", "Ordre des pharmaciens", ""},
    {"40", "Ordre des chirurgiens-dentistes", "ordre-chirurgiens-dentistes.fr"},
    {"50", "Ordre des sages-femmes", "ordre-sages-femmes.fr"},
    {"60", "Ordre des infirmiers", "espace-membres.ordre-infirmiers.fr"},
    {"70", "Ordre des masseurs-kinésithérapeutes", ""},
    {"80", "Ordre des pédicures-podologues", "onpp.fr"},
};

// Audioprothésiste, opticien-lunetier, assistant dentaire, physicien médical,
// assistant de service social, ostéopathe, psychothérapeute, chiropracteur,
// orthoprothésiste, podo-orthésiste, orthopédiste-orthésiste, oculariste,
// épithésiste, technicien de laboratoire, orthophoniste, orthoptiste,
// psychologue, ergothérapeute, diététicien, psychomotricien, manipulateur ERM.
constexpr std::string_view kCompulsory[] = {"26", "28", "31", "32", "41", "71", "72",
                                            "73", "81", "82", "83", "84", "85", "86",
                                            "91", "92", "93", "94", "95", "96", "98"};

// Aide-soignant, préparateur en pharmacie (both), aide médico-psychologique,
// accompagnant éducatif et social. The sheet's other optional occupations
// (secretaries, coordinators...) have no profession code of their own.
constexpr std::string_view kOptional[] = {"35", "38", "39", "47", "53"};

}  // namespace

Registration RegistrationOf(std::string_view profession_code) {
  for (const OrderRow& row : kOrders) {
    if (row.code == profession_code) {
      return {RegistrationDuty::kCompulsory, row.authority, row.portal};
    }
  }
  for (const std::string_view code : kCompulsory) {
    if (code == profession_code) return {RegistrationDuty::kCompulsory, "", "EPARS"};
  }
  for (const std::string_view code : kOptional) {
    if (code == profession_code) return {RegistrationDuty::kOptional, "", "RPPS+"};
  }
  return {};
}

}  // namespace annuaire
