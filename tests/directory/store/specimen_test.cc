// Generations of each store format, kept as hexadecimal text in
// tests/golden/store_v*/specimen.txt. That of kStoreFormatVersion must stay
// readable and be what today's writer writes; those before it must stay readable
// down to kOldestStoreFormatRead, and older ones are refused. A new format gets a
// specimen of its own.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "directory/store/generation.h"
#include "directory/store/generation_writer.h"
#include "tests/directory/store/invented.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

std::string PathOf(std::string_view format) {
  return ANNUAIRE_SOURCE_DIR "/tests/golden/store_v" + std::string(format) + "/specimen.txt";
}

// The records of the specimen. Invented people, like everywhere.
Practitioner Doctor() {
  Practitioner p;
  p.id = "899700000013";
  p.names = {{"D'ARC-MERLE", "Jean-Noël"}, {"DARC MERLE", "Jean Noël"}};
  p.titles = {{"DR", "Docteur"}};
  p.civilities = {{"M", "Monsieur"}};
  p.professions = {{{"10", "Médecin"}, {"C", "Civil"}}};
  p.skills = {
      {"10", {"S", "Spécialité ordinale"}, {"SM04", "Cardiologie et maladies vasculaires"}}};
  p.diplomas = {{{"DES", "Diplôme d'études spécialisées"}, {"DSM04", "DES Cardiologie"}}};
  p.authorisations = {{{"AUT", "Autorisation"}, {"AUT1", "Discipline"}}};
  p.registration_authorities = {"CNOM/CNOM/CNOM"};
  Activity& a = p.activities.emplace_back();
  a.profession_code = "10";
  a.category_code = "C";
  a.mode = {"S", "Salarié"};
  a.sector = {"SA01", "Etablissement public de santé"};
  a.role = {"FON-01", "Titulaire de cabinet"};
  a.genre = {"GENR01", "Activité standard de soin"};
  a.organization_key = "990000018";
  a.legal_name = "CHU DE VILLEBELLE";
  a.address.street_number = "29";
  a.address.street_type = {"AV", "Avenue"};
  a.address.street_name = "DU MARECHAL D'EXEMPLE";
  a.address.delivery_line = "54035 NANCY CEDEX";
  a.address.postcode = "54035";
  a.address.commune = {"54395", "Nancy"};
  a.phone = "0300000001";
  a.registration_authority = "CNOM/CNOM/CNOM";
  p.activities.push_back(a);
  p.activities.back().mode = {"L", "Libéral"};
  p.activities.back().pharmacist_section = {"A", "Section A"};
  p.activities.back().trade_name = "CABINET DU CENTRE";
  p.activities.back().address.country = {"99109", "Allemagne"};
  return p;
}

Practitioner Nameless() {
  Practitioner p;
  p.id = "0999900001";
  return p;
}

Organization Hospital() {
  Organization o;
  o.key = "990000018";
  o.kind = OrganizationKind::kEstablishment;
  o.state = OpenState::kOpen;
  o.sources = kFromFinessPlus | kFromActivities;
  o.finess = "990000018";
  o.legal_entity_finess = "990000026";
  o.sirets = {"99999999900010"};
  o.legal_names = {"CENTRE HOSPITALIER UNIVERSITAIRE DE VILLEBELLE", "CHU DE VILLEBELLE"};
  o.category = {"101", "Centre Hospitalier Régional (C.H.R.)"};
  o.sectors = {{"SA01", "Etablissement public de santé"}};
  o.addresses.resize(1);
  o.addresses[0].postcode = "54000";
  o.phones = {"0300000002"};
  o.coordinates = {"48.6937", "6.1834", "", "", "IGN"};
  o.opened_on = "1971-01-01";
  return o;
}

// As a generation of "format" can hold it.
Mailbox DoctorsMailbox(std::string_view format) {
  Mailbox m;
  m.folded_address = "jean-noel.darc-merle@exemple.mssante.example";
  m.spellings = {"jean-noel.darc-merle@exemple.mssante.example",
                 "Jean-Noel.DARC-MERLE@exemple.mssante.example"};
  m.type_code = "PER";
  Attachment& a = m.attachments.emplace_back();
  a.type_code = "PER";
  a.practitioner_id = "899700000013";
  a.name = {"D'ARC-MERLE", "Jean-Noël"};
  a.title = {"DR", "Docteur"};
  a.profession = {"10", "Médecin"};
  a.organization_key = "990000018";
  a.organization_id_type = "1";
  a.organization_id = "990000018";
  a.service = "Cardiologie";
  a.address.commune = {"54395", "Nancy"};
  a.department = "54";
  a.paperless = Paperless::kAccepted;
  if (format == "2") return m;
  a.description = "Consultations, réponse sous 24 h";
  a.preferred_rank = 1;
  return m;
}

Domain OneDomain() {
  Domain d;
  d.name = "exemple.mssante.example";
  d.registrations = {{"CHU de Villebelle", "CHU DE VILLEBELLE", "1990000018", "mss.exemple",
                      "2026-01-10T09:00:00Z"},
                     {}};
  return d;
}

Verdict DoctorsVerdict() {
  Verdict v;
  v.folded_address = "jean-noel.darc-merle@exemple.mssante.example";
  v.remarks = {{"DOM-01", 3, "domain", {}, "Domaine hors MSSanté.", "Domain outside MSSanté."},
               {"PER-03", 2, "holder", {"darc", "merle"}, "À vérifier.", "To be checked."}};
  return v;
}

