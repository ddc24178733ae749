#include "directory/record/geography.h"

#include <algorithm>
#include <array>
#include <string>

#include "directory/base/ascii.h"
#include "directory/base/fold.h"

namespace annuaire {
namespace {

// Sorted by code in byte order ("29" < "2A" < "2B" < "30").
constexpr auto kDepartments = std::to_array<Department>({
    {"01", "Ain", "84", "Auvergne-Rhône-Alpes"},
    {"02", "Aisne", "32", "Hauts-de-France"},
    {"03", "Allier", "84", "Auvergne-Rhône-Alpes"},
    {"04", "Alpes-de-Haute-Provence", "93", "Provence-Alpes-Côte d'Azur"},
    {"05", "Hautes-Alpes", "93", "Provence-Alpes-Côte d'Azur"},
    {"06", "Alpes-Maritimes", "93", "Provence-Alpes-Côte d'Azur"},
    {"07", "Ardèche", "84", "Auvergne-Rhône-Alpes"},
    {"08", "Ardennes", "44", "Grand Est"},
    {"09", "Ariège", "76", "Occitanie"},
    {"10", "Aube", "44", "Grand Est"},
    {"11", "Aude", "76", "Occitanie"},
    {"12", "Aveyron", "76", "Occitanie"},
    {"13", "Bouches-du-Rhône", "93", "Provence-Alpes-Côte d'Azur"},
    {"14", "Calvados", "28", "Normandie"},
    {"15", "Cantal", "84", "Auvergne-Rhône-Alpes"},
    {"16", "Charente", "75", "Nouvelle-Aquitaine"},
    {"17", "Charente-Maritime", "75", "Nouvelle-Aquitaine"},
    {"18", "Cher", "24", "Centre-Val de Loire"},
    {"19", "Corrèze", "75", "Nouvelle-Aquitaine"},
    {"21", "Côte-d'Or", "27", "Bourgogne-Franche-Comté"},
    {"22", "Côtes-d'Armor", "53", "Bretagne"},
    {"23", "Creuse", "75", "Nouvelle-Aquitaine"},
    {"24", "Dordogne", "75", "Nouvelle-Aquitaine"},
    {"25", "Doubs", "27", "Bourgogne-Franche-Comté"},
    {"26", "Drôme", "84", "Auvergne-Rhône-Alpes"},
    {"27", "Eure", "28", "Normandie"},
    {"28", "Eure-et-Loir", "24", "Centre-Val de Loire"},
    {"29", "Finistère", "53", "Bretagne"},
    {"2A", "Corse-du-Sud", "94", "Corse"},
    {"2B", "Haute-Corse", "94", "Corse"},
    {"30", "Gard", "76", "Occitanie"},
    {"31", "Haute-Garonne", "76", "Occitanie"},
    {"32", "Gers", "76", "Occitanie"},
    {"33", "Gironde", "75", "Nouvelle-Aquitaine"},
    {"34", "Hérault", "76", "Occitanie"},
    {"35", "Ille-et-Vilaine", "53", "Bretagne"},
    {"36", "Indre", "24", "Centre-Val de Loire"},
    {"37", "Indre-et-Loire", "24", "Centre-Val de Loire"},
    {"38", "Isère", "84", "Auvergne-Rhône-Alpes"},
    {"39", "Jura", "27", "Bourgogne-Franche-Comté"},
    {"40", "Landes", "75", "Nouvelle-Aquitaine"},
    {"41", "Loir-et-Cher", "24", "Centre-Val de Loire"},
    {"42", "Loire", "84", "Auvergne-Rhône-Alpes"},
    {"43", "Haute-Loire", "84", "Auvergne-Rhône-Alpes"},
    {"44", "Loire-Atlantique", "52", "Pays de la Loire"},
    {"45", "Loiret", "24", "Centre-Val de Loire"},
    {"46", "Lot", "76", "Occitanie"},
    {"47", "Lot-et-Garonne", "75", "Nouvelle-Aquitaine"},
    {"48", "Lozère", "76", "Occitanie"},
    {"49", "Maine-et-Loire", "52", "Pays de la Loire"},
    {"50", "Manche", "28", "Normandie"},
    {"51", "Marne", "44", "Grand Est"},
    {"52", "Haute-Marne", "44", "Grand Est"},
    {"53", "Mayenne", "52", "Pays de la Loire"},
    {"54", "Meurthe-et-Moselle", "44", "Grand Est"},
    {"55", "Meuse", "44", "Grand Est"},
    {"56", "Morbihan", "53", "Bretagne"},
    {"57", "Moselle", "44", "Grand Est"},
    {"58", "Nièvre", "27", "Bourgogne-Franche-Comté"},
    {"59", "Nord", "32", "Hauts-de-France"},
    {"60", "Oise", "32", "Hauts-de-France"},
    {"61", "Orne", "28", "Normandie"},
    {"62", "Pas-de-Calais", "32", "Hauts-de-France"},
    {"63", "Puy-de-Dôme", "84", "Auvergne-Rhône-Alpes"},
    {"64", "Pyrénées-Atlantiques", "75", "Nouvelle-Aquitaine"},
    {"65", "Hautes-Pyrénées", "76", "Occitanie"},
    {"66", "Pyrénées-Orientales", "76", "Occitanie"},
    {"67", "Bas-Rhin", "44", "Grand Est"},
    {"68", "Haut-Rhin", "44", "Grand Est"},
    {"69", "Rhône", "84", "Auvergne-Rhône-Alpes"},
    {"70", "Haute-Saône", "27", "Bourgogne-Franche-Comté"},
    {"71", "Saône-et-Loire", "27", "Bourgogne-Franche-Comté"},
    {"72", "Sarthe", "52", "Pays de la Loire"},
    {"73", "Savoie", "84", "Auvergne-Rhône-Alpes"},
    {"74", "Haute-Savoie", "84", "Auvergne-Rhône-Alpes"},
    {"75", "Paris", "11", "Île-de-France"},
    {"76", "Seine-Maritime", "28", "Normandie"},
    {"77", "Seine-et-Marne", "11", "Île-de-France"},
    {"78", "Yvelines", "11", "Île-de-France"},
    {"79", "Deux-Sèvres", "75", "Nouvelle-Aquitaine"},
    {"80", "Somme", "32", "Hauts-de-France"},
    {"81", "Tarn", "76", "Occitanie"},
    {"82", "Tarn-et-Garonne", "76", "Occitanie"},
    {"83", "Var", "93", "Provence-Alpes-Côte d'Azur"},
    {"84", "Vaucluse", "93", "Provence-Alpes-Côte d'Azur"},
    {"85", "Vendée", "52", "Pays de la Loire"},
    {"86", "Vienne", "75", "Nouvelle-Aquitaine"},
    {"87", "Haute-Vienne", "75", "Nouvelle-Aquitaine"},
    {"88", "Vosges", "44", "Grand Est"},
    {"89", "Yonne", "27", "Bourgogne-Franche-Comté"},
    {"90", "Territoire de Belfort", "27", "Bourgogne-Franche-Comté"},
    {"91", "Essonne", "11", "Île-de-France"},
    {"92", "Hauts-de-Seine", "11", "Île-de-France"},
    {"93", "Seine-Saint-Denis", "11", "Île-de-France"},
    {"94", "Val-de-Marne", "11", "Île-de-France"},
    {"95", "Val-d'Oise", "11", "Île-de-France"},
    {"971", "Guadeloupe", "01", "Guadeloupe"},
    {"972", "Martinique", "02", "Martinique"},
    {"973", "Guyane", "03", "Guyane"},
    {"974", "La Réunion", "04", "La Réunion"},
    {"975", "Saint-Pierre-et-Miquelon", "", ""},
    {"976", "Mayotte", "06", "Mayotte"},
    {"977", "Saint-Barthélemy", "", ""},
    {"978", "Saint-Martin", "", ""},
    {"984", "Terres australes et antarctiques françaises", "", ""},
    {"986", "Wallis-et-Futuna", "", ""},
    {"987", "Polynésie française", "", ""},
    {"988", "Nouvelle-Calédonie", "", ""},
    {"989", "Clipperton", "", ""},
});

// The department whose code starts a 5-character commune code or postcode.
const Department* LeadingDepartment(std::string_view code) {
  if (code.size() != 5) return nullptr;
  const bool overseas = code.substr(0, 2) == "97" || code.substr(0, 2) == "98";
  return FindDepartment(code.substr(0, overseas ? 3 : 2));
}

}  // namespace

std::span<const Department> Departments() { return kDepartments; }

const Department* FindDepartment(std::string_view code) {
  std::array<char, 3> upper{};
  if (code.empty() || code.size() > upper.size()) return nullptr;
  std::size_t length = 0;
  if (code.size() == 1) upper[length++] = '0';
  for (const char c : code) {
    upper[length++] = c == 'a' || c == 'b' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  const std::string_view wanted(upper.data(), length);
  const auto it = std::lower_bound(
      kDepartments.begin(), kDepartments.end(), wanted,
      [](const Department& department, std::string_view key) { return department.code < key; });
  return it != kDepartments.end() && it->code == wanted ? &*it : nullptr;
}

bool IsInRegion(const Department& department, std::string_view region) {
  if (department.region_code.empty()) return false;
  return department.region_code == region || FoldGlued(department.region_name) == FoldGlued(region);
}

const Department* DepartmentOf(std::string_view commune_code, std::string_view postcode) {
  if (const Department* found = LeadingDepartment(commune_code)) return found;
  if (postcode.size() != 5 || !AllDigits(postcode)) return nullptr;
  if (postcode.substr(0, 2) == "20") {
    return FindDepartment(postcode[2] == '0' || postcode[2] == '1' ? "2A" : "2B");
  }
  if (postcode == "97133") return FindDepartment("977");
  if (postcode == "97150") return FindDepartment("978");
  return LeadingDepartment(postcode);
}

bool IsAbroad(const Coded& country) {
  if (!country.code.empty()) {
    return country.code.starts_with("99") && country.code != "99000" && country.code != "99100";
  }
  const std::string label = FoldGlued(country.label);
  if (label.empty() || label.starts_with("france")) return false;
  return std::none_of(kDepartments.begin(), kDepartments.end(), [&](const Department& department) {
    return FoldGlued(department.name).ends_with(label);
  });
}

std::optional<CommuneCode> CommuneOfLegacyFiness(std::string_view department,
                                                 std::string_view commune) {
  if (department.size() != 2 || commune.size() != 3 || !AllDigits(commune)) return std::nullopt;
  std::string code(department);
  code.append(commune);
  if (department[0] == '9' && !IsDigit(department[1])) {
    if (std::string_view("ABCDEFJ").find(department[1]) == std::string_view::npos) {
      return std::nullopt;
    }
    // The third digit of the department is the first of the legacy commune.
    code.replace(0, 2, department[1] == 'J' ? "98" : "97");
  }
  CommuneCode result;
  std::copy(code.begin(), code.end(), result.text);
  return result;
}

DeliveryLine SplitDeliveryLine(std::string_view line) {
  if (line.size() >= 5 && AllDigits(line.substr(0, 5)) && (line.size() == 5 || line[5] == ' ')) {
    std::string_view city = line.substr(5);
    while (!city.empty() && city.front() == ' ') city.remove_prefix(1);
    return {line.substr(0, 5), city};
  }
  return {{}, line};
}

std::string_view WithoutCedex(std::string_view city) {
  constexpr std::string_view kCedex = "CEDEX";
  for (std::size_t at = 0; at + kCedex.size() <= city.size(); ++at) {
    const bool here =
        std::equal(kCedex.begin(), kCedex.end(), city.begin() + static_cast<std::ptrdiff_t>(at),
                   [](char wanted, char c) { return wanted == ToUpper(c); });
    const bool starts_word = at > 0 && city[at - 1] == ' ';
    const bool ends_word = at + kCedex.size() == city.size() || city[at + kCedex.size()] == ' ';
    if (here && starts_word && ends_word) {
      city = city.substr(0, at);
      while (!city.empty() && city.back() == ' ') city.remove_suffix(1);
      return city;
    }
  }
  return city;
}

}  // namespace annuaire
