// FINESS, the classic csv files.

#include <array>
#include <cctype>
#include <cstdlib>

#include "bench/synth/finess_files.h"
#include "bench/synth/numbers.h"
#include "directory/base/fold.h"
#include "directory/record/geography.h"

namespace annuaire::synth {
namespace {

// One row: ';' between fields, quotes only where needed.
class CsvRow {
 public:
  CsvRow& Add(std::string_view field) {
    if (!text_.empty()) text_ += ';';
    if (field.find_first_of("\";") == std::string_view::npos) {
      text_ += field;
      return *this;
    }
    text_ += '"';
    for (const char c : field) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
    return *this;
  }
  CsvRow& Add(const Labelled& value) { return Add(value.code).Add(value.label); }
  CsvRow& Skip(int count) {
    while (count-- > 0) Add(std::string_view());
    return *this;
  }
  const std::string& End() {
    text_ += '\n';
    return text_;
  }
  void Clear() { text_.clear(); }

 private:
  std::string text_;
};

struct CommuneColumns {
  std::string commune;           // three digits
  std::string_view department;   // "54", "2A", "9D"
  std::string department_label;  // "MEURTHE ET MOSELLE"
};

CommuneColumns ColumnsOf(const Commune& commune) {
  struct Overseas {
    std::string_view department, code;
  };
  constexpr auto kOverseas = std::to_array<Overseas>({
      {"971", "9A"},
      {"972", "9B"},
      {"973", "9C"},
      {"974", "9D"},
      {"975", "9E"},
      {"976", "9F"},
  });
  CommuneColumns columns{std::string(commune.code.substr(2)), DepartmentCode(commune), ""};
  if (const Department* found = FindDepartment(columns.department)) {
    columns.department_label = Fold(found->name).substr(0, 24);
    for (char& c : columns.department_label) {
      c = c == '-' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
  }
  for (const Overseas& overseas : kOverseas) {
    if (overseas.department == columns.department) columns.department = overseas.code;
  }
  return columns;
}

std::string DeliveryLine(const Structure& structure) {
  return structure.postcode + ' ' + structure.city.substr(0, 26);
}

// A few names are quoted in the files, as people typed them.
std::string QuotedName(const std::string& name, std::uint32_t index) {
  const auto blank = name.find(' ');
  if (index % 97 != 5 || blank == std::string::npos || name.size() > 36) return name;
  return name.substr(0, blank + 1) + '"' + name.substr(blank + 1) + '"';
}

void AddStreet(const Street& street, CsvRow& row) {
  row.Add(street.number).Add(street.type_code).Add(street.name).Add(street.repetition);
}

void FillSiteRow(const Structures& structures, std::uint32_t site, const Structure& s, bool uai,
                 CsvRow& row) {
  const StructureClass& kind =
      structures.ClassOf(structures.entities()[structures.sites()[site].entity]);
  const CommuneColumns columns = ColumnsOf(*s.commune);
  row.Clear();
  row.Add("structureet").Add(s.finess).Add(s.finess_entity);
  row.Add(QuotedName(s.name.brief, site));
  row.Add(s.name.complete == s.name.brief ? "" : s.name.complete).Add(s.recipient).Skip(1);
  AddStreet(s.street, row);
  row.Add(s.distribution).Add(columns.commune).Add(columns.department);
  row.Add(columns.department_label).Add(DeliveryLine(s)).Add(s.phone).Add(s.fax);
  row.Add(kind.category).Add(kind.group).Add(s.siret).Add(kind.ape).Add(kind.tariff);
  row.Add(kind.sector.code == "SA01" ? Labelled{"1", "Etablissement public de santé"} : Labelled{});
  row.Add(s.opened_on).Add(s.opened_on).Add(s.updated_on);
  if (uai) row.Add(site % 500 == 3 ? Digits(540'000 + site % 1000, 7) + "X" : "");
}

std::string FirstLine(const std::string& stamp, std::string_view number) {
  return "finess;etalab;" + std::string(number) + ';' + stamp.substr(0, 4) + '-' +
         stamp.substr(4, 2) + '-' + stamp.substr(6, 2) + '\n';
}

Status WriteSites(const Structures& structures, const std::string& stamp, Output& output) {
  output.Append(FirstLine(stamp, "111"));
  Structure structure;
  CsvRow row;
  for (std::uint32_t site = 0; site < structures.open_sites(); ++site) {
    structures.DescribeSite(site, structure);
    FillSiteRow(structures, site, structure, true, row);
    output.Append(row.End());
  }
  return output.Close();
}

Status WriteSitesWithPositions(const Structures& structures, const std::string& stamp,
                               Output& output) {
  output.Append(FirstLine(stamp, "112"));
  Structure structure;
  CsvRow row;
  for (std::uint32_t site = 0; site < structures.open_sites(); ++site) {
    structures.DescribeSite(site, structure);
    FillSiteRow(structures, site, structure, false, row);
    output.Append(row.End());
  }
  for (std::uint32_t site = 0; site < structures.open_sites(); ++site) {
    const Commune& commune = Communes()[structures.sites()[site].commune];
    const Position position = PositionOf(commune, site);
    row.Clear();
    row.Add("geolocalisation").Add(structures.SiteFiness(site)).Add(position.x).Add(position.y);
    row.Add("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93").Add("2026-05-04");
    output.Append(row.End());
  }
  return output.Close();
}

Status WriteEntities(const Structures& structures, const std::string& stamp, Output& output) {
  output.Append(FirstLine(stamp, "101"));
  Structure s;
  CsvRow row;
  for (std::uint32_t entity = 0; entity < structures.entities().size(); ++entity) {
    if (structures.entities()[entity].site_count == 0) continue;
    structures.DescribeEntity(entity, s);
    const StructureClass& kind = structures.ClassOf(structures.entities()[entity]);
    const CommuneColumns columns = ColumnsOf(*s.commune);
    row.Clear();
    row.Add("structureej").Add(s.finess).Add(QuotedName(s.name.brief, entity));
    row.Add(s.name.complete == s.name.brief ? "" : s.name.complete).Skip(1);
    AddStreet(s.street, row);
    row.Skip(1).Add(s.distribution).Add(columns.commune).Add(DeliveryLine(s));
    row.Add(columns.department).Add(columns.department_label).Add(s.phone);
    row.Add(kind.legal_status).Skip(2).Add(s.siren).Add(kind.ape).Add(s.opened_on);
    output.Append(row.End());
  }
  return output.Close();
}

// "value" hundredths or millionths with a decimal point.
std::string Decimal(std::int64_t value, int decimals) {
  std::int64_t unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  const std::int64_t absolute = std::abs(value);
  return (value < 0 ? "-" : "") + std::to_string(absolute / unit) + '.' +
         Digits(static_cast<std::uint64_t>(absolute % unit), decimals);
}

}  // namespace

Position PositionOf(const Commune& commune, std::uint32_t index) {
  // Within about a kilometre; then metres by a linear approximation of
  // Lambert-93, true to some kilometres, which is enough to have the shape.
  const std::int64_t latitude =
      std::int64_t{commune.latitude} * 100 + (index * 7919u) % 16'000 - 8'000;
  const std::int64_t longitude =
      std::int64_t{commune.longitude} * 100 + (index * 104'729u) % 20'000 - 10'000;
  const std::int64_t x = 70'000'000 + (longitude - 3'000'000) * 77 / 10;
  const std::int64_t y = 660'000'000 + (latitude - 46'500'000) * 111 / 10;
  return {Decimal(x, 2), Decimal(y, 2), Decimal(latitude, 6), Decimal(longitude, 6)};
}

Status WriteLegacyFiness(const Structures& structures, const std::string& stamp,
                         const OutputFolder& folder) {
  const std::string time = stamp.substr(0, 8) + '-' + stamp.substr(8, 4) + ".csv";
  RETURN_IF_ERROR(
      WriteEntities(structures, stamp, *folder.Plain("etalab-cs1100501-stock-" + time)));
  RETURN_IF_ERROR(WriteSites(structures, stamp, *folder.Plain("etalab-cs1100502-stock-" + time)));
  return WriteSitesWithPositions(structures, stamp,
                                 *folder.Plain("etalab-cs1100507-stock-" + time));
}

}  // namespace annuaire::synth
