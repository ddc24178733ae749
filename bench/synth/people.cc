#include "bench/synth/people.h"

#include "bench/synth/numbers.h"

namespace annuaire::synth {
namespace {

constexpr Labelled kCivil{"C", "Civil"};
constexpr Labelled kStudent{"E", "Etudiant"};
constexpr Labelled kMilitary{"M", "Militaire"};
constexpr Labelled kAgent{"F", "Agent public"};

constexpr Labelled kLiberal{"L", "Lib,indép,artis,com"};
constexpr Labelled kSalaried{"S", "Salarié"};
constexpr Labelled kVoluntary{"B", "Bénévole"};

constexpr Labelled kCareGenre{"GENR01", "Activité de soin/pharmacie"};
constexpr Labelled kReplacement{"GENR02", "Activité de remplaçant"};
constexpr Labelled kNoCare{"GENR04", "Activité non soignante"};

// ADELI numbers remain for a few professions that had them longest.
bool HasAdeliRows(std::string_view profession) {
  return profession == "26" || profession == "28" || profession == "93" || profession == "71" ||
         profession == "72";
}

Labelled InventCategory(const Profession& profession, Random& random) {
  if (random.Percent(profession.students)) return kStudent;
  const std::uint32_t x = random.Below(1000);
  if (x < 4) return kMilitary;
  if (x < 12) return kAgent;
  return kCivil;
}

void InventSkills(const Profession& profession, Random& random, std::vector<const Skill*>& skills) {
  skills.clear();
  if (!random.Percent(profession.skilled)) return;
  skills.push_back(&PickMainSkill(profession.code, random));
  const auto further = FurtherSkills(profession.code);
  if (further.empty()) return;
  for (int more = random.Percent(29) ? 1 + random.Percent(22) : 0; more > 0; --more) {
    const Skill* skill = &random.Pick(further);
    if (skill != skills.back()) skills.push_back(skill);
  }
}

Labelled PharmacistSection(Workplace::Kind place, bool liberal, Random& random) {
  if (place == Workplace::Kind::kCompany) {
    return random.Percent(60) ? Labelled{"B", "Industrie"} : Labelled{"C", "Distribution"};
  }
  if (liberal) return {"A", "Titulaire d'officine"};
  const std::uint32_t x = random.Below(100);
  if (x < 70) return {"D", "Adjoint, remplaçant, gérant"};
  if (x < 85) return {"H", "Etablissement de santé"};
  if (x < 97) return {"G", "Biologiste"};
  return {"E", "Outre-Mer"};
}

Labelled InventRole(const Profession& profession, bool liberal, Random& random) {
  const bool pharmacist = profession.code == "21";
  if (liberal) {
    if (pharmacist) return {"FON-03", "Titulaire d'officine"};
    if (random.Percent(8)) return {"FON-22", "Remplaçant / intérimaire"};
    if (random.Percent(12)) return {"FON-02", "Associé SEL/SCP"};
    return {"FON-01", "Titulaire de cabinet"};
  }
  if (pharmacist) return {"FON-05", "Adjoint"};
  if (random.Percent(3)) return {"FON-43", "Cadre de santé"};
  if (profession.doctor && random.Percent(7)) return {"FON-35", "Chef de service"};
  return {"FON-33", "Salarié poste fixe"};
}

}  // namespace

Work People::InventWork(const Person& person, bool liberal, int rank, Random& random) const {
  const Profession& profession = *person.profession;
  Work work;
  work.mode = liberal ? kLiberal : kSalaried;
  if (!liberal && random.PerMillion(4000)) work.mode = kVoluntary;
  work.role = InventRole(profession, liberal, random);
  work.genre = work.role.code == "FON-22" ? kReplacement : kCareGenre;
  if (random.Percent(2)) work.genre = kNoCare;

  using Kind = Workplace::Kind;
  Workplace& place = work.place;
  const bool in_pharmacy = profession.code == "21" && liberal;
  if (random.PerMillion(400)) {
    place = {Kind::kForeign, static_cast<std::uint32_t>(person.index)};
  } else if (liberal && !in_pharmacy) {
    const bool alone = random.Percent(66);
    place = alone ? Workplace{Kind::kOwnPractice, static_cast<std::uint32_t>(rank)}
                  : Workplace{Kind::kPractice, random.Below(structures_->practice_count())};
  } else if (profession.employer == kShop || (!in_pharmacy && random.Percent(6))) {
    place = {Kind::kCompany, random.Below(structures_->company_count())};
  } else {
    Employer employer = profession.employer;
    if (profession.code == "21" && !liberal && random.Percent(25)) {
      employer = random.Percent(60) ? kCare : kLaboratory;
    }
    if (const auto site = structures_->PickSite(employer, random)) place = {Kind::kSite, *site};
  }
  if (profession.code == "21") work.section = PharmacistSection(place.kind, liberal, random);
  return work;
}

void People::DescribeCareer(std::uint64_t index, Person& out) const {
  Random random(seed_, Stream::kCareer, index);
  out.index = index;
  out.profession = &PickProfession(random);
  const Profession& profession = *out.profession;
  out.woman = random.Percent(profession.women);
  out.category = InventCategory(profession, random);
  out.adeli = HasAdeliRows(profession.code) && !out.student() && random.PerMillion(12'000);
  out.works.clear();
  out.skills.clear();
  if (out.student()) {
    if (random.Percent(92)) return;
  } else {
    InventSkills(profession, random, out.skills);
    if (random.Percent(profession.inactive)) return;
  }
  int count = 1;
  if (random.Percent(profession.doctor ? 22 : 11)) count += 1 + random.Percent(16);
  for (int rank = 0; rank < count; ++rank) {
    const bool liberal = !out.student() && random.Percent(profession.liberal);
    out.works.push_back(InventWork(out, liberal, rank, random));
  }
}

void People::Describe(std::uint64_t index, Person& out) const {
  DescribeCareer(index, out);
  Random random(seed_, Stream::kIdentifier, index);
  out.number = out.adeli ? AdeliOf(index) : RppsOf(index);
  if (random.PerMillion(200)) {  // a wrong key, as published files have
    char& key = out.number.back();
    key = key == '9' ? '0' : static_cast<char>(key + 1);
  }
  out.national_id = (out.adeli ? "0" : "8") + out.number;
  const int generation = out.student() ? 2 : static_cast<int>(random.Below(kGenerations));
  out.name = InventName(seed_, index, out.woman, generation);
  if (out.woman) {
    out.civility = {"MME", "Madame"};
  } else {
    out.civility = {"M", "Monsieur"};
  }
  out.title = {};
  if (out.profession->doctor && !out.student()) {
    const bool professor = out.profession->code == "10" && random.Percent(2);
    out.title = professor ? Labelled{"PR", "Professeur"} : Labelled{"DR", "Docteur"};
  }
  // Half the registers send names without accents.
  if (!random.Percent(45)) {
    out.name.family = Unaccented(out.name.family);
    out.name.given = Unaccented(out.name.given);
  }
}

}  // namespace annuaire::synth
