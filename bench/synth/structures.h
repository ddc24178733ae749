// The structures of the invented country: FINESS establishments and legal
// entities, practices, companies.
//
// What is kept per establishment is 12 bytes (its entity, commune and FINESS
// order number); names, addresses and identifiers are invented again whenever
// they are asked for, always the same. Establishments [0, open_sites()) are
// open, the others closed. The first sites of a class are the busiest.
//
// Built once, then constant: any thread.
//
// Example:
//
//   Structures structures(seed, 1'950'000);
//   Structure site;
//   structures.DescribeSite(0, site);

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/synth/places.h"
#include "bench/synth/random.h"
#include "bench/synth/structure_classes.h"
#include "bench/synth/structure_names.h"

namespace annuaire::synth {

// Everything a row says of a structure. Texts that are labels point to tables.
struct Structure {
  std::string finess;
  std::string finess_entity;
  std::string siret;
  std::string siren;
  std::string technical_id;
  std::string former_id;
  StructureName name;
  std::string trade_name;
  std::string recipient;  // complément destinataire
  Street street;
  std::string distribution;  // "BP 123"
  std::string city;          // "NANCY", "NANCY CEDEX"
  std::string postcode;
  const Commune* commune = nullptr;  // nullptr abroad
  Labelled country{"99000", "France"};
  std::string phone;
  std::string fax;
  std::string email;
  Labelled sector;
  std::string opened_on;  // ISO dates
  std::string updated_on;
};

struct Site {
  std::uint32_t entity;
  std::uint32_t order;  // FINESS, within the department
  std::uint16_t commune;
};

struct Entity {
  std::uint32_t order;
  std::uint32_t first_site;
  std::uint32_t closed_site;  // kNoSite when none
  std::uint16_t site_count;   // open ones; 0 for a closed entity
  std::uint16_t commune;
  std::uint8_t kind;  // index into StructureClasses()
};

inline constexpr std::uint32_t kNoSite = UINT32_MAX;

class Structures {
 public:
  // The country of "practitioners" people.
  Structures(std::uint64_t seed, std::uint64_t practitioners);

  std::uint32_t open_sites() const { return open_sites_; }
  const std::vector<Site>& sites() const { return sites_; }
  const std::vector<Entity>& entities() const { return entities_; }
  const StructureClass& ClassOf(const Entity& entity) const {
    return StructureClasses()[entity.kind];
  }
  const CommuneLottery& communes() const { return communes_; }

  // An open site where "employer" employs; nullopt when there is none.
  std::optional<std::uint32_t> PickSite(Employer employer, Random& random) const;

  // Fill "out" whole; its memory is reused.
  void DescribeSite(std::uint32_t site, Structure& out) const;
  void DescribeEntity(std::uint32_t entity, Structure& out) const;
  // A practice of several, one of PracticeCount().
  void DescribePractice(std::uint32_t practice, Structure& out) const;
  void DescribeCompany(std::uint32_t company, Structure& out) const;
  void DescribeForeign(std::uint32_t index, Structure& out) const;
  // The practice of one practitioner: the "rank"-th of "rpps".
  void DescribeOwnPractice(std::string_view rpps, std::uint64_t index, int rank,
                           std::string_view owner, bool doctor, Structure& out) const;

  std::uint32_t practice_count() const { return practice_count_; }
  std::uint32_t company_count() const { return company_count_; }
  std::string EntityFiness(std::uint32_t entity) const;
  std::string SiteFiness(std::uint32_t site) const;
  bool Closed(std::uint32_t site) const { return site >= open_sites_; }

 private:
  std::uint32_t NextOrder(std::uint16_t commune);
  void AddEntities(std::uint8_t kind, std::uint32_t sites);
  void AddClosed();
  void DescribePlace(Random& random, const Commune& commune, bool cedex, Structure& out) const;

  std::uint64_t seed_;
  CommuneLottery communes_;
  std::vector<Site> sites_;
  std::vector<Entity> entities_;
  std::uint32_t open_sites_ = 0;
  std::uint32_t practice_count_;
  std::uint32_t company_count_;
  std::vector<std::uint32_t> orders_;       // by commune: last order of its department
  std::vector<std::uint32_t> class_first_;  // first site of each class, and the end
  // For each Employer bit, the classes that employ it, weighted by staff.
  std::array<WeightTable, 8> employing_;
};

}  // namespace annuaire::synth
