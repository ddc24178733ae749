#include "directory/extract/finess_plus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/directory/extract/sample_file.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

// What the tests look at, copied out of the callback.
struct Seen {
  std::string key;
  std::string legal_entity;
  OrganizationKind kind;
  OpenState state;
  std::vector<std::string> names;
  std::string category;
  std::string commune;
  std::string street_type;
  std::string latitude;
  std::string updated_on;
};

Seen Copy(const Organization& row) {
  Seen seen{std::string(row.key),
            std::string(row.legal_entity_finess),
            row.kind,
            row.state,
            {row.legal_names.begin(), row.legal_names.end()},
            std::string(row.category.label),
            "",
            "",
            std::string(row.coordinates.latitude),
            std::string(row.updated_on)};
  if (!row.addresses.empty()) {
    seen.commune = row.addresses[0].commune.code;
    seen.street_type = row.addresses[0].street_type.code;
  }
  return seen;
}

Result<FinessPlusSummary> Read(std::string_view text, std::vector<Seen>& rows,
                               std::size_t chunk = 7) {
  return ReadFinessPlus(InChunks(text, chunk), [&rows](const Organization& row) {
    rows.push_back(Copy(row));
    return OkStatus();
  });
}

TEST(FinessPlusTest, ReadsTheSampleWhateverTheChunks) {
  const std::string text = ReadSample("finess-structures-journalier.sample.json");
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{13}, text.size()}) {
    std::vector<Seen> rows;
    const auto summary = Read(text, rows, chunk);
    ASSERT_TRUE(summary.ok()) << summary.status().ToString();
    EXPECT_EQ(summary->generated_at, "2026-03-09T15:49:37.615611300Z");
    EXPECT_EQ(summary->legal_entities, 3u);
    EXPECT_EQ(summary->establishments, 2u);
    EXPECT_THAT(summary->unknown_keys, IsEmpty());
    ASSERT_EQ(rows.size(), 5u);

    EXPECT_EQ(rows[0].key, "010000016");
    EXPECT_EQ(rows[0].kind, OrganizationKind::kLegalEntity);
    EXPECT_EQ(rows[0].state, OpenState::kClosed);
    EXPECT_EQ(rows[0].latitude, "46.362063");
    EXPECT_EQ(rows[0].updated_on, "2019-03-04");

    EXPECT_EQ(rows[2].key, "010780195");
    EXPECT_EQ(rows[2].legal_entity, "010000156");
    EXPECT_EQ(rows[2].kind, OrganizationKind::kEstablishment);
    EXPECT_EQ(rows[2].state, OpenState::kOpen);
    EXPECT_THAT(rows[2].names, ElementsAre("CLINIQUE DOCTEUR CONVERT", "CLINIQUE CONVERT"));
    EXPECT_EQ(rows[2].category, "Etablissement de Soins Pluridisciplinaire");
    EXPECT_EQ(rows[2].commune, "01053");

    EXPECT_THAT(rows[4].names,
                ElementsAre("SMUR POLYCLINIQUE AMBERIEU EN BUGEY", "SMUR POLYCLINIQUE AMBERIEU"));
    EXPECT_EQ(rows[4].street_type, "R");
    EXPECT_EQ(rows[4].state, OpenState::kClosed);
  }
}

TEST(FinessPlusTest, ReadsTheSpellingsBeforeVersionOne) {
  std::vector<Seen> rows;
  const auto summary = Read(
      "\xEF\xBB\xBF"
      R"({"pmej":[{"ege":[{"informationsGeneralesEge":{"num_finess_ege":"010780195",
           "nomEgeLong":{"code":"LONG","system":"x"}},
           "categorieentiteGeographiqueExercice":{"system":"tre-r397","code":"355"}}],
         "informationsGeneralesPmej":{"pm_smsseId":"1","numFinessPm":"010000156","siren":null},
         "etatObjet":"A"}]})",
      rows);
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].legal_entity, "010000156");  // told after the establishment
  EXPECT_EQ(rows[1].category, "Centre Hospitalier (C.H.)");
  EXPECT_THAT(rows[1].names, ElementsAre("LONG"));
}

TEST(FinessPlusTest, AnEstablishmentIsWhereItStands) {
  struct Case {
    const char* addresses;
    const char* commune;
  };
  const Case cases[] = {
      {R"({"cogCommune":"75113"},{"cogCommune":"54395"})", "75113"},
      {R"({"usageAdresse":"02","cogCommune":"75113"},{"usageAdresse":"03","cogCommune":"54395"})",
       "54395"},
      {R"({"usageAdresse":"03","cogCommune":"54395"},{"usageAdresse":"02","cogCommune":"75113"})",
       "54395"},
      {R"({"cogCommune":"75113"},{"cogCommune":"54395","usageAdresse":{"code":"03"}},
          {"usageAdresse":"03","cogCommune":"01053"})",
       "54395"},
      {R"({"cogCommune":"75113"},{"usageAdresse":"03"})", "75113"},
  };
  for (const Case& c : cases) {
    std::vector<Seen> rows;
    const auto summary = Read(
        R"({"pmej":[{"informationsGeneralesPMEJ":{"numFinessPm":"010000156"},"adresse":[
             {"usageAdresse":"02","cogCommune":"13055"},{"usageAdresse":"03","cogCommune":"69123"}],
           "ege":[{"informationsGeneralesEGE":{"numFinessEge":"010780195"},"adresse":[)" +
            std::string(c.addresses) + "]}]}]}",
        rows);
    ASSERT_TRUE(summary.ok()) << summary.status().ToString();
    EXPECT_EQ(rows.at(0).commune, "13055") << c.addresses;
    EXPECT_EQ(rows.at(1).commune, c.commune) << c.addresses;
  }
}

