#include "bench/synth/structures.h"

#include <algorithm>
#include <bit>

#include "bench/synth/names.h"
#include "bench/synth/numbers.h"

namespace annuaire::synth {
namespace {

constexpr std::uint64_t kNationalPractitioners = 1'950'000;
constexpr std::uint64_t kNationalSites = 103'000;
constexpr std::uint32_t kFewestSites = 8;  // even in the smallest country

// SIREN numbers: entities, practices, companies and own practices apart.
constexpr std::uint64_t kPracticeSirens = 10'000'000;
constexpr std::uint64_t kCompanySirens = 20'000'000;
constexpr std::uint64_t kOwnSirens = 30'000'000;

// Shares "total" among the classes in proportion to their national numbers,
// by largest remainder, the essential ones first getting one each.
std::vector<std::uint32_t> ShareSites(std::uint32_t total) {
  const auto classes = StructureClasses();
  std::uint64_t national = 0;
  for (const StructureClass& kind : classes) national += kind.number;
  std::vector<std::uint32_t> shares(classes.size());
  std::vector<std::pair<std::uint64_t, std::size_t>> remainders;
  std::uint32_t given = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const std::uint64_t exact = std::uint64_t{total} * classes[i].number;
    shares[i] = static_cast<std::uint32_t>(exact / national);
    if (shares[i] == 0 && classes[i].essential) shares[i] = 1;
    given += shares[i];
    remainders.emplace_back(exact % national, i);
  }
  std::sort(remainders.rbegin(), remainders.rend());
  for (const auto& [remainder, i] : remainders) {
    if (given >= total) break;
    ++shares[i];
    ++given;
  }
  return shares;
}

std::string InventPhone(std::string_view department, Random& random) {
  // 01 Paris region … 05 south west; overseas numbers begin with 05 90 to 02 69.
  char zone = '4';
  const std::string_view d = department;
  if (d == "75" || d == "77" || d == "78" || d >= "91") zone = '1';
  if (d.size() == 3) zone = '5';
  const std::string_view northwest = "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85";
  const std::string_view northeast =
      "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90";
  const std::string_view southwest = "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87";
  if (zone == '4' && northwest.find(d) != std::string_view::npos) zone = '2';
  if (zone == '4' && northeast.find(d) != std::string_view::npos) zone = '3';
  if (zone == '4' && southwest.find(d) != std::string_view::npos) zone = '5';
  return std::string("0") + zone + Digits(random.Below(100'000'000), 8);
}

void Clear(Structure& out) {
  for (std::string* text :
       {&out.finess, &out.finess_entity, &out.siret, &out.siren, &out.technical_id, &out.former_id,
        &out.trade_name, &out.recipient, &out.distribution, &out.city, &out.postcode, &out.phone,
        &out.fax, &out.email, &out.opened_on, &out.updated_on}) {
    text->clear();
  }
  out.commune = nullptr;
  out.country = {"99000", "France"};
  out.sector = {};
}

}  // namespace

Structures::Structures(std::uint64_t seed, std::uint64_t practitioners)
    : seed_(seed),
      practice_count_(static_cast<std::uint32_t>(practitioners / 32 + 2)),
      company_count_(static_cast<std::uint32_t>(practitioners / 20 + 2)) {
  orders_.resize(Communes().size());
  const auto total = static_cast<std::uint32_t>(kFewestSites + practitioners * kNationalSites /
                                                                   kNationalPractitioners);
  const std::vector<std::uint32_t> shares = ShareSites(total);
  for (std::uint8_t kind = 0; kind < shares.size(); ++kind) {
    class_first_.push_back(static_cast<std::uint32_t>(sites_.size()));
    AddEntities(kind, shares[kind]);
  }
  open_sites_ = static_cast<std::uint32_t>(sites_.size());
  class_first_.push_back(open_sites_);
  AddClosed();
  for (std::size_t bit = 0; bit < employing_.size(); ++bit) {
    for (std::size_t kind = 0; kind < shares.size(); ++kind) {
      const StructureClass& k = StructureClasses()[kind];
      const bool employs = (k.employers >> bit) & 1;
      employing_[bit].Add(employs ? shares[kind] * k.staff : 0);
    }
  }
}

std::uint32_t Structures::NextOrder(std::uint16_t commune) {
  const auto communes = Communes();
  // All communes of a department share the counter of its first one.
  std::uint16_t first = commune;
  while (first > 0 && DepartmentCode(communes[first - 1u]) == DepartmentCode(communes[commune])) {
    --first;
  }
  return ++orders_[first];
}