Metadata SpecimenMetadata() {
  Metadata m;
  m.generation = "20260115T041207.000Z";
  m.created_at = "2026-01-15T04:12:07Z";
  m.extract_date = "2026-01-14";
  m.product_version = "0.1.0";
  m.counts = {2, 2, 1, 1, 1, 1};
  SourceFile& source = m.sources.emplace_back();
  source.kind = "person activity";
  source.file_name = "PS_LibreAcces.zip!PS_LibreAcces_Personne_activite_202601140800.txt";
  source.extract_date = "2026-01-14";
  source.rows_read = 3;
  source.rows_rejected = 1;
  source.rejects = {{"too few fields", 1}};
  source.windows_1252_rows = 1;
  source.bad_keys = 2;
  m.rule_set_version = "2026-01-10.1";
  return m;
}

std::string ToHex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return hex.empty() ? "-" : hex;
}

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; hex != "-" && i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

// Lines of "table key value", the last two in hexadecimal, "-" for nothing.
std::string Dump(const std::string& path) {
  const Result<TableReader> reader = TableReader::Open(path, 0);
  if (!reader.ok()) return reader.status().ToString();
  std::string lines;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const auto note = [&](std::string_view key, std::string_view value) {
      lines += std::string(kTableNames[i]) + " " + ToHex(key) + " " + ToHex(value) + "\n";
      return OkStatus();
    };
    EXPECT_TRUE(reader->Scan(static_cast<Table>(i), {}, note).ok());
  }
  return lines;
}

std::string ReadSpecimen(std::string_view format) {
  std::ifstream file(PathOf(format));
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

// Builds a generation of exactly the specimen's bytes.
Status Rebuild(const std::string& path, std::string_view format) {
  Result<TableWriter> writer = TableWriter::Create(path);
  if (!writer.ok()) return writer.status();
  std::istringstream lines(ReadSpecimen(format));
  std::string name, key, value;
  while (lines >> name >> key >> value) {
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (name != kTableNames[i]) continue;
      RETURN_IF_ERROR(writer->Put(static_cast<Table>(i), FromHex(key), FromHex(value)));
    }
  }
  return writer->Finish();
}

void ExpectReadable(std::string_view format) {
  const TempDirectory directory;
  const std::string path = directory.path() + "/g";
  const Status rebuilt = Rebuild(path, format);
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.ToString();
  const Result<Generation> generation = Generation::Open(path);
  ASSERT_TRUE(generation.ok()) << generation.status().ToString();
  const Status verified = generation->Verify(VerifyLevel::kFull);
  EXPECT_TRUE(verified.ok()) << verified.ToString();
  EXPECT_EQ(std::to_string(generation->format_version()), format);
  EXPECT_EQ(generation->metadata(), SpecimenMetadata());
  EXPECT_EQ(Describe(**generation->Get<Practitioner>("899700000013")), Describe(Doctor()));
  EXPECT_EQ(Describe(**generation->Get<Practitioner>("0999900001")), Describe(Nameless()));
  EXPECT_EQ(Describe(**generation->Get<Organization>("990000018")), Describe(Hospital()));
  EXPECT_EQ(Describe(**generation->Get<Mailbox>("jean-noel.darc-merle@exemple.mssante.example")),
            Describe(DoctorsMailbox(format)));
  EXPECT_EQ(Describe(**generation->Get<Domain>("exemple.mssante.example")), Describe(OneDomain()));
  EXPECT_EQ(Describe(**generation->Get<Verdict>("jean-noel.darc-merle@exemple.mssante.example")),
            Describe(DoctorsVerdict()));
}

TEST(SpecimenTest, AGenerationOfFormat3StaysReadable) { ExpectReadable("3"); }

TEST(SpecimenTest, AGenerationOfFormat2StaysReadable) { ExpectReadable("2"); }

TEST(SpecimenTest, AGenerationOfFormat1IsRefusedWithTheRemedy) {
  const TempDirectory directory;
  const std::string path = directory.path() + "/g";
  const Status rebuilt = Rebuild(path, "1");
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.ToString();
  const Status status = Generation::Open(path).status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(),
            "opening " + path +
                ": store format 1, this binary reads 2 to 3: run annuaire-indexer ingest again");
}

TEST(SpecimenTest, TodaysWriterWritesTheSpecimen) {
  const TempDirectory directory;
  const std::string path = directory.path() + "/20260115T041207.000Z";
  Result<GenerationWriter> writer = GenerationWriter::Create(path);
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer->Add(Nameless()).ok());
  ASSERT_TRUE(writer->Add(Doctor()).ok());
  ASSERT_TRUE(writer->Add(Hospital()).ok());
  ASSERT_TRUE(writer->Add(DoctorsMailbox("3")).ok());
  ASSERT_TRUE(writer->Add(OneDomain()).ok());
  ASSERT_TRUE(writer->Add(DoctorsVerdict()).ok());
  ASSERT_TRUE(writer->Finish(SpecimenMetadata()).ok());
  const std::string dump = Dump(path);
  // What differs from the specimen is a change of the format: see format.h.
  EXPECT_EQ(dump, ReadSpecimen("3"));
}

}  // namespace
}  // namespace annuaire