TEST(FinessPlusTest, TheFirstLongNameIsTheName) {
  std::vector<Seen> rows;
  const auto summary = Read(
      R"({"pmej":[{"ege":[{"informationsGeneralesEGE":{"numFinessEge":"010780195",
           "nomEgeCourt":"C1","nomEgeLong":"L1","nomEgeLong":"L2"}}],
         "informationsGeneralesPMEJ":{"numFinessPm":"010000156","denominationPm":"C",
           "denominationLonguePMSMSSE":"L"}}]})",
      rows);
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  EXPECT_THAT(rows.at(0).names, ElementsAre("L", "C"));
  EXPECT_THAT(rows.at(1).names, ElementsAre("L1", "C1", "L2"));
}

std::string Times(int times, const std::string& text) {
  std::string all;
  for (int i = 0; i < times; ++i) all.append(all.empty() ? "" : ",").append(text);
  return all;
}

// Some bytes each in the file, hundreds in memory.
TEST(FinessPlusTest, ALegalEntityIsBoundedByWhatItTakes) {
  const std::string cases[] = {
      R"({"pmej":[{"ege":[)" + Times(300'000, "{}") + "]}]}",
      R"({"pmej":[{"adresse":[)" + Times(600'000, "{}") + "]}]}",
      R"({"pmej":[{"contact":[{"telecom":[)" + Times(4'000'000, R"({"telephone":"1"})") + "]}]}]}",
  };
  for (const std::string& text : cases) {
    std::vector<Seen> rows;
    const auto summary = Read(text, rows, 1 << 16);
    EXPECT_EQ(summary.status().code(), StatusCode::kResourceExhausted) << text.substr(0, 40);
    EXPECT_THAT(summary.status().message(), HasSubstr("64 MiB")) << text.substr(0, 40);
  }
}

TEST(FinessPlusTest, ToleratesMissingAndReportsUnknownKeys) {
  std::vector<Seen> rows;
  const auto summary = Read(
      R"({"pmej":[{},{"nouveau":{"siren":"x","y":[1,{"z":2}]},
          "informationsGeneralesPMEJ":{"numFinessPm":"010000156","neuf":1.5}},
          {"nouveau":true,"informationsGeneralesPMEJ":{"numFinessPm":"12"},
          "ege":[{"informationsGeneralesEGE":{"numFinessEge":"010780195"}}]}]})",
      rows);
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].legal_entity, "");
  EXPECT_EQ(summary->without_finess, 2u);
  EXPECT_THAT(summary->unknown_keys, UnorderedElementsAre(Pair("nouveau", 2), Pair("neuf", 1)));
}

TEST(FinessPlusTest, RefusesWhatIsNotIt) {
  struct Case {
    std::string text;
    StatusCode code;
    std::string_view message;
  };
  const Case cases[] = {
      {"", StatusCode::kInvalidArgument, "at byte 0"},
      {"[]", StatusCode::kFailedPrecondition, "root is an array"},
      {"\"a\"", StatusCode::kFailedPrecondition, "no object"},
      {"{}", StatusCode::kFailedPrecondition, "\"pmej\""},
      {"{\"pmej\":[{\"etatObjet\":\"A\"", StatusCode::kInvalidArgument, "at byte 25"},
      {"{\"pmej\":[]}x", StatusCode::kInvalidArgument, "at byte 11"},
      {"{\"pmej\":[{\"etatObjet\":\"\xFF\"}]}", StatusCode::kInvalidArgument, "at byte"},
      {"{\"pmej\":" + std::string(100, '['), StatusCode::kInvalidArgument, "too deep"},
      {"{\"pmej\":\"" + std::string(17 << 20, 'a'), StatusCode::kResourceExhausted, "16 MiB"},
  };
  for (const Case& c : cases) {
    std::vector<Seen> rows;
    const auto summary = Read(c.text, rows, 4096);
    ASSERT_FALSE(summary.ok()) << c.message;
    EXPECT_EQ(summary.status().code(), c.code) << summary.status().ToString();
    EXPECT_THAT(summary.status().message(), HasSubstr(c.message));
  }
}

TEST(FinessPlusTest, StopsAtTheSinksError) {
  const std::string text = ReadSample("finess-structures-journalier.sample.json");
  int calls = 0;
  const auto summary = ReadFinessPlus(InChunks(text, 100), [&calls](const Organization&) {
    ++calls;
    return UnavailableError("disk full");
  });
  ASSERT_FALSE(summary.ok());
  EXPECT_EQ(summary.status().message(), "disk full");
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace annuaire