void Structures::AddEntities(std::uint8_t kind, std::uint32_t sites) {
  const StructureClass& k = StructureClasses()[kind];
  for (std::uint32_t made = 0; made < sites;) {
    const auto index = static_cast<std::uint32_t>(entities_.size());
    Random random(seed_, Stream::kEntity, index);
    Entity entity;
    entity.kind = kind;
    entity.commune = communes_.Anywhere(random);
    if (k.style == NameStyle::kUniversityHospital) {  // the largest of eight
      for (int draw = 1; draw < 8; ++draw) {
        const std::uint16_t other = communes_.Anywhere(random);
        if (Communes()[other].weight > Communes()[entity.commune].weight) entity.commune = other;
      }
    }
    entity.order = NextOrder(entity.commune);
    entity.first_site = static_cast<std::uint32_t>(sites_.size());
    entity.closed_site = kNoSite;
    entity.site_count = static_cast<std::uint16_t>(std::min<std::uint32_t>(k.sites, sites - made));
    for (std::uint16_t i = 0; i < entity.site_count; ++i) {
      const std::uint16_t commune =
          i == 0 ? entity.commune : communes_.Near(entity.commune, random);
      sites_.push_back({index, NextOrder(commune), commune});
    }
    made += entity.site_count;
    entities_.push_back(entity);
  }
}

void Structures::AddClosed() {
  const auto open = static_cast<std::uint32_t>(entities_.size());
  for (std::uint32_t index = 0; index < open; index += 20) {
    Entity& entity = entities_[index];
    entity.closed_site = static_cast<std::uint32_t>(sites_.size());
    sites_.push_back({index, NextOrder(entity.commune), entity.commune});
  }
  for (std::uint32_t i = 0; i < open / 8 + 1; ++i) {
    const auto index = static_cast<std::uint32_t>(entities_.size());
    Random random(seed_, Stream::kEntity, index);
    Entity entity;
    entity.kind = static_cast<std::uint8_t>(
        random.Below(static_cast<std::uint32_t>(StructureClasses().size())));
    entity.commune = communes_.Anywhere(random);
    entity.order = NextOrder(entity.commune);
    entity.site_count = 0;
    entity.first_site = entity.closed_site = static_cast<std::uint32_t>(sites_.size());
    sites_.push_back({index, NextOrder(entity.commune), entity.commune});
    entities_.push_back(entity);
  }
}

std::optional<std::uint32_t> Structures::PickSite(Employer employer, Random& random) const {
  const WeightTable& classes =
      employing_[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(employer)))];
  if (classes.empty()) return std::nullopt;
  const std::size_t kind = classes.Pick(random);
  const std::uint32_t first = class_first_[kind];
  const std::uint32_t count = class_first_[kind + 1] - first;
  const bool unequal = StructureClasses()[kind].staff >= 8;
  return first + (unequal ? random.Skewed(count, 1) : random.Below(count));
}

std::string Structures::EntityFiness(std::uint32_t entity) const {
  const Entity& e = entities_[entity];
  return FinessOf(DepartmentCode(Communes()[e.commune]), e.order);
}

std::string Structures::SiteFiness(std::uint32_t site) const {
  const Site& s = sites_[site];
  return FinessOf(DepartmentCode(Communes()[s.commune]), s.order);
}

void Structures::DescribePlace(Random& random, const Commune& commune, bool cedex,
                               Structure& out) const {
  out.street = InventStreet(random);
  out.commune = &commune;
  out.city = CityOf(commune);
  out.postcode = commune.postcode;
  if (cedex) {
    out.distribution = "BP " + std::to_string(1 + random.Below(900));
    out.city += " CEDEX";
    out.postcode.replace(3, 2, Digits(1 + random.Below(98), 2));
  }
  if (!random.Percent(12)) out.phone = InventPhone(DepartmentCode(commune), random);
  if (!out.phone.empty() && random.Percent(25)) {
    out.fax = InventPhone(DepartmentCode(commune), random);
  }
}

void Structures::DescribeEntity(std::uint32_t entity, Structure& out) const {
  Clear(out);
  const Entity& e = entities_[entity];
  const Commune& commune = Communes()[e.commune];
  Random random(seed_, Stream::kSiteAddress, entity | (std::uint64_t{1} << 40));
  const std::string person = Unaccented(InventFamilyName(seed_, entity));
  out.name = InventStructureName(ClassOf(e), CityOf(commune), person, random);
  out.finess = EntityFiness(entity);
  out.siren = SirenOf(entity);
  DescribePlace(random, commune, ClassOf(e).style <= NameStyle::kPsychiatricHospital, out);
  out.sector = ClassOf(e).sector;
  out.opened_on = InventDate(random, 1950, 72);
  out.updated_on = InventDate(random, 2022, 4);
}

void Structures::DescribeSite(std::uint32_t site, Structure& out) const {
  const Site& s = sites_[site];
  const Entity& e = entities_[s.entity];
  const StructureClass& kind = ClassOf(e);
  DescribeEntity(s.entity, out);
  const std::uint32_t rank = site == e.closed_site ? e.site_count : site - e.first_site;
  if (rank > 0) {  // the first site has the name and place of its entity
    Random random(seed_, Stream::kSiteAddress, site);
    const Commune& commune = Communes()[s.commune];
    out.distribution.clear();
    out.name = InventSiteName(kind, out.name, CityOf(commune), random);
    DescribePlace(random, commune, kind.style <= NameStyle::kHospital && random.Percent(30), out);
    out.opened_on = InventDate(random, 1960, 62);
  }
  out.finess_entity = out.finess;
  out.finess = SiteFiness(site);
  out.siret = SiretOf(out.siren, rank + 1);
  out.technical_id = "F" + out.finess;
  out.former_id = "1" + out.finess;
  Random random(seed_, Stream::kSite, site);
  if (random.Percent(30)) out.trade_name = out.name.brief;
  if (random.Percent(8)) out.recipient = random.Percent(50) ? "BATIMENT A" : "SERVICE COURRIER";
}

