// The practitioners of the invented country: who they are, what they practise
// and where.
//
// Practitioner "index" is a pure function of the seed: nothing is stored.
// Constant after construction; any thread.
//
// Example:
//
//   People people(seed, structures);
//   Person person;
//   people.Describe(12345, person);

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/synth/names.h"
#include "bench/synth/professions.h"
#include "bench/synth/structures.h"

namespace annuaire::synth {

struct Workplace {
  enum class Kind : std::uint8_t { kNone, kSite, kOwnPractice, kPractice, kCompany, kForeign };
  Kind kind = Kind::kNone;
  std::uint32_t index = 0;  // of the site, practice, company; rank of an own practice
};

struct Work {
  Workplace place;
  Labelled mode;     // TRE_R23, with the extract's short labels
  Labelled section;  // pharmacists
  Labelled role;
  Labelled genre;
};

struct Person {
  std::uint64_t index = 0;
  std::string number;  // RPPS, or ADELI
  bool adeli = false;
  std::string national_id;  // 8 or 0 + number
  const Profession* profession = nullptr;
  bool woman = false;
  Labelled category;
  Labelled title;     // DR, PR; may be empty
  Labelled civility;  // M, MME
  Name name;          // with accents
  std::vector<const Skill*> skills;
  std::vector<Work> works;

  bool student() const { return category.code == "E"; }
};

class People {
 public:
  People(std::uint64_t seed, const Structures& structures)
      : seed_(seed), structures_(&structures) {}

  // Everything but number, title and name: four times cheaper, and enough to count.
  void DescribeCareer(std::uint64_t index, Person& out) const;
  // Everything. REQUIRES: index < kRppsNumbers
  void Describe(std::uint64_t index, Person& out) const;

 private:
  Work InventWork(const Person& person, bool liberal, int rank, Random& random) const;

  std::uint64_t seed_;
  const Structures* structures_;
};

}  // namespace annuaire::synth
