// Runs the real annuaire-indexer: what it prints where, and its exit codes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "directory/naming/rule_catalogue.h"
#include "directory/store/format.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string kSamples = ANNUAIRE_SOURCE_DIR "/tests/data/extract/";

struct Ran {
  int exit_code = 0;
  std::string out;
  std::string errors;
};

class ProgramTest : public testing::Test {
 protected:
  // "before" goes in front of the program: another that runs it.
  Ran Run(const std::string& arguments, const std::string& before = "") {
    const std::string errors_path = directory_.path() + "/stderr";
    const std::string command =
        before + ANNUAIRE_BIN_DIR "/annuaire-indexer " + arguments + " 2>" + errors_path;
    Ran ran;
    FILE* pipe = popen(command.c_str(), "r");
    char buffer[4096];
    while (const std::size_t size = fread(buffer, 1, sizeof buffer, pipe)) {
      ran.out.append(buffer, size);
    }
    const int status = pclose(pipe);
    ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    std::ifstream file(errors_path);
    ran.errors.assign(std::istreambuf_iterator<char>(file), {});
    return ran;
  }

  // "out" as the one JSON object on its one line.
  static rapidjson::Document ToObject(const std::string& out) {
    EXPECT_EQ(out.find('\n'), out.size() - 1) << out;
    rapidjson::Document document;
    document.Parse(out.data(), out.size());
    EXPECT_TRUE(!document.HasParseError() && document.IsObject()) << out;
    return document;
  }

  TempDirectory directory_;
  std::string store_ = "--store " + directory_.path() + "/store";
  std::string ingest_ = "ingest " + store_ + " --max-reject-share 1 " + kSamples +
                        "personne_activite_56col.SYNTHETIC.txt";
};

TEST_F(ProgramTest, IngestsListsVerifiesAndRollsBack) {
  const Ran first = Run(ingest_);
  ASSERT_EQ(first.exit_code, 0) << first.errors;
  EXPECT_THAT(first.out, HasSubstr("published 20"));
  EXPECT_THAT(first.out, HasSubstr("verdicts by the naming rules 20"));
  EXPECT_THAT(first.errors, HasSubstr("event=read file=personne_activite_56col.SYNTHETIC.txt"));
  EXPECT_THAT(first.errors, testing::Not(HasSubstr("\x1b")));  // no terminal, no bar

  const Ran second = Run(ingest_ + " --json");
  ASSERT_EQ(second.exit_code, 0) << second.errors;
  const rapidjson::Document summary = ToObject(second.out);
  for (const char* key :
       {"rows_read", "rows_rejected", "practitioners", "activities", "organizations", "mailboxes",
        "domains", "mailboxes_with_remarks", "peak_rss_bytes"}) {
    ASSERT_TRUE(summary.HasMember(key) && summary[key].IsUint64()) << key;
  }
  EXPECT_TRUE(summary["seconds"].IsDouble());
  for (const char* severity : {"info", "suspect", "violation"}) {
    ASSERT_TRUE(summary["verdicts"].HasMember(severity)) << severity;
    EXPECT_TRUE(summary["verdicts"][severity].IsUint64()) << severity;
  }
  EXPECT_TRUE(summary["remarks_by_rule"].IsObject());
  EXPECT_STREQ(summary["rule_set_version"].GetString(), kRuleSetVersion.data());
  EXPECT_EQ(summary["sources"].Size(), 1u);
  const std::string name = summary["generation"].GetString();

  EXPECT_THAT(Run("generations " + store_).out, HasSubstr("*  " + name));
  const rapidjson::Document list = ToObject(Run("generations --json " + store_).out);
  ASSERT_EQ(list["generations"].Size(), 2u);
  EXPECT_EQ(list["generations"][1]["generation"].GetString(), name);
  EXPECT_TRUE(list["generations"][1]["current"].GetBool());
  EXPECT_EQ(list["generations"][1]["store_format"].GetUint64(), kStoreFormatVersion);
  // "annuaire-indexer 0.1.0 (5f0e1d2c3b4a)": the program that built it.
  EXPECT_EQ(Run("--version").out, std::string("annuaire-indexer ") +
                                      list["generations"][1]["product_version"].GetString() + "\n");
  EXPECT_THAT(list["generations"][1]["product_version"].GetString(), testing::EndsWith(")"));

  EXPECT_THAT(Run("verify --full " + store_).out,
              AllOf(HasSubstr("verified " + name), HasSubstr("; history since "),
                    HasSubstr(": 2 publications, 0 changes\n")));
  const rapidjson::Document verified = ToObject(Run("verify --json " + store_).out);
  EXPECT_EQ(verified["history"]["publications"].GetUint64(), 2u);
  const rapidjson::Document back = ToObject(Run("rollback --json " + store_).out);
  EXPECT_EQ(back["published"], list["generations"][0]["generation"]);
  EXPECT_EQ(Run("rollback " + store_).exit_code, 1);  // nothing earlier
}

