// A store with a few invented people, in a temporary folder of its own.
//
// The town: a legal entity with the hospital "CH DES TROIS PICS" in Nancy, a
// practice known by a technical id; the professionals DUPRÉ Jean-Noël (whose
// mailbox is PER) and, by the hundred, MARTIN; an ORG mailbox "cardiologie". The
// rules found something on both mailboxes.
// "edition" is told by the legal name of the practice: "CABINET 1", "CABINET 2".

#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "directory/naming/rule_catalogue.h"
#include "directory/store/store.h"

namespace annuaire {

class SmallStore {
 public:
  static constexpr int kMartins = 250;

  SmallStore() {
    path_ = std::filesystem::temp_directory_path() / "annuaire-XXXXXX";
    EXPECT_NE(mkdtemp(path_.data()), nullptr);
  }
  SmallStore(const SmallStore&) = delete;
  SmallStore& operator=(const SmallStore&) = delete;
  ~SmallStore() { std::filesystem::remove_all(path_); }

  const std::string& path() const { return path_; }

  // Builds and publishes a generation; all but the two newest are removed.
  void Publish(const std::string& name, int edition) {
    Result<StoreWriter> writer = StoreWriter::Open(path_);
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    Result<GenerationWriter> generation = writer->Begin(name);
    ASSERT_TRUE(generation.ok()) << generation.status().ToString();
    const Status filled = Fill(*generation, edition);
    ASSERT_TRUE(filled.ok()) << filled.ToString();
    const Result<Metadata> stored = generation->Finish(MakeMetadata());
    ASSERT_TRUE(stored.ok()) << stored.status().ToString();
    const Status published = writer->Publish(name);
    ASSERT_TRUE(published.ok()) << published.ToString();
    ASSERT_TRUE(writer->Prune(2).failure.ok());
  }

 private:
  static Metadata MakeMetadata() {
    Metadata metadata;
    metadata.created_at = "2026-11-20T06:15:00Z";
    metadata.extract_date = "2026-11-20";
    metadata.product_version = "0.1.0";
    metadata.rule_set_version = kRuleSetVersion;
    SourceFile source;
    source.kind = "Correspondance_MSSante";
    source.file_name = "invented.txt";
    source.extract_date = "2026-11-19";
    source.rows_read = 4;
    source.rows_rejected = 1;
    source.rejects = {{"too few fields", 1}};
    metadata.sources = {source};
    return metadata;
  }

  static Status Fill(GenerationWriter& generation, int edition) {
    RETURN_IF_ERROR(AddOrganizations(generation, edition));
    RETURN_IF_ERROR(AddPractitioners(generation));
    Domain domain;
    domain.name = "ch-troispics.mssante.fr";
    domain.registrations = {
        {"CH DES TROIS PICS", "Opérateur", "1540000001", "op.mssante.fr", "2026-01-10T09:00:00Z"}};
    RETURN_IF_ERROR(generation.Add(domain));
    RETURN_IF_ERROR(AddMailboxes(generation));
    return AddVerdicts(generation);
  }

  static Status AddOrganizations(GenerationWriter& generation, int edition) {
    Address address;
    address.delivery_line = "54000 NANCY";
    address.postcode = "54000";
    address.commune = {"54395", "Nancy"};
    Organization hospital;
    hospital.key = hospital.finess = "540000001";
    hospital.kind = OrganizationKind::kEstablishment;
    hospital.state = OpenState::kOpen;
    hospital.legal_entity_finess = "540000002";
    hospital.legal_names = {"CH DES TROIS PICS"};
    hospital.category = {"355", "Centre Hospitalier"};
    hospital.addresses = {address};
    RETURN_IF_ERROR(generation.Add(hospital));
    Organization legal_entity;
    legal_entity.key = legal_entity.finess = "540000002";
    legal_entity.kind = OrganizationKind::kLegalEntity;
    legal_entity.state = OpenState::kOpen;
    legal_entity.legal_names = {"GROUPE DES PICS"};
    RETURN_IF_ERROR(generation.Add(legal_entity));
    const std::string name = "CABINET " + std::to_string(edition);
    Organization practice;
    practice.key = "R10100000000001";
    practice.technical_ids = {"R10100000000001"};
    practice.legal_names = {name};
    address.recipient_complement = "PAVILLON JEAN VALETTE";
    practice.addresses = {address};
    return generation.Add(practice);
  }

  static Status AddPractitioners(GenerationWriter& generation) {
    Practitioner dupre;
    dupre.id = "899700000013";
    dupre.names = {{"DUPRÉ", "JEAN-NOËL"}};
    dupre.professions = {{{"10", "Médecin"}, {"C", "Civil"}}};
    dupre.skills = {{"10", {"S", "Spécialité ordinale"}, {"SM04", "Cardiologie"}}};
    Activity activity;
    activity.profession_code = "10";
    activity.organization_key = "540000001";
    dupre.activities = {activity};
    RETURN_IF_ERROR(generation.Add(dupre));
    for (int i = 0; i < kMartins; ++i) {
      const std::string id = "8999000" + std::to_string(10'000 + i);
      Practitioner martin;
      martin.id = id;
      martin.names = {{"MARTIN", "ANNE"}};
      martin.professions = {{{"60", "Infirmier"}, {"C", "Civil"}}};
      RETURN_IF_ERROR(generation.Add(martin));
    }
    return OkStatus();
  }

  static Status AddMailboxes(GenerationWriter& generation) {
    Mailbox service;
    service.folded_address = "cardiologie@ch-troispics.mssante.fr";
    service.spellings = {"cardiologie@ch-troispics.mssante.fr"};
    service.type_code = "ORG";
    Attachment to_hospital;
    to_hospital.type_code = "ORG";
    to_hospital.organization_key = "540000001";
    to_hospital.service = "Cardiologie";
    service.attachments = {to_hospital};
    RETURN_IF_ERROR(generation.Add(service));
    Mailbox personal;
    personal.folded_address = "jean.dupre@ch-troispics.mssante.fr";
    personal.spellings = {"Jean.DUPRE@ch-troispics.mssante.fr"};
    personal.type_code = "PER";
    Attachment to_person;
    to_person.type_code = "PER";
    to_person.practitioner_id = "899700000013";
    to_person.name = {"DUPRÉ", "JEAN-NOËL"};
    to_person.profession = {"10", "Médecin"};
    to_person.organization_key = "540000001";
    personal.attachments = {to_person};
    return generation.Add(personal);
  }

  static Status AddVerdicts(GenerationWriter& generation) {
    const auto remark = [](std::string_view rule, std::uint8_t severity) {
      Remark made;
      made.rule_id = rule;
      made.severity = severity;
      made.message_fr = "Une remarque.";
      made.message_en = "A remark.";
      return made;
    };
    RETURN_IF_ERROR(generation.Add(Verdict{"cardiologie@ch-troispics.mssante.fr",
                                           {remark("DOM-02", 2), remark("ORG-01", 3)}}));
    return generation.Add(Verdict{"jean.dupre@ch-troispics.mssante.fr", {remark("PER-01", 1)}});
  }

  std::string path_;
};

}  // namespace annuaire
