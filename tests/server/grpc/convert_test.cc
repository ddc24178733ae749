#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

#include "directory/lookup/directory_builder.h"
#include "server/grpc/convert_metadata.h"
#include "server/grpc/convert_record.h"
#include "server/grpc/convert_row.h"
#include "tests/server/grpc/plain_messages.h"

namespace annuaire::grpc_front {
namespace {

// Compares with the message that "json" describes; shows both when they differ.
template <typename Message>
void ExpectJson(const Message& message, const std::string& json) {
  Message want;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &want);
  ASSERT_TRUE(parsed.ok()) << parsed.ToString();
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(message, want))
      << message.DebugString() << "want:\n"
      << want.DebugString();
}

Address SomeAddress() {
  Address address;
  address.recipient_complement = "BAT A";
  address.geographic_complement = "ENTREE 2";
  address.street_number = "12";
  address.repetition_index = "B";
  address.street_type = {"R", "Rue"};
  address.street_name = "DES PICS";
  address.distribution = "BP 7";
  address.delivery_line = "54035 NANCY CEDEX";
  address.postcode = "54035";
  address.commune = {"54395", "Nancy"};
  address.country = {"99100", "France"};
  return address;
}

constexpr char kAddressJson[] =
    R"({"recipientComplement":"BAT A","geographicComplement":"ENTREE 2","streetNumber":"12",
        "repetitionIndex":"B","streetType":{"code":"R","label":"Rue"},"streetName":"DES PICS",
        "distribution":"BP 7","deliveryLine":"54035 NANCY CEDEX","postcode":"54035",
        "commune":{"code":"54395","label":"Nancy"},"country":{"code":"99100","label":"France"},
        "department":"54"})";

// A directory of one structure and one professional.
class ConvertTest : public ::testing::Test {
 protected:
  ConvertTest() {
    DirectoryBuilder builder;
    Organization organization;
    organization.key = "540000001";
    organization.finess = "540000001";
    organization.legal_names = {"CH DES TROIS PICS"};
    organization.addresses = {SomeAddress()};
    EXPECT_TRUE(builder.Add(organization).ok());
    Practitioner practitioner;
    practitioner.id = "899700000013";
    practitioner.names = {{"DUPRÉ", "JEAN-NOËL"}};
    EXPECT_TRUE(builder.Add(practitioner).ok());
    directory_ = std::move(builder).Build();
  }

  static constexpr char kOrganizationJson[] =
      R"({"id":"540000001","name":"CH DES TROIS PICS","city":"Nancy","department":"54"})";

  std::unique_ptr<const Directory> directory_;
};

TEST_F(ConvertTest, GivesAnEmptyRecordAnEmptyMessage) {
  v1::Practitioner practitioner;
  Encode(Practitioner(), *directory_, practitioner);
  EXPECT_EQ(practitioner.ByteSizeLong(), 0u);
  v1::Organization organization;
  Encode(Organization(), organization);
  EXPECT_EQ(organization.ByteSizeLong(), 0u);
  v1::Mailbox mailbox;
  Encode(Mailbox(), *directory_, mailbox);
  EXPECT_EQ(mailbox.ByteSizeLong(), 0u);
  v1::Domain domain;
  Encode(Domain(), domain);
  EXPECT_EQ(domain.ByteSizeLong(), 0u);
}

