#include "indexer/chronicle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "directory/store/history_check.h"
#include "directory/store/source_state.h"
#include "indexer/ingest.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

const std::string kSamples = ANNUAIRE_SOURCE_DIR "/tests/data/extract/";
const std::string kPeople = kSamples + "personne_activite_56col.SYNTHETIC.txt";
const std::string kMailboxes = kSamples + "correspondance_mssante.SYNTHETIC.txt";
const std::string kWhiteList = kSamples + "listeblanche_synthetic_signed.xml";

// Damages the first block of the table of practitioners, and nothing else.
void TearPractitioners(const std::string& generation) {
  for (const auto& file : std::filesystem::directory_iterator(generation)) {
    if (file.path().extension() != ".sst") continue;
    std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    const char first = static_cast<char>(bytes.peek());
    bytes.seekp(0);
    bytes.put(static_cast<char>(~first)).flush();
    const Result<Generation> opened = Generation::Open(generation);
    const auto look = [](const Practitioner&) { return OkStatus(); };
    if (opened.ok() && !opened->Scan<Practitioner>(look).ok()) return;
    bytes.seekp(0);
    bytes.put(first).flush();
  }
  FAIL() << "no file of practitioners in " << generation;
}

class ChronicleTest : public testing::Test {
 protected:
  void Ingest(std::vector<std::string> paths, std::size_t keep = 2) {
    Options options;
    options.store = store_;
    options.paths = std::move(paths);
    options.max_reject_share = 1;
    options.keep = keep;
    std::ostringstream errors;
    Progress progress(errors, false);
    Log log(errors, progress);
    const std::atomic<bool> stop = false;
    const Result<IngestSummary> summary = indexer::Ingest(options, stop, log, progress);
    ASSERT_TRUE(summary.ok()) << summary.status().ToString();
    served_ = summary->metadata.generation;
    logged_ = errors.str();
  }
  std::string WithoutLastLine(const std::string& file) {
    std::ifstream in(file);
    std::string text(std::istreambuf_iterator<char>(in), {});
    text.resize(text.rfind('\n', text.size() - 2) + 1);
    const std::string path =
        directory_.path() + "/" + std::filesystem::path(file).filename().string();
    std::ofstream(path) << text;
    return path;
  }
  // "compared:changes" of every publication.
  std::vector<std::string> Remembered() {
    const Result<History> history = History::Open(store_, served_);
    if (!history.ok()) return {history.status().ToString()};
    std::vector<std::string> publications;
    for (const Publication& one : history->publications()) {
      publications.push_back(std::to_string(one.compared) + ":" + std::to_string(one.changes));
    }
    return publications;
  }

  TempDirectory directory_;
  std::string store_ = directory_.path() + "/store";
  std::string served_;
  std::string logged_;  // by the last ingest
};

TEST_F(ChronicleTest, TheSameFilesAgainChangeNothing) {
  Ingest({kPeople, kMailboxes, kWhiteList});
  Ingest({kPeople, kMailboxes, kWhiteList});
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "15:0"));
}

// Files that were not there for one publication, and are again: nobody came, went or changed,
// though nothing is known then of what they alone tell.
TEST_F(ChronicleTest, FilesThatAreMissingOnceChangeNothing) {
  const std::string fhir = ANNUAIRE_SOURCE_DIR "/tests/fuzz/corpus/fhir/bundle.json";
  const std::string diplomas = kSamples + "dipl_autexerc.SYNTHETIC.txt";
  const std::string skills = kSamples + "savoirfaire.SYNTHETIC.txt";
  struct Case {
    const char* name;
    std::vector<std::string> all;
    std::vector<std::string> some;
    int compared;
    int compared_again;
  };
  const Case cases[] = {
      {"mailboxes and white list",
       {kPeople, kMailboxes, kWhiteList},
       {kPeople},
       kComparedPractitioners,
       kComparedAll},
      {"persons",
       {kPeople, kMailboxes},
       {kMailboxes},
       kComparedMailboxes,
       kComparedAll & ~kComparedDomains},
      {"diplomas",
       {kPeople, kMailboxes, diplomas},
       {kPeople, kMailboxes},
       kComparedMailboxes | kComparedOrganizations,
       kComparedMailboxes | kComparedOrganizations},
      {"skills",
       {kPeople, kMailboxes, skills},
       {kPeople, kMailboxes},
       kComparedMailboxes | kComparedOrganizations,
       kComparedMailboxes | kComparedOrganizations},
      {"the FHIR API",
       {kPeople, kMailboxes, fhir},
       {kPeople, kMailboxes},
       kComparedPractitioners,
       kComparedPractitioners | kComparedOrganizations},
  };
  for (const Case& c : cases) {
    std::filesystem::remove_all(store_);
    Ingest(c.all);
    Ingest(c.some);
    Ingest(c.all);
    EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", std::to_string(c.compared) + ":0",
                                                   std::to_string(c.compared_again) + ":0"))
        << c.name;
  }
}

