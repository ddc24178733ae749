#include "indexer/ingest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "directory/base/fold.h"
#include "directory/naming/rule_catalogue.h"
#include "directory/store/store.h"
#include "tests/directory/store/other_user.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

using testing::HasSubstr;

const std::string kSamples = ANNUAIRE_SOURCE_DIR "/tests/data/extract/";
const std::string kPeople = kSamples + "personne_activite_56col.SYNTHETIC.txt";
const std::string kMailboxes = kSamples + "correspondance_mssante.SYNTHETIC.txt";

class IngestTest : public testing::Test {
 protected:
  Result<IngestSummary> Run(std::vector<std::string> paths, double max_reject_share = 0.001) {
    Options options;
    options.store = store_;
    options.paths = std::move(paths);
    options.max_reject_share = max_reject_share;
    options.keep = keep_;
    std::ostringstream errors;
    Progress progress(errors, false);
    Log log(errors, progress);
    Result<IngestSummary> summary = Ingest(options, stop_, log, progress, check_);
    log_ = errors.str();
    return summary;
  }

  std::string WriteFile(const std::string& name, std::string_view content) {
    const std::string path = directory_.path() + "/" + name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  static std::string ReadFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  // The first line of a sample: its header.
  static std::string HeaderOf(const std::string& path) {
    const std::string content = ReadFile(path);
    return content.substr(0, content.find('\n') + 1);
  }

  std::string Served() {
    const Result<Store> store = Store::Open(store_);
    if (!store.ok()) return store.status().ToString();
    const Result<std::string> name = store->CurrentName();
    return name.ok() ? *name : name.status().ToString();
  }

  TempDirectory directory_;
  std::string store_ = directory_.path() + "/store";
  std::size_t keep_ = 2;
  GenerationCheck check_;
  std::atomic<bool> stop_ = false;
  std::string log_;
};

TEST_F(IngestTest, PublishesWhatTheFilesSay) {
  const Result<IngestSummary> summary = Run({kPeople, kMailboxes}, 1);
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  EXPECT_EQ(Served(), summary->metadata.generation);
  EXPECT_GT(summary->metadata.counts.practitioners, 0u);
  EXPECT_GT(summary->metadata.counts.mailboxes, 0u);
  EXPECT_GT(summary->peak_rss_bytes, 0u);
  ASSERT_EQ(summary->metadata.sources.size(), 2u);
  EXPECT_EQ(summary->metadata.sources[0].file_name, "personne_activite_56col.SYNTHETIC.txt");
  EXPECT_EQ(summary->rows_read,
            summary->metadata.sources[0].rows_read + summary->metadata.sources[1].rows_read);
  const Result<Generation> generation = Store::Open(store_)->OpenCurrent();
  ASSERT_TRUE(generation.ok()) << generation.status().ToString();
  EXPECT_EQ(generation->metadata(), summary->metadata);
  EXPECT_TRUE(generation->Verify(VerifyLevel::kFull).ok());
}

TEST_F(IngestTest, ReplacesEverythingAndKeepsTwoGenerations) {
  std::vector<std::string> names;
  for (int i = 0; i < 3; ++i) {
    const Result<IngestSummary> summary = Run({i == 1 ? kMailboxes : kPeople}, 1);
    ASSERT_TRUE(summary.ok()) << summary.status().ToString();
    EXPECT_EQ(summary->metadata.counts.mailboxes == 0, i != 1);
    names.push_back(summary->metadata.generation);
  }
  const auto list = Store::Open(store_)->List();
  ASSERT_EQ(list->size(), 2u);
  EXPECT_EQ((*list)[0].name, names[1]);
  EXPECT_EQ((*list)[1].name, names[2]);
  EXPECT_TRUE((*list)[1].is_current);
}

TEST_F(IngestTest, ARunThatFailsLeavesNothingAndFewerGenerationsIfFewerAreToBeKept) {
  keep_ = 3;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Run({kPeople}, 1).ok());
  const std::string served = Served();
  keep_ = 2;
  check_ = [](const Generation&) { return FailedPreconditionError("not this one"); };
  EXPECT_EQ(Run({kPeople}, 1).status().message(), "not this one");
  EXPECT_EQ(Served(), served);
  const auto left = std::filesystem::directory_iterator(store_ + "/generations");
  EXPECT_EQ(std::distance(begin(left), end(left)), 2);
}

