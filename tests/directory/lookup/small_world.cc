#include "tests/directory/lookup/small_world.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace annuaire {
namespace {

Address At(std::string_view commune, std::string_view city, std::string_view postcode) {
  Address address;
  address.commune = {commune, city};
  address.postcode = postcode;
  return address;
}

const Coded kDoctor{"10", "Médecin"};
const Coded kNurse{"60", "Infirmier"};
const Coded kPharmacist{"21", "Pharmacien"};
const Coded kCardiology{"SM04", "Cardiologie et maladies vasculaires"};
const Coded kGeneral{"SM26", "Qualifié en Médecine Générale"};
const Coded kCivil{"C", "Civil"};

Practitioner Person(std::string_view id, std::string_view family, std::string_view given,
                    Coded profession) {
  Practitioner person;
  person.id = id;
  person.names = {{family, given}};
  person.professions = {{profession, kCivil}};
  return person;
}

Activity WorkAt(std::string_view organization, Address address, std::string_view mode) {
  Activity activity;
  activity.profession_code = "10";
  activity.mode = {mode, {}};
  activity.sector = {"SA01", "Etablissement public de santé"};
  activity.organization_key = organization;
  activity.address = address;
  return activity;
}

Attachment Held(std::string_view id, std::string_view family, std::string_view given,
                Coded profession, Coded skill, std::string_view organization) {
  Attachment attachment;
  attachment.type_code = "PER";
  attachment.practitioner_id = id;
  attachment.name = {family, given};
  attachment.profession = profession;
  attachment.skill = skill;
  attachment.organization_key = organization;
  return attachment;
}

Mailbox Box(std::string_view address, std::string_view type, std::vector<Attachment> attachments) {
  Mailbox mailbox;
  mailbox.folded_address = address;
  mailbox.spellings = {address};
  mailbox.type_code = type;
  mailbox.attachments = std::move(attachments);
  return mailbox;
}

Attachment Service(std::string_view organization, std::string_view service) {
  Attachment attachment;
  attachment.type_code = "ORG";
  attachment.organization_key = organization;
  attachment.service = service;
  return attachment;
}

}  // namespace

std::unique_ptr<const Directory> World::Build(std::size_t first_run) const {
  World sorted = *this;
  const auto by = [](auto& records, auto key) {
    std::sort(records.begin(), records.end(),
              [&](const auto& a, const auto& b) { return a.*key < b.*key; });
  };
  by(sorted.organizations, &Organization::key);
  by(sorted.practitioners, &Practitioner::id);
  by(sorted.domains, &Domain::name);
  by(sorted.mailboxes, &Mailbox::folded_address);
  by(sorted.verdicts, &Verdict::folded_address);
  DirectoryBuilder builder;
  const auto add_all = [&](const auto& records) {
    for (const auto& record : records) {
      const Status added = builder.Add(record);
      EXPECT_TRUE(added.ok()) << added.ToString();
    }
  };
  add_all(sorted.organizations);
  for (std::size_t i = 0; i < sorted.practitioners.size(); ++i) {
    const auto run = i < first_run ? DirectoryBuilder::Run::kFirst : DirectoryBuilder::Run::kSecond;
    const Status added = builder.Add(sorted.practitioners[i], run);
    EXPECT_TRUE(added.ok()) << added.ToString();
  }
  add_all(sorted.domains);
  add_all(sorted.mailboxes);
  add_all(sorted.verdicts);
  return std::move(builder).Build();
}

