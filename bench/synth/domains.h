// The mailbox domains of the invented country and how many mailboxes each has.
//
// The sizes follow the measured distribution (survey of the extract of
// 2026-08-25: 5,018 domains, median 4, 90th centile 87, 99th 1,193, largest
// 62,151; the first ten hold 46 %, the first fifty 66 %; 64 % hold fewer than
// 10; PER 85 %, ORG 15 %). The largest are the national domains of professions;
// the others belong to legal entities, the busiest first.
//
// Construction reads every career once, to know who could hold a mailbox
// where; then constant. Any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/synth/people.h"
#include "bench/synth/structures.h"

namespace annuaire::synth {

inline constexpr std::uint32_t kNoEntity = UINT32_MAX;
inline constexpr std::uint32_t kNoDomain = UINT32_MAX;

struct MailDomain {
  std::string name;                  // "ch-nancy.mssante.fr"
  std::uint32_t entity = kNoEntity;  // the owner; none for a national domain
  std::uint32_t personal = 0;        // mailboxes to make
  std::uint32_t organizational = 0;
  std::uint32_t candidates = 0;  // practitioners who could hold a personal one
  std::uint64_t colleague = 0;   // one of them
  bool listed = true;            // in the white list
};

// Mailbox rows of a country of so many practitioners.
std::uint64_t MailboxCount(std::uint64_t practitioners);

class Domains {
 public:
  Domains(std::uint64_t seed, std::uint64_t practitioners, const People& people,
          const Structures& structures);

  // By falling size.
  const std::vector<MailDomain>& all() const { return domains_; }

  // Where practitioners of "profession" have mailboxes of their own.
  std::uint32_t NationalDomainOf(const Profession& profession) const;
  std::uint32_t DomainOfEntity(std::uint32_t entity) const { return domain_of_entity_[entity]; }

  // The distinct domains where "person" could hold a mailbox, with the site for
  // those of an employer (kNoSite for the national one).
  struct Candidacy {
    std::uint32_t domain;
    std::uint32_t site;
  };
  void CandidaciesOf(const Person& person, std::vector<Candidacy>& out) const;

 private:
  struct Census {
    std::vector<std::uint32_t> staff;      // by entity
    std::vector<std::uint64_t> colleague;  // by entity
    std::vector<std::uint32_t> national;   // by national domain
  };
  Census Count(std::uint64_t practitioners, const People& people) const;
  std::vector<std::uint32_t> OwnersBySize(const Census& census, std::size_t wanted) const;
  void AddNational(std::uint64_t mailboxes, const Census& census);
  void AddEntityDomains(std::uint64_t practitioners, std::uint64_t mailboxes, const Census& census);
  void SplitKinds(std::uint64_t organizational);

  std::uint64_t seed_;
  const Structures* structures_;
  std::vector<MailDomain> domains_;
  std::vector<std::uint32_t> domain_of_entity_;
};

// "CENTRE HOSPITALIER DE NANCY" -> "centre-hospitalier-nancy".
std::string Slug(std::string_view text);

}  // namespace annuaire::synth