TEST_F(IngestTest, WhatCannotBeRemovedIsLoggedAndTheRunPublishes) {
  keep_ = 1;
  ASSERT_TRUE(Run({kPeople}, 1).ok());
  const OtherUser other(directory_.path(), store_ + "/generations/" + Served());
  for (const char* said : {"event=prune_failed error=\"removing ", "event=sweep_failed error="}) {
    const Result<IngestSummary> summary = Run({kPeople}, 1);
    ASSERT_TRUE(summary.ok()) << summary.status().ToString();
    EXPECT_EQ(Served(), summary->metadata.generation);
    EXPECT_THAT(log_, HasSubstr(said));
  }
}

TEST_F(IngestTest, ReadsTheSamplesOfEveryKind) {
  const Result<IngestSummary> summary =
      Run({kPeople, kMailboxes, kSamples + "savoirfaire.SYNTHETIC.txt",
           kSamples + "dipl_autexerc.SYNTHETIC.txt", kSamples + "etalab-cs1100502-stock.sample.csv",
           kSamples + "finess-structures-journalier.sample.json",
           kSamples + "listeblanche_synthetic_signed.xml"},
          1);
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  std::vector<std::string> kinds;
  for (const SourceFile& source : summary->metadata.sources) {
    EXPECT_GT(source.rows_read, 0u) << source.file_name;
    kinds.push_back(source.kind);
  }
  std::sort(kinds.begin(), kinds.end());
  EXPECT_EQ(std::unique(kinds.begin(), kinds.end()), kinds.end());
  EXPECT_GT(summary->metadata.counts.domains, 0u);
  EXPECT_GT(summary->metadata.counts.organizations, 0u);
}

// As a folder of downloads has them.
TEST_F(IngestTest, OfSeveralDatesOfOneKindTheNewestIsPublished) {
  const std::string header = HeaderOf(kMailboxes);
  const auto columns = static_cast<std::size_t>(std::count(header.begin(), header.end(), '|'));
  const auto write = [&](const std::string& name, const std::string& address) {
    WriteFile(name, header + "ORG|" + address + std::string(columns - 1, '|') + "\n");
  };
  std::filesystem::create_directory(directory_.path() + "/files");
  write("files/Extraction_Correspondance_MSSante_202610200300.txt", "ancien@ch-a.mssante.fr");
  write("files/Extraction_Correspondance_MSSante_202611200300.txt", "nouveau@ch-a.mssante.fr");
  const Result<IngestSummary> summary = Run({directory_.path() + "/files"});
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  ASSERT_EQ(summary->metadata.sources.size(), 1u);
  EXPECT_EQ(EditionDateOf(summary->metadata), "2026-11-20");
  EXPECT_THAT(log_, HasSubstr("event=left_out "
                              "file=Extraction_Correspondance_MSSante_202610200300.txt "
                              "kind=Correspondance_MSSante date=2026-10-20 "
                              "newer=Extraction_Correspondance_MSSante_202611200300.txt\n"));
  const Result<Generation> generation = Store::Open(store_)->OpenCurrent();
  EXPECT_FALSE(generation->Get<Mailbox>("ancien@ch-a.mssante.fr")->has_value());
  EXPECT_TRUE(generation->Get<Mailbox>("nouveau@ch-a.mssante.fr")->has_value());
}

// Remarks by address, "PER-03:3" each, without advice.
std::map<std::string, std::set<std::string>> AccusationsIn(const Generation& generation) {
  std::map<std::string, std::set<std::string>> accusations;
  const auto note = [&](const Verdict& verdict) {
    for (const Remark& remark : verdict.remarks) {
      if (remark.severity < 2) continue;
      accusations[std::string(verdict.folded_address)].insert(std::string(remark.rule_id) + ':' +
                                                              std::to_string(remark.severity));
    }
    return OkStatus();
  };
  EXPECT_TRUE(generation.Scan<Verdict>(note).ok());
  return accusations;
}

