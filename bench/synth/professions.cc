#include "bench/synth/professions.h"

#include <array>

namespace annuaire::synth {
namespace {

// clang-format off
constexpr auto kProfessions = std::to_array<Profession>({
    // code  label                 share  w   st  in  lib sk  dr     employer     order    domain  diploma
    {"60", "Infirmier",            34500, 87,  4, 14, 21,  8, false, kCare,       "CNOI",  "infirmier", {"DE06", "DE d'Infirmier"}},
    {"10", "Médecin",              16600, 52, 13, 16, 48, 97, true,  kCare,       "CNOM",  "medecin", {"DE09", "DE de Docteur en médecine"}},
    {"93", "Psychologue",           6500, 86,  0, 16, 42,  0, false, kCare,       "ARS",   "pro", {"DV93", "Titre de Psychologue"}},
    {"70", "Masseur-Kinésithérapeute", 6000, 53, 9, 9, 84, 0, false, kCare,       "CNOMK", "masseur-kinesitherapeute", {"DE10", "DE de Masseur-kinésithérapeute"}},
    {"21", "Pharmacien",            4600, 67,  6, 14, 34, 18, true,  kPharmacy,   "CNOP",  "pharmacien", {"DE01", "DE de Docteur en pharmacie"}},
    {"35", "Aide-soignant",         4200, 90,  0, 12,  0,  0, false, kCare,       "ARS",   "pro", {"DE35", "DE d'Aide-soignant"}},
    {"40", "Chirurgien-Dentiste",   2900, 49,  9, 12, 84,  7, true,  kCare,       "ONCD",  "chirurgien-dentiste", {"DE02", "DE de Docteur en chirurgie dentaire"}},
    {"28", "Opticien-Lunetier",     2600, 56,  0, 14, 24,  0, false, kShop,       "ARS",   "pro", {"BT28", "BTS Opticien-lunetier"}},
    {"41", "Assistant de service social", 2600, 91, 0, 13, 3, 0, false, kSocial,  "ARS",   "pro", {"DE41", "DE d'Assistant de service social"}},
    {"86", "Technicien de laboratoire médical", 2500, 77, 0, 12, 0, 0, false, kLaboratory, "ARS", "pro", {"DE86", "DE de Technicien de laboratoire médical"}},
    {"98", "Manipulateur ERM",      2300, 73,  0, 11,  0,  0, false, kCare,       "ARS",   "pro", {"DE98", "DE de Manipulateur d'électroradiologie médicale"}},
    {"71", "Ostéopathe",            2200, 52,  0, 13, 96,  0, false, kShop,       "ARS",   "pro", {"TI71", "Titre d'Ostéopathe"}},
    {"91", "Orthophoniste",         1850, 96,  4,  8, 82,  0, false, kCare,       "ARS",   "orthophoniste", {"CC91", "Certificat de capacité d'Orthophoniste"}},
    {"31", "Assistant dentaire",    1700, 97,  0, 12,  0,  0, false, kShop,       "ARS",   "pro", {"TI31", "Titre d'Assistant dentaire"}},
    {"50", "Sage-Femme",            1600, 97,  7, 12, 34,  0, false, kCare,       "CNOSF", "sage-femme", {"DE03", "DE de Sage-femme"}},
    {"94", "Ergothérapeute",        1050, 87,  0, 12, 22,  0, false, kSocial,     "ARS",   "pro", {"DE94", "DE d'Ergothérapeute"}},
    {"96", "Psychomotricien",       1000, 88,  0, 12, 33,  0, false, kSocial,     "ARS",   "pro", {"DE96", "DE de Psychomotricien"}},
    {"95", "Diététicien",           1000, 94,  0, 15, 38,  0, false, kCare,       "ARS",   "pro", {"BT95", "BTS de Diététique"}},
    {"51", "Educateur spécialisé",  1000, 74,  0, 14,  1,  0, false, kSocial,     "ARS",   "pro", {"DE51", "DE d'Educateur spécialisé"}},
    {"39", "Préparateur en pharmacie (officine)", 950, 91, 0, 11, 0, 0, false, kPharmacy, "ARS", "pro", {"BP39", "BP de Préparateur en pharmacie"}},
    {"80", "Pédicure-Podologue",     850, 66,  3,  8, 96,  0, false, kCare,       "ONPP",  "pedicure-podologue", {"DE80", "DE de Pédicure-podologue"}},
    {"72", "Psychothérapeute",       600, 75,  0, 18, 88,  0, false, kShop,       "ARS",   "pro", {"TI72", "Titre de Psychothérapeute"}},
    {"92", "Orthoptiste",            340, 84,  2,  9, 62,  0, false, kCare,       "ARS",   "pro", {"CC92", "Certificat de capacité d'Orthoptiste"}},
    {"26", "Audioprothésiste",       330, 58,  0,  9, 22,  0, false, kShop,       "ARS",   "pro", {"DE26", "DE d'Audioprothésiste"}},
    {"36", "Ambulancier",            300, 37,  0, 14,  2,  0, false, kCare,       "ARS",   "pro", {"DE36", "DE d'Ambulancier"}},
    {"38", "Préparateur en pharmacie hospitalière", 280, 88, 0, 9, 0, 0, false, kCare, "ARS", "pro", {"DE38", "Diplôme de Préparateur en pharmacie hospitalière"}},
    {"48", "Moniteur éducateur",     250, 66,  0, 13,  0,  0, false, kSocial,     "ARS",   "pro", {"DE48", "DE de Moniteur éducateur"}},
    {"53", "Accompagnant éducatif et social", 250, 87, 0, 14, 0, 0, false, kSocial, "ARS", "pro", {"DE53", "DE d'Accompagnant éducatif et social"}},
    {"83", "Orthopédiste-Orthésiste", 130, 61, 0, 12, 34,  0, false, kShop,       "ARS",   "pro", {"DU83", "Diplôme d'Orthopédiste-orthésiste"}},
    {"73", "Chiropracteur",          110, 42,  0,  9, 97,  0, false, kShop,       "ARS",   "pro", {"TI73", "Titre de Chiropracteur"}},
    {"81", "Orthoprothésiste",        60, 36,  0, 10, 18,  0, false, kShop,       "ARS",   "pro", {"BT81", "BTS d'Orthoprothésiste"}},
    {"32", "Physicien médical",       60, 38,  0,  7,  2,  0, false, kCare,       "ARS",   "pro", {"DQ32", "Diplôme de Qualification en physique médicale"}},
    {"82", "Podo-Orthésiste",         60, 38,  0, 10, 42,  0, false, kShop,       "ARS",   "pro", {"BT82", "BTS de Podo-orthésiste"}},
    {"97", "Conseiller en génétique", 20, 92,  0,  6,  0,  0, false, kCare,       "ARS",   "pro", {"MA97", "Master de Conseiller en génétique"}},
    {"84", "Oculariste",              10, 44,  0, 10, 54,  0, false, kShop,       "ARS",   "pro", {"DU84", "Diplôme d'Oculariste"}},
});

constexpr Labelled kSpecialty{"S", "Spécialité ordinale"};
constexpr Labelled kCompetence{"C", "Compétence"};
constexpr Labelled kCapacity{"CAPA", "Capacité"};
constexpr Labelled kComplementary{"DNQ", "DESC non qualifiant"};
constexpr Labelled kFunction{"FQ", "Fonction qualifiée"};

constexpr auto kDoctorSkills = std::to_array<Skill>({
    {kSpecialty, {"SM54", "Médecine générale"}, 270},
    {kSpecialty, {"SM26", "Qualifié en médecine générale"}, 150},
    {kSpecialty, {"SM53", "Spécialiste en médecine générale"}, 90},
    {kSpecialty, {"SM42", "Psychiatrie"}, 58},
    {kSpecialty, {"SM02", "Anesthésie-réanimation"}, 52},
    {kSpecialty, {"SM44", "Radio-diagnostic"}, 34},
    {kSpecialty, {"SM40", "Pédiatrie"}, 38},
    {kSpecialty, {"SM04", "Cardiologie et maladies vasculaires"}, 34},
    {kSpecialty, {"SM38", "Ophtalmologie"}, 26},
    {kSpecialty, {"SM20", "Gynécologie-obstétrique"}, 24},
    {kSpecialty, {"SM25", "Médecine du travail"}, 22},
    {kSpecialty, {"SM24", "Gastro-entérologie et hépatologie"}, 18},
    {kSpecialty, {"SM15", "Dermatologie et vénéréologie"}, 17},
    {kSpecialty, {"SM08", "Chirurgie orthopédique et traumatologie"}, 16},
    {kSpecialty, {"SM05", "Chirurgie générale"}, 14},
    {kSpecialty, {"SM41", "Pneumologie"}, 14},
    {kSpecialty, {"SM32", "Neurologie"}, 14},
    {kSpecialty, {"SM03", "Biologie médicale"}, 13},
    {kSpecialty, {"SM48", "Rhumatologie"}, 12},
    {kSpecialty, {"SM29", "Médecine physique et de réadaptation"}, 10},
    {kSpecialty, {"SM49", "Santé publique et médecine sociale"}, 9},
    {kSpecialty, {"SM59", "Médecine d'urgence"}, 12},
    {kSpecialty, {"SM18", "Gériatrie"}, 11},
    {kSpecialty, {"SM39", "Oto-rhino-laryngologie"}, 9},
    {kSpecialty, {"SM34", "ORL et chirurgie cervico-faciale"}, 6},
    {kSpecialty, {"SM01", "Anatomie et cytologie pathologiques"}, 8},
    {kSpecialty, {"SM43", "Psychiatrie, option enfant et adolescent"}, 8},
    {kSpecialty, {"SM30", "Néphrologie"}, 8},
    {kSpecialty, {"SM16", "Endocrinologie et métabolisme"}, 8},
    {kSpecialty, {"SM14", "Chirurgie viscérale et digestive"}, 7},
    {kSpecialty, {"SM19", "Gynécologie médicale"}, 6},
    {kSpecialty, {"SM27", "Médecine interne"}, 6},
    {kSpecialty, {"SM37", "Oncologie, option radiothérapie"}, 5},
    {kSpecialty, {"SM36", "Oncologie, option médicale"}, 5},
    {kSpecialty, {"SM12", "Chirurgie urologique"}, 5},
    {kSpecialty, {"SM10", "Chirurgie plastique reconstructrice et esthétique"}, 4},
    {kSpecialty, {"SM13", "Chirurgie vasculaire"}, 3},
    {kSpecialty, {"SM31", "Neuro-chirurgie"}, 3},
    {kSpecialty, {"SM28", "Médecine nucléaire"}, 3},
    {kSpecialty, {"SM58", "Maladies infectieuses et tropicales"}, 3},
    {kSpecialty, {"SM17", "Génétique médicale"}, 2},
    {kSpecialty, {"SM21", "Hématologie"}, 2},
    {kSpecialty, {"SM57", "Allergologie"}, 2},
    {kSpecialty, {"SM46", "Médecine intensive-réanimation"}, 3},
    {kSpecialty, {"SM73", "Médecine cardiovasculaire"}, 3},
    {kSpecialty, {"SM74", "Radiologie et imagerie médicale"}, 4},
    {kSpecialty, {"SM62", "Endocrinologie, diabétologie, nutrition"}, 2},
    {kSpecialty, {"SM50", "Stomatologie"}, 2},
    {kSpecialty, {"SM60", "Médecine légale et expertises médicales"}, 1},
});

constexpr auto kDoctorFurtherSkills = std::to_array<Skill>({
    {kCompetence, {"C03", "Anesthésie-réanimation"}, 1},
    {kCompetence, {"C05", "Médecine appliquée aux sports"}, 6},
    {kCompetence, {"C34", "Angéiologie"}, 2},
    {kCompetence, {"C35", "Cancérologie"}, 3},
    {kCompetence, {"C33", "Allergologie"}, 2},
    {kCompetence, {"C36", "Diabétologie-nutrition"}, 2},
    {kCompetence, {"C39", "Réanimation"}, 2},
    {kCompetence, {"C40", "Médecine légale"}, 1},
    {kCapacity, {"CAPA02", "Aide médicale urgente"}, 9},
    {kCapacity, {"CAPA06", "Gérontologie"}, 8},
    {kCapacity, {"CAPA05", "Evaluation et traitement de la douleur"}, 3},
    {kCapacity, {"CAPA10", "Médecine et biologie du sport"}, 7},
    {kCapacity, {"CAPA09", "Médecine de catastrophe"}, 3},
    {kCapacity, {"CAPA13", "Médecine tropicale"}, 2},
    {kComplementary, {"DSM213", "Gériatrie"}, 3},
    {kComplementary, {"DSM220", "Médecine d'urgence"}, 6},
    {kComplementary, {"DSM226", "Nutrition"}, 2},
    {kComplementary, {"DSM235", "Médecine de la douleur et médecine palliative"}, 2},
});

constexpr auto kNurseSkills = std::to_array<Skill>({
    {kSpecialty, {"SI08", "Infirmier(ère) puériculteur(trice)"}, 40},
    {kSpecialty, {"SI07", "Infirmier(ère) anesthésiste"}, 22},
    {kSpecialty, {"SI06", "Infirmier(ère) de bloc opératoire"}, 18},
    {kSpecialty, {"SI01", "Exercice infirmier en pratique avancée pathologies chroniques stabilisées"}, 6},
    {kSpecialty, {"SI02", "Exercice infirmier en pratique avancée oncologie et hémato-oncologie"}, 3},
    {kSpecialty, {"SI04", "Exercice infirmier en pratique avancée santé mentale"}, 2},
});

constexpr auto kDentistSkills = std::to_array<Skill>({
    {kSpecialty, {"SCD01", "Orthopédie dento-faciale"}, 70},
    {kSpecialty, {"SCD02", "Chirurgie orale"}, 20},
    {kSpecialty, {"SCD03", "Médecine bucco-dentaire"}, 10},
});

constexpr auto kPharmacistSkills = std::to_array<Skill>({
    {kFunction, {"FQ01", "Expérience pratique art R.5124-16 du CSP Fabricant"}, 30},
    {kFunction, {"FQ02", "Expérience pratique art R.5124-16 du CSP Exploitant"}, 40},
    {kSpecialty, {"SM03", "Biologie médicale"}, 60},
});
// clang-format on

}  // namespace

std::span<const Profession> Professions() { return kProfessions; }

std::span<const Skill> MainSkills(std::string_view profession_code) {
  if (profession_code == "10") return kDoctorSkills;
  if (profession_code == "60") return kNurseSkills;
  if (profession_code == "40") return kDentistSkills;
  if (profession_code == "21") return kPharmacistSkills;
  return {};
}

std::span<const Skill> FurtherSkills(std::string_view profession_code) {
  if (profession_code == "10") return kDoctorFurtherSkills;
  return {};
}

const Profession& PickProfession(Random& random) {
  static const WeightTable weights = [] {
    WeightTable table;
    for (const Profession& profession : kProfessions) table.Add(profession.share);
    return table;
  }();
  return kProfessions[weights.Pick(random)];
}

const Skill& PickMainSkill(std::string_view profession_code, Random& random) {
  static const WeightTable doctor_weights = [] {
    WeightTable table;
    for (const Skill& skill : kDoctorSkills) table.Add(skill.weight);
    return table;
  }();
  if (profession_code == "10") return kDoctorSkills[doctor_weights.Pick(random)];
  return random.Pick(MainSkills(profession_code));
}

}  // namespace annuaire::synth
