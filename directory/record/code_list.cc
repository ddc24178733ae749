#include "directory/record/code_list.h"

#include <algorithm>
#include <iterator>

namespace annuaire {

// The long lists have files of their own.
extern const std::span<const CodeLabel> kSkillLabels;
extern const std::span<const CodeLabel> kEstablishmentCategoryLabels;

namespace {

// Each table is sorted by code in byte order.

// TRE_G15, TRE_R94, TRE_R95 and TRE_R291: their union is JDV_J106.
constexpr CodeLabel kProfessions[] = {
    {"10", "Médecin"},
    {"21", "Pharmacien"},
    {"26", "Audioprothésiste"},
    {"28", "Opticien-Lunetier"},
    {"31", "Assistant dentaire"},
    {"32", "Physicien médical"},
    {"35", "Aide-soignant"},
    {"36", "Ambulancier"},
    {"37", "Auxiliaire de puériculture"},
    {"38", "Préparateur en pharmacie hospitalière"},
    {"39", "Préparateur en pharmacie (officine)"},
    {"40", "Chirurgien-Dentiste"},
    {"41", "Assistant de service social"},
    {"42", "Auxiliaire de vie sociale"},
    {"43", "Technicien de l'intervention sociale et familiale"},
    {"44", "Conseiller en économie sociale et familiale"},
    {"45", "Médiateur familial"},
    {"46", "Assistant familial"},
    {"47", "Aide médico-psychologique"},
    {"48", "Moniteur éducateur"},
    {"49", "Educateur de jeunes enfants"},
    {"50", "Sage-Femme"},
    {"51", "Educateur spécialisé"},
    {"52", "Educateur technique spécialisé"},
    {"53", "Accompagnant éducatif et social"},
    {"60", "Infirmier"},
    {"69", "Infirmier psychiatrique"},
    {"70", "Masseur-Kinésithérapeute"},
    {"71", "Ostéopathe"},
    {"72", "Psychothérapeute"},
    {"73", "Chiropracteur"},
    {"80", "Pédicure-Podologue"},
    {"81", "Orthoprothésiste"},
    {"82", "Podo-Orthésiste"},
    {"83", "Orthopédiste-Orthésiste"},
    {"84", "Oculariste"},
    {"85", "Epithésiste"},
    {"86", "Technicien de laboratoire médical"},
    {"91", "Orthophoniste"},
    {"92", "Orthoptiste"},
    {"93", "Psychologue"},
    {"94", "Ergothérapeute"},
    {"95", "Diététicien"},
    {"96", "Psychomotricien"},
    {"97", "Conseiller en génétique"},
    {"98", "Manipulateur ERM"},
    {"99", "Acteur caractérisé par son rôle"},
};

// TRE_R09.
constexpr CodeLabel kCategories[] = {
    {"C", "Civil"},
    {"E", "Etudiant"},
    {"F", "Fonctionnaire (agent public)"},
    {"M", "Militaire"},
};

// TRE_R23.
constexpr CodeLabel kExerciseModes[] = {
    {"B", "Bénévole"},
    {"L", "Libéral, indépendant, artisan, commerçant"},
    {"S", "Salarié"},
};

// TRE_R04; the label of SH is not known.
constexpr CodeLabel kSkillTypes[] = {
    {"C", "Compétence"},
    {"CAPA", "Capacité"},
    {"CEX", "Compétence exclusive"},
    {"DEC", "Droit d'exercice complémentaire"},
    {"DNQ", "DESC non qualifiant"},
    {"FQ", "Fonction qualifiée"},
    {"OP", "Orientation particulière"},
    {"PAC", "Qualification praticien adjoint contractuel (table R44)"},
    {"S", "Spécialité ordinale"},
};

// TRE_R06, shortened labels.
constexpr CodeLabel kPharmacistSections[] = {
    {"A", "Titulaire d'officine"},        {"B", "Industrie"}, {"C", "Distribution"},
    {"D", "Adjoint, remplaçant, gérant"}, {"E", "Outre-Mer"}, {"G", "Biologiste"},
    {"H", "Etablissement de santé"},      {"M", "Militaire"},
};

// TRE_R22, shortened labels.
constexpr CodeLabel kGenres[] = {
    {"GENR01", "Activité de soin/pharmacie"},
    {"GENR02", "Activité de remplaçant"},
    {"GENR03", "Activité de remplacement en soins"},
    {"GENR04", "Activité non soignante"},
    {"GENR05", "Activité non médicale"},
    {"GENR06", "Activité par délégation"},
    {"GENR07", "Activité intérimaire"},
    {"GENR08", "Coordination"},
    {"GENR09", "Administratif social"},
    {"GENR10", "Accompagnement vie sociale"},
    {"GENR11", "Accompagnement au soin"},
    {"GENR12", "Encadrement social"},
};

// TRE_R21, shortened labels; those nobody could tell are left out.
constexpr CodeLabel kRoles[] = {
    {"FON-01", "Titulaire de cabinet"},
    {"FON-02", "Associé SEL/SCP"},
    {"FON-03", "Titulaire d'officine"},
    {"FON-04", "Remplaçant du titulaire d'officine"},
    {"FON-05", "Adjoint"},
    {"FON-07", "Gérant après décès"},
    {"FON-09", "Responsable d'établissement"},
    {"FON-15", "Directeur de laboratoire"},
    {"FON-16", "Directeur adjoint de laboratoire"},
    {"FON-17", "Collaborateur"},
    {"FON-18", "Assistant salarié"},
    {"FON-19", "Praticien conseil"},
    {"FON-21", "Médecin scolaire"},
    {"FON-22", "Remplaçant / intérimaire"},
    {"FON-23", "Gérant"},
    {"FON-24", "Médecin de santé publique"},
    {"FON-27", "Pharmacien de santé publique"},
    {"FON-32", "Régulateur"},
    {"FON-33", "Salarié poste fixe"},
    {"FON-35", "Chef de service"},
    {"FON-36", "Délégué"},
    {"FON-37", "Gérant de PUI"},
    {"FON-40", "Biologiste responsable"},
    {"FON-41", "Biologiste"},
    {"FON-42", "Assistant collaborateur"},
    {"FON-43", "Cadre de santé"},
    {"FON-44", "Cadre supérieur"},
    {"FON-45", "Directeur des soins"},
    {"FON-46", "Enseignant"},
    {"FON-47", "Etudiant remplaçant"},
    {"FON-48", "Interne"},
    {"FON-51", "Remplacement partiel"},
    {"FON-52", "Etudiant militaire"},
    {"FON-53", "Médecin assistant"},
    {"FON-54", "PDS"},
    {"FON-55", "Participation libérale ES"},
    {"FON-56", "GCS"},
    {"FON-57", "Docteur junior"},
    {"FON-AU", "Fonction non définie"},
};

// TRE_R02, shortened labels; SA65, a kind of pharmacy, is left out.
constexpr CodeLabel kSectors[] = {
    {"SA01", "Etablissement public de santé"},
    {"SA02", "Hôpital militaire du SSA"},
    {"SA03", "Etablissement privé PSPH"},
    {"SA04", "Etablissement privé non PSPH"},
    {"SA05", "Centre de santé"},
    {"SA06", "Autre SSA"},
    {"SA07", "Cabinet individuel"},
    {"SA08", "Cabinet de groupe"},
    {"SA09", "Exercice en société"},
    {"SA10", "Transporteur sanitaire"},
    {"SA11", "Intérim (fin)"},
    {"SA12", "Soins et prévention"},
    {"SA13", "Prévention en entreprise"},
    {"SA14", "Scolaire et universitaire"},
    {"SA15", "PMI"},
    {"SA16", "Personnes handicapées"},
    {"SA17", "Personnes âgées"},
    {"SA18", "Aide à la famille"},
    {"SA19", "Formation (FINESS)"},
    {"SA20", "Protection de l'enfance"},
    {"SA21", "Hébergement et réadaptation"},
    {"SA22", "Recherche"},
    {"SA23", "Assurance privée"},
    {"SA24", "Sécurité sociale"},
    {"SA25", "Laboratoire de biologie médicale"},
    {"SA26", "Ministère"},
    {"SA27", "Collectivité territoriale"},
    {"SA28", "Association humanitaire"},
    {"SA29", "LABM"},
    {"SA30", "Autre établissement sanitaire"},
    {"SA31", "Répartition de médicaments"},
    {"SA32", "Fab. Exploit. Import. Méd. DM"},
    {"SA33", "Pharmacie d'officine"},
    {"SA34", "Dialyse"},
    {"SA35", "Para-pharmacie"},
    {"SA36", "Lutte contre le cancer"},
    {"SA37", "Transfusion"},
    {"SA38", "Pharmacie minière"},
    {"SA39", "Pharmacie mutualiste"},
    {"SA40", "Secteur privé du PH"},
    {"SA41", "Autre établissement social"},
    {"SA42", "Appareillage médical"},
    {"SA43", "Secteur non défini"},
    {"SA44", "Ressources humaines"},
    {"SA45", "Communication"},
    {"SA46", "Fabrication et répartition"},
    {"SA47", "Incendie et secours"},
    {"SA48", "Entreprise"},
    {"SA49", "Outre-Mer"},
    {"SA50", "Permanence des soins"},
    {"SA51", "Coopération avec autorisation"},
    {"SA52", "Maison / pôle de santé"},
    {"SA53", "Siège"},
    {"SA54", "Dépistage"},
    {"SA55", "Allergènes"},
    {"SA56", "Propharmacie"},
    {"SA57", "Coopération - coordination"},
    {"SA58", "Taxis"},
    {"SA59", "Laboratoire hors standard"},
    {"SA60", "SNCF"},
    {"SA61", "Oxygène à domicile"},
    {"SA62", "Ordre"},
    {"SA63", "CPTS"},
};

// TRE_R257; CAB since 24 November 2023.
constexpr CodeLabel kMailboxTypes[] = {
    {"APP", "Boîte applicative"},
    {"CAB", "Boîte cabinet"},
    {"ORG", "Boîte organisationnelle"},
    {"PER", "Boîte personnelle"},
};

// TRE_G07.
constexpr CodeLabel kStructureIdTypes[] = {
    {"0", "Identifiant cabinet ADELI"},
    {"1", "FINESS"},
    {"2", "SIREN"},
    {"3", "SIRET"},
    {"4", "Identifiant cabinet RPPS (RPPS-rang)"},
    {"40", "Identifiant national de structure"},
    {"41", "ROR"},
    {"5", "FINESS EJ"},
    {"6", "FINESS EG"},
};

}  // namespace

std::span<const CodeLabel> Labels(CodeList list) {
  switch (list) {
    case CodeList::kProfession:
      return kProfessions;
    case CodeList::kProfessionCategory:
      return kCategories;
    case CodeList::kExerciseMode:
      return kExerciseModes;
    case CodeList::kSkillType:
      return kSkillTypes;
    case CodeList::kSkill:
      return kSkillLabels;
    case CodeList::kPharmacistSection:
      return kPharmacistSections;
    case CodeList::kGenre:
      return kGenres;
    case CodeList::kRole:
      return kRoles;
    case CodeList::kSector:
      return kSectors;
    case CodeList::kMailboxType:
      return kMailboxTypes;
    case CodeList::kStructureIdType:
      return kStructureIdTypes;
    case CodeList::kEstablishmentCategory:
      return kEstablishmentCategoryLabels;
  }
  return {};
}

std::string_view LabelOf(CodeList list, std::string_view code) {
  const std::span<const CodeLabel> labels = Labels(list);
  const auto found = std::lower_bound(
      labels.begin(), labels.end(), code,
      [](const CodeLabel& known, std::string_view wanted) { return known.code < wanted; });
  return found != labels.end() && found->code == code ? found->label : std::string_view{};
}

ProfessionTable ProfessionTableOf(std::string_view code) {
  constexpr std::string_view kSocial[] = {"41", "42", "43", "44", "45", "46",
                                          "47", "48", "49", "51", "52", "53"};
  constexpr std::string_view kTitleUsers[] = {"71", "72", "73", "93", "97"};
  const auto has = [&](const auto& codes) {
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
  };
  if (LabelOf(CodeList::kProfession, code).empty()) return {};
  if (has(kSocial)) return {"TRE_R94-ProfessionSocial", "profession sociale"};
  if (has(kTitleUsers)) return {"TRE_R95-UsagerTitre", "usager de titre professionnel"};
  if (code == "99") return {"TRE_R291-AutreProfession", "autre acteur"};
  return {"TRE_G15-ProfessionSante", "profession de santé"};
}

}  // namespace annuaire
