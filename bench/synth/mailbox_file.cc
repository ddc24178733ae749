#include "bench/synth/mailbox_file.h"

#include <cctype>
#include <optional>
#include <unordered_set>
#include <vector>

#include "bench/synth/extract_row.h"
#include "bench/synth/local_parts.h"
#include "bench/synth/numbers.h"
#include "bench/synth/person_files.h"

namespace annuaire::synth {
namespace {

constexpr std::string_view kHeader =
    "Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|"
    "Identification nationale PP|Type identifiant structure|Identification Structure|"
    "Service de rattachement|Civilité d'exercice|Nom d'exercice|Prénom d'exercice|"
    "Catégorie profession|Libellé de catégorie profession|Code Profession|"
    "Libellé Profession|Code savoir-faire|Libellé savoir-faire|Dématérialisation|"
    "Raison Sociale structure BAL|Enseigne commerciale structure BAL|"
    "L2COMPLEMENTLOCALISATION structure BAL|L3COMPLEMENTDISTRIBUTION structure BAL|"
    "L4NUMEROVOIE structure BAL|L4COMPLEMENTNUMEROVOIE structure BAL|"
    "NL4TYPEVOIE structure BAL|L4LIBELLEVOIE structure BAL|L5LIEUDITMENTION structure BAL|"
    "L6LIGNEACHEMINEMENT structure BAL|Code postal structure BAL|"
    "Département structure BAL|Pays structure BAL\n";

constexpr std::uint64_t kRareRowsFile = 3;
constexpr std::uint64_t kMailboxesPerPatientRow = 500'000;

// True for one "ordinal" in "every".
bool Falls(std::uint64_t ordinal, std::uint64_t every, std::uint64_t phase) {
  return ordinal % every == phase;
}

class MailboxFile {
 public:
  MailboxFile(std::uint64_t seed, std::uint64_t practitioners, const People& people,
              const Structures& structures, const Domains& domains, Output& output, Output* truth)
      : seed_(seed),
        practitioners_(practitioners),
        people_(people),
        structures_(structures),
        domains_(domains),
        output_(output),
        truth_(truth),
        rare_(seed, kRareRowsFile, practitioners) {
    for (const MailDomain& domain : domains.all()) {
      left_.push_back({domain.personal, domain.candidates});
    }
  }

  void Write() {
    output_.Append(kHeader);
    WritePersonal();
    WriteOrganizational();
    WritePatients();
  }

 private:
  // Selection sampling (Knuth, algorithm S): each candidate is asked once and
  // exactly "mailboxes" of them are chosen.
  struct Left {
    std::uint32_t mailboxes;
    std::uint32_t candidates;
  };

  void WritePersonal() {
    std::vector<Domains::Candidacy> candidacies;
    Person person;
    for (std::uint64_t i = 0; i < practitioners_; ++i) {
      people_.DescribeCareer(i, person);
      domains_.CandidaciesOf(person, candidacies);
      Random random(seed_, Stream::kMailbox, i);
      bool described = false;
      for (const Domains::Candidacy& candidacy : candidacies) {
        Left& left = left_[candidacy.domain];
        const bool chosen = random.Below(left.candidates--) < left.mailboxes;
        if (!chosen) continue;
        --left.mailboxes;
        if (!described) people_.Describe(i, person);
        described = true;
        WritePersonalMailbox(person, candidacy, random);
      }
    }
  }

  void WritePersonalMailbox(const Person& candidate, const Domains::Candidacy& candidacy,
                            Random& random) {
    const std::uint64_t ordinal = personal_++;
    const MailDomain& domain = domains_.all()[candidacy.domain];
    std::optional<Structure> at;
    if (candidacy.site != kNoSite) structures_.DescribeSite(candidacy.site, at.emplace());

    Person holder = candidate;
    const bool departed = Falls(ordinal, 250, 57) && practitioners_ + departed_ < kRppsNumbers;
    if (departed) people_.Describe(practitioners_ + departed_++, holder);
    const bool misnamed = Falls(ordinal, 250, 7);
    const std::string local =
        misnamed ? std::string(AnyServiceName(random)) : PersonalLocalPart(holder.name, random);
    const std::string address = Spell(Unique(local, domain), ordinal);
    WriteRow("PER", address, &holder, at ? &*at : nullptr, "", candidate.index, random);
    if (departed) Report(address, "departed-per");
    if (misnamed) Report(address, "service-per");
    if (!domain.listed) Report(address, "unlisted-domain");
    if (Falls(ordinal, 5000, 107)) ShareWithColleague(candidate, at, address, random);
    if (Falls(ordinal, 5000, 157) && at) RepeatElsewhere(holder, candidacy.site, address, random);
  }

