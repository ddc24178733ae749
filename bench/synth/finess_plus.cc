// FINESS+, the daily flow of structures.

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "bench/synth/finess_files.h"
#include "bench/synth/numbers.h"

namespace annuaire::synth {
namespace {

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void Member(Json& json, const char* key, std::string_view value) {
  if (value.empty()) return;
  json.Key(key);
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void EmptyArray(Json& json, const char* key) {
  json.Key(key);
  json.StartArray();
  json.EndArray();
}

// Old closed records come from fixed-width columns.
std::string Padded(std::string text, std::size_t width, bool old) {
  if (old && text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

void AddAddress(Json& json, const Structure& s, const Position& position, bool old,
                std::string_view usage) {
  json.Key("adresse");
  json.StartArray();
  json.StartObject();
  Member(json, "usageAdresse", usage);
  Member(json, "numeroVoie", s.street.number);
  Member(json, "typeVoie", Padded(std::string(s.street.type_code), 4, old));
  Member(json, "libelleVoie", Padded(std::string(s.street.name), 21, old));
  Member(json, "complementVoie", s.street.repetition);
  Member(json, "lieuDit", s.distribution);
  Member(json, "cogCommune", s.commune->code);
  Member(json, "ligneAcheminement", s.city);
  std::string line = s.street.number;
  if (!line.empty()) line += ' ';
  for (const char c : s.street.type_label) line += c;
  line += ' ';
  line += s.street.name;
  Member(json, "ligneQuatre", line);
  Member(json, "codePostal", s.postcode);
  if (!old) {
    json.Key("coordonneesGeographique");
    json.StartObject();
    Member(json, "coordonneeX", position.y);  // swapped, as published
    Member(json, "coordonneeY", position.x);
    Member(json, "directionLatitude", position.latitude);
    Member(json, "directionLongitude", position.longitude);
    Member(json, "cleInInteropBAN", std::string(s.commune->code) + "_0515_00012");
    Member(json, "scoreBAN", "0.967380909090909");
    json.EndObject();
  }
  json.EndObject();
  json.EndArray();
}

void AddContact(Json& json, const Structure& s) {
  json.Key("contact");
  json.StartArray();
  json.StartObject();
  json.Key("typeContact");
  json.StartObject();
  Member(json, "roleContact", "01");
  json.EndObject();
  json.Key("telecom");
  json.StartObject();
  Member(json, "telephone", s.phone);
  Member(json, "telecopie", s.fax);
  json.EndObject();
  json.EndObject();
  json.EndArray();
  EmptyArray(json, "engagement");
}

void AddOpening(Json& json, const Structure& s, std::uint64_t event, std::string_view object,
                std::string_view type) {
  json.Key("evenement");
  json.StartArray();
  json.StartObject();
  Member(json, "evenementId", std::to_string(event));
  Member(json, "dateEnregistrement", "2025-10-21 18:36:29");
  Member(json, "dateEvenement", s.opened_on);
  Member(json, "etatObjet1", "001");
  Member(json, "identifiantObjet1", object);
  Member(json, "systemeMaitre", "01");
  Member(json, "typeObjet1", type);
  Member(json, "codeEvenement", "001");
  json.EndObject();
  json.EndArray();
}

void AddState(Json& json, const Structure& s, bool closed) {
  Member(json, "etatObjet", closed ? "I" : "A");
  Member(json, "dateDerniereMaj", s.updated_on + " 00:00:00");
}

class FinessPlus {
 public:
  FinessPlus(const Structures& structures, Output& output)
      : structures_(structures), output_(output), json_(buffer_) {
    json_.SetIndent(' ', 2);
  }

  void Write(const std::string& stamp) {
    json_.StartObject();
    Member(json_, "schemaVersion", "v1.0.0");
    Member(json_, "generatedAt",
           stamp.substr(0, 4) + '-' + stamp.substr(4, 2) + '-' + stamp.substr(6, 2) + 'T' +
               stamp.substr(8, 2) + ':' + stamp.substr(10, 2) + ":37.615611300Z");
    AddGroups();
    json_.Key("pmej");
    json_.StartArray();
    for (std::uint32_t entity = 0; entity < structures_.entities().size(); ++entity) {
      AddEntity(entity);
      output_.Append({buffer_.GetString(), buffer_.GetSize()});
      buffer_.Clear();
    }
    json_.EndArray();
    json_.EndObject();
    output_.Append({buffer_.GetString(), buffer_.GetSize()});
    output_.Append("\n");
  }

 private:
  // Cooperation groups: the shape only.
  void AddGroups() {
    json_.Key("gcc");
    json_.StartArray();
    json_.StartObject();
    Member(json_, "gccId", "1");
    Member(json_, "nomGcc", "GHT FICTIF NORD");
    Member(json_, "typeGcc", "001");
    EmptyArray(json_, "engagement");
    EmptyArray(json_, "evenement");
    json_.Key("pmejDuGcc");
    json_.StartArray();
    json_.StartObject();
    Member(json_, "pmSmsseId", "1");
    Member(json_, "typeRoleEntiteGroupe", "S");
    json_.EndObject();
    json_.EndArray();
    EmptyArray(json_, "egeDuGcc");
    Member(json_, "etatObjet", "A");
    Member(json_, "dateDerniereMaj", "2025-10-21 19:19:05");
    json_.EndObject();
    json_.EndArray();
    EmptyArray(json_, "gco");
  }

  void AddEntity(std::uint32_t index) {
    const Entity& entity = structures_.entities()[index];
    const StructureClass& kind = structures_.ClassOf(entity);
    const bool closed = entity.site_count == 0;
    const bool old = closed && index % 2 == 0;
    structures_.DescribeEntity(index, s_);
    const std::string id = std::to_string(index + 1);
    json_.StartObject();
    json_.Key("informationsGeneralesPMEJ");
    json_.StartObject();
    Member(json_, "pmSmsseId", id);
    Member(json_, "codeApe",
           std::string(kind.ape.substr(0, 2)) + '.' + std::string(kind.ape.substr(2)));
    Member(json_, "dateCreation", s_.opened_on);
    if (closed) Member(json_, "dateFermeture", "2019-03-03");
    Member(json_, "denominationLonguePmSmsse", Padded(s_.name.complete, 60, old));
    Member(json_, "denominationPm", Padded(s_.name.brief, 32, old));
    Member(json_, "numFinessPm", s_.finess);
    Member(json_, "siren", s_.siren);
    Member(json_, "statutJuridique", kind.legal_status.code);
    Member(json_, "typePersonneMorale", "01");
    json_.EndObject();
    AddAddress(json_, s_, PositionOf(*s_.commune, index), old, "02");
    AddContact(json_, s_);
    AddOpening(json_, s_, index * 2 + 1, id, "PM");
    const std::string updated = s_.updated_on;
    json_.Key("ege");
    json_.StartArray();
    for (std::uint32_t i = 0; i < entity.site_count; ++i) AddSite(entity.first_site + i, false);
    if (entity.closed_site != kNoSite) AddSite(entity.closed_site, old);
    json_.EndArray();
    s_.updated_on = updated;
    AddState(json_, s_, closed);
    json_.EndObject();
  }

  void AddSite(std::uint32_t site, bool old) {
    structures_.DescribeSite(site, s_);
    const bool closed = structures_.Closed(site);
    const Entity& entity = structures_.entities()[structures_.sites()[site].entity];
    const StructureClass& kind = structures_.ClassOf(entity);
    const std::string id = std::to_string(site + 1);
    json_.StartObject();
    json_.Key("informationsGeneralesEGE");
    json_.StartObject();
    Member(json_, "egeId", id);
    if (closed) Member(json_, "dateFermeture", "2018-12-31");
    Member(json_, "dateOuverture", s_.opened_on);
    Member(json_, "datePremiereAutorisation", s_.opened_on);
    Member(json_, "nomEgeCourt", Padded(s_.name.brief, 32, old));
    Member(json_, "nomEgeLong", Padded(s_.name.complete, 60, old));
    Member(json_, "numFinessEge", s_.finess);
    json_.Key("espic");
    json_.StartArray();
    json_.String("0");
    json_.EndArray();
    if (!old) Member(json_, "siret", s_.siret);
    json_.EndObject();
    Member(json_, "categorieentiteGeographiqueExercice", kind.category.code);
    Member(json_, "modefixationtarifaire", kind.tariff.code);
    EmptyArray(json_, "typeBudget");
    AddAddress(json_, s_, PositionOf(*s_.commune, site), old, "03");
    AddContact(json_, s_);
    AddOpening(json_, s_, site * 2ull + 2, id, "EG");
    EmptyArray(json_, "roleEge");
    AddState(json_, s_, closed);
    json_.EndObject();
  }

  const Structures& structures_;
  Output& output_;
  rapidjson::StringBuffer buffer_;
  Json json_;
  Structure s_;
};

}  // namespace

Status WriteFinessPlus(const Structures& structures, const std::string& stamp,
                       const OutputFolder& folder) {
  const auto output = folder.Gzip("finess-structures-journalier-" + stamp.substr(0, 8) + ".json");
  FinessPlus(structures, *output).Write(stamp);
  return output->Close();
}

}  // namespace annuaire::synth