TEST_F(ConvertTest, GivesEveryFieldOfAPractitioner) {
  Practitioner record;
  record.id = "899700000013";
  record.names = {{"DUPRÉ", "JEAN-NOËL"}, {"DUPRE", "JEAN"}};
  record.titles = {{"DR", "Docteur"}};
  record.civilities = {{"M", "Monsieur"}};
  record.professions = {{{"10", "Médecin"}, {"C", "Civil"}}};
  record.skills = {{"10", {"S", "Spécialité"}, {"SM04", "Cardiologie"}}};
  record.diplomas = {{{"DE", "Diplôme d'Etat"}, {"DE09", "Médecine"}}};
  record.authorisations = {{{"A", "Autorisation"}, {"D", "Discipline"}}};
  record.registration_authorities = {"CNOM/CNOM/CNOM"};
  Activity activity;
  activity.profession_code = "10";
  activity.category_code = "C";
  activity.mode = {"S", "Salarié"};
  activity.sector = {"SA01", "Etab. public"};
  activity.pharmacist_section = {"A", "Officine"};
  activity.role = {"FON-01", "Titulaire"};
  activity.genre = {"GENR01", "Soins"};
  activity.organization_key = "540000001";
  activity.legal_name = "CH";
  activity.trade_name = "TROIS PICS";
  activity.address = SomeAddress();
  activity.phone = "0300000000";
  activity.phone2 = "0300000001";
  activity.fax = "0300000002";
  activity.email = "a@exemple.fr";
  activity.former_organization_id = "old";
  activity.registration_authority = "ARS";
  Activity elsewhere;
  elsewhere.organization_key = "R10100000000001";  // a key without a row
  record.activities = {activity, elsewhere};

  v1::Practitioner message;
  Encode(record, *directory_, message);
  ExpectJson(message, std::string(R"({"id":"899700000013","rpps":"99700000013",
      "names":[{"familyName":"DUPRÉ","givenName":"JEAN-NOËL"},
               {"familyName":"DUPRE","givenName":"JEAN"}],
      "titles":[{"code":"DR","label":"Docteur"}],"civilities":[{"code":"M","label":"Monsieur"}],
      "professions":[{"profession":{"code":"10","label":"Médecin"},
                      "category":{"code":"C","label":"Civil"}}],
      "skills":[{"professionCode":"10","type":{"code":"S","label":"Spécialité"},
                 "skill":{"code":"SM04","label":"Cardiologie"}}],
      "diplomas":[{"type":{"code":"DE","label":"Diplôme d'Etat"},
                   "diploma":{"code":"DE09","label":"Médecine"}}],
      "authorisations":[{"type":{"code":"A","label":"Autorisation"},
                         "discipline":{"code":"D","label":"Discipline"}}],
      "registrationAuthorities":["CNOM/CNOM/CNOM"],
      "activities":[{"professionCode":"10","categoryCode":"C",
        "mode":{"code":"S","label":"Salarié"},"sector":{"code":"SA01","label":"Etab. public"},
        "pharmacistSection":{"code":"A","label":"Officine"},
        "role":{"code":"FON-01","label":"Titulaire"},"genre":{"code":"GENR01","label":"Soins"},
        "organization":)") +
                          kOrganizationJson + R"(,"legalName":"CH","tradeName":"TROIS PICS",
        "address":)" + kAddressJson +
                          R"(,"phone":"0300000000","phone2":"0300000001",
        "fax":"0300000002","email":"a@exemple.fr","formerOrganizationId":"old",
        "registrationAuthority":"ARS"},
        {"organization":{"id":"R10100000000001"}}]})");
}

TEST_F(ConvertTest, GivesNoRppsForAnAdeliIdentity) {
  Practitioner record;
  record.id = "0549900001";
  v1::Practitioner message;
  Encode(record, *directory_, message);
  ExpectJson(message, R"({"id":"0549900001"})");
}