  // A second holder of the same address: somebody of the same profession.
  void ShareWithColleague(const Person& person, const std::optional<Structure>& at,
                          const std::string& address, Random& random) {
    Person colleague;
    for (std::uint64_t step = 1; step < practitioners_; ++step) {
      people_.Describe((person.index + step) % practitioners_, colleague);
      if (colleague.profession == person.profession && !colleague.student() && !colleague.adeli) {
        WriteRow("PER", address, &colleague, at ? &*at : nullptr, "", person.index, random);
        Report(address, "shared-per");
        break;
      }
    }
  }

  // The same holder and address at another site of the entity: legitimate.
  void RepeatElsewhere(const Person& holder, std::uint32_t site, const std::string& address,
                       Random& random) {
    const Entity& entity = structures_.entities()[structures_.sites()[site].entity];
    if (entity.site_count < 2) return;
    const std::uint32_t next =
        entity.first_site + (site - entity.first_site + 1) % entity.site_count;
    Structure at;
    structures_.DescribeSite(next, at);
    WriteRow("PER", address, &holder, &at, "", holder.index, random);
  }

  void WriteOrganizational() {
    for (std::uint32_t d = 0; d < domains_.all().size(); ++d) {
      const MailDomain& domain = domains_.all()[d];
      Random random(seed_, Stream::kOrganizationalMailbox, d);
      for (std::uint32_t rank = 0; rank < domain.organizational; ++rank) {
        if (domain.entity == kNoEntity) {
          WritePracticeMailbox(domain, random);
        } else {
          WriteServiceMailbox(domain, rank, random);
        }
      }
    }
  }

  // A practice or a pharmacy in a national domain: its name is the local part.
  void WritePracticeMailbox(const MailDomain& domain, Random& random) {
    const std::uint64_t ordinal = organizational_++;
    Structure at;
    const auto pharmacy = structures_.PickSite(kPharmacy, random);
    if (random.Percent(60) && pharmacy) {
      structures_.DescribeSite(*pharmacy, at);
    } else {
      structures_.DescribePractice(random.Below(structures_.practice_count()), at);
    }
    std::string local = Slug(at.name.brief);
    if (random.Percent(60)) local += '.' + Slug(at.city);
    const std::string address = Spell(Unique(local, domain), ordinal);
    WriteRow("ORG", address, nullptr, &at, "", practitioners_, random);
  }

  void WriteServiceMailbox(const MailDomain& domain, std::uint32_t rank, Random& random) {
    const std::uint64_t ordinal = organizational_++;
    const Entity& entity = structures_.entities()[domain.entity];
    Structure at;
    structures_.DescribeSite(entity.first_site + random.Below(entity.site_count), at);
    ServiceMailbox mailbox = InventServiceMailbox(structures_.ClassOf(entity), rank);
    const bool nominative = Falls(ordinal, 25, 9);
    const bool nominative_service = Falls(ordinal, 100, 13);
    if (nominative || nominative_service) {
      Person colleague;
      people_.Describe(domain.colleague, colleague);
      if (nominative) mailbox.local_part = NominativeLocalPart(colleague.name, random);
      if (nominative_service) {
        mailbox.service = "BOITE DU DR " + colleague.name.given + ' ' + colleague.name.family;
      }
    }
    const std::string address = Spell(Unique(mailbox.local_part, domain), ordinal);
    WriteRow("ORG", address, nullptr, &at, mailbox.service, practitioners_, random);
    if (nominative) Report(address, "nominative-org");
    if (nominative_service) Report(address, "nominative-service");
    if (!domain.listed) Report(address, "unlisted-domain");
  }

  static std::string NominativeLocalPart(const Name& name, Random& random) {
    const std::string family = Slug(name.family);
    switch (random.Below(3)) {
      case 0:
        return "secretariat.dr." + family;
      case 1:
        return "dr." + family;
      default:
        return Slug(name.given) + '.' + family;
    }
  }

  // Fifteen digits that cannot be anybody's: they begin with 997 and their key
  // is wrong.
  void WritePatients() {
    const std::uint64_t rows = 1 + (personal_ + organizational_) / kMailboxesPerPatientRow;
    Random random(seed_, Stream::kMailbox, UINT64_MAX);
    for (std::uint64_t i = 0; i < rows; ++i) {
      const std::uint64_t body = 9'970'000'000'000 + random.Below(1'000'000'000);
      const std::uint64_t key = (97 - body % 97) % 97 + 1;  // one too many
      const std::string address = Digits(body, 13) + Digits(key, 2) + "@patient.mssante.fr";
      WriteRow("PER", address, nullptr, nullptr, "", practitioners_, random);
      Report(address, "patient");
    }
  }

  // "local@domain", with a number when somebody else has it already.
  std::string Unique(const std::string& local, const MailDomain& domain) {
    std::string address = local + '@' + domain.name;
    for (int n = 2; !addresses_.insert(Hash(address)).second; ++n) {
      address = local + std::to_string(n) + '@' + domain.name;
    }
    return address;
  }

  // FNV-1a, 64 bits: the addresses themselves would take ten times the memory.
  static std::uint64_t Hash(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : text) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    }
    return hash;
  }