TEST_F(IngestTest, JudgesTheMailboxesOfTheSampleAsItsTruthSays) {
  const std::string data = ANNUAIRE_SOURCE_DIR "/tests/data/";
  const Result<IngestSummary> summary = Run({data + "sample"});
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  EXPECT_EQ(summary->metadata.rule_set_version, kRuleSetVersion);
  const VerdictCounts& counts = summary->verdicts;
  EXPECT_EQ(counts.info + counts.suspect + counts.violation, summary->metadata.counts.verdicts);
  const Result<Generation> generation = Store::Open(store_)->OpenCurrent();
  ASSERT_TRUE(generation.ok()) << generation.status().ToString();
  auto accusations = AccusationsIn(*generation);

  const std::map<std::string, std::string> rule_of_kind = {
      {"nominative-org", "ORG-01:3"}, {"nominative-service", "ORG-02:3"},
      {"service-per", "PER-01:2"},    {"departed-per", "PER-03:3"},
      {"shared-per", "PER-02:3"},     {"unlisted-domain", "DOM-02:2"}};
  std::ifstream truth(data + "sample-truth.tsv");
  std::set<std::string> kinds;
  for (std::string address, kind; truth >> address >> kind;) {
    address = FoldAddress(address);
    kinds.insert(kind);
    if (kind == "patient") {
      EXPECT_FALSE(accusations.contains(address));
    } else {
      EXPECT_TRUE(accusations[address].erase(rule_of_kind.at(kind)) == 1) << address;
    }
  }
  EXPECT_EQ(kinds.size(), 7u);
  // What else is held against a mailbox is so in the files: holders without any activity.
  std::map<std::string, int> others;
  for (const auto& [address, rules] : accusations) {
    for (const std::string& rule : rules) ++others[rule];
  }
  EXPECT_THAT(others, testing::ElementsAre(testing::Pair("PER-03:2", 11)));
}

TEST_F(IngestTest, RefusesWholeRunsAndPublishesNothing) {
  ASSERT_TRUE(Run({kPeople}, 1).ok());
  const std::string served = Served();
  struct Case {
    const char* name;
    std::vector<std::string> paths;
    StatusCode code;
    std::vector<const char*> message;
  };
  const Case cases[] = {
      {"an unknown file",
       {kPeople, WriteFile("note.pdf", "%PDF-1.4")},
       StatusCode::kFailedPrecondition,
       {"note.pdf: not a file of the directory, leave it out", "expected PS_LibreAcces"}},
      {"an empty file",
       {kPeople, WriteFile("empty.txt", "")},
       StatusCode::kFailedPrecondition,
       {"empty.txt: empty"}},
      {"a missing column",
       {WriteFile("columns.txt", "Type de BAL|Identifiant PP|Dématérialisation\n")},
       StatusCode::kFailedPrecondition,
       {"columns.txt: ", "Adresse BAL"}},
      {"too many unreadable rows",
       {kPeople, WriteFile("bad.txt", HeaderOf(kMailboxes) + "PER|x\n")},
       StatusCode::kFailedPrecondition,
       {"bad.txt: 1 of 1 rows (100 %) are unreadable", "--max-reject-share 0.1 %",
        "/store/rejects.jsonl"}},
      {"no file of people or mailboxes",
       {kSamples + "listeblanche_synthetic_signed.xml"},
       StatusCode::kFailedPrecondition,
       {"neither a PS_LibreAcces Personne_activite nor"}},
      {"a header without rows",
       {kPeople, WriteFile("header.txt", HeaderOf(kMailboxes))},
       StatusCode::kFailedPrecondition,
       {"header.txt holds no row of kind Correspondance_MSSante: nothing is published"}},
      {"people without rows",
       {kMailboxes, WriteFile("nobody.txt", HeaderOf(kPeople))},
       StatusCode::kFailedPrecondition,
       {"nobody.txt holds no row of kind Personne_activite"}},
      {"a file that breaks off",
       {kPeople,
        WriteFile("cut.json",
                  ReadFile(kSamples + "finess-structures-journalier.sample.json").substr(0, 3000))},
       StatusCode::kDataLoss,
       {"cut.json: "}},
      {"two files of one kind and no date",
       {kMailboxes, kSamples + "Extraction_Correspondance_MSSante.SYNTHETIC.txt"},
       StatusCode::kFailedPrecondition,
       {"correspondance_mssante.SYNTHETIC.txt and Extraction_", "leave one of them out"}},
      {"an absent file", {directory_.path() + "/absent"}, StatusCode::kNotFound, {"absent"}},
  };
  for (const Case& c : cases) {
    const Status status = Run(c.paths).status();
    EXPECT_EQ(status.code(), c.code) << c.name << ": " << status.ToString();
    for (const char* part : c.message) EXPECT_THAT(status.message(), HasSubstr(part)) << c.name;
    EXPECT_EQ(Served(), served) << c.name;
    EXPECT_EQ(Store::Open(store_)->List()->size(), 1u) << c.name;
  }
}

