#include "bench/synth/structure_classes.h"

#include <array>

namespace annuaire::synth {
namespace {

// clang-format off
constexpr Labelled kHospitals{"1102", "Centres Hospitaliers"};
constexpr Labelled kRegional{"1101", "Centres Hospitaliers Régionaux"};
constexpr Labelled kMental{"1103", "Centres Hospitaliers Spécialisés"};
constexpr Labelled kPrivate{"1110", "Etablissements de soins pluridisciplinaires"};
constexpr Labelled kFollowUp{"1109", "Etablissements de soins de suite et réadaptation"};
constexpr Labelled kOther{"1205", "Autres Etablissements Relevant de la Loi Hospitalière"};
constexpr Labelled kCity{"2204", "Etablissements de Santé de Ville"};
constexpr Labelled kOffices{"3201", "Commerce de Biens à Usage Médicaux"};
constexpr Labelled kAnalysis{"3101", "Laboratoires de Biologie Médicale"};
constexpr Labelled kElderly{"4401", "Etablissements d'Hébergement pour Personnes Agées"};
constexpr Labelled kHome{"4605", "Services à domicile"};
constexpr Labelled kChildren{"4101", "Etab. et Services pour l'Enfance et la Jeunesse Handicapée"};
constexpr Labelled kAdults{"4301", "Etab. et Services pour Adultes Handicapés"};
constexpr Labelled kSocialAid{"4501", "Etab. et Services Sociaux"};
constexpr Labelled kPmi{"2202", "Etablissements de PMI et de Planification Familiale"};

constexpr Labelled kPublicBudget{"03", "ARS établissements Publics de santé dotation globale"};
constexpr Labelled kFree{"01", "Etablissement Tarif Libre"};
constexpr Labelled kArs{"05", "ARS établissements médico-sociaux non financés dotation globale"};
constexpr Labelled kCouncil{"08", "Président du Conseil Départemental"};
constexpr Labelled kUnknownTariff{"99", "Indéterminé"};

constexpr Labelled kSa01{"SA01", "Etablissement public de santé"};
constexpr Labelled kSa04{"SA04", "Etablissement privé non PSPH"};
constexpr Labelled kSa05{"SA05", "Centre de santé"};
constexpr Labelled kSa12{"SA12", "Soins et prévention"};
constexpr Labelled kSa15{"SA15", "Protection maternelle et infantile"};
constexpr Labelled kSa16{"SA16", "Etab. pour personnes handicapées"};
constexpr Labelled kSa17{"SA17", "Etab. pour personnes âgées"};
constexpr Labelled kSa18{"SA18", "Aide à la famille"};
constexpr Labelled kSa21{"SA21", "Hébergement et réadaptation"};
constexpr Labelled kSa25{"SA25", "Laboratoire de biologie médicale"};
constexpr Labelled kSa33{"SA33", "Pharmacie d'officine"};
constexpr Labelled kSa34{"SA34", "Dialyse"};
constexpr Labelled kSa52{"SA52", "Maison / pôle de santé"};

constexpr Labelled kPublic{"13", "Etablissement Public Communal d'Hospitalisation"};
constexpr Labelled kRegionalPublic{"15", "Etablissement Public Régional d'Hospitalisation"};
constexpr Labelled kCompany{"73", "Société Anonyme (S.A.)"};
constexpr Labelled kSelas{"95", "Société par Actions Simplifiée (S.A.S.)"};
constexpr Labelled kPerson{"70", "Personne Physique"};
constexpr Labelled kAssociation{"60", "Association Loi 1901 non Reconnue d'Utilité Publique"};
constexpr Labelled kCcas{"17", "Centre Communal d'Action Sociale"};
constexpr Labelled kDepartment{"02", "Département"};

constexpr auto kClasses = std::to_array<StructureClass>({
    {{"101", "Centre Hospitalier Régional (C.H.R.)"}, kRegional, kPublicBudget, kSa01, kRegionalPublic, "8610Z", "CHU", NameStyle::kUniversityHospital, kCare | kLaboratory, true, 640, 20, 760, 100},
    {{"355", "Centre Hospitalier (C.H.)"}, kHospitals, kPublicBudget, kSa01, kPublic, "8610Z", "CH", NameStyle::kHospital, kCare | kLaboratory, true, 2400, 4, 190, 100},
    {{"292", "Centre Hospitalier Spécialisé lutte Maladies Mentales"}, kMental, kPublicBudget, kSa01, kPublic, "8610Z", "CHS", NameStyle::kPsychiatricHospital, kCare, false, 400, 4, 150, 100},
    {{"365", "Etablissement de Soins Pluridisciplinaire"}, kPrivate, kFree, kSa04, kCompany, "8610Z", "CLINIQUE", NameStyle::kClinic, kCare, true, 1100, 1, 90, 70},
    {{"109", "Etablissement de santé privé autorisé en SSR"}, kFollowUp, kFree, kSa04, kAssociation, "8610Z", "CENTRE DE READAPTATION", NameStyle::kClinic, kCare, true, 1200, 1, 30, 40},
    {{"127", "Hospitalisation à Domicile"}, kOther, kPublicBudget, kSa04, kAssociation, "8690F", "HAD", NameStyle::kHomeCare, kCare, false, 320, 1, 30, 60},
    {{"362", "Etablissement de Soins Longue Durée"}, kOther, kPublicBudget, kSa01, kPublic, "8610Z", "USLD", NameStyle::kHospital, kCare, false, 600, 2, 12, 5},
    {{"146", "Structure d'Alternative à la dialyse en centre"}, kOther, kFree, kSa34, kAssociation, "8610Z", "CENTRE DE DIALYSE", NameStyle::kCentre, kCare, false, 700, 5, 8, 20},
    {{"321", "Service Mobile d'Urgence et de Réanimation (S.M.U.R.)"}, kOther, kPublicBudget, kSa01, kPublic, "8610Z", "SMUR", NameStyle::kCentre, kCare, false, 450, 2, 6, 0},
    {{"156", "Centre Médico-Psychologique (C.M.P.)"}, kOther, kPublicBudget, kSa01, kPublic, "8690E", "CMP", NameStyle::kCentre, kCare | kSocial, false, 3800, 8, 7, 5},
    {{"425", "Centre d'Accueil Thérapeutique à temps partiel (C.A.T.T.P.)"}, kOther, kPublicBudget, kSa01, kPublic, "8690E", "CATTP", NameStyle::kCentre, kCare, false, 1100, 8, 2, 0},
    {{"197", "Centre soins accompagnement prévention addictologie (CSAPA)"}, kOther, kPublicBudget, kSa12, kAssociation, "8720B", "CSAPA", NameStyle::kCentre, kCare | kSocial, false, 520, 3, 5, 20},
    {{"124", "Centre de Santé"}, kCity, kFree, kSa05, kAssociation, "8621Z", "CDS", NameStyle::kHealthCentre, kCare, true, 3400, 2, 7, 25},
    {{"603", "Maison de santé (L.6223-3)"}, kCity, kFree, kSa52, kAssociation, "8690F", "MSP", NameStyle::kHealthHouse, kCare, true, 2900, 1, 4, 40},
    {{"604", "Communautés professionnelles territoriales de santé (CPTS)"}, kCity, kFree, kSa52, kAssociation, "9499Z", "CPTS", NameStyle::kHomeCare, kSocial, true, 850, 1, 1, 60},
    {{"611", "Laboratoire de Biologie Médicale"}, kAnalysis, kFree, kSa25, kSelas, "8690B", "LBM", NameStyle::kLaboratory, kLaboratory, true, 4700, 12, 9, 60},
    {{"620", "Pharmacie d'Officine"}, kOffices, kFree, kSa33, kPerson, "4773Z", "PHARMACIE", NameStyle::kPharmacy, kPharmacy, true, 22500, 1, 3, 0},
    {{"500", "Etablissement d'hébergement pour personnes âgées dépendantes"}, kElderly, kArs, kSa17, kAssociation, "8710A", "EHPAD", NameStyle::kNursingHome, kCare, true, 8400, 2, 14, 80},
    {{"202", "Résidences autonomie"}, kElderly, kCouncil, kSa17, kCcas, "8730A", "RESIDENCE", NameStyle::kNursingHome, kSocial, true, 2900, 2, 1, 10},
    {{"354", "Service de Soins Infirmiers A Domicile (S.S.I.A.D)"}, kHome, kArs, kSa17, kAssociation, "8810A", "SSIAD", NameStyle::kHomeCare, kCare, true, 1800, 2, 8, 60},
    {{"209", "Service autonomie aide et soins (SAAS)"}, kHome, kArs, kSa18, kAssociation, "8810A", "SAAS", NameStyle::kHomeCare, kCare | kSocial, false, 1600, 2, 3, 20},
    {{"460", "Service autonomie aide (SAA)"}, kHome, kCouncil, kSa18, kAssociation, "8810A", "SAA", NameStyle::kHomeCare, kSocial, true, 9800, 3, 1, 5},
    {{"183", "Institut Médico-Educatif (I.M.E.)"}, kChildren, kArs, kSa16, kAssociation, "8710B", "IME", NameStyle::kCentre, kCare | kSocial, true, 1400, 4, 6, 50},
    {{"186", "Institut Thérapeutique Éducatif et Pédagogique (I.T.E.P.)"}, kChildren, kArs, kSa16, kAssociation, "8710B", "ITEP", NameStyle::kCentre, kSocial, false, 480, 3, 5, 30},
    {{"189", "Centre Médico-Psycho-Pédagogique (C.M.P.P.)"}, kChildren, kArs, kSa16, kAssociation, "8690F", "CMPP", NameStyle::kCentre, kCare | kSocial, false, 780, 3, 7, 40},
    {{"190", "Centre Action Médico-Sociale Précoce (C.A.M.S.P.)"}, kChildren, kArs, kSa16, kAssociation, "8690F", "CAMSP", NameStyle::kCentre, kCare | kSocial, false, 380, 2, 7, 40},
    {{"182", "Service d'Éducation Spéciale et de Soins à Domicile"}, kChildren, kArs, kSa16, kAssociation, "8891B", "SESSAD", NameStyle::kCentre, kSocial, true, 2100, 4, 5, 30},
    {{"246", "Etablissement et Service d'Aide par le Travail (E.S.A.T.)"}, kAdults, kArs, kSa16, kAssociation, "8810C", "ESAT", NameStyle::kCentre, kSocial, true, 1700, 4, 2, 15},
    {{"255", "Maison d'Accueil Spécialisée (M.A.S.)"}, kAdults, kArs, kSa16, kAssociation, "8710C", "MAS", NameStyle::kCentre, kCare, true, 820, 3, 7, 40},
    {{"437", "Foyer d'Accueil Médicalisé pour Adultes Handicapés (F.A.M.)"}, kAdults, kArs, kSa16, kAssociation, "8710C", "FAM", NameStyle::kCentre, kCare, false, 1200, 3, 5, 40},
    {{"382", "Foyer de Vie pour Adultes Handicapés"}, kAdults, kCouncil, kSa16, kAssociation, "8720A", "FOYER DE VIE", NameStyle::kCentre, kSocial, false, 1700, 3, 2, 10},
    {{"446", "Service d'Accompagnement à la Vie Sociale (S.A.V.S.)"}, kAdults, kCouncil, kSa16, kAssociation, "8810C", "SAVS", NameStyle::kCentre, kSocial, false, 1300, 4, 2, 10},
    {{"177", "Maison d'Enfants à Caractère Social"}, kSocialAid, kCouncil, kSa21, kAssociation, "8790A", "MECS", NameStyle::kCentre, kSocial, false, 2100, 4, 2, 5},
    {{"214", "Centre Hébergement & Réinsertion Sociale (C.H.R.S.)"}, kSocialAid, kUnknownTariff, kSa21, kAssociation, "8790B", "CHRS", NameStyle::kCentre, kSocial, false, 1000, 3, 2, 5},
    {{"258", "Maisons Relais - Pensions de Famille"}, kSocialAid, kUnknownTariff, kSa21, kAssociation, "8790B", "PENSION DE FAMILLE", NameStyle::kCentre, kSocial, false, 1300, 4, 1, 0},
    {{"219", "Autre Centre d'Accueil"}, kSocialAid, kUnknownTariff, kSa21, kAssociation, "8790B", "CENTRE D'ACCUEIL", NameStyle::kCentre, kSocial, false, 1700, 3, 1, 0},
    {{"463", "Centres Locaux Information Coordination P.A.(C.L.I.C.)"}, kSocialAid, kCouncil, kSa18, kDepartment, "8411Z", "CLIC", NameStyle::kHomeCare, kSocial, false, 560, 4, 2, 5},
    {{"462", "Lieux de Vie et d'Accueil"}, kSocialAid, kCouncil, kSa21, kAssociation, "8790A", "LIEU DE VIE", NameStyle::kNursingHome, 0, false, 800, 1, 1, 0},
    {{"223", "Protection Maternelle et Infantile (P.M.I.)"}, kPmi, kFree, kSa15, kDepartment, "8411Z", "PMI", NameStyle::kHomeCare, kCare | kSocial, true, 4900, 40, 3, 10},
    {{"696", "Groupement de coopération sanitaire de moyens"}, kOther, kUnknownTariff, kSa01, kPublic, "8690F", "GCS", NameStyle::kCentre, kCare, false, 430, 1, 4, 20},
});
// clang-format on

}  // namespace

std::span<const StructureClass> StructureClasses() { return kClasses; }

}  // namespace annuaire::synth