  // As it stands in the file: some in capitals, some between blanks.
  static std::string Spell(std::string address, std::uint64_t ordinal) {
    if (Falls(ordinal, 300, 11)) {
      for (char& c : address) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    if (Falls(ordinal, 900, 13)) address = ' ' + address + ' ';
    return address;
  }

  void Report(const std::string& address, std::string_view kind) {
    if (truth_ == nullptr) return;
    const std::size_t first = address.find_first_not_of(' ');
    const std::size_t last = address.find_last_not_of(' ');
    truth_->Append(address.substr(first, last + 1 - first) + '\t' + std::string(kind) + '\n');
  }

  void WriteRow(std::string_view type, std::string_view address, const Person* holder,
                const Structure* at, std::string_view service, std::uint64_t index,
                Random& random) {
    row_.Clear();
    row_.Add(type).Add(address);
    if (holder == nullptr) {
      row_.Skip(3);
    } else {
      row_.Add(holder->adeli ? "0" : "8").Add(holder->number).Add(holder->national_id);
    }
    AddStructureId(at);
    row_.Add(service);
    AddHolder(holder, random);
    row_.Add(random.Percent(85) ? "O" : random.Percent(90) ? "N" : "");
    AddStructureAddress(at, random);
    rare_.Finish(index, false, row_);
    output_.Append(row_.text());
  }

  void AddStructureId(const Structure* at) {
    if (at == nullptr) {
      row_.Skip(2);
    } else if (!at->finess.empty()) {
      row_.Add("1").Add(at->finess);
    } else if (!at->siret.empty()) {
      row_.Add("3").Add(at->siret);
    } else {
      row_.Add("4").Add(std::string_view(at->former_id).substr(1));
    }
  }

  void AddHolder(const Person* holder, Random& random) {
    if (holder == nullptr) {
      row_.Skip(9);
      return;
    }
    row_.Add(holder->title.code.empty() ? holder->civility.code : holder->title.code);
    if (random.Percent(30)) {  // operators type names their own way
      row_.Add(Unaccented(holder->name.family)).Add(Unaccented(holder->name.given));
    } else {
      row_.Add(holder->name.family).Add(holder->name.given);
    }
    row_.Add(holder->category);
    row_.Add(Labelled{holder->profession->code, holder->profession->label});
    row_.Add(holder->skills.empty() ? Labelled{} : holder->skills.front()->skill);
  }

  void AddStructureAddress(const Structure* at, Random& random) {
    if (at == nullptr) {
      row_.Skip(13);
      return;
    }
    std::string name = at->name.complete;
    if (random.PerMillion(500)) name += " \"ANNEXE\"";
    row_.Add(name).Add(at->trade_name).Add(at->recipient).Skip(1);
    row_.Add(at->street.number).Add(at->street.repetition);
    row_.Add(at->street.type_code).Add(at->street.name).Add(at->distribution);
    row_.Add(at->postcode + ' ' + at->city).Add(at->postcode);
    row_.Add(at->commune == nullptr ? "" : DepartmentCode(*at->commune)).Add(at->country.code);
  }

  std::uint64_t seed_;
  std::uint64_t practitioners_;
  const People& people_;
  const Structures& structures_;
  const Domains& domains_;
  Output& output_;
  Output* truth_;
  RareRows rare_;
  std::vector<Left> left_;  // by domain
  std::unordered_set<std::uint64_t> addresses_;
  std::uint64_t personal_ = 0;
  std::uint64_t organizational_ = 0;
  std::uint64_t departed_ = 0;
  ExtractRow row_;
};

}  // namespace

Status WriteMailboxFile(std::uint64_t seed, std::uint64_t practitioners, const People& people,
                        const Structures& structures, const Domains& domains,
                        const std::string& stamp, const OutputFolder& folder, Output* truth) {
  const std::string name = "Extraction_Correspondance_MSSante_" + stamp;
  const auto output = folder.Zip(name + ".zip");
  output->Begin(name + ".txt");
  MailboxFile(seed, practitioners, people, structures, domains, *output, truth).Write();
  return output->Close();
}

}  // namespace annuaire::synth