// Once the files are back, as though they had been there all along.
TEST_F(ChronicleTest, WhatChangedWhileFilesWereMissingIsToldOnceTheyAreBack) {
  const std::string other_people = WithoutLastLine(kPeople);
  const std::string other_mailboxes = WithoutLastLine(kMailboxes);
  struct Case {
    const char* name;
    std::vector<std::string> before;
    std::vector<std::vector<std::string>> meanwhile;
    std::vector<std::string> after;
    std::string told;  // when the files are back
    std::size_t keep = 2;
  };
  const Case cases[] = {
      {"never missing", {kPeople, kMailboxes}, {}, {other_people, other_mailboxes}, "7:3"},
      {"mailboxes", {kPeople, kMailboxes}, {{kPeople}}, {kPeople, other_mailboxes}, "7:1"},
      {"persons", {kPeople, kMailboxes}, {{kMailboxes}}, {other_people, kMailboxes}, "7:2"},
      {"white list", {kPeople, kWhiteList}, {{kPeople}}, {kPeople, kWhiteList}, "14:0"},
      {"now these, now those",
       {kPeople, kMailboxes},
       {{kPeople}, {kMailboxes}},
       {other_people, other_mailboxes},
       "7:3",
       3},
      {"for longer than their generation is kept",
       {kPeople, kMailboxes},
       {{kPeople}, {kPeople}},
       {kPeople, other_mailboxes},
       "2:0"},
      {"mailboxes, others meanwhile",
       {kMailboxes},
       {{kMailboxes, kPeople}},
       {other_mailboxes},
       "5:2"},
  };
  for (const Case& c : cases) {
    std::filesystem::remove_all(store_);
    Ingest(c.before, c.keep);
    for (const auto& files : c.meanwhile) Ingest(files, c.keep);
    Ingest(c.after, c.keep);
    EXPECT_EQ(Remembered().back(), c.told) << c.name;
    EXPECT_TRUE(CheckHistory(store_).ok()) << c.name;
  }
}

// An address of the extract that the API describes otherwise, and one that it alone knows.
TEST_F(ChronicleTest, WhatTheFhirApiAddsIsNoNewsUnlessItWasThereBefore) {
  const auto line = [](const std::string& address, const std::string& service) {
    return R"({"resourceType":"Organization","id":"1","active":true,"identifier":[{"system":)"
           R"("https://finess.esante.gouv.fr","value":"990000018"}],"telecom":[{"system":"email",)"
           R"("value":")" +
           address +
           R"(","extension":[{"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/)"
           R"(fr-core-contact-point-email-type","valueCoding":{"code":"MSSANTE"}},{"url":)"
           R"("https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/)"
           R"(as-ext-mailbox-mss-metadata","extension":[{"url":"type","valueCode":"ORG"},)"
           R"({"url":"service","valueString":")" +
           service + R"("}]}]}]})" + "\n";
  };
  const std::string fhir = directory_.path() + "/fhir.json";
  const auto write = [&](const std::string& lines) { std::ofstream(fhir) << lines; };
  const std::string one = line("only-in-api@ch-a.mssante.fr", "Cardiologie");
  write(one);
  Ingest({kPeople, kMailboxes});
  Ingest({kPeople, kMailboxes, fhir});
  EXPECT_TRUE(
      Store::Open(store_)->OpenCurrent()->Get<Mailbox>("only-in-api@ch-a.mssante.fr")->has_value());
  write(one + line("another@ch-a.mssante.fr", "Accueil"));
  Ingest({kPeople, kMailboxes, fhir});
  Ingest({kPeople, kMailboxes});
  const std::string people = std::to_string(kComparedPractitioners);
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", people + ":0", "7:1", people + ":0"));
}

// What was held before is dropped, and what changed since is known anew.
TEST_F(ChronicleTest, ChangesOfTheFhirApiThatBeginOnAnotherDayAreNotCompared) {
  const std::string fhir = ANNUAIRE_SOURCE_DIR "/tests/fuzz/corpus/fhir/bundle.json";
  const std::string none = "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n";
  struct Case {
    const char* name;
    const char* since_before;
    const char* since_after;
    std::string remembered;
  };
  const Case cases[] = {
      {"the next delta", "2026-10-20", "2026-10-20", "7:2"},
      {"a new horizon", "2026-10-20", "2026-11-20", "2:0"},
      {"the day was not known", "", "2026-11-20", "2:0"},
      {"of files given by hand it never is", "", "", "7:2"},
  };
  for (const Case& c : cases) {
    std::filesystem::remove_all(store_);
    std::filesystem::create_directories(store_ + "/sources/fhir");
    const std::string folder = store_ + "/sources/fhir/";
    std::filesystem::copy_file(fhir, folder + "fhir-20261113.json");
    std::ofstream(folder + "fhir-20261120.json") << none;
    const SourceState state{
        .name = "fhir",
        .fresh = {.name = "fhir-20261120.json", .since = c.since_after},
        .good = {.name = "fhir-20261113.json", .since = c.since_before},
    };
    ASSERT_TRUE(SaveSourceState(store_, state).ok());
    Ingest({kPeople, kMailboxes, folder + "fhir-20261113.json"});
    Ingest({kPeople, kMailboxes, folder + "fhir-20261120.json"});
    EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", c.remembered)) << c.name;
  }
}