TEST_F(ConvertTest, GivesEveryFieldOfAnOrganization) {
  Organization record;
  record.key = "540000001";
  record.kind = OrganizationKind::kEstablishment;
  record.state = OpenState::kOpen;
  record.sources = kFromFinessLegacy | kFromFinessPlus | kFromActivities | kFromMailboxes;
  record.finess = "540000001";
  record.legal_entity_finess = "540000002";
  record.sirets = {"99900000100018"};
  record.sirens = {"999000001"};
  record.technical_ids = {"R10100000000001"};
  record.former_ids = {"C1"};
  record.legal_names = {"CH DES TROIS PICS"};
  record.trade_names = {"LES PICS"};
  record.category = {"355", "Centre Hospitalier"};
  record.category_group = {"1102", "CH"};
  record.legal_status = {"13", "Public"};
  record.tariff_mode = {"03", "ARS"};
  record.public_service = {"1", "SPH"};
  record.ape = "8610Z";
  record.uai = "0540001A";
  record.sectors = {{"SA01", "Etab. public"}};
  record.addresses = {SomeAddress()};
  record.phones = {"1"};
  record.faxes = {"2"};
  record.emails = {"a@exemple.fr"};
  record.coordinates = {"48.69", "6.18", "933000", "6847000", "LAMBERT_93"};
  record.opened_on = "1979-01-01";
  record.closed_on = "2030-01-01";
  record.authorised_on = "1978-01-01";
  record.updated_on = "2026-01-01";
  v1::Organization message;
  Encode(record, message);
  ExpectJson(message, std::string(R"({"id":"540000001","kind":"ORGANIZATION_KIND_ESTABLISHMENT",
      "state":"OPEN_STATE_OPEN","sources":["finess","finess+","activities","mailboxes"],
      "finess":"540000001","legalEntityFiness":"540000002","sirets":["99900000100018"],
      "sirens":["999000001"],"technicalIds":["R10100000000001"],"formerIds":["C1"],
      "legalNames":["CH DES TROIS PICS"],"tradeNames":["LES PICS"],
      "category":{"code":"355","label":"Centre Hospitalier"},
      "categoryGroup":{"code":"1102","label":"CH"},"legalStatus":{"code":"13","label":"Public"},
      "tariffMode":{"code":"03","label":"ARS"},"publicService":{"code":"1","label":"SPH"},
      "ape":"8610Z","uai":"0540001A","sectors":[{"code":"SA01","label":"Etab. public"}],
      "addresses":[)") + kAddressJson +
                          R"(],"phones":["1"],"faxes":["2"],
      "emails":["a@exemple.fr"],"coordinates":{"latitude":"48.69","longitude":"6.18",
      "x":"933000","y":"6847000","source":"LAMBERT_93"},"openedOn":"1979-01-01",
      "closedOn":"2030-01-01","authorisedOn":"1978-01-01","updatedOn":"2026-01-01"})");
}

TEST_F(ConvertTest, GivesEveryFieldOfAMailbox) {
  Mailbox record;
  record.folded_address = "jean.dupre@ch-troispics.mssante.fr";
  record.spellings = {"Jean.DUPRE@ch-troispics.mssante.fr", "jean.dupre@ch-troispics.mssante.fr"};
  record.type_code = "PER";
  Attachment attachment;
  attachment.type_code = "PER";
  attachment.practitioner_id = "899700000013";
  attachment.name = {"DUPRÉ", "JEAN-NOËL"};
  attachment.title = {"DR", "Docteur"};
  attachment.category = {"C", "Civil"};
  attachment.profession = {"10", "Médecin"};
  attachment.skill = {"SM04", "Cardiologie"};
  attachment.organization_key = "540000001";
  attachment.organization_id_type = "FINESS";
  attachment.organization_id = "540000001";
  attachment.service = "Cardiologie";
  attachment.legal_name = "CH";
  attachment.trade_name = "PICS";
  attachment.address = SomeAddress();
  attachment.department = "Meurthe-et-Moselle";
  attachment.paperless = Paperless::kAccepted;
  Attachment gone;
  gone.practitioner_id = "899700000021";
  gone.paperless = Paperless::kRefused;
  record.attachments = {attachment, gone};
  v1::Mailbox message;
  Encode(record, *directory_, message);
  ExpectJson(message, std::string(R"({"address":"Jean.DUPRE@ch-troispics.mssante.fr","type":"PER",
      "otherSpellings":["jean.dupre@ch-troispics.mssante.fr"],
      "attachments":[{"type":"PER","practitionerId":"899700000013","rpps":"99700000013",
        "name":{"familyName":"DUPRÉ","givenName":"JEAN-NOËL"},
        "title":{"code":"DR","label":"Docteur"},"category":{"code":"C","label":"Civil"},
        "profession":{"code":"10","label":"Médecin"},
        "skill":{"code":"SM04","label":"Cardiologie"},"practitionerListed":true,
        "organization":)") +
                          kOrganizationJson + R"(,"organizationIdType":"FINESS",
        "organizationId":"540000001","service":"Cardiologie","legalName":"CH","tradeName":"PICS",
        "address":)" + kAddressJson +
                          R"(,"department":"Meurthe-et-Moselle",
        "paperless":"PAPERLESS_ACCEPTED"},
       {"practitionerId":"899700000021","rpps":"99700000021",
        "paperless":"PAPERLESS_REFUSED"}]})");
}

