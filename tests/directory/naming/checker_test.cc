#include "directory/naming/checker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "directory/naming/rule_catalogue.h"

namespace annuaire {
namespace {

// "ORG-01 violation, DOM-04 info", or "ok".
std::string Summary(const Judgement& judgement) {
  std::string summary;
  Severity worst = Severity::kOk;
  for (const Finding& finding : judgement.findings) {
    if (!summary.empty()) summary += ", ";
    summary += std::string(finding.rule_id) + " " + std::string(ToString(finding.severity));
    worst = std::max(worst, finding.severity);
    const Rule* rule = FindRule(finding.rule_id);
    EXPECT_NE(rule, nullptr) << finding.rule_id;
    if (rule != nullptr) {
      EXPECT_LE(finding.severity, rule->severity) << finding.rule_id;
    }
    for (const auto& message : {finding.message_fr, finding.message_en}) {
      EXPECT_TRUE(message.size() > 20 && message.ends_with('.')) << message;
    }
  }
  EXPECT_EQ(worst, judgement.verdict);
  return summary.empty() ? "ok" : summary;
}

MailboxFacts Facts(std::string_view type, std::string_view address) {
  MailboxFacts facts;
  facts.type = MailboxTypeOf(type);
  facts.address = address;
  return facts;
}

std::string Check(const MailboxFacts& facts) { return Summary(Checker().Check(facts, Evidence{})); }

TEST(CheckerTest, Addresses) {
  struct Case {
    std::string_view type;
    std::string_view address;
    std::string_view want;
  };
  for (const auto& [type, address, want] : std::initializer_list<Case>{
           {"ORG", "contact@ch-troispics.mssante.fr", "ok"},
           {"", "contact@ch-troispics.mssante.fr", "ok"},
           {"XYZ", "jean.dupont@ch-troispics.mssante.fr", "ok"},
           {"ORG", "", "SYN-01 violation"},
           {"ORG", "con..t\xC3\xA9@ch.mssante.fr", "SYN-01 violation, SYN-02 violation"},
           {"ORG", "contact@ch-troispics.fr", "DOM-01 violation"},
           {"ORG", "contact@mssante.apicrypt.org", "DOM-01 info"},
           {"ORG", "contact@interop-mssante.apicrypt.org", "ok"},
           {"ORG", "contact@mssante.fr", "DOM-03 violation"},
           {"ORG", "contact@test.elsan.mssante.fr", "DOM-04 info"},
           {"ORG", "contact@lerefugeprotestant.mssante.fr", "ok"},
           {"APP", "dpi@ch-troispics.mssante.fr", "APP-01 info"},
           {"APP", "dpi.ne-pas-repondre@ch-troispics.mssante.fr", "ok"},
           {"APP", "jean.dupont@ch-troispics.mssante.fr", "APP-01 info, APP-02 suspect"},
           {"APP", "auto.jean.dupont@ch-troispics.mssante.fr", "APP-02 suspect"}}) {
    EXPECT_EQ(Check(Facts(type, address)), want) << type << ' ' << address;
  }
}

// The text behind "Adresse mal formée : " of each finding.
TEST(CheckerTest, SyntaxNamesTheCharacterAndItsPlace) {
  struct Case {
    std::string_view address;
    std::string_view want;
  };
  for (const auto& [address, want] : std::initializer_list<Case>{
           {"con(tact@ch.mssante.fr",
            "caractère interdit dans la partie locale, « ( » (caractère 4)."},
           {"éric.françois@ch.mssante.fr",
            "lettre accentuée ou caractère hors ASCII, « é » (caractère 1)."},
           {"jean.françois@ch.mssante.fr",
            "lettre accentuée ou caractère hors ASCII, « ç » (caractère 10)."},
           {"fran\xE7ois@ch.mssante.fr",
            "lettre accentuée ou caractère hors ASCII, « ç » (caractère 5)."},
           {"contact@ch_x.mssante.fr", "caractère interdit dans le domaine, « _ » (caractère 11)."},
           {"con tact@ch.mssante.fr", "espace ou caractère de commande (caractère 4)."},
           {"con..tact@ch.mssante.fr", "deux points de suite (caractère 5)."},
           {".contact@ch.mssante.fr", "point en tête."},
           {"contact", "arobase absente."}}) {
    const Judgement judgement = Checker().Check(Facts("", address), Evidence{});
    ASSERT_EQ(judgement.findings.size(), 1u) << address;
    EXPECT_EQ(judgement.findings[0].message_fr, "Adresse mal formée : " + std::string(want));
  }
}

TEST(CheckerTest, StructuresThatAreNotAskedForChangeNothing) {
  StructureFacts structure_facts;
  structure_facts.names = {"CLINIQUE JEAN DUPONT"};
  structure_facts.staff = {{"DUPON", "JEAN"}, {"TJEAN", "DU"}};
  structure_facts.state = OpenState::kClosed;
  const StructureContext structure(structure_facts);
  const StructureContext* const structures[] = {&structure};
  struct Case {
    std::string_view type;
    std::string_view local_part;
    PersonName holder;
    bool asks;
  };
  for (const auto& [type, local_part, holder, asks] : std::initializer_list<Case>{
           {"PER", "jean.dupont", {"DUPONT", "Jean"}, false},
           {"PER", "DUPONT_jean", {"DUPONT", "Jean"}, false},
           {"PER", "JeanDupont", {"DUPONT", "Jean"}, false},
           {"PER", "dr.marie-jeanne.le-guen2", {"LE GUEN", "Marie-Jeanne"}, false},
           {"PER", "jeandupont", {"DUPONT", "Jean"}, false},  // side by side, from end to end
           {"PER", "secretariatjeandupont", {"DUPONT", "Jean"}, true},
           {"PER", "jdupont", {"DUPONT", "Jean"}, true},
           {"PER", "dupont", {"DUPONT", "Jean"}, true},
           {"PER", "martin", {"DUPONT", "Jean"}, true},
           {"PER", "jean.dupont", {"", ""}, false},
           {"PER", std::string_view("con..t\xC3\xA9"), {"DUPONT", "Jean"}, false},
           {"ORG", "jean.dupont", {"DUPONT", "Jean"}, true},
           {"APP", "jean.dupont", {"", ""}, true},
           {"CAB", "jean.dupont", {"DUPONT", "Jean"}, true},
           {"", "jean.dupont", {"DUPONT", "Jean"}, false}}) {
    const std::string address = std::string(local_part) + "@ch-troispics.mssante.fr";
    const HolderFacts holders[] = {{.name = holder}};
    MailboxFacts facts = Facts(type, address);
    facts.holders = holders;
    facts.structures_known = true;
    bool asked = false;
    const Judgement judgement = Checker().Check(facts, Evidence{}, [&] {
      asked = true;
      return facts.structures;
    });
    EXPECT_EQ(asked, asks) << type << ' ' << local_part;
    const std::string without = Check(facts);
    EXPECT_EQ(Summary(judgement), without) << type << ' ' << local_part;
    if (asks) continue;
    facts.structures = structures;
    EXPECT_EQ(Check(facts), without) << type << ' ' << local_part;
  }
}

TEST(CheckerTest, WhiteListSpeaksOnlyWhenLoadedAndNamesTheOperator) {
  MailboxFacts facts = Facts("ORG", "contact@nouveau.elsan.mssante.fr");
  facts.operator_name = "OPERATEUR FICTIF";
  EXPECT_EQ(Check(facts), "ok");
  facts.white_list = WhiteListState::kListed;
  EXPECT_EQ(Check(facts), "ok");
  facts.white_list = WhiteListState::kNotListed;
  EXPECT_EQ(Check(facts), "DOM-02 suspect");
  const Judgement judgement = Checker().Check(facts, Evidence{});
  EXPECT_NE(judgement.findings[0].message_fr.find("OPERATEUR FICTIF"), std::string::npos);
}

TEST(CheckerTest, PatientAddressesAreJudgedAloneAndNeverShown) {
  struct Case {
    std::string_view type;
    std::string_view local;
    std::string_view want;
  };
  for (const auto& [type, local, want] :
       std::initializer_list<Case>{{"", "279035121518989", "ok"},
                                   {"PAT", "279035121518989", "ok"},
                                   {"PAT", "276059205062865", "PAT-03 info"},
                                   {"PAT", "27903512151898", "PAT-01 violation"},
                                   {"PAT", "1850 62A004005 12", "PAT-01 violation"},
                                   {"PAT", "jean.dupont", "PAT-01 violation"},
                                   {"", "", "PAT-01 violation"},
                                   {"PER", "279035121518989", "PAT-02 violation"},
                                   {"ORG", "secretariat", "PAT-02 violation"},
                                   {"APP", "noreply", "PAT-02 violation"},
                                   {"CAB", "cabinet", "PAT-02 violation"}}) {
    const std::string address = std::string(local) + "@Patient.MSSante.fr";
    const Judgement judgement = Checker().Check(Facts(type, address), Evidence{});
    EXPECT_EQ(Summary(judgement), want) << type << ' ' << local;
    EXPECT_TRUE(judgement.is_patient);
    for (const Finding& finding : judgement.findings) {
      EXPECT_TRUE(finding.tokens.empty());
      if (local.empty()) continue;
      EXPECT_EQ(finding.message_fr.find(local), std::string::npos);
      EXPECT_EQ(finding.message_en.find(local), std::string::npos);
    }
  }
}

TEST(CheckerTest, APatientIsKnownUnderAMisspeltDomain) {
  struct Case {
    std::string_view type;
    std::string_view address;
    std::string_view want;
  };
  for (const auto& [type, address, want] : std::initializer_list<Case>{
           {"ORG", "279035121518989@patient.mssante.fr.", "PAT-02 violation"},
           {"ORG", "279035121518989@test.patient.mssante.fr", "PAT-02 violation"},
           {"", "279035121518989@test.patient.mssante.fr", "ok"},
           {"", "279035121518989@patient.mssante.fr.", "SYN-01 violation"},
           {"", "279035121518989@patient.mssante.fr@x.mssante.fr", "PAT-01 violation"},
           {"", "279035121518989 patient.mssante.fr", "PAT-01 violation"},
           {"", "279035121518989@patient.mssante.com", "PAT-01 violation"},
           {"ORG", "279035121518989@patients.mssante.fr", "PAT-01 violation"},
           {"", "2 79 03 51 215 189 89@infirmier.mssante.fr", "PAT-01 violation"},
           {"", "279035121518989@patient,mssanté.fr", "PAT-01 violation"},
           {"", "secretariat@279035121518989.mssante.fr", "PAT-01 violation"},
           {"", "279035121518989", "PAT-01 violation"}}) {
    const Judgement judgement = Checker().Check(Facts(type, address), Evidence{});
    EXPECT_EQ(Summary(judgement), want) << type << ' ' << address;
    EXPECT_TRUE(judgement.is_patient) << address;
    for (const Finding& finding : judgement.findings) {
      EXPECT_TRUE(finding.tokens.empty());
      EXPECT_EQ(finding.message_fr.find("27903"), std::string::npos);
    }
  }
}

TEST(CheckerTest, PersonalMailboxes) {
  HolderFacts dupont;
  dupont.national_id = "899700000013";
  dupont.name = {"DUPONT", "JEAN"};
  HolderFacts martin;
  martin.national_id = "899700000021";
  martin.name = {"MARTIN", "SOPHIE"};
  HolderFacts absent = dupont;
  absent.state = HolderState::kAbsent;
  absent.first_missed = "2026-09-01";
  HolderFacts idle = dupont;
  idle.state = HolderState::kNoActivity;
  HolderFacts active = dupont;
  active.state = HolderState::kActive;
  HolderFacts nameless;
  nameless.national_id = "899700000039";

  struct Case {
    std::string_view local;
    std::vector<HolderFacts> holders;
    std::string_view want;
  };
  for (const auto& [local, holders, want] :
       std::vector<Case>{{"jean.dupont", {}, "ok"},
                         {"jean.dupont", {dupont}, "ok"},
                         {"jean.dupont", {dupont, active}, "ok"},
                         {"jean.dupont", {nameless}, "ok"},
                         {"j.dupont", {dupont}, "PER-01 info"},
                         {"dupont", {dupont}, "PER-01 info"},
                         {"jean", {dupont}, "PER-01 info"},
                         {"jean.lefebvre", {dupont}, "PER-01 suspect"},
                         {"cardiologie", {dupont}, "PER-01 suspect"},
                         {"cabinet.du.lac", {dupont, martin}, "PER-02 violation"},
                         {"jean.dupont", {absent}, "PER-03 violation"},
                         {"jean.dupont", {absent, active}, "ok"},
                         {"jean.dupont", {idle}, "PER-03 suspect"},
                         {"secretariat", {absent}, "PER-01 suspect, PER-03 violation"}}) {
    const std::string address = std::string(local) + "@medecin.mssante.fr";
    MailboxFacts facts = Facts("PER", address);
    facts.holders = holders;
    EXPECT_EQ(Check(facts), want) << local << ' ' << holders.size();
  }
  MailboxFacts facts = Facts("PER", "jean.dupont@medecin.mssante.fr");
  const HolderFacts holders[] = {absent};
  facts.holders = holders;
  const Judgement judgement = Checker().Check(facts, Evidence{});
  EXPECT_NE(judgement.findings[0].message_fr.find("2026-09-01"), std::string::npos);
}

TEST(CheckerTest, ASharedMailboxNamesThoseWhoShareIt) {
  const std::vector<HolderFacts> all = {
      {.national_id = "899700000013", .name = {"DUPONT", "JEAN"}},
      {.national_id = "899700000021", .name = {"MARTIN", "SOPHIE"}},
      {.national_id = "899700000013", .name = {"DUPONT", "JEAN"}},  // another row of his
      {.national_id = "054100000", .name = {"ROSE", "PRUNE"}},
      {.national_id = "", .name = {"PETIT", ""}},
      {.national_id = "899700000039", .name = {"LE GUEN", "ANNE"}},
      {.national_id = "899700000047", .name = {"LILLE", "PAUL"}},
      {.national_id = "899700000054", .name = {"MOREL", "LUC"}}};
  for (const auto& [rows, want] : std::initializer_list<std::pair<std::size_t, std::string>>{
           {2,
            "2 professionnels : JEAN DUPONT (RPPS 99700000013), SOPHIE MARTIN (RPPS "
            "99700000021)."},
           {3,
            "2 professionnels : JEAN DUPONT (RPPS 99700000013), SOPHIE MARTIN (RPPS "
            "99700000021)."},
           {7,
            "6 professionnels : JEAN DUPONT (RPPS 99700000013), SOPHIE MARTIN (RPPS "
            "99700000021), PRUNE ROSE, PETIT, ANNE LE GUEN (RPPS 99700000039) et 1 autre."},
           {8,
            "7 professionnels : JEAN DUPONT (RPPS 99700000013), SOPHIE MARTIN (RPPS "
            "99700000021), PRUNE ROSE, PETIT, ANNE LE GUEN (RPPS 99700000039) et 2 autres."}}) {
    MailboxFacts facts = Facts("PER", "cabinet.du.lac@medecin.mssante.fr");
    facts.holders = std::span(all).first(rows);
    const Judgement judgement = Checker().Check(facts, Evidence{});
    ASSERT_EQ(Summary(judgement), "PER-02 violation") << rows;
    EXPECT_EQ(judgement.findings[0].message_fr, "Cette boîte personnelle est publiée pour " + want);
  }
}

TEST(CheckerTest, APracticeIsNamedByItsProfessionalsNumber) {
  StructureFacts practice;
  practice.rpps = "99700000013";
  practice.has_finess = Known::kNo;
  practice.has_professional = Known::kNo;
  const StructureContext context(practice);
  const StructureContext* const structures[] = {&context};
  MailboxFacts facts = Facts("ORG", "cabinet.du.lac@pro.mssante.fr");
  facts.structures = structures;
  const Judgement judgement = Checker().Check(facts, Evidence{});
  ASSERT_EQ(Summary(judgement), "STR-02 suspect");
  EXPECT_EQ(judgement.findings[0].message_fr,
            "La structure est le cabinet du professionnel RPPS 99700000013, qui n'exerce plus à "
            "cette adresse ; personne d'autre n'y exerce.");
}

TEST(CheckerTest, PracticesMayBearTheirDoctorsNames) {
  HolderFacts holder;
  holder.name = {"DUPONT", "JEAN"};
  const HolderFacts holders[] = {holder};
  for (const auto& [local, want] : std::initializer_list<std::pair<std::string, std::string>>{
           {"cabinet.dr.dupont", "ok"},
           {"jean.dupont", "ok"},
           {"cabinet-du-lac", "ok"},
           {"cabinet.dr.lefebvre", "CAB-01 info"}}) {
    const std::string address = local + "@medecin.mssante.fr";
    MailboxFacts facts = Facts("CAB", address);
    facts.holders = holders;
    EXPECT_EQ(Check(facts), want) << local;
  }
}

TEST(CheckerTest, OrganizationalMailboxesAndTheirStructures) {
  StructureFacts open;
  open.names = {"CH TROIS PICS"};
  open.staff = {{"DUPONT", "JEAN"}};
  open.state = OpenState::kOpen;
  open.has_finess = Known::kYes;
  StructureFacts closed = open;
  closed.state = OpenState::kClosed;
  closed.closed_on = "2025-12-31";
  StructureFacts unregistered;
  unregistered.has_finess = Known::kNo;
  unregistered.has_professional = Known::kNo;
  const StructureContext open_context(open);
  const StructureContext closed_context(closed);
  const StructureContext unregistered_context(unregistered);

  using Contexts = std::vector<const StructureContext*>;
  struct Case {
    std::string_view local;
    Contexts structures;
    std::string_view service;
    std::string_view description;
    std::string_view want;
  };
  for (const auto& [local, structures, service, description, want] : std::vector<Case>{
           {"cardiologie", {&open_context}, "", "", "ok"},
           {"dr.dupont", {&open_context}, "", "", "ORG-01 violation"},
           {"dr.dupont", {&open_context}, "Dr Dupont", "", "ORG-01 violation, ORG-02 violation"},
           {"cardiologie",
            {&open_context},
            "Cardiologie",
            "Boîte de Jean DUPONT",
            "ORG-02 violation"},
           {"cardiologie", {&open_context}, "Unité Sophie", "Bâtiment Jean Moulin", "ok"},
           {"sophie.valette", {&open_context}, "", "", "ORG-01 violation"},
           {"sophie.valette", {&open_context}, "Pavillon Sophie Valette", "", "ORG-01 info"},
           {"sophie.valette",
            {&open_context},
            "Sophie Valette",
            "",
            "ORG-01 violation, ORG-02 violation"},
           {"jean.dupont",
            {&open_context},
            "Pavillon Jean Dupont",
            "",
            "ORG-01 suspect, ORG-02 suspect"},
           {"dr.dupont", {&open_context}, "Pavillon Dupont", "", "ORG-01 suspect"},
           {"dupont2", {&open_context}, "Pavillon Dupont 2", "", "ORG-01 info"},
           {"dupont2", {&open_context}, "Unité Dupont 2", "", "ORG-01 suspect, ORG-02 suspect"},
           {"rue.dr.valette", {&open_context}, "CMP rue du docteur Valette", "", "ORG-01 info"},
           {"dr.valette", {&open_context}, "Hôpital Sainte-Valette", "", "ORG-01 suspect"},
           {"cardiologie", {&open_context}, "Dispositif LEO", "", "ok"},
           {"cardiologie", {}, "", "", "ORG-03 suspect"},
           {"cardiologie", {&closed_context}, "", "", "STR-01 suspect"},
           {"cardiologie", {&closed_context, &open_context}, "", "", "ok"},
           {"cardiologie", {&unregistered_context}, "", "", "STR-02 suspect"},
           {"cardiologie", {&unregistered_context, &open_context}, "", "", "ok"}}) {
    const std::string address = std::string(local) + "@ch-troispics.mssante.fr";
    MailboxFacts facts = Facts("ORG", address);
    facts.structures = structures;
    facts.structures_known = true;
    facts.service = service;
    facts.description = description;
    EXPECT_EQ(Check(facts), want) << local << ' ' << service << ' ' << description;
  }
  MailboxFacts unknown = Facts("ORG", "cardiologie@ch-troispics.mssante.fr");
  EXPECT_EQ(Check(unknown), "ok") << "no structure known is not no structure";
}

TEST(CheckerTest, AdvisesAnOrganizationalMailboxWhereThereAreOnlyPersonalOnes) {
  StructureFacts facts;
  facts.has_personal_mailbox = Known::kYes;
  facts.has_organizational_mailbox = Known::kNo;
  EXPECT_EQ(Summary(Checker().CheckStructure(StructureContext(facts))), "STR-03 info");
  facts.has_finess = Known::kNo;  // one doctor's practice
  EXPECT_EQ(Summary(Checker().CheckStructure(StructureContext(facts))), "ok");
  facts.has_finess = Known::kYes;
  EXPECT_EQ(Summary(Checker().CheckStructure(StructureContext(facts))), "STR-03 info");
  facts.has_organizational_mailbox = Known::kYes;
  EXPECT_EQ(Summary(Checker().CheckStructure(StructureContext(facts))), "ok");
  facts.has_organizational_mailbox = Known::kUnknown;
  EXPECT_EQ(Summary(Checker().CheckStructure(StructureContext(facts))), "ok");
}

TEST(CheckerTest, FindingsNameTheirTokensAndTheirBasis) {
  const Judgement judgement =
      Checker().Check(Facts("ORG", "secretariat.jean.dupont@ch-troispics.mssante.fr"), Evidence{});
  ASSERT_EQ(judgement.findings.size(), 1u);
  const Finding& finding = judgement.findings[0];
  EXPECT_EQ(finding.tokens, (std::vector<std::string>{"jean", "dupont"}));
  EXPECT_EQ(finding.basis, Basis::kLexicon);
  EXPECT_EQ(finding.message_fr,
            "La partie locale nomme une personne : « jean dupont » se lit comme un prénom et un "
            "nom.");
  EXPECT_EQ(finding.message_en,
            "The local part names a person: \"jean dupont\" reads as a given and a family name.");
}

}  // namespace
}  // namespace annuaire
