#include "bench/synth/synth.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "bench/synth/extract_row.h"
#include "bench/synth/names.h"
#include "bench/synth/numbers.h"
#include "bench/synth/places.h"
#include "directory/base/fold.h"
#include "directory/record/geography.h"
#include "directory/record/identifier.h"
#include "tests/bench/synth/country.h"

namespace annuaire::synth {
namespace {

namespace fs = std::filesystem;

// A directory of its own, removed at the end.
class Scratch {
 public:
  explicit Scratch(const std::string& name)
      : path_(fs::path(testing::TempDir()) / ("synth_test_" + name + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Scratch() { fs::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

std::map<std::string, std::string> Generate(std::uint64_t practitioners, std::uint64_t seed,
                                            OutputFolder::Form form = OutputFolder::Form::kPlain) {
  const Scratch scratch(std::to_string(practitioners));
  Options options;
  options.practitioners = practitioners;
  options.seed = seed;
  options.directory = scratch.path();
  options.truth = scratch.path() + "/truth.tsv";
  options.form = form;
  const Status status = WriteCountry(options);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return ReadFiles(scratch.path());
}

constexpr std::uint64_t kMiddling = 20'000;

// One country of middling size for all the tests that count.
const std::map<std::string, std::string>& Country() {
  static const auto* files = new std::map<std::string, std::string>(Generate(kMiddling, 1));
  return *files;
}

TEST(SynthTest, RegeneratesTheCommittedSample) {
  const std::string data = std::string(ANNUAIRE_SOURCE_DIR) + "/tests/data";
  auto sample = ReadFiles(data + "/sample");
  sample["truth.tsv"] = ReadFiles(data)["sample-truth.tsv"];
  const auto fresh = Generate(800, 1);
  ASSERT_EQ(sample.size(), fresh.size());
  std::size_t bytes = 0;
  for (const auto& [name, text] : sample) {
    ASSERT_TRUE(fresh.contains(name)) << name;
    EXPECT_TRUE(fresh.at(name) == text) << name << " differs: see tests/data/README.md";
    bytes += text.size();
  }
  EXPECT_LT(bytes, std::size_t{1} << 20);
}

TEST(SynthTest, SameSeedSameBytesOtherSeedOtherBytes) {
  const auto packed = OutputFolder::Form::kPacked;
  const auto once = Generate(200, 7, packed);
  EXPECT_TRUE(once == Generate(200, 7, packed));
  const auto other = Generate(200, 8, packed);
  for (const auto& [name, text] : once) EXPECT_FALSE(other.at(name) == text) << name;
}

TEST(SynthTest, ArchivesHoldThePlainFiles) {
  const auto plain = Generate(200, 7);
  const Scratch scratch("packed");
  Options options;
  options.practitioners = 200;
  options.seed = 7;
  options.directory = scratch.path();
  ASSERT_TRUE(WriteCountry(options).ok());
  auto persons = ReadArchive(scratch.path() + "/PS_LibreAcces_202611200300.zip");
  EXPECT_EQ(persons.size(), 3u);
  persons.merge(
      ReadArchive(scratch.path() + "/Extraction_Correspondance_MSSante_202611200300.zip"));
  ASSERT_EQ(persons.size(), 4u);
  for (const auto& [name, text] : persons) EXPECT_TRUE(plain.at(name) == text) << name;
  const std::string json = "finess-structures-journalier-20261120.json";
  EXPECT_TRUE(ReadArchive(scratch.path() + '/' + json + ".gz")[""] == plain.at(json));
}

TEST(SynthTest, TinyCountriesAreWhole) {
  for (const std::uint64_t practitioners : {1u, 2u, 10u, 75u}) {
    const auto files = Generate(practitioners, 3);
    EXPECT_EQ(files.size(), 10u) << practitioners;
    EXPECT_GE(RowsOf(Find(files, "Personne_activite"), '|').size(), practitioners + 1);
  }
}

TEST(SynthTest, HeadersAndColumns) {
  struct Case {
    std::string_view file;
    char separator;
    std::size_t fields;  // of nearly all rows
    std::string_view first;
    std::string_view last;  // field of the header
  };
  const Case cases[] = {
      {"Personne_activite", '|', 57, "Type d'identifiant PP", ""},
      {"SavoirFaire", '|', 14, "Type d'identifiant PP", ""},
      {"Dipl_AutExerc", '|', 14, "Type d'identifiant PP", ""},
      {"Correspondance_MSSante", '|', 31, "Type de BAL", "Pays structure BAL"},
      {"cs1100501", ';', 23, "finess", "2026-11-20"},
      {"cs1100502", ';', 32, "finess", "2026-11-20"},
  };
  for (const Case& c : cases) {
    const Rows rows = RowsOf(Find(Country(), c.file), c.separator);
    ASSERT_GT(rows.size(), 100u) << c.file;
    EXPECT_EQ(rows[0].front(), c.first) << c.file;
    EXPECT_EQ(rows[0].back(), c.last) << c.file;
    if (c.separator == '|') {
      EXPECT_EQ(rows[0].size(), c.fields) << c.file;
    }
    const auto odd = std::count_if(rows.begin() + 1, rows.end(),
                                   [&](const auto& row) { return row.size() != c.fields; });
    EXPECT_LE(odd * 5000, static_cast<std::ptrdiff_t>(rows.size())) << c.file;
  }
  // Establishments with 31 fields, then as many positions with 6.
  std::map<std::size_t, int> widths;
  for (const auto& row : RowsOf(Find(Country(), "cs1100507"), ';')) ++widths[row.size()];
  EXPECT_EQ(widths[31], widths[6]);
  EXPECT_EQ(widths.size(), 3u);
}

TEST(SynthTest, ProportionsAreNational) {
  const auto rows_of = [](std::string_view part) {
    return static_cast<double>(RowsOf(Find(Country(), part), '|').size() - 1);
  };
  std::map<std::string_view, double> sizes;
  double personal = 0;
  const Rows mailboxes = RowsOf(Find(Country(), "Correspondance_MSSante"), '|');
  for (auto row = mailboxes.begin() + 1; row != mailboxes.end(); ++row) {
    if (row->size() != 31) continue;
    personal += row->at(0) == "PER";
    ++sizes[row->at(1).substr(row->at(1).find('@') + 1)];
  }
  std::vector<double> by_size;
  for (const auto& [domain, size] : sizes) by_size.push_back(size);
  std::sort(by_size.rbegin(), by_size.rend());
  double ten = 0;
  for (std::size_t i = 0; i < 10; ++i) ten += by_size[i];

  const double all = rows_of("Correspondance_MSSante");
  const double people = kMiddling;
  struct Case {
    std::string_view what;
    double measured, low, high;
  };
  const Case cases[] = {
      // bounds: national ratio, give or take a twentieth
      {"activity rows per practitioner", rows_of("Personne_activite") / people, 1.11, 1.23},
      {"diplomas per practitioner", rows_of("Dipl_AutExerc") / people, 1.07, 1.19},
      {"savoir-faire per practitioner", rows_of("SavoirFaire") / people, 0.209, 0.232},
      {"mailboxes per practitioner", all / people, 0.261, 0.289},
      {"share of PER", personal / all, 0.82, 0.88},
      {"share of the largest domain", by_size[0] / all, 0.110, 0.122},
      {"share of the first ten", ten / all, 0.43, 0.50},
      {"establishments", rows_of("cs1100502"), 1010, 1110},
      {"bytes of an activity row",
       static_cast<double>(Find(Country(), "Personne_activite").size()) /
           rows_of("Personne_activite"),
       330, 390},
  };
  for (const Case& c : cases) {
    EXPECT_GE(c.measured, c.low) << c.what;
    EXPECT_LE(c.measured, c.high) << c.what;
  }
}

TEST(SynthTest, IdentifiersAreInventedAndNearlyAllHaveTheirKey) {
  int people = 0;
  int wrong = 0;
  std::set<std::string_view> corsican;
  for (const auto& row : RowsOf(Find(Country(), "Personne_activite"), '|')) {
    if (row.size() != 57 || row[0].size() > 2) continue;  // cut, or the header
    if (row[0] == "8") {
      const auto rpps = RppsId::Parse(Trim(row[1]));
      ASSERT_TRUE(rpps) << row[1];
      EXPECT_EQ(row[1].substr(0, 3), "997");
      ++people;
      wrong += !HasValidKey(*rpps);
    }
    EXPECT_TRUE(Trim(row[44]).empty());  // the department, empty on every published row
    for (const std::size_t column : {std::size_t{21}, std::size_t{22}}) {
      if (Trim(row[column]).empty()) continue;
      const auto finess = FinessId::Parse(Trim(row[column]));
      ASSERT_TRUE(finess) << row[column];
      EXPECT_TRUE(HasValidKey(*finess)) << row[column];
      if (row[column].find_first_of("AB") == 1) corsican.insert(row[column]);
    }
    if (const auto siret = SiretId::Parse(Trim(row[19]))) {
      EXPECT_TRUE(HasValidKey(*siret)) << row[19];
    }
  }
  EXPECT_GT(wrong, 0);
  EXPECT_LT(wrong * 1000, people);
  EXPECT_FALSE(corsican.empty());
}

TEST(SynthTest, MailboxesBelongToPeopleAndStructuresOfTheCountry) {
  std::set<std::string_view> people;
  for (const auto& row : RowsOf(Find(Country(), "Personne_activite"), '|')) {
    if (row.size() > 2) people.insert(Trim(row[2]));
  }
  std::set<std::string_view> open;
  for (const auto& row : RowsOf(Find(Country(), "cs1100502"), ';')) open.insert(row[1]);
  std::map<std::string, std::set<std::string_view>> truth;
  for (const auto& row : RowsOf(Find(Country(), "truth"), '\t')) {
    truth[FoldAddress(row[0])].insert(row[1]);
  }
  int strangers = 0;
  for (const auto& row : RowsOf(Find(Country(), "Correspondance_MSSante"), '|')) {
    if (row.size() != 31 || Trim(row[0]).size() != 3) continue;
    const std::string address = FoldAddress(row[1]);
    const auto defects = truth.find(address);
    const auto has = [&](std::string_view kind) {
      return defects != truth.end() && defects->second.contains(kind);
    };
    if (row[5] == "1") {
      EXPECT_TRUE(open.contains(Trim(row[6]))) << row[6];
    }
    if (has("patient")) {
      EXPECT_TRUE(row[2].empty() && row[9].empty());
    } else if (Trim(row[0]) == "PER" && !people.contains(Trim(row[4]))) {
      EXPECT_TRUE(has("departed-per")) << address;
      ++strangers;
    }
  }
  EXPECT_GT(strangers, 0);
  std::map<std::string_view, int> kinds;
  for (const auto& [address, defects] : truth) {
    for (const std::string_view kind : defects) ++kinds[kind];
  }
  for (const std::string_view kind : {"nominative-org", "nominative-service", "service-per",
                                      "departed-per", "shared-per", "unlisted-domain", "patient"}) {
    EXPECT_GT(kinds[kind], 0) << kind;
  }
}

TEST(SynthTest, PatientNumbersCannotBeAnybodys) {
  int patients = 0;
  for (const auto& row : RowsOf(Find(Country(), "truth"), '\t')) {
    if (row[1] != "patient") continue;
    ++patients;
    const std::string digits(row[0].substr(0, row[0].find('@')));
    ASSERT_EQ(digits.size(), 15u);
    EXPECT_EQ(digits.substr(0, 3), "997");
    EXPECT_NE(97 - std::stoull(digits.substr(0, 13)) % 97, std::stoull(digits.substr(13)));
  }
  EXPECT_EQ(patients, 1);
}

TEST(SynthTest, AFewRowsAreDamaged) {
  for (const std::string_view part : {"Personne_activite", "SavoirFaire", "Dipl_AutExerc"}) {
    std::string_view text = Find(Country(), part);
    int recoded = 0;
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(line.size() + 1);
      recoded += !IsValidUtf8(line);
    }
    EXPECT_GE(recoded, 1) << part;
    EXPECT_LE(recoded, 4) << part;
  }
}

TEST(RareRowsTest, DamagesAsManyRowsAsItSays) {
  constexpr std::uint64_t kPeople = 150'000;
  RareRows rare(1, 0, kPeople);
  int cut = 0;
  int recoded = 0;
  int blank = 0;
  ExtractRow row;
  for (std::uint64_t i = 0; i < kPeople; ++i) {
    row.Clear();
    row.Add("Médecin").Add("B").Add("C");
    rare.Finish(i, true, row);
    const std::string& text = row.text();
    ASSERT_EQ(text.back(), '\n');
    cut += std::count(text.begin(), text.end(), '|') != 3;
    recoded += !IsValidUtf8(text);
    blank += text.find(" |") != std::string::npos;
  }
  EXPECT_EQ(cut, 3);
  EXPECT_EQ(recoded, 4);
  EXPECT_NEAR(blank, 150, 50);
}

TEST(RareRowsTest, Windows1252) {
  struct Case {
    std::string_view text, bytes;
  };
  const Case cases[] = {
      {"", ""}, {"abc", "abc"}, {"É", "\xC9"}, {"Œœ", "\x8C\x9C"}, {"a\u4E00b", "a?b"},
  };
  for (const Case& c : cases) EXPECT_EQ(ToWindows1252(c.text), c.bytes);
}

TEST(NumbersTest, KeysOfPublishedNumbers) {
  struct Case {
    std::string_view digits, whole;
  };
  const Case cases[] = {
      {"9970000001", "99700000013"}, {"01000002", "010000024"}, {"54000269", "540002698"},
      {"2A000015", "2A0000154"},     {"2B000424", "2B0004246"}, {"4994008850002", "49940088500020"},
  };
  for (const Case& c : cases) EXPECT_EQ(WithKey(c.digits), c.whole);
  EXPECT_EQ(FinessOf("974", 12'345), WithKey("97142345"));
  EXPECT_EQ(FinessOf("2B", 7), WithKey("2B000007"));
}

TEST(NumbersTest, RppsNumbersAreDistinct) {
  std::set<std::string> seen;
  for (std::uint64_t i = 0; i < 50'000; ++i) seen.insert(RppsOf(i));
  seen.insert(RppsOf(kRppsNumbers - 1));
  EXPECT_EQ(seen.size(), 50'001u);
}

TEST(PlacesTest, CommunesAreInOrderAndInTheirDepartment) {
  std::string_view before;
  for (const Commune& commune : Communes()) {
    EXPECT_LT(before, commune.code);
    before = commune.code;
    const Department* department = DepartmentOf(commune.code, commune.postcode);
    ASSERT_NE(department, nullptr) << commune.code;
    EXPECT_EQ(department->code, DepartmentCode(commune));
    EXPECT_EQ(commune.postcode.size(), 5u);
    EXPECT_TRUE(IsValidUtf8(commune.label));
    EXPECT_EQ(commune.label.find("\xC2"), std::string_view::npos) << "control character";
  }
}

TEST(PlacesTest, FromCity) {
  struct Case {
    std::string_view city, from;
  };
  const Case cases[] = {
      {"LE HAVRE", "DU HAVRE"},          {"LES ABYMES", "DES ABYMES"}, {"AMIENS", "D'AMIENS"},
      {"LA ROCHELLE", "DE LA ROCHELLE"}, {"NANCY", "DE NANCY"},
  };
  for (const Case& c : cases) EXPECT_EQ(FromCity(c.city), c.from);
}

TEST(NamesTest, UnaccentedKeepsSigns) {
  EXPECT_EQ(Unaccented("ŒUVRARD"), "OEUVRARD");
  EXPECT_EQ(Unaccented("N'DIAYE"), "N'DIAYE");
  EXPECT_EQ(Unaccented("JEAN-NOËL"), "JEAN-NOEL");
}

}  // namespace
}  // namespace annuaire::synth