TEST_F(ProgramTest, VerifyTellsADamagedHistoryFromADamagedGeneration) {
  ASSERT_EQ(Run(ingest_).exit_code, 0);
  const std::string history = directory_.path() + "/store/history";
  for (const auto& file : std::filesystem::directory_iterator(history)) {
    if (file.path().extension() == ".sst") std::filesystem::resize_file(file.path(), 10);
  }
  const Ran damaged = Run("verify " + store_);
  EXPECT_EQ(damaged.exit_code, 3);
  EXPECT_THAT(damaged.errors,
              AllOf(HasSubstr(" is whole, the history is not (put a copy of it back, or move it "
                              "aside"),
                    HasSubstr(history)));
  const Ran back = Run(ingest_);
  EXPECT_EQ(back.exit_code, 0);
  EXPECT_THAT(back.errors, HasSubstr("event=history_damaged"));
  EXPECT_EQ(Run("verify " + store_).exit_code, 0);
  std::filesystem::remove_all(history);
  EXPECT_THAT(Run("verify " + store_).out, testing::Not(HasSubstr("history")));
}

// From -20, 19 less of a priority make -1, by which nice(2) also says that it failed.
TEST_F(ProgramTest, LowersThePriorityWhateverItWas) {
  const std::string first = "nice -n -20 ";
  if (std::system((first + "true 2>&1 | grep -q .").c_str()) == 0) {
    GTEST_SKIP() << "raising the priority takes a privilege";
  }
  const Ran ran = Run(ingest_ + " --nice 19", first);
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
}

// Each names the thing, the place and the remedy.
TEST_F(ProgramTest, TellsWhatToDoAboutWhatItCannotUse) {
  const std::string folder = directory_.path() + "/";
  std::ofstream(folder + "empty.txt");
  std::ofstream(folder + "torn.zip") << "PK\x03\x04";
  std::ofstream(folder + "other.txt") << "Nom|Rue\n";
  std::ofstream(folder + "utf16.txt") << "\xFF\xFET" << '\0';
  const std::string sample = kSamples + "correspondance_mssante.SYNTHETIC.txt";
  std::ofstream(folder + "endless.txt")
      << std::ifstream(sample).rdbuf() << std::string((1 << 20) + 1, 'x') << '\n';
  std::ofstream(folder + "deep.json") << "{\"resourceType\":" << std::string(100, '[');
  std::filesystem::create_directory(folder + "nothing");
  struct Case {
    std::string arguments;
    std::vector<std::string> errors;
  };
  for (const auto& [arguments, errors] : std::vector<Case>{
           {store_ + " " + folder + "empty.txt", {"empty.txt: empty", "fetch it again"}},
           {store_ + " " + folder + "torn.zip", {"torn.zip is damaged", "fetch it again"}},
           {store_ + " " + folder + "other.txt", {"other.txt: not a file of", "leave it out"}},
           {store_ + " " + folder + "utf16.txt", {"utf16.txt: UTF-16", "iconv -f UTF-16"}},
           {store_ + " " + folder + "endless.txt",
            {"endless.txt: line 8 is longer than 1048576 bytes; fetch the file again", "leave it"}},
           {store_ + " " + folder + "deep.json", {"deep.json: FHIR: nested", "fetch the file"}},
           {store_ + " " + folder + "nothing", {"no file in", "give the published files"}},
           {"--store " + folder + "torn.zip " + kSamples,
            {"torn.zip/generations", "a folder that"}},
           {"--store /proc/nothing/store " + kSamples, {"/proc/nothing/store", "a folder that"}}}) {
    const Ran ran = Run("ingest " + arguments);
    EXPECT_NE(ran.exit_code, 0) << arguments;
    for (const std::string& part : errors) EXPECT_THAT(ran.errors, HasSubstr(part)) << arguments;
  }
}

TEST_F(ProgramTest, ExitCodesSayWhoseMoveItIs) {
  struct Case {
    std::string arguments;
    int exit_code;
    const char* errors;
  };
  const Case cases[] = {
      {"--version", 0, ""},
      {"--help", 0, ""},
      {"ingest --help", 0, ""},
      {"verify --store " + directory_.path() + "/absent", 1,
       "run annuaire-indexer ingest --store "},
      {"rollback --store " + directory_.path() + "/absent", 1, "no store at"},
      {"ingest " + store_ + " " + directory_.path() + "/absent", 1, "no file or folder"},
      {"", 2, "--help"},
      {"ingest", 2, "--store is required"},
      {"ingest --store '' " + kSamples, 2, "the folder of the store has no name"},
      {"verify ../.. --store " + directory_.path(), 2, "not the name of a generation"},
      {"verify --store " + directory_.path(), 3, "nothing is published"},
      {"ingest " + store_ + " " + kSamples + "README.md", 3, "README.md: not a file of the"},
  };
  for (const Case& c : cases) {
    const Ran ran = Run(c.arguments);
    EXPECT_EQ(ran.exit_code, c.exit_code) << c.arguments << ": " << ran.errors;
    EXPECT_THAT(ran.errors, HasSubstr(c.errors)) << c.arguments;
    EXPECT_EQ(ran.out.empty(), c.exit_code != 0) << c.arguments;
  }
}

TEST_F(ProgramTest, AnAnswerThatCannotBeWrittenIsAFailure) {
  ASSERT_EQ(Run(ingest_).exit_code, 0);
  for (const std::string& arguments :
       {std::string("--help"), "generations " + store_, "verify " + store_, ingest_}) {
    const Ran ran = Run(arguments + " >/dev/full");
    EXPECT_EQ(ran.exit_code, 3) << arguments;
    EXPECT_THAT(ran.errors, HasSubstr("cannot write the answer: ")) << arguments;
  }
}

}  // namespace
}  // namespace annuaire