void Structures::DescribePractice(std::uint32_t practice, Structure& out) const {
  Clear(out);
  Random random(seed_, Stream::kPractice, practice);
  const Commune& commune = Communes()[communes_.Anywhere(random)];
  const std::string name = InventPracticeName(random);
  out.name = {name, name};
  DescribePlace(random, commune, false, out);
  out.technical_id = "R" + Digits(20'000'000'000'000 + practice, 14);
  out.sector = {"SA08", "Cabinet de groupe"};
  if (name.starts_with("S")) {  // a company: SCM, SELARL
    out.siren = SirenOf(kPracticeSirens + practice);
    out.siret = SiretOf(out.siren, 1);
    out.former_id = "3" + out.siret;
    out.sector = {"SA09", "Exercice en société"};
  } else {
    out.former_id = "4" + RppsOf(practice) + "001";
  }
}

void Structures::DescribeCompany(std::uint32_t company, Structure& out) const {
  Clear(out);
  Random random(seed_, Stream::kPractice, company | (std::uint64_t{1} << 40));
  const Commune& commune = Communes()[communes_.Anywhere(random)];
  const std::string person = Unaccented(InventFamilyName(seed_, company + kCompanySirens));
  const std::string name = InventCompanyName(CityOf(commune), person, random);
  out.name = {name, name};
  out.trade_name = random.Percent(50) ? name : "";
  DescribePlace(random, commune, false, out);
  out.siren = SirenOf(kCompanySirens + company);
  out.siret = SiretOf(out.siren, 1 + random.Below(9));
  out.technical_id = "C" + out.siret;
  out.former_id = "3" + out.siret;
  out.sector =
      name.starts_with("OPTIQUE") || name.starts_with("AUDITION") || name.starts_with("ORTHOPEDIE")
          ? Labelled{"SA42", "Appareillage médical"}
          : Labelled{"SA48", "Entreprise"};
}

void Structures::DescribeForeign(std::uint32_t index, Structure& out) const {
  struct Abroad {
    std::string_view street, postcode, line;
    Labelled country;
  };
  constexpr auto kAbroad = std::to_array<Abroad>({
      {"SAMPLE HOUSE ROAD", "GL", "GL 5O 2QJ CHELTENHAM", {"99132", "Royaume-uni"}},
      {"RUE DU MARCHE INVENTE", "1204", "1204 GENEVE", {"99140", "Suisse"}},
      {"RUE FICTIVE", "B-1000", "B-1000 BRUXELLES", {"99131", "Belgique"}},
      {"ROUTE D'ESSAI", "L-1728", "L-1728 LUXEMBOURG", {"99137", "Luxembourg"}},
      {"MUSTERSTRASSE", "79098", "79098 FREIBURG", {"99109", "Allemagne"}},
      {"AVENUE DES TESTS", "98000", "98000 MONACO", {"99138", "Monaco"}},
  });
  Clear(out);
  Random random(seed_, Stream::kPracticeAddress, index);
  const Abroad& abroad = random.Pick(kAbroad);
  const std::string name = "FICTIVE THERAPEUTICS " + std::to_string(1 + index % 97);
  out.name = {name, name};
  out.street = {std::to_string(1 + random.Below(90)), "", "", "", abroad.street};
  out.postcode = abroad.postcode;
  out.city = abroad.line;
  out.country = abroad.country;
  out.technical_id = "R" + Digits(30'000'000'000'000 + index, 14);
  out.former_id = "4" + RppsOf(index) + "001";
  out.sector = {"SA32", "Fab. Exploit. Import. Méd. DM"};
}

void Structures::DescribeOwnPractice(std::string_view rpps, std::uint64_t index, int rank,
                                     std::string_view owner, bool doctor, Structure& out) const {
  Clear(out);
  Random random(seed_, Stream::kPracticeAddress, index * 4 + static_cast<std::uint64_t>(rank));
  const Commune& commune = Communes()[communes_.Anywhere(random)];
  const std::string name = (doctor ? "CABINET DU DR " : "CABINET ") + std::string(owner);
  out.name = {name, name};
  DescribePlace(random, commune, false, out);
  out.technical_id =
      "R" + Digits(10'000'000'000'000 + index * 4 + static_cast<std::uint64_t>(rank), 14);
  out.former_id = "4" + std::string(rpps) + Digits(static_cast<std::uint64_t>(rank) + 1, 3);
  out.sector = {"SA07", "Cabinet individuel"};
  if (random.Percent(12)) {
    out.siren = SirenOf(kOwnSirens + index);
    out.siret = SiretOf(out.siren, 1);
    out.sector = {"SA09", "Exercice en société"};
  }
  if (random.Percent(4)) out.email = "contact@cabinet-" + std::to_string(index) + ".invalid";
}

}  // namespace annuaire::synth