World SmallWorld() {
  World world;
  Organization entity;
  entity.key = entity.finess = "540002698";
  entity.kind = OrganizationKind::kLegalEntity;
  entity.state = OpenState::kOpen;
  entity.legal_names = {"CENTRE HOSPITALIER DES TROIS PICS"};
  entity.sirens = {"260104633"};
  entity.addresses = {At("54395", "Nancy", "54000")};

  Organization hospital;
  hospital.key = hospital.finess = "540000015";
  hospital.kind = OrganizationKind::kEstablishment;
  hospital.state = OpenState::kOpen;
  hospital.legal_entity_finess = "540002698";
  hospital.legal_names = {"CENTRE HOSPITALIER DES TROIS PICS"};
  hospital.trade_names = {"CH TROIS PICS"};
  hospital.sirets = {"26010463300016"};
  hospital.sirens = {"260104633"};
  hospital.technical_ids = {"F540000015"};
  hospital.former_ids = {"1540000015", "1540000999"};
  hospital.category = {"355", "Centre Hospitalier (C.H.)"};
  hospital.addresses = {At("54395", "Nancy", "54000")};

  Organization home = hospital;
  home.key = home.finess = "540000023";
  home.legal_names = {"EHPAD SAINT MARTIN"};
  home.trade_names = {};
  home.sirets = {};
  home.technical_ids = {};
  home.former_ids = {};
  home.category = {"500", "EHPAD"};
  home.state = OpenState::kClosed;
  home.addresses = {At("54329", "Lunéville", "54300")};

  Organization pharmacy;
  pharmacy.key = pharmacy.finess = "2A0000154";
  pharmacy.state = OpenState::kOpen;
  pharmacy.kind = OrganizationKind::kEstablishment;
  pharmacy.legal_names = {"PHARMACIE DU PORT"};
  pharmacy.category = {"620", "Pharmacie d'Officine"};
  pharmacy.addresses = {At("2A004", "Ajaccio", "20000")};

  Organization practice;
  practice.key = "R99900000000001";
  practice.legal_names = {"CABINET DU DR DUPRÉ"};
  practice.technical_ids = {"R99900000000001"};
  practice.former_ids = {"499700000013001"};
  practice.addresses = {At("75108", "Paris 8e Arrondissement", "75008")};
  world.organizations = {entity, hospital, home, pharmacy, practice};

  const Address nancy = At("54395", "Nancy", "54000");
  const Address paris = At("75108", "Paris 8e Arrondissement", "75008");
  Practitioner jean = Person("899700000013", "DUPONT", "JEAN", kDoctor);
  jean.skills = {{"10", {"S", "Spécialité ordinale"}, kCardiology}};
  jean.activities = {WorkAt("540000015", nancy, "S"), WorkAt("R99900000000001", paris, "L")};
  Practitioner other_jean = Person("899700000054", "DUPONT", "JEAN", kDoctor);
  other_jean.skills = {{"10", {"S", "Spécialité ordinale"}, kGeneral}};
  other_jean.activities = {WorkAt("R99900000000001", paris, "L")};
  Practitioner noel = Person("899900000011", "DUPRÉ-FICTIF", "JEAN-NOËL", kDoctor);
  noel.activities = {WorkAt("540000015", nancy, "S")};
  Practitioner anne = Person("899700000039", "LE GUEN", "ANNE-MARIE", kNurse);
  anne.names.push_back({"MARTIN", "ANNE-MARIE"});
  anne.activities = {WorkAt("540000015", nancy, "S")};
  Practitioner sophie = Person("899700000021", "MARTIN", "SOPHIE", kDoctor);
  sophie.activities = {WorkAt("540000023", At("54329", "Lunéville", "54300"), "S")};
  Practitioner francois = Person("899700000047", "N'DIAYE", "FRANÇOIS", kPharmacist);
  francois.activities = {WorkAt("2A0000154", At("2A004", "Ajaccio", "20000"), "L")};
  Practitioner adeli = Person("0999900012", "EXEMPLE", "PAUL", {"26", "Audioprothésiste"});
  world.practitioners = {jean, other_jean, noel, anne, sophie, francois, adeli};

  Domain hospital_domain{"ch-troispics.mssante.fr", {{.operator_name = "OPERATEUR B"}}};
  Domain doctors{"medecin.mssante.fr", {{.operator_name = "OPERATEUR A"}}};
  Domain empty{"vide.mssante.fr", {{.operator_name = "OPERATEUR A"}}};
  world.domains = {hospital_domain, doctors, empty};

  world.mailboxes = {
      Box("jean.dupont@ch-troispics.mssante.fr", "PER",
          {Held("899700000013", "DUPONT", "JEAN", kDoctor, kCardiology, "540000015")}),
      Box("jean.dupont2@medecin.mssante.fr", "PER",
          {Held("899700000054", "DUPONT", "JEAN", kDoctor, kGeneral, {})}),
      Box("jn.dupre@ch-troispics.mssante.fr", "PER",
          {Held("899900000011", "DUPRÉ-FICTIF", "JEAN-NOËL", kDoctor, {}, "540000015")}),
      Box("annemarie.leguen@ch-troispics.mssante.fr", "PER",
          {Held("899700000039", "LE GUEN", "ANNE-MARIE", kNurse, {}, "540000015")}),
      Box("sophie.martin@medecin.mssante.fr", "PER",
          {Held("899700000021", "MARTIN", "SOPHIE", kDoctor, {}, {})}),
      Box("francois.ndiaye@pharmacien.mssante.fr", "PER",
          {Held("899700000047", "N'DIAYE", "FRANÇOIS", kPharmacist, {}, {})}),
      Box("cabinet.du.lac@medecin.mssante.fr", "PER",
          {Held("899700000013", "DUPONT", "JEAN", kDoctor, {}, {}),
           Held("899700000021", "MARTIN", "SOPHIE", kDoctor, {}, {})}),
      Box("paul.ancien@medecin.mssante.fr", "PER",
          {Held("899700000096", "ANCIEN", "PAUL", kDoctor, {}, {})}),
      Box("cardiologie@ch-troispics.mssante.fr", "ORG", {Service("540000015", "CARDIOLOGIE")}),
      Box("secretariat@ch-troispics.mssante.fr", "ORG",
          {Service("540000015", "SECRETARIAT GENERAL")}),
      Box("accueil@ehpad-saint-martin.aura.mssante.fr", "ORG", {Service("540000023", {})}),
      Box("dpi-noreply@ch-troispics.mssante.fr", "APP", {Service("540000015", {})}),
  };
  return world;
}

std::vector<std::string> AddressesOf(const Directory& directory, const Suggestions& suggestions) {
  std::vector<std::string> addresses;
  for (const MailboxIndex index : suggestions.mailboxes) {
    addresses.emplace_back(directory.row(index).address);
  }
  return addresses;
}

}  // namespace annuaire
