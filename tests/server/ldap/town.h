// A store with the mailboxes of an invented town, in a temporary folder, loaded
// as an Edition.
//
//   jean.dupont@ch-troispics…    PER, DUPONT Jean, cardiologist at the hospital, with a telephone
//   jean.dupont@medecin…         PER, his homonym, without a structure
//   claire.lefevre@infirmier…    PER, LEFÈVRE Claire
//   cardiologie@ch-troispics…    ORG, service "Cardiologie" of the hospital
//   noreply.labo@ch-troispics…   APP, of the hospital
//   cabinet.lac@aura…            CAB, without a structure
//   anne.martin1000@infirmier…   PER, MARTIN Anne, kMartins of them
//   a.aubert-martin1000@…        PER, AUBERT-MARTIN Anne, kAubertMartins of them: more than
//                                one search looks at among those who have a word

#pragma once

#include <gtest/gtest.h>

#include <string>

#include "directory/base/fold.h"
#include "directory/store/store.h"
#include "server/loader.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {

class Town {
 public:
  static constexpr int kMartins = 600;
  static constexpr int kAubertMartins = 2500;

  Town() {
    const Status published = Publish();
    EXPECT_TRUE(published.ok()) << published.ToString();
    Loader loader(folder_.path(), {.generation = {}, .for_ldap = true}, editions_);
    const Status loaded = loader.Load();
    EXPECT_TRUE(loaded.ok()) << loaded.ToString();
    loader.Complete();
  }

  const Editions& editions() const { return editions_; }

 private:
  Status Publish() const {
    Result<StoreWriter> writer = StoreWriter::Open(folder_.path());
    if (!writer.ok()) return writer.status();
    Result<GenerationWriter> generation = writer->Begin("20261120T061500Z");
    if (!generation.ok()) return generation.status();
    RETURN_IF_ERROR(AddHospital(*generation));
    RETURN_IF_ERROR(AddPractitioners(*generation));
    RETURN_IF_ERROR(AddMailboxes(*generation));
    const Result<Metadata> stored = generation->Finish({});
    if (!stored.ok()) return stored.status();
    return writer->Publish(stored->generation);
  }

  static Address Troispics() {
    Address address;
    address.postcode = "54999";
    address.commune = {"54999", "Troispics"};
    return address;
  }

  static Status AddHospital(GenerationWriter& generation) {
    Organization hospital;
    hospital.key = hospital.finess = "540000001";
    hospital.legal_names = {"CH Trois Pics"};
    hospital.addresses = {Troispics()};
    hospital.phones = {"0383000000", "poste 12"};
    return generation.Add(hospital);
  }

  static Status AddPractitioners(GenerationWriter& generation) {
    Practitioner cardiologist;
    cardiologist.id = "899700000013";
    cardiologist.names = {{"DUPONT", "JEAN"}};
    cardiologist.professions = {{{"10", "Médecin"}, {"C", "Civil"}}};
    cardiologist.skills = {{"10", {"S", "Spécialité ordinale"}, {"SM04", "Cardiologie"}}};
    Activity at_hospital;
    at_hospital.profession_code = "10";
    at_hospital.organization_key = "540000001";
    at_hospital.phone = "+33 3 83 00 00 01";
    Activity elsewhere = at_hospital;
    elsewhere.organization_key = {};
    elsewhere.phone = "0383999999";
    cardiologist.activities = {at_hospital, elsewhere};
    RETURN_IF_ERROR(generation.Add(cardiologist));
    for (int i = 0; i < kMartins; ++i) RETURN_IF_ERROR(AddNurse(generation, IdOfMartin(i)));
    for (int i = 0; i < kAubertMartins; ++i) {
      RETURN_IF_ERROR(AddNurse(generation, IdOfAubertMartin(i)));
    }
    return OkStatus();
  }

  static std::string IdOfMartin(int i) { return "8999000" + std::to_string(10'000 + i); }
  static std::string IdOfAubertMartin(int i) { return "8999001" + std::to_string(10'000 + i); }

  static Status AddNurse(GenerationWriter& generation, const std::string& id) {
    Practitioner nurse;
    nurse.id = id;
    nurse.names = {{"MARTIN", "ANNE"}};
    nurse.professions = {{{"60", "Infirmier"}, {"C", "Civil"}}};
    return generation.Add(nurse);
  }

  static Status AddPersonal(GenerationWriter& generation, std::string_view address, PersonName name,
                            Coded profession, std::string_view practitioner_id,
                            std::string_view organization_key = {}) {
    const std::string folded = FoldAddress(address);
    Attachment attachment;
    attachment.type_code = "PER";
    attachment.practitioner_id = practitioner_id;
    attachment.name = name;
    attachment.profession = profession;
    attachment.organization_key = organization_key;
    if (!organization_key.empty()) attachment.skill = {"SM04", "Cardiologie"};
    Mailbox mailbox;
    mailbox.folded_address = folded;
    mailbox.spellings = {address};
    mailbox.type_code = "PER";
    mailbox.attachments = {attachment};
    return generation.Add(mailbox);
  }

  static Status AddShared(GenerationWriter& generation, std::string_view address,
                          std::string_view type, std::string_view service,
                          std::string_view organization_key) {
    Attachment attachment;
    attachment.type_code = type;
    attachment.organization_key = organization_key;
    attachment.service = service;
    Mailbox mailbox;
    mailbox.folded_address = address;
    mailbox.spellings = {address};
    mailbox.type_code = type;
    mailbox.attachments = {attachment};
    return generation.Add(mailbox);
  }

  // By address, as the store wants them.
  static Status AddMailboxes(GenerationWriter& generation) {
    for (int i = 0; i < kAubertMartins; ++i) {
      RETURN_IF_ERROR(AddPersonal(
          generation, "a.aubert-martin" + std::to_string(1000 + i) + "@infirmier.mssante.fr",
          {"AUBERT-MARTIN", "ANNE"}, {"60", "Infirmier"}, IdOfAubertMartin(i)));
    }
    for (int i = 0; i < kMartins; ++i) {
      RETURN_IF_ERROR(AddPersonal(
          generation, "anne.martin" + std::to_string(1000 + i) + "@infirmier.mssante.fr",
          {"MARTIN", "ANNE"}, {"60", "Infirmier"}, IdOfMartin(i)));
    }
    RETURN_IF_ERROR(AddShared(generation, "cabinet.lac@aura.mssante.fr", "CAB", "", ""));
    RETURN_IF_ERROR(AddShared(generation, "cardiologie@ch-troispics.mssante.fr", "ORG",
                              "Cardiologie", "540000001"));
    RETURN_IF_ERROR(AddPersonal(generation, "claire.lefevre@infirmier.mssante.fr",
                                {"LEFÈVRE", "CLAIRE"}, {"60", "Infirmier"}, "899700000021"));
    RETURN_IF_ERROR(AddPersonal(generation, "Jean.Dupont@ch-troispics.mssante.fr",
                                {"DUPONT", "JEAN"}, {"10", "Médecin"}, "899700000013",
                                "540000001"));
    RETURN_IF_ERROR(AddPersonal(generation, "jean.dupont@medecin.mssante.fr", {"DUPONT", "JEAN"},
                                {"10", "Médecin"}, "899700000039"));
    return AddShared(generation, "noreply.labo@ch-troispics.mssante.fr", "APP", "", "540000001");
  }

  TempDirectory folder_;
  Editions editions_;
};

}  // namespace annuaire
