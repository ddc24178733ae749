#include "directory/extract/finess_plus_key.h"

#include <unordered_map>

#include "directory/base/ascii.h"
#include "directory/base/text_hash.h"

namespace annuaire {
namespace {

struct Entry {
  PlusPlace place;
  std::string_view key;  // lower case, without underscores
  PlusPlace below = PlusPlace::kIgnored;
  PlusField field = PlusField::kNone;
};

constexpr Entry Object(PlusPlace place, std::string_view key, PlusPlace below) {
  return {place, key, below, PlusField::kNone};
}
constexpr Entry Value(PlusPlace place, std::string_view key, PlusField field) {
  return {place, key, PlusPlace::kIgnored, field};
}
// Known and of no use here.
constexpr Entry Skip(PlusPlace place, std::string_view key) {
  return {place, key, PlusPlace::kIgnored, PlusField::kNone};
}

using P = PlusPlace;
using F = PlusField;

constexpr Entry kEntries[] = {
    Skip(P::kRoot, "schemaversion"),
    Value(P::kRoot, "generatedat", F::kGeneratedAt),
    Skip(P::kRoot, "gcc"),
    Skip(P::kRoot, "gco"),
    Object(P::kRoot, "pmej", P::kLegalEntity),

    Object(P::kLegalEntity, "informationsgeneralespmej", P::kLegalEntityInfo),
    Object(P::kLegalEntity, "adresse", P::kAddress),
    Object(P::kLegalEntity, "contact", P::kContact),
    Object(P::kLegalEntity, "ege", P::kEstablishment),
    Value(P::kLegalEntity, "etatobjet", F::kState),
    Value(P::kLegalEntity, "datedernieremaj", F::kUpdatedOn),
    Skip(P::kLegalEntity, "engagement"),
    Skip(P::kLegalEntity, "evenement"),

    Value(P::kLegalEntityInfo, "numfinesspm", F::kFiness),
    Value(P::kLegalEntityInfo, "denominationlonguepmsmsse", F::kLongName),
    Value(P::kLegalEntityInfo, "denominationpm", F::kShortName),
    Value(P::kLegalEntityInfo, "siren", F::kSiren),
    Value(P::kLegalEntityInfo, "codeape", F::kApe),
    Value(P::kLegalEntityInfo, "statutjuridique", F::kLegalStatus),
    Value(P::kLegalEntityInfo, "datecreation", F::kOpenedOn),
    Value(P::kLegalEntityInfo, "datefermeture", F::kClosedOn),
    Value(P::kLegalEntityInfo, "categorieentitegeographiqueexercice", F::kCategory),
    Skip(P::kLegalEntityInfo, "pmsmsseid"),
    Skip(P::kLegalEntityInfo, "complementadressepmsmsse"),
    Skip(P::kLegalEntityInfo, "fonctionpublique"),
    Skip(P::kLegalEntityInfo, "typegroupegco"),
    Skip(P::kLegalEntityInfo, "typepersonnemorale"),

    Object(P::kEstablishment, "informationsgeneralesege", P::kEstablishmentInfo),
    Object(P::kEstablishment, "adresse", P::kAddress),
    Object(P::kEstablishment, "contact", P::kContact),
    Value(P::kEstablishment, "categorieentitegeographiqueexercice", F::kCategory),
    Value(P::kEstablishment, "modefixationtarifaire", F::kTariffMode),
    Value(P::kEstablishment, "etatobjet", F::kState),
    Value(P::kEstablishment, "datedernieremaj", F::kUpdatedOn),
    Skip(P::kEstablishment, "typebudget"),
    Skip(P::kEstablishment, "engagement"),
    Skip(P::kEstablishment, "evenement"),
    Skip(P::kEstablishment, "roleege"),

    Value(P::kEstablishmentInfo, "numfinessege", F::kFiness),
    Value(P::kEstablishmentInfo, "nomegelong", F::kLongName),
    Value(P::kEstablishmentInfo, "nomegecourt", F::kShortName),
    Value(P::kEstablishmentInfo, "complementdenominationeg", F::kNameComplement),
    Value(P::kEstablishmentInfo, "siret", F::kSiret),
    Value(P::kEstablishmentInfo, "numeroeducationnationale", F::kUai),
    Value(P::kEstablishmentInfo, "dateouverture", F::kOpenedOn),
    Value(P::kEstablishmentInfo, "datefermeture", F::kClosedOn),
    Value(P::kEstablishmentInfo, "datepremiereautorisation", F::kAuthorisedOn),
    Skip(P::kEstablishmentInfo, "egeid"),
    Skip(P::kEstablishmentInfo, "numeroreferenceexterne"),
    Skip(P::kEstablishmentInfo, "espic"),

    Value(P::kAddress, "usageadresse", F::kAddressUse),
    Value(P::kAddress, "numerovoie", F::kStreetNumber),
    Value(P::kAddress, "complementvoie", F::kRepetitionIndex),
    Value(P::kAddress, "typevoie", F::kStreetType),
    Value(P::kAddress, "libellevoie", F::kStreetName),
    Value(P::kAddress, "complementpointgeographique", F::kGeographicComplement),
    Value(P::kAddress, "lieudit", F::kLocality),
    Value(P::kAddress, "cogcommune", F::kCommune),
    Value(P::kAddress, "ligneacheminement", F::kCity),
    Value(P::kAddress, "lignesix", F::kDeliveryLine),
    Value(P::kAddress, "codepostal", F::kPostcode),
    Object(P::kAddress, "coordonneesgeographique", P::kCoordinates),
    Skip(P::kAddress, "ligneune"),
    Skip(P::kAddress, "lignedeux"),
    Skip(P::kAddress, "lignetrois"),
    Skip(P::kAddress, "lignequatre"),
    Skip(P::kAddress, "lignecinq"),

    Value(P::kCoordinates, "directionlatitude", F::kLatitude),
    Value(P::kCoordinates, "directionlongitude", F::kLongitude),
    Skip(P::kCoordinates, "coordonneex"),
    Skip(P::kCoordinates, "coordonneey"),
    Skip(P::kCoordinates, "cleininteropban"),
    Skip(P::kCoordinates, "scoreban"),

    Object(P::kContact, "telecom", P::kTelecom),
    Skip(P::kContact, "typecontact"),
    Value(P::kTelecom, "telephone", F::kPhone),
    Value(P::kTelecom, "telecopie", F::kFax),
    Value(P::kTelecom, "courriel", F::kEmail),

    Value(P::kValue, "code", F::kValueCode),
    Skip(P::kValue, "system"),
    Skip(P::kValue, "display"),
};

std::string TableKey(PlusPlace place, std::string_view key) {
  std::string text(1, static_cast<char>(place));
  return text.append(key);
}

const std::unordered_map<std::string, PlusKey>& Table() {
  static const auto* const table = [] {
    auto* built = new std::unordered_map<std::string, PlusKey>;
    for (const Entry& entry : kEntries) {
      built->emplace(TableKey(entry.place, entry.key), PlusKey{true, entry.below, entry.field});
    }
    return built;
  }();
  return *table;
}

}  // namespace

PlusKey PlusKeyFinder::Find(PlusPlace place, std::string_view key) {
  if (place == PlusPlace::kIgnored) return {};
  Found& found = found_[(HashText(key) + static_cast<std::size_t>(place)) % found_.size()];
  if (found.place == place && found.spelling == key) return found.key;
  folded_.assign(1, static_cast<char>(place));
  for (const char c : key) {
    if (c == '_') continue;
    folded_.push_back(ToLower(c));
  }
  const auto entry = Table().find(folded_);
  const PlusKey unknown{false, PlusPlace::kIgnored, PlusField::kNone};
  found = {place, std::string(key), entry == Table().end() ? unknown : entry->second};
  return found.key;
}

}  // namespace annuaire
