#include "directory/extract/white_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/directory/extract/sample_file.h"

namespace annuaire {
namespace {

using ::testing::HasSubstr;

struct Seen {
  std::string name;
  std::string description;
  std::string operator_name;
  std::string operator_unit;
  std::string common_name;
  std::string updated_at;
};

Result<WhiteListSummary> Read(std::string_view text, std::vector<Seen>& entries,
                              std::size_t chunk = 11) {
  return ReadWhiteList(InChunks(text, chunk), [&entries](const WhiteListEntry& entry) {
    const DomainRegistration& r = entry.registration;
    entries.push_back({std::string(entry.name), std::string(r.description),
                       std::string(r.operator_name), std::string(r.operator_unit),
                       std::string(r.operator_common_name), std::string(r.updated_at)});
    return OkStatus();
  });
}

std::string Around(std::string_view entries) {
  return "<ListeBlancheMSSante xmlns='https://listeblanche.mssante.fr/schema'><ListeDomaines>" +
         std::string(entries) + "</ListeDomaines></ListeBlancheMSSante>";
}

TEST(WhiteListTest, ReadsTheSample) {
  const std::string text = ReadSample("listeblanche_synthetic_signed.xml");
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{64}, text.size()}) {
    std::vector<Seen> entries;
    const auto summary = Read(text, entries, chunk);
    ASSERT_TRUE(summary.ok()) << summary.status().ToString();
    EXPECT_EQ(summary->generated_at, "2026-01-15T06:00:00Z");
    EXPECT_EQ(summary->entries, 7u);
    ASSERT_EQ(entries.size(), 7u);
    EXPECT_EQ(entries[0].name, "medecin.mssante.fr");
    EXPECT_EQ(entries[0].description, "Domaine des médecins");
    EXPECT_EQ(entries[0].operator_name, "OPERATEUR A");
    EXPECT_EQ(entries[0].operator_unit, "318000000000001");
    EXPECT_EQ(entries[0].common_name, "op-a.example");
    EXPECT_EQ(entries[0].updated_at, "2026-01-10T09:00:00Z");
    EXPECT_EQ(entries[3].description, "CH des Trois Pics & annexes");
    EXPECT_EQ(entries[6].operator_name, "OPERATEUR D");  // blanks after the commas
  }
}

TEST(WhiteListTest, ToleratesOddEntries) {
  std::vector<Seen> entries;
  const auto summary =
      Read(Around("<Inconnu><Nom>x</Nom></Inconnu>"
                  "<Domaine><Nom> UC-CMP.mssante.fr\n</Nom><Neuf>1</Neuf>"
                  "<Description>a\xC2\xA0\n\t b<![CDATA[ <c>]]></Description><DateMAJ/></Domaine>"
                  "<Domaine><Nom/><Description>sans nom</Description></Domaine><Domaine/>"
                  "<Domaine><Nom>b<!-- x -->c</Nom></Domaine>"),
           entries);
  ASSERT_TRUE(summary.ok()) << summary.status().ToString();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].name, "uc-cmp.mssante.fr");
  EXPECT_EQ(entries[0].description, "a b <c>");
  EXPECT_EQ(entries[1].name, "bc");
  EXPECT_EQ(entries[1].description, "");
  EXPECT_EQ(summary->entries_without_name, 2u);
}

TEST(WhiteListTest, RefusesWhatIsUnsafeOrBroken) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  for (int i = 0; i < 100; ++i) deep += "</a>";
  struct Case {
    std::string text;
    StatusCode code;
    std::string_view message;
  };
  const Case cases[] = {
      {"", StatusCode::kInvalidArgument, "malformed"},
      {"<a/>", StatusCode::kFailedPrecondition, "root element"},
      {"<!DOCTYPE ListeBlancheMSSante><ListeBlancheMSSante/>", StatusCode::kInvalidArgument,
       "DOCTYPE"},
      {"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><ListeBlancheMSSante>&b;"
       "</ListeBlancheMSSante>",
       StatusCode::kInvalidArgument, "DOCTYPE"},
      {Around("&b;"), StatusCode::kInvalidArgument, "malformed"},
      {Around("<Domaine><Nom>a</Nom></Domaine>").substr(0, 120), StatusCode::kInvalidArgument,
       "line 1"},
      {Around(deep), StatusCode::kInvalidArgument, "too deep"},
      {Around("<Domaine><Nom>" + std::string(70000, 'a') + "</Nom></Domaine>"),
       StatusCode::kResourceExhausted, "64 KiB"},
  };
  for (const Case& c : cases) {
    std::vector<Seen> entries;
    const auto summary = Read(c.text, entries, 4096);
    ASSERT_FALSE(summary.ok()) << c.text.substr(0, 80);
    EXPECT_EQ(summary.status().code(), c.code) << summary.status().ToString();
    EXPECT_THAT(summary.status().message(), HasSubstr(c.message));
  }
}

TEST(DistinguishedNameTest, Table) {
  struct Case {
    std::string_view text;
    std::string_view organization;
    std::string_view unit;
    std::string_view common_name;
  };
  const Case cases[] = {
      {"", "", "", ""},
      {"CN=a,OU=b,O=c,ST=d,C=FR", "c", "b", "a"},
      {"CN=a, OU=b, O=c", "c", "b", "a"},
      {"o=c , cn = a", "c", "", "a"},
      {"O=DUPONT\\, FILS,CN=a", "DUPONT, FILS", "", "a"},
      {"O=first,O=second", "first", "", ""},
      {"garbage,,=,O=", "", "", ""},
      {"CN=a\\", "", "", "a\\"},
  };
  for (const Case& c : cases) {
    const DistinguishedName dn = ParseDistinguishedName(c.text);
    EXPECT_EQ(dn.organization, c.organization) << c.text;
    EXPECT_EQ(dn.unit, c.unit) << c.text;
    EXPECT_EQ(dn.common_name, c.common_name) << c.text;
  }
}

}  // namespace
}  // namespace annuaire