TEST_F(ConvertTest, GivesEveryFieldOfADomain) {
  Domain record;
  record.name = "ch-troispics.mssante.fr";
  record.registrations = {
      {"CH", "Opérateur", "1540000001", "op.mssante.fr", "2026-01-10T09:00:00Z"}};
  v1::Domain message;
  Encode(record, message);
  ExpectJson(message, R"({"name":"ch-troispics.mssante.fr","registrations":[{"description":"CH",
      "operatorName":"Opérateur","operatorUnit":"1540000001","operatorCommonName":"op.mssante.fr",
      "updatedAt":"2026-01-10T09:00:00Z"}]})");
}

OrganizationRow SomeOrganization() {
  OrganizationRow row;
  row.key = IdText("540000001");
  row.legal_name = "CH DES TROIS PICS";
  row.category = {"355", "Centre Hospitalier"};
  row.city = "Nancy";
  row.postcode = "54035";
  row.department = "54";
  row.state = OpenState::kClosed;
  row.kind = OrganizationKind::kLegalEntity;
  return row;
}

TEST(ConvertRowTest, GivesEveryFieldOfARow) {
  v1::OrganizationSummary organization;
  Encode(SomeOrganization(), organization);
  ExpectJson(organization, R"({"id":"540000001","legalName":"CH DES TROIS PICS",
      "category":{"code":"355","label":"Centre Hospitalier"},"city":"Nancy","postcode":"54035",
      "department":"54","state":"OPEN_STATE_CLOSED","kind":"ORGANIZATION_KIND_LEGAL_ENTITY"})");

  PractitionerRow person;
  person.id = IdText("899700000013");
  person.family_name = "DUPRÉ";
  person.given_name = "JEAN";
  person.professions = {{{"10", "Médecin"}, {"C", "Civil"}},
                        {{"21", "Pharmacien"}, {"C", "Civil"}}};
  person.skills = {{"SM04", "Cardiologie"}, {"SM01", "Autre"}};
  v1::PractitionerSummary summary;
  Encode(person, summary);
  ExpectJson(summary, R"({"id":"899700000013","rpps":"99700000013","familyName":"DUPRÉ",
      "givenName":"JEAN","professions":[
        {"profession":{"code":"10","label":"Médecin"},"category":{"code":"C","label":"Civil"}},
        {"profession":{"code":"21","label":"Pharmacien"},"category":{"code":"C","label":"Civil"}}],
      "skills":[{"code":"SM04","label":"Cardiologie"},{"code":"SM01","label":"Autre"}]})");
  v1::PractitionerRef reference;
  Encode(person, reference);
  ExpectJson(reference, R"({"id":"899700000013","rpps":"99700000013","familyName":"DUPRÉ",
      "givenName":"JEAN","profession":{"code":"10","label":"Médecin"},
      "skill":{"code":"SM04","label":"Cardiologie"}})");

  MailboxRow mailbox;
  mailbox.address = "jean.dupre@ch-troispics.mssante.fr";
  mailbox.type_code = "PER";
  mailbox.type = MailboxType::kPersonal;
  mailbox.practitioner_id = IdText("899700000013");
  mailbox.family_name = "DUPRÉ";
  mailbox.given_name = "JEAN";
  mailbox.profession = {"10", "Médecin"};
  mailbox.skill = {"SM04", "Cardiologie"};
  mailbox.holder_gone = true;
  mailbox.has_organization = true;
  mailbox.organization = SomeOrganization();
  mailbox.service = "Cardiologie";
  mailbox.city = "Nancy";
  mailbox.department = "54";
  v1::MailboxRef box;
  Encode(mailbox, box);
  ExpectJson(box, R"({"address":"jean.dupre@ch-troispics.mssante.fr","type":"PER",
      "service":"Cardiologie","organization":{"id":"540000001","name":"CH DES TROIS PICS",
      "city":"Nancy","department":"54"}})");
}