TEST_F(ChronicleTest, AStructureThatIsGivenABetterNumberNeitherClosesNorOpens) {
  std::ifstream sample(kPeople);
  std::string header;
  std::getline(sample, header);
  const auto write = [&](const std::string& finess, const std::string& siret) {
    std::string row;
    std::istringstream names(header);
    for (std::string name; std::getline(names, name, '|');) {
      row += name == "Identification nationale PP" ? "899700000013"
             : name == "Code profession"           ? "10"
             : name == "Nom d'exercice"            ? "ALPHA"
             : name == "Raison sociale site"       ? "CLINIQUE DES TROIS PICS"
             : name == "Numéro FINESS site"        ? finess
             : name == "Numéro SIRET site"         ? siret
                                                   : "";
      row += '|';
    }
    const std::string path = directory_.path() + "/people.txt";
    std::ofstream(path) << header << '\n' << row << '\n';
    return path;
  };
  Ingest({write("", "99940088500020")});
  Ingest({write("990000018", "99940088500020")});
  Ingest({write("990000026", "99940088500020")});
  // The place of the professional is another key each time; at last one closes and one opens.
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "6:1", "6:3"));
}

TEST_F(ChronicleTest, AStoreWithoutHistoryBeginsOneWithWhatItServes) {
  Ingest({kPeople, kMailboxes});
  const std::string first = served_;
  std::filesystem::remove_all(store_ + "/history");
  Ingest({kPeople, kMailboxes});
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "7:0"));
  EXPECT_EQ(History::Open(store_, served_)->identity(), first);
}

TEST_F(ChronicleTest, ADamagedHistoryIsKeptAsideAndAnotherOneBegins) {
  Ingest({kPeople, kMailboxes});
  const std::string first = served_;
  for (const auto& file : std::filesystem::directory_iterator(store_ + "/history")) {
    if (file.path().extension() == ".sst") std::filesystem::resize_file(file.path(), 10);
  }
  EXPECT_FALSE(History::Open(store_, first).ok());
  Ingest({kPeople, kMailboxes});
  EXPECT_THAT(logged_, testing::HasSubstr("event=history_damaged error="));
  EXPECT_THAT(logged_, testing::HasSubstr("kept_in=" + store_ + "/history.damaged-1"));
  EXPECT_TRUE(std::filesystem::exists(store_ + "/history.damaged-1/CURRENT"));
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "7:0"));
  EXPECT_EQ(History::Open(store_, served_)->identity(), first);
}

TEST_F(ChronicleTest, ATornFormerGenerationIsNotComparedWith) {
  Ingest({kPeople, kMailboxes});
  TearPractitioners(store_ + "/generations/" + served_);
  const std::string other = kSamples + "Extraction_Correspondance_MSSante.SYNTHETIC.txt";
  Ingest({kPeople, other});  // mailboxes differ, and are compared before that is noticed
  EXPECT_THAT(logged_, testing::HasSubstr("event=former_damaged generation="));
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "0:0"));
  Ingest({kPeople, other});
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "0:0", "7:0"));
  EXPECT_TRUE(CheckHistory(store_).ok());
}

TEST_F(ChronicleTest, GoesOnAfterTheFormerGenerationIsGone) {
  Ingest({kPeople, kMailboxes});
  std::filesystem::remove_all(store_ + "/generations/" + served_);
  Ingest({kPeople, kMailboxes});
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "0:0"));  // a baseline again
}

TEST_F(ChronicleTest, SaysSinceWhenSomebodyIsMissed) {
  Ingest({kPeople});
  const Result<Generation> served = Store::Open(store_)->OpenCurrent();
  std::string id;
  ASSERT_TRUE(served
                  ->Scan<Practitioner>([&](const Practitioner& one) {
                    id = one.id;
                    return OkStatus();
                  })
                  .ok());
  Ingest({kMailboxes});  // which says nothing of who is there
  std::ostringstream errors;
  Progress progress(errors, false);
  Log log(errors, progress);
  const Result<Chronicle> chronicle = Chronicle::Open(*Store::Open(store_), log);
  ASSERT_TRUE(chronicle.ok()) << chronicle.status().ToString();
  EXPECT_EQ(chronicle->FirstMissed(id, "2026-11-21"), "2026-11-21");
  EXPECT_EQ(chronicle->FirstMissed("899999999999", "2026-11-21"), "");
}

}  // namespace
}  // namespace annuaire::indexer