TEST_F(IngestTest, RejectsAreListedByPlaceWithoutTheirText) {
  // Two unreadable rows and one patient's mailbox, whose number must not appear.
  const std::string header = HeaderOf(kMailboxes);
  const auto columns = static_cast<std::size_t>(std::count(header.begin(), header.end(), '|'));
  const std::string patient =
      "PER|999000000000099@patient.mssante.fr" + std::string(columns - 1, '|') + "\n";
  const std::string path = WriteFile("rows.txt", header + "secret|row\n" + patient + "\nsecret\n");
  const Result<IngestSummary> summary = Run({path}, 1);
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  EXPECT_EQ(summary->rows_read, 3u);
  EXPECT_EQ(summary->rows_rejected, 3u);
  const std::string rejects = ReadFile(store_ + "/rejects.jsonl");
  EXPECT_EQ(std::count(rejects.begin(), rejects.end(), '\n'), 3);
  EXPECT_THAT(rejects, HasSubstr(R"({"file":"rows.txt","line":2,)"));
  EXPECT_THAT(rejects, HasSubstr(R"("kind":"too few fields"})"));
  EXPECT_THAT(rejects, HasSubstr(R"({"file":"rows.txt","line":3,)"));
  EXPECT_THAT(rejects, HasSubstr(R"({"file":"rows.txt","line":5,)"));
  for (const std::string& text : {rejects, log_}) {
    EXPECT_THAT(text, testing::Not(HasSubstr("999000000000099")));
    EXPECT_THAT(text, testing::Not(HasSubstr("secret")));
  }
}

TEST_F(IngestTest, PatientMailboxesDoNotWeighOnTheShare) {
  const std::string header = HeaderOf(kMailboxes);
  const auto columns = static_cast<std::size_t>(std::count(header.begin(), header.end(), '|'));
  const std::string path = WriteFile("rows.txt", header + "PER|999000000000099@patient.mssante.fr" +
                                                     std::string(columns - 1, '|'));
  const Result<IngestSummary> summary = Run({path}, 0);
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  EXPECT_EQ(summary->metadata.counts.mailboxes, 0u);
}

TEST_F(IngestTest, KeepsTheFirstRejectsOfEachKind) {
  std::string rows = HeaderOf(kMailboxes);
  for (int i = 0; i < 250; ++i) rows += "PER\n";
  ASSERT_TRUE(Run({WriteFile("rows.txt", rows)}, 1).ok());
  const std::string rejects = ReadFile(store_ + "/rejects.jsonl");
  EXPECT_EQ(std::count(rejects.begin(), rejects.end(), '\n'), 100);
}

TEST_F(IngestTest, AClockThatWasAheadLeavesGenerationsInOrder) {
  {
    Result<StoreWriter> store = StoreWriter::Open(store_);
    ASSERT_TRUE(store.ok());
    Result<GenerationWriter> ahead = store->Begin("21991231T235959.000Z");
    ASSERT_TRUE(ahead.ok() && ahead->Finish({}).ok());
    ASSERT_TRUE(store->Publish("21991231T235959.000Z").ok());
  }
  for (const char* name : {"21991231T235959.001Z", "21991231T235959.002Z"}) {
    const Result<IngestSummary> summary = Run({kPeople}, 1);
    ASSERT_TRUE(summary.ok()) << summary.status().ToString();
    EXPECT_EQ(summary->metadata.generation, name);
    EXPECT_LT(summary->metadata.created_at, "2199");
    EXPECT_THAT(log_, HasSubstr("event=clock_behind"));
  }
  EXPECT_EQ(*StoreWriter::Open(store_)->Rollback(), "21991231T235959.001Z");
}

TEST_F(IngestTest, AStopPublishesNothing) {
  ASSERT_TRUE(Run({kPeople}, 1).ok());
  const std::string served = Served();
  stop_ = true;
  EXPECT_EQ(Run({kPeople, kMailboxes}, 1).status().code(), StatusCode::kAborted);
  EXPECT_EQ(Served(), served);
}

TEST_F(IngestTest, AWriterAtWorkIsNamed) {
  const Result<StoreWriter> other = StoreWriter::Open(store_);
  ASSERT_TRUE(other.ok());
  const Status status = Run({kPeople}, 1).status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_THAT(status.message(), HasSubstr(store_ + " cannot be written"));
}

TEST(ProgressTest, DrawsOnATerminalOnly) {
  std::ostringstream out;
  Progress piped(out, false);
  piped.Show("reading", 1, 2);
  piped.Wipe();
  EXPECT_EQ(out.str(), "");
  Progress terminal(out, true);
  terminal.Show("reading", 1, 2);
  EXPECT_THAT(out.str(), HasSubstr("50 % reading"));
  terminal.Wipe();
  EXPECT_TRUE(out.str().ends_with("\r\x1b[K"));
}

}  // namespace
}  // namespace annuaire::indexer
