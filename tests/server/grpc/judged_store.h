// A store with a few invented mailboxes and what the naming rules said of
// them, in a temporary folder, loaded as an Edition.
//
// The town: the open hospital "CH DES TROIS PICS" and the closed "CLINIQUE DU
// LAC"; DUPRÉ Jean-Noël at the hospital, MARTIN Anne without an activity. The
// domain ch-troispics.mssante.fr is listed, its sub-domains are not.
//
//   cardiologie@ch-troispics…       ORG, hospital: ok
//   jean.dupre@ch-troispics…        PER, DUPRÉ: PER-01 info
//   sophie.durand@ch-troispics…     ORG, clinic: ORG-01 violation, STR-01 suspect
//   cabinet@lab.ch-troispics…       CAB, DUPRÉ twice, MARTIN, and one who is gone: DOM-02 suspect

#pragma once

#include <gtest/gtest.h>

#include "directory/store/store.h"
#include "server/loader.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {

class JudgedStore {
 public:
  enum class WhiteList { kNone, kLoaded };

  explicit JudgedStore(WhiteList white_list = WhiteList::kLoaded) {
    const Status published = Publish(white_list);
    EXPECT_TRUE(published.ok()) << published.ToString();
    Loader loader(folder_.path(), {}, editions_);
    const Status loaded = loader.Load();
    EXPECT_TRUE(loaded.ok()) << loaded.ToString();
    loader.Complete();
  }

  const Editions& editions() const { return editions_; }
  const Edition& edition() const { return *editions_.Get(); }

 private:
  Status Publish(WhiteList white_list) const {
    Result<StoreWriter> writer = StoreWriter::Open(folder_.path());
    if (!writer.ok()) return writer.status();
    Result<GenerationWriter> generation = writer->Begin("20261120T061500Z");
    if (!generation.ok()) return generation.status();
    RETURN_IF_ERROR(AddStructuresAndPeople(*generation));
    if (white_list == WhiteList::kLoaded) RETURN_IF_ERROR(AddWhiteList(*generation));
    RETURN_IF_ERROR(AddMailboxes(*generation));
    RETURN_IF_ERROR(AddVerdicts(*generation));
    Metadata metadata;
    metadata.extract_date = "2026-11-20";
    metadata.rule_set_version = "2026-11-01.1";
    const Result<Metadata> stored = generation->Finish(metadata);
    if (!stored.ok()) return stored.status();
    return writer->Publish(stored->generation);
  }

  static Status AddStructuresAndPeople(GenerationWriter& generation) {
    Organization hospital;
    hospital.key = hospital.finess = "540000001";
    hospital.state = OpenState::kOpen;
    hospital.legal_names = {"CH DES TROIS PICS"};
    RETURN_IF_ERROR(generation.Add(hospital));
    Organization clinic;
    clinic.key = clinic.finess = "540000009";
    clinic.state = OpenState::kClosed;
    clinic.legal_names = {"CLINIQUE DU LAC"};
    RETURN_IF_ERROR(generation.Add(clinic));
    Practitioner dupre;
    dupre.id = "899700000013";
    dupre.names = {{"DUPRÉ", "JEAN-NOËL"}};
    Activity activity;
    activity.organization_key = hospital.key;
    dupre.activities = {activity};
    RETURN_IF_ERROR(generation.Add(dupre));
    Practitioner martin;
    martin.id = "899900010000";
    martin.names = {{"MARTIN", "ANNE"}};
    return generation.Add(martin);
  }

  static Status AddWhiteList(GenerationWriter& generation) {
    Domain domain;
    domain.name = "ch-troispics.mssante.fr";
    DomainRegistration registration;
    registration.operator_name = "OPERATEUR DES PICS";
    domain.registrations = {registration};
    return generation.Add(domain);
  }

  static Attachment Of(std::string_view type, std::string_view practitioner, PersonName name,
                       std::string_view organization) {
    Attachment attachment;
    attachment.type_code = type;
    attachment.practitioner_id = practitioner;
    attachment.name = name;
    attachment.organization_key = organization;
    return attachment;
  }

  static Status AddMailbox(GenerationWriter& generation, std::string_view folded,
                           std::string_view spelling, std::vector<Attachment> attachments) {
    Mailbox mailbox;
    mailbox.folded_address = folded;
    mailbox.spellings = {spelling};
    mailbox.type_code = attachments.front().type_code;
    mailbox.attachments = std::move(attachments);
    return generation.Add(mailbox);
  }

  static Status AddMailboxes(GenerationWriter& generation) {
    const PersonName dupre = {"DUPRÉ", "JEAN-NOËL"};
    RETURN_IF_ERROR(AddMailbox(
        generation, "cabinet@lab.ch-troispics.mssante.fr", "cabinet@lab.ch-troispics.mssante.fr",
        {Of("CAB", "899700000013", dupre, "540000001"), Of("CAB", "899700000013", dupre, ""),
         Of("CAB", "899900010000", {"MARTIN", "ANNE"}, ""),
         Of("CAB", "0999900012", {"LEGRAND", "LUC"}, "")}));
    RETURN_IF_ERROR(AddMailbox(generation, "cardiologie@ch-troispics.mssante.fr",
                               "cardiologie@ch-troispics.mssante.fr",
                               {Of("ORG", "", {}, "540000001")}));
    RETURN_IF_ERROR(AddMailbox(generation, "jean.dupre@ch-troispics.mssante.fr",
                               "Jean.DUPRE@ch-troispics.mssante.fr",
                               {Of("PER", "899700000013", dupre, "540000001")}));
    return AddMailbox(generation, "sophie.durand@ch-troispics.mssante.fr",
                      "sophie.durand@ch-troispics.mssante.fr", {Of("ORG", "", {}, "540000009")});
  }

  static Remark Remarked(std::string_view rule, std::uint8_t severity, std::string_view basis) {
    Remark remark;
    remark.rule_id = rule;
    remark.severity = severity;
    remark.basis = basis;
    remark.tokens = {"mot"};
    remark.message_fr = "Une remarque.";
    remark.message_en = "A remark.";
    return remark;
  }

  static Status AddVerdicts(GenerationWriter& generation) {
    RETURN_IF_ERROR(generation.Add(
        Verdict{"cabinet@lab.ch-troispics.mssante.fr", {Remarked("DOM-02", 2, "domain")}}));
    RETURN_IF_ERROR(generation.Add(
        Verdict{"jean.dupre@ch-troispics.mssante.fr", {Remarked("PER-01", 1, "holder")}}));
    return generation.Add(
        Verdict{"sophie.durand@ch-troispics.mssante.fr",
                {Remarked("ORG-01", 3, "lexicon"), Remarked("STR-01", 2, "structure")}});
  }

  TempDirectory folder_;
  Editions editions_;
};

}  // namespace annuaire
