#include "bench/synth/person_files.h"

#include <string_view>

#include "bench/synth/extract_row.h"
#include "bench/synth/numbers.h"

namespace annuaire::synth {
namespace {

constexpr std::string_view kActivityHeader =
    "Type d'identifiant PP|Identifiant PP|Identification nationale PP|"
    "Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|"
    "Nom d'exercice|Prénom d'exercice|Code profession|Libellé profession|"
    "Code catégorie professionnelle|Libellé catégorie professionnelle|"
    "Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|"
    "Libellé savoir-faire|Code mode exercice|Libellé mode exercice|Numéro SIRET site|"
    "Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|"
    "Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|"
    "Complément destinataire (coord. structure)|"
    "Complément point géographique (coord. structure)|Numéro Voie (coord. structure)|"
    "Indice répétition voie (coord. structure)|Code type de voie (coord. structure)|"
    "Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|"
    "Mention distribution (coord. structure)|Bureau cedex (coord. structure)|"
    "Code postal (coord. structure)|Code commune (coord. structure)|"
    "Libellé commune (coord. structure)|Code pays (coord. structure)|"
    "Libellé pays (coord. structure)|Téléphone (coord. structure)|"
    "Téléphone 2 (coord. structure)|Télécopie (coord. structure)|"
    "Adresse e-mail (coord. structure)|Code Département (structure)|"
    "Libellé Département (structure)|Ancien identifiant de la structure|"
    "Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|"
    "Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|"
    "Libellé rôle|Code genre activité|Libellé genre activité|\n";

constexpr std::string_view kSkillHeader =
    "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Nom d'exercice|"
    "Prénom d'exercice|Code profession|Libellé profession|Code catégorie professionnelle|"
    "Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|"
    "Code savoir-faire|Libellé savoir-faire|\n";

constexpr std::string_view kDiplomaHeader =
    "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Nom d'exercice|"
    "Prénom d'exercice|Code type diplôme obtenu|Libellé type diplôme obtenu|"
    "Code diplôme obtenu|Libellé diplôme obtenu|Code type autorisation|"
    "Libellé type autorisation|Code discipline autorisation|"
    "Libellé discipline autorisation|\n";

enum File : std::uint64_t { kActivityFile, kSkillFile, kDiplomaFile };

void AddIdentity(const Person& person, ExtractRow& row) {
  row.Add(person.adeli ? "0" : "8").Add(person.number).Add(person.national_id);
}

// The first 19 columns but the mode, up to the savoir-faire.
void AddPerson(const Person& person, const Skill* skill, ExtractRow& row) {
  AddIdentity(person, row);
  row.Add(person.title).Add(person.civility).Add(person.name.family).Add(person.name.given);
  row.Add(Labelled{person.profession->code, person.profession->label}).Add(person.category);
  if (skill == nullptr) {
    row.Skip(4);
  } else {
    row.Add(skill->type).Add(skill->skill);
  }
}

// "0472111213", or as people type it.
std::string PhoneAsTyped(std::string_view phone, Random& random) {
  if (phone.empty() || random.Percent(80)) return std::string(phone);
  const bool international = random.Percent(40);
  std::string text =
      international ? "+33 " + std::string(phone.substr(1, 1)) : std::string(phone.substr(0, 2));
  const char separator = random.Percent(70) || international ? ' ' : '.';
  for (std::size_t i = 2; i + 2 <= phone.size(); i += 2) {
    text += separator;
    text += phone.substr(i, 2);
  }
  return text;
}

void AddAddress(const Person& person, const Structure& at, Random& random, ExtractRow& row) {
  std::string recipient = at.recipient;
  if (recipient.empty() && random.PerMillion(300)) recipient = "CABINET \"LES LILAS\"";
  row.Add(recipient).Add(random.PerMillion(60'000) ? "RDC GAUCHE" : "");
  row.Add(at.street.number).Add(at.street.repetition);
  row.Add(at.street.type_code).Add(at.street.type_label).Add(at.street.name);
  row.Add(at.distribution);
  const bool abroad = at.commune == nullptr;
  row.Add(abroad ? at.city : at.postcode + ' ' + at.city).Add(at.postcode);
  if (person.adeli || abroad) {  // ADELI rows know the city from the delivery line only
    row.Skip(2);
  } else {
    row.Add(at.commune->code).Add(at.commune->label);
  }
  if (person.adeli) {
    row.Skip(2);
  } else {
    row.Add(at.country);
  }
  row.Add(PhoneAsTyped(at.phone, random)).Skip(1).Add(at.fax).Add(at.email);
  row.Skip(2);  // the department is empty on every published row
}

std::string Authority(const Profession& profession, bool active) {
  const std::string order(profession.order);
  if (!active) return order + "//";
  if (order == "ARS") return profession.employer == kShop ? "ARS/Variable/Variable" : "ARS/ARS/ARS";
  if (order == "CNOP") return "CNOP/CNOP/ARS + CNOP";
  return order + '/' + order + '/' + order;
}

void AddWork(const Person& person, const Work& work, const Structure& at, Random& random,
             ExtractRow& row) {
  row.Add(work.mode).Add(at.siret).Add(at.siren).Add(at.finess).Add(at.finess_entity);
  row.Add(at.technical_id).Add(at.name.complete).Add(at.trade_name);
  AddAddress(person, at, random, row);
  row.Add(at.former_id).Add(Authority(*person.profession, true));
  row.Add(at.sector).Add(work.section).Add(work.role).Add(work.genre);
}

class PersonFiles {
 public:
  PersonFiles(std::uint64_t seed, std::uint64_t practitioners, const People& people,
              const Structures& structures, Output& output)
      : seed_(seed),
        practitioners_(practitioners),
        people_(people),
        structures_(structures),
        output_(output) {}

  void WriteActivities() {
    output_.Append(kActivityHeader);
    RareRows rare(seed_, kActivityFile, practitioners_);
    for (std::uint64_t i = 0; i < practitioners_; ++i) {
      people_.Describe(i, person_);
      Random random(seed_, Stream::kActivityRow, i);
      WriteActivitiesOfPerson(random, rare);
    }
  }

  void WriteSkills() {
    output_.Append(kSkillHeader);
    RareRows rare(seed_, kSkillFile, practitioners_);
    for (std::uint64_t i = 0; i < practitioners_; ++i) {
      people_.DescribeCareer(i, person_);
      if (person_.skills.empty()) continue;
      people_.Describe(i, person_);
      for (const Skill* skill : person_.skills) {
        BeginRow();
        row_.Add(skill->type).Add(skill->skill);
        EndRow(i, rare);
      }
    }
  }

  void WriteDiplomas() {
    output_.Append(kDiplomaHeader);
    RareRows rare(seed_, kDiplomaFile, practitioners_);
    for (std::uint64_t i = 0; i < practitioners_; ++i) {
      people_.Describe(i, person_);
      Random random(seed_, Stream::kDiploma, i);
      WriteDiplomasOfPerson(random, rare);
    }
  }

 private:
  void WriteActivitiesOfPerson(Random& random, RareRows& rare) {
    const std::size_t skills = std::max<std::size_t>(1, person_.skills.size());
    const std::size_t works = std::max<std::size_t>(1, person_.works.size());
    for (std::size_t w = 0; w < works; ++w) {
      const bool active = !person_.works.empty();
      if (active) DescribeWorkplace(structures_, person_, person_.works[w].place, structure_);
      const Random as_typed = random;  // the rows of one activity differ by the savoir-faire only
      for (std::size_t s = 0; s < skills; ++s) {
        random = as_typed;
        row_.Clear();
        AddPerson(person_, person_.skills.empty() ? nullptr : person_.skills[s], row_);
        if (active) {
          AddWork(person_, person_.works[w], structure_, random, row_);
        } else {
          row_.Skip(47 - row_.fields()).Add(Authority(*person_.profession, false));
          row_.Skip(56 - row_.fields());
        }
        EndRow(person_.index, rare);
      }
      random.Next();
    }
  }

  void WriteDiplomasOfPerson(Random& random, RareRows& rare) {
    const auto begin = [this] {
      row_.Clear();
      AddIdentity(person_, row_);
      row_.Add(person_.name.family).Add(person_.name.given);
    };
    const auto authorise = [this] {
      row_.Add(Labelled{"AE", "Autorisation d'exercice"});
      row_.Add(Labelled{person_.profession->code, person_.profession->label});
    };
    const bool foreign = random.Percent(5);
    if (!person_.student() || foreign) {
      begin();
      row_.Add(foreign ? Labelled{"DIPUE", "Diplôme européen"}
                       : Labelled{"DE", "Diplôme d'Etat français"});
      row_.Add(person_.profession->diploma);
      if (foreign && random.Percent(30)) {
        authorise();
      } else {
        row_.Skip(4);
      }
      EndRow(person_.index, rare);
    }
    for (const Skill* skill : person_.skills) {  // a savoir-faire was learned somewhere
      if (random.Percent(25)) continue;
      begin();
      row_.Add(Labelled{"DES", "Diplôme d'études spécialisées"});
      row_.Add("D" + std::string(skill->skill.code)).Add("DES " + std::string(skill->skill.label));
      row_.Skip(4);
      EndRow(person_.index, rare);
    }
    if (person_.student() && random.Percent(60)) {  // may replace, without a diploma yet
      begin();
      row_.Skip(4);
      authorise();
      EndRow(person_.index, rare);
    }
  }

  void BeginRow() {
    row_.Clear();
    AddIdentity(person_, row_);
    row_.Add(person_.name.family).Add(person_.name.given);
    row_.Add(Labelled{person_.profession->code, person_.profession->label}).Add(person_.category);
  }

  void EndRow(std::uint64_t index, RareRows& rare) {
    rare.Finish(index, true, row_);
    output_.Append(row_.text());
  }

  std::uint64_t seed_;
  std::uint64_t practitioners_;
  const People& people_;
  const Structures& structures_;
  Output& output_;
  Person person_;
  Structure structure_;
  ExtractRow row_;
};

}  // namespace

void DescribeWorkplace(const Structures& structures, const Person& person, const Workplace& place,
                       Structure& out) {
  switch (place.kind) {
    case Workplace::Kind::kSite:
      return structures.DescribeSite(place.index, out);
    case Workplace::Kind::kPractice:
      return structures.DescribePractice(place.index, out);
    case Workplace::Kind::kCompany:
      return structures.DescribeCompany(place.index, out);
    case Workplace::Kind::kForeign:
      return structures.DescribeForeign(place.index, out);
    case Workplace::Kind::kNone:
    case Workplace::Kind::kOwnPractice:
      return structures.DescribeOwnPractice(person.number, person.index,
                                            static_cast<int>(place.index), person.name.family,
                                            person.profession->doctor, out);
  }
}

Status WritePersonFiles(std::uint64_t seed, std::uint64_t practitioners, const People& people,
                        const Structures& structures, const std::string& stamp,
                        const OutputFolder& folder) {
  const auto output = folder.Zip("PS_LibreAcces_" + stamp + ".zip");
  PersonFiles files(seed, practitioners, people, structures, *output);
  output->Begin("PS_LibreAcces_Dipl_AutExerc_" + stamp + ".txt");
  files.WriteDiplomas();
  output->Begin("PS_LibreAcces_Personne_activite_" + stamp + ".txt");
  files.WriteActivities();
  output->Begin("PS_LibreAcces_SavoirFaire_" + stamp + ".txt");
  files.WriteSkills();
  return output->Close();
}

}  // namespace annuaire::synth