TEST(ConvertMetadataTest, DatesAnEditionByItsMailboxes) {
  Metadata metadata;
  metadata.generation = "20261120T061500Z";
  metadata.extract_date = "2026-11-20";
  const auto date = [&] {
    v1::Edition edition;
    Encode(metadata, edition);
    EXPECT_EQ(edition.generation(), "20261120T061500Z");
    return edition.extract_date();
  };
  EXPECT_EQ(date(), "2026-11-20");
  SourceFile persons;
  persons.kind = "Personne_activite";
  persons.extract_date = "2026-11-18";
  metadata.sources = {persons};
  EXPECT_EQ(date(), "2026-11-18");
  SourceFile mailboxes;
  mailboxes.kind = "Correspondance_MSSante";
  metadata.sources.push_back(mailboxes);
  EXPECT_EQ(date(), "2026-11-18");
  metadata.sources.back().extract_date = "2026-11-17";
  EXPECT_EQ(date(), "2026-11-17");
  // An older one beside it, as former versions read them.
  metadata.sources.insert(metadata.sources.begin(), mailboxes);
  metadata.sources.front().extract_date = "2026-10-20";
  EXPECT_EQ(date(), "2026-11-17");
}

TEST(ConvertMetadataTest, NamesKindsOfFilesInTheContractsWords) {
  const std::pair<const char*, const char*> rows[] = {
      {"Personne_activite", "person-activity"},
      {"SavoirFaire", "savoir-faire"},
      {"Dipl_AutExerc", "diplomas"},
      {"Correspondance_MSSante", "mailboxes"},
      {"FINESS csv", "finess-legacy"},
      {"FINESS+", "finess+"},
      {"white list", "white-list"},
      {"FHIR", "fhir"},
      {"a later kind", "a later kind"},
  };
  for (const auto& [stored, want] : rows) {
    SourceFile source;
    source.kind = stored;
    v1::SourceStatus status;
    Encode(source, status);
    EXPECT_EQ(status.kind(), want);
  }
}

TEST(ConvertMetadataTest, GivesEveryFieldOfASource) {
  SourceFile source;
  source.kind = "mailboxes";
  source.file_name = "a.zip!b.txt";
  source.extract_date = "2026-11-17";
  source.rows_read = 10;
  source.rows_rejected = 3;
  source.rejects = {{"too few fields", 2}, {"patient address", 1}};
  source.windows_1252_rows = 4;
  source.bad_keys = 5;
  v1::SourceStatus status;
  Encode(source, status);
  ExpectJson(status, R"({"kind":"mailboxes","fileName":"a.zip!b.txt","date":"2026-11-17",
      "rowsRead":"10","rowsRejected":"3","rejects":{"too few fields":"2","patient address":"1"},
      "remarks":{"rows in Windows-1252":"4","identifiers with a wrong check digit":"5"}})");
  v1::RecordCounts counts;
  Encode(RecordCounts{1, 2, 3, 4, 5}, counts);
  ExpectJson(counts, R"({"practitioners":"1","activities":"2","organizations":"3","mailboxes":"4",
      "domains":"5"})");
}

TEST(ConvertMetadataTest, TellsOfAFollowedSourceAllThatIsWrong) {
  SourceState state;
  state.name = "fhir";
  state.good = {.name = "fhir-20261120.json", .date = "2026-11-20", .since = "2026-10-22"};
  state.failed_since = "2026-11-21T06:00:00Z";
  state.failure = "answers 504";
  const auto at_noon =
      std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(12);
  const auto told = [&] {
    v1::MirroredSource source;
    Encode(state, at_noon, source);
    return source;
  };
  ExpectJson(told(), R"({"name": "fhir", "condition": "failing", "trouble": "answers 504",
                         "troubleSince": "2026-11-21T06:00:00Z", "date": "2026-11-20",
                         "ageSeconds": "129600", "fileName": "fhir-20261120.json",
                         "since": "2026-10-22"})");
  state.refused.name = "fhir-20261121.json";
  state.refused_at = "2026-11-21T00:00:00Z";
  state.refused_reason = "is a web page";
  EXPECT_EQ(told().condition(), "refused");
  EXPECT_EQ(told().trouble(), "is a web page; the last check failed: answers 504");
  EXPECT_EQ(told().trouble_since(), "2026-11-21T00:00:00Z");
}

}  // namespace
}  // namespace annuaire::grpc_front
