#include "bench/synth/local_parts.h"

#include <array>

#include "bench/synth/numbers.h"
#include "directory/base/fold.h"

namespace annuaire::synth {
namespace {

struct Service {
  std::string_view local;
  std::string_view label;
};

constexpr auto kFunctions = std::to_array<Service>({
    {"secretariat", "SECRETARIAT"},
    {"direction", "DIRECTION"},
    {"contact", ""},
    {"accueil", "ACCUEIL"},
    {"infirmerie", "INFIRMERIE"},
    {"medecin.coordonnateur", "COORDINATION MEDICALE"},
    {"coordination", "COORDINATION"},
    {"idec", "INFIRMIER COORDINATEUR"},
    {"secretariat-medical", "SECRETARIAT MEDICAL"},
    {"admissions", "ADMISSIONS"},
    {"cadre.sante", "CADRE DE SANTE"},
    {"equipe.soins", "SOINS"},
    {"service-social", "SERVICE SOCIAL"},
    {"psychologue", "PSYCHOLOGIE"},
    {"pharmacie", "PHARMACIE"},
    {"qualite", "QUALITE"},
    {"rdv", ""},
    {"facturation", "FACTURATION"},
});

constexpr auto kServices = std::to_array<Service>({
    {"cardiologie", "CARDIOLOGIE"},
    {"urgences", "URGENCES"},
    {"pediatrie", "PEDIATRIE"},
    {"neurologie", "NEUROLOGIE"},
    {"pneumologie", "PNEUMOLOGIE"},
    {"geriatrie", "GERIATRIE"},
    {"oncologie", "ONCOLOGIE"},
    {"imagerie", "IMAGERIE MEDICALE"},
    {"laboratoire", "LABORATOIRE"},
    {"pharmacie", "PHARMACIE A USAGE INTERIEUR"},
    {"maternite", "MATERNITE"},
    {"gynecologie", "GYNECOLOGIE OBSTETRIQUE"},
    {"orthopedie", "CHIRURGIE ORTHOPEDIQUE"},
    {"chirurgie-viscerale", "CHIRURGIE VISCERALE"},
    {"chirurgie-ambulatoire", "CHIRURGIE AMBULATOIRE"},
    {"urologie", "UROLOGIE"},
    {"nephrologie", "NEPHROLOGIE"},
    {"dialyse", "HEMODIALYSE"},
    {"endocrinologie", "ENDOCRINOLOGIE"},
    {"diabetologie", "DIABETOLOGIE"},
    {"rhumatologie", "RHUMATOLOGIE"},
    {"dermatologie", "DERMATOLOGIE"},
    {"ophtalmologie", "OPHTALMOLOGIE"},
    {"orl", "ORL"},
    {"stomatologie", "STOMATOLOGIE"},
    {"hematologie", "HEMATOLOGIE"},
    {"gastro-enterologie", "HEPATO-GASTRO-ENTEROLOGIE"},
    {"infectiologie", "MALADIES INFECTIEUSES"},
    {"medecine-interne", "MEDECINE INTERNE"},
    {"medecine-polyvalente", "MEDECINE POLYVALENTE"},
    {"reanimation", "REANIMATION"},
    {"anesthesie", "ANESTHESIE"},
    {"bloc", "BLOC OPERATOIRE"},
    {"samu", "SAMU"},
    {"smur", "SMUR"},
    {"ssr", "SOINS DE SUITE"},
    {"usld", "SOINS DE LONGUE DUREE"},
    {"had", "HOSPITALISATION A DOMICILE"},
    {"addictologie", "ADDICTOLOGIE"},
    {"psychiatrie", "PSYCHIATRIE"},
    {"cmp", "CENTRE MEDICO-PSYCHOLOGIQUE"},
    {"pedopsychiatrie", "PEDOPSYCHIATRIE"},
    {"douleur", "CONSULTATION DOULEUR"},
    {"soins-palliatifs", "SOINS PALLIATIFS"},
    {"dietetique", "DIETETIQUE"},
    {"kinesitherapie", "KINESITHERAPIE"},
    {"anapath", "ANATOMIE PATHOLOGIQUE"},
    {"radiotherapie", "RADIOTHERAPIE"},
    {"medecine-nucleaire", "MEDECINE NUCLEAIRE"},
    {"allergologie", "ALLERGOLOGIE"},
    {"genetique", "GENETIQUE MEDICALE"},
    {"hygiene", "HYGIENE HOSPITALIERE"},
    {"vaccination", "CENTRE DE VACCINATION"},
    {"equipe-mobile-geriatrie", "EQUIPE MOBILE DE GERIATRIE"},
});

// '*' stands for the service.
constexpr auto kForms = std::to_array<std::string_view>({
    "*",
    "secretariat.*",
    "secretariat-*",
    "consultation-*",
    "*.cr",
    "service-*",
    "rdv.*",
    "hospitalisation-*",
    "*-hdj",
    "coordination.*",
    "*.secretariat",
    "cadre-*",
    "*-site2",
    "infirmiers-*",
    "avis.*",
    "*-externe",
});

bool IsHospital(NameStyle style) { return style <= NameStyle::kClinic; }

// Lower case; "-" between the words when "hyphen", else glued.
std::string Words(std::string_view name, bool hyphen) {
  std::string out;
  for (const char c : Fold(name)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) out += c;
    if (!kept && hyphen && c != '\'') out += '-';
  }
  return out;
}

}  // namespace

std::string PersonalLocalPart(const Name& name, Random& random) {
  const bool hyphen = random.Percent(60);
  const std::string given = Words(name.given, hyphen);
  const std::string family = Words(name.family, hyphen && random.Percent(70));
  const std::uint32_t x = random.Below(100);
  if (x < 72) return given + '.' + family;
  if (x < 88) return family + '.' + given;
  if (x < 91) return given + family;
  if (x < 94) return given.substr(0, 1) + '.' + family;
  if (x < 96) return given.substr(0, 1) + family;
  if (x < 98) return given + '-' + family;
  return given + '_' + family;
}

ServiceMailbox InventServiceMailbox(const StructureClass& kind, std::uint32_t rank) {
  const auto functions = static_cast<std::uint32_t>(kFunctions.size());
  const std::uint32_t first = IsHospital(kind.style) ? 3 : functions;
  if (rank < first) {
    return {std::string(kFunctions[rank].local), std::string(kFunctions[rank].label)};
  }
  rank -= first;
  const auto services = static_cast<std::uint32_t>(kServices.size());
  const Service& service = kServices[rank % services];
  const std::uint32_t form = rank / services;
  ServiceMailbox mailbox;
  mailbox.service = service.label;
  if (form < kForms.size()) {
    mailbox.local_part = kForms[form];
    mailbox.local_part.replace(mailbox.local_part.find('*'), 1, service.local);
  } else {  // beyond, by functional unit
    mailbox.local_part = "uf" + Digits(1000 + rank, 4) + '-' + std::string(service.local);
  }
  return mailbox;
}

std::string_view AnyServiceName(Random& random) { return random.Pick(kServices).local; }

}  // namespace annuaire::synth
