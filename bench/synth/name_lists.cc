#include "bench/synth/name_lists.h"

#include <array>

namespace annuaire::synth {
namespace {

constexpr auto kCommonFamilyNames = std::to_array<std::string_view>({
    // clang-format off
    "MARTIN", "BERNARD", "THOMAS", "PETIT", "ROBERT", "RICHARD", "DURAND", "DUBOIS", "MOREAU",
    "LAURENT", "SIMON", "MICHEL", "LEFEBVRE", "LEROY", "ROUX", "DAVID", "BERTRAND", "MOREL",
    "FOURNIER", "GIRARD", "BONNET", "DUPONT", "LAMBERT", "FONTAINE", "ROUSSEAU", "VINCENT",
    "MULLER", "LEFÈVRE", "FAURE", "ANDRÉ", "MERCIER", "BLANC", "GUÉRIN", "BOYER", "GARNIER",
    "CHEVALIER", "FRANÇOIS", "LEGRAND", "GAUTHIER", "GARCIA", "PERRIN", "ROBIN", "CLÉMENT",
    "MORIN", "NICOLAS", "HENRY", "ROUSSEL", "MATHIEU", "GAUTIER", "MASSON", "MARCHAND", "DUVAL",
    "DENIS", "DUMONT", "MARIE", "LEMAIRE", "NOËL", "MEYER", "DUFOUR", "MEUNIER", "BRUN",
    "BLANCHARD", "GIRAUD", "JOLY", "RIVIÈRE", "LUCAS", "BRUNET", "GAILLARD", "BARBIER",
    "ARNAUD", "MARTINEZ", "GÉRARD", "ROCHE", "RENARD", "SCHMITT", "ROY", "LEROUX", "COLIN",
    "VIDAL", "CARON", "PICARD", "ROGER", "FABRE", "AUBERT", "LEMOINE", "RENAUD", "DUMAS",
    "LACROIX", "OLIVIER", "PHILIPPE", "BOURGEOIS", "PIERRE", "BENOÎT", "REY", "LECLERC",
    "PAYET", "ROLLAND", "LECLERCQ", "GUILLAUME", "LECOMTE", "LOPEZ", "JEAN", "DUPUY", "GUILLOT",
    "HUBERT", "BERGER", "CARPENTIER", "SANCHEZ", "DUPUIS", "MOULIN", "LOUIS", "DESCHAMPS",
    "HUET", "VASSEUR", "PEREZ", "BOUCHER", "FLEURY", "ROYER", "KLEIN", "JACQUET", "ADAM",
    "PARIS", "POIRIER", "MARTY", "AUBRY", "GUYOT", "CARRÉ", "CHARLES", "RENAULT", "CHARPENTIER",
    "MÉNARD", "MAILLARD", "BARON", "BERTIN", "BAILLY", "HERVÉ", "SCHNEIDER", "FERNANDEZ",
    "LE GALL", "COLLET", "LÉGER", "BOUVIER", "JULIEN", "PRÉVOST", "MILLET", "PERROT", "DANIEL",
    "LE ROUX", "COUSIN", "GERMAIN", "BRETON", "BESSON", "LANGLOIS", "RÉMY", "LE GOFF",
    "PELLETIER", "LÉVÊQUE", "PERRIER", "LEBLANC", "BARRÉ", "LEBRUN", "MARCHAL", "WEBER",
    "MALLET", "HAMON", "BOULANGER", "JACOB", "MONNIER", "MICHAUD", "RODRIGUEZ", "GUICHARD",
    "GILLET", "ÉTIENNE", "GRONDIN", "POULAIN", "TESSIER", "CHEVALLIER", "COLLIN", "CHAUVIN",
    "DA SILVA", "BOUCHET", "GAY", "LEMAÎTRE", "BÉNARD", "MARÉCHAL", "HUMBERT", "REYNAUD",
    "ANTOINE", "HOARAU", "PERRET", "BARTHÉLEMY", "CORDIER", "PICHON", "LEJEUNE", "GILBERT",
    "LAMY", "DELAUNAY", "PASQUIER", "CARLIER", "LAPORTE", "GROS", "BUISSON", "BRIAND",
    "ALEXANDRE", "GEORGES", "LAROCHE", "BODIN", "HUGUET", "CHARRIER", "BOUVET", "JACQUES",
    "BIGOT", "COULON", "DELATTRE", "CAMUS", "TANGUY", "WEISS", "MAURY", "JOUBERT", "DOS SANTOS",
    "GAUDIN", "VOISIN", "RAYNAUD", "MAHÉ", "RUIZ", "GRÉGOIRE", "IMBERT", "DIDIER", "DELAGE",
    "LAUNAY", "ALLARD", "REGNIER", "VALENTIN", "MACÉ", "TOUSSAINT", "PONS", "DELORME",
    "BLANCHET", "NAVARRO", "MAURICE", "COURTOIS", "HAMEL", "LEDUC", "GOMEZ", "TEXIER", "CROS",
    "BLONDEL", "BOUSQUET", "SEGUIN", "PAGES", "HOFFMANN", "RIBEIRO", "LEGROS", "GUILLON",
    "VALETTE", "JACQUOT", "PINEAU", "COMTE", "LOMBARD", "MARION", "BESNARD", "VERDIER",
    "GUILBERT", "BAZIN", "VALLÉE", "ROSSI", "DELMAS", "THIERRY", "MAYER", "BOUTIN", "MARTEL",
    "LAURET", "GRANGER", "CHRÉTIEN", "DIAS", "DIALLO", "TRAORÉ", "TRAN", "FERREIRA", "PEREIRA",
    "GONÇALVES", "BLIN", "CORNU", "SAUVAGE", "PRUVOST", "DESBOIS", "COSTE", "LABBÉ", "BLOT",
    "JAMET", "TEISSIER", "FORESTIER", "CHAMPION", "LASSERRE", "RAMOS", "GUIBERT", "MERLE",
    "BEAUMONT", "VERNET", "FERRAND", "BRAULT", "BECKER", "CHARBONNIER", "PROST", "DURANT",
    "COHEN", "LÉVY", "ROSE", "VAL",
    // clang-format on
});

constexpr auto kParticularFamilyNames = std::to_array<std::string_view>({
    // clang-format off
    "LE GUEN", "LE BIHAN", "LE CORRE", "LE BRAS", "LE FLOCH", "LE MEUR", "LE DANTEC", "N'DIAYE",
    "N'GUYEN", "D'ARCY", "D'ANGELO", "D'HALLUIN", "L'HOSTIS", "L'HERMITTE", "O'CONNOR",
    "DE LA TOUR", "DE LA FONTAINE", "DE SOUSA", "DE OLIVEIRA", "DE MEYER", "DE ALMEIDA",
    "DES ROCHES", "DU PONTAVICE", "DU BOIS", "VAN DEN BROECK", "VAN DAMME", "VON ARX",
    "EL AMRANI", "EL KHATIB", "EL MANSOURI", "BEN ALI", "BEN AMOR", "BEN SALAH", "AÏT AHMED",
    "AÏT SAÏD", "NGUYEN", "NGUYEN VAN", "PHAM", "LY", "HA", "WU", "OUEDRAOGO", "COULIBALY",
    "KEÏTA", "DIOP", "NDIAYE", "RAKOTOMALALA", "RAZAFINDRAKOTO", "BENALI", "HADDAD", "MEBARKI",
    "KONÉ", "YILMAZ", "ŒUVRARD", "LŒUILLET", "DE L'ISLE", "DE SAINT-AUBIN D'ARMOR",
    // clang-format on
});

constexpr auto kWomen0 = std::to_array<std::string_view>({
    // clang-format off
    "MARTINE", "FRANÇOISE", "CATHERINE", "MONIQUE", "NICOLE", "MARIE", "CHRISTINE", "SYLVIE",
    "ANNE", "ISABELLE", "BRIGITTE", "VÉRONIQUE", "CHANTAL", "DOMINIQUE", "PATRICIA",
    "JACQUELINE", "ANNIE", "MICHÈLE", "MARIE-CHRISTINE", "ÉLISABETH", "CLAUDE", "MARIE-FRANCE",
    "ÉVELYNE", "DANIELLE", "PASCALE", "AGNÈS", "COLETTE", "JOCELYNE", "MARIE-HÉLÈNE", "CLAIRE",
    "BÉATRICE", "ODILE", "NADINE", "GENEVIÈVE", "BERNADETTE", "MARIE-CLAUDE", "ANNE-MARIE",
    "FLORENCE", "HÉLÈNE", "MURIEL", "JOËLLE", "MARYSE", "ÉLIANE", "MARIE-THÉRÈSE", "MIREILLE",
    "LAURENCE", "VIVIANE", "GHISLAINE", "RÉGINE", "SOLANGE",
    // clang-format on
});

constexpr auto kWomen1 = std::to_array<std::string_view>({
    // clang-format off
    "NATHALIE", "ISABELLE", "SANDRINE", "STÉPHANIE", "CÉLINE", "SOPHIE", "VÉRONIQUE", "VALÉRIE",
    "VIRGINIE", "ANNE", "CAROLINE", "LAURENCE", "DELPHINE", "KARINE", "AURÉLIE", "CHRISTELLE",
    "ÉMILIE", "FRÉDÉRIQUE", "CLAIRE", "FLORENCE", "CATHERINE", "MARIE", "LAETITIA", "SANDRA",
    "ÉLODIE", "AGNÈS", "HÉLÈNE", "SÉVERINE", "JULIE", "SYLVIE", "MAGALI", "CORINNE",
    "ANNE-SOPHIE", "ANNE-LAURE", "CÉCILE", "AUDREY", "ALEXANDRA", "NADIA", "MARIE-LAURE",
    "VANESSA", "ESTELLE", "BÉATRICE", "KATIA", "FABIENNE", "GAËLLE", "CAROLE", "LINDA",
    "MARIE-PIERRE", "EMMANUELLE", "SAMIA", "FATIMA", "RACHEL", "MYRIAM", "MAUD", "ANNE-CLAIRE",
    "MARIANNE",
    // clang-format on
});

constexpr auto kWomen2 = std::to_array<std::string_view>({
    // clang-format off
    "LAURA", "MARINE", "CAMILLE", "JULIE", "MARIE", "MANON", "SARAH", "PAULINE", "CHLOÉ",
    "MATHILDE", "ANAÏS", "MARION", "LÉA", "EMMA", "CLÉMENCE", "CHARLOTTE", "ALICE", "CLARA",
    "LUCIE", "MARGAUX", "JUSTINE", "ÉMILIE", "AURÉLIE", "MORGANE", "MÉLANIE", "AMANDINE",
    "INÈS", "OCÉANE", "ÉLISE", "CLAIRE", "SOLÈNE", "AMÉLIE", "JEANNE", "LOUISE", "ALEXIA",
    "CORALIE", "FANNY", "SALOMÉ", "AGATHE", "MAËVA", "MAËLLE", "ÉLÉONORE", "CASSANDRE",
    "NOÉMIE", "HÉLOÏSE", "YASMINE", "ANNE-SOPHIE", "MARIE-LOU", "ROMANE", "JULIETTE", "ZOÉ",
    "SAFIA", "LINA", "EVA", "ROXANE", "LAURIANE", "GWENAËLLE",
    // clang-format on
});

constexpr auto kMen0 = std::to_array<std::string_view>({
    // clang-format off
    "JEAN", "MICHEL", "PHILIPPE", "ALAIN", "PIERRE", "PATRICK", "JACQUES", "BERNARD",
    "CHRISTIAN", "DANIEL", "GÉRARD", "ANDRÉ", "FRANÇOIS", "DOMINIQUE", "JEAN-PIERRE",
    "JEAN-CLAUDE", "CLAUDE", "PASCAL", "THIERRY", "ERIC", "DIDIER", "MARC", "BRUNO", "GILLES",
    "JEAN-MARC", "OLIVIER", "JEAN-LOUIS", "DENIS", "YVES", "JEAN-PAUL", "JEAN-LUC",
    "JEAN-FRANÇOIS", "SERGE", "JEAN-MICHEL", "ROGER", "HERVÉ", "CHARLES", "RENÉ", "PAUL",
    "HENRI", "GUY", "ROBERT", "JEAN-NOËL", "JEAN-JACQUES", "JOËL", "GEORGES", "RÉMI", "LUC",
    "VINCENT", "BENOÎT", "JEAN-YVES", "XAVIER", "ÉTIENNE", "RAYMOND", "MAURICE", "ANTOINE",
    // clang-format on
});

constexpr auto kMen1 = std::to_array<std::string_view>({
    // clang-format off
    "CHRISTOPHE", "STÉPHANE", "LAURENT", "FRÉDÉRIC", "NICOLAS", "DAVID", "OLIVIER", "SÉBASTIEN",
    "JÉRÔME", "PHILIPPE", "ERIC", "VINCENT", "FRANÇOIS", "GUILLAUME", "THIERRY", "PASCAL",
    "BENOÎT", "XAVIER", "ARNAUD", "EMMANUEL", "FABRICE", "FRANCK", "PIERRE", "JULIEN",
    "MATHIEU", "BRUNO", "YANN", "LUDOVIC", "CÉDRIC", "ANTOINE", "MARC", "GILLES",
    "JEAN-BAPTISTE", "ALEXANDRE", "KARIM", "GRÉGORY", "SAMUEL", "GAËL", "RÉGIS", "CYRIL",
    "HERVÉ", "LIONEL", "PATRICE", "JEAN-CHRISTOPHE", "PIERRE-YVES", "THOMAS", "RAPHAËL",
    "MICKAËL", "STÉPHAN", "MOHAMED", "RACHID", "ERWAN", "CHARLES", "JEAN-PHILIPPE", "LOÏC",
    "ANDRÉ",
    // clang-format on
});

constexpr auto kMen2 = std::to_array<std::string_view>({
    // clang-format off
    "THOMAS", "NICOLAS", "ALEXANDRE", "ANTOINE", "MAXIME", "PIERRE", "JULIEN", "QUENTIN",
    "CLÉMENT", "ROMAIN", "HUGO", "FLORIAN", "BENJAMIN", "LUCAS", "VALENTIN", "GUILLAUME",
    "KÉVIN", "THÉO", "PAUL", "ADRIEN", "JÉRÉMY", "LOUIS", "MATHIEU", "BAPTISTE", "SIMON",
    "RÉMI", "VICTOR", "AURÉLIEN", "CORENTIN", "ARTHUR", "VINCENT", "GABRIEL", "LÉO", "RAPHAËL",
    "YANIS", "MOHAMED", "DAMIEN", "ANTHONY", "DYLAN", "LOÏC", "NATHAN", "ETIENNE", "GAUTIER",
    "PIERRE-ANTOINE", "JEAN-BAPTISTE", "TRISTAN", "SACHA", "MEHDI", "SAMY", "ALEXIS", "BASTIEN",
    "TANGUY", "AXEL", "MARTIN", "JULES", "CHARLES-HENRI", "RAYAN",
    // clang-format on
});

}  // namespace

std::span<const std::string_view> CommonFamilyNames() { return kCommonFamilyNames; }

std::span<const std::string_view> ParticularFamilyNames() { return kParticularFamilyNames; }

std::span<const std::string_view> WomenNames(int generation) {
  if (generation == 0) return kWomen0;
  return generation == 1 ? std::span<const std::string_view>(kWomen1) : kWomen2;
}

std::span<const std::string_view> MenNames(int generation) {
  if (generation == 0) return kMen0;
  return generation == 1 ? std::span<const std::string_view>(kMen1) : kMen2;
}

}  // namespace annuaire::synth
