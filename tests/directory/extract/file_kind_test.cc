#include "directory/extract/file_kind.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/directory/extract/sample_file.h"

namespace annuaire {
namespace {

TEST(FileKindTest, Samples) {
  struct Case {
    const char* file;
    FileKind want;
  };
  const Case cases[] = {
      {"personne_activite_56col.SYNTHETIC.txt", FileKind::kPersonActivity},
      {"header_personne_activite_52col_old.txt", FileKind::kPersonActivity},
      {"savoirfaire.SYNTHETIC.txt", FileKind::kSkill},
      {"dipl_autexerc.SYNTHETIC.txt", FileKind::kDiploma},
      {"correspondance_mssante.SYNTHETIC.txt", FileKind::kMailbox},
      {"Extraction_Correspondance_MSSante.QUIRKS.txt", FileKind::kMailbox},
      {"etalab-cs1100502-stock.sample.csv", FileKind::kFinessCsv},
      {"finess-structures-journalier.sample.json", FileKind::kFinessPlus},
      {"listeblanche_synthetic_signed.xml", FileKind::kWhiteList},
  };
  for (const Case& c : cases) {
    const std::string text = ReadSample(c.file);
    ASSERT_FALSE(text.empty()) << c.file;
    EXPECT_EQ(DetectFileKind(std::string_view(text).substr(0, kFileKindProbeBytes)), c.want)
        << c.file;
  }
}

TEST(FileKindTest, Texts) {
  struct Case {
    std::string_view text;
    FileKind want;
  };
  const Case cases[] = {
      {"", FileKind::kUnknown},
      {"\xEF\xBB\xBF", FileKind::kUnknown},
      {"hello\nworld", FileKind::kUnknown},
      {"a|b|c\n", FileKind::kUnknown},
      {"Type de BAL|Type Identifiant PP\n", FileKind::kMailbox},  // Adresse BAL is missing
      {"\xEF\xBB\xBF"
       "Adresse BAL|x\r\n",
       FileKind::kMailbox},
      {"Identifiant PP|Nom d'exercice|Numéro carte|Code profession\n", FileKind::kUnknown},
      {"structureej;010000016;X\n", FileKind::kFinessCsv},
      {"nofinesset;nofinessej;rs\n", FileKind::kFinessCsv},
      {"{\"resourceType\":\"Bundle\"}", FileKind::kFhir},
      {"{\"resource\":\"Bundle\"}", FileKind::kUnknown},
      {" { \"pmej\" : [] }", FileKind::kFinessPlus},
      {"<?xml version=\"1.0\"?><fluxfiness/>", FileKind::kUnknown},
      {"PK\x03\x04", FileKind::kUnknown},
  };
  for (const Case& c : cases) EXPECT_EQ(DetectFileKind(c.text), c.want) << c.text;
}

TEST(FileKindTest, DaysInFirstBytes) {
  struct Case {
    std::string_view text;
    FileKind kind;
    std::string_view want;
  };
  const Case cases[] = {
      {"finess;etalab;111;2026-05-12\nstructureet;", FileKind::kFinessCsv, "2026-05-12"},
      {"structureet;010000016;2026-05-12\n", FileKind::kFinessCsv, ""},
      {"{\n  \"generatedAt\": \"2026-11-20T03:00:37Z\"", FileKind::kFinessPlus, "2026-11-20"},
      {"{\"generatedAt\":null,\"pmej\":[{\"date\":\"2026-11-20\"", FileKind::kFinessPlus, ""},
      {"{\"generatedAt\":\"2026-11-2", FileKind::kFinessPlus, ""},
      {"<DateDeGeneration>2026-11-20T03:00:07Z<", FileKind::kWhiteList, "2026-11-20"},
      {"<DateDeGeneration>", FileKind::kWhiteList, ""},
      {"finess;etalab;111;2026-05-12\n", FileKind::kMailbox, ""},
      {"", FileKind::kFinessCsv, ""},
  };
  for (const Case& c : cases) EXPECT_EQ(DateInFirstBytes(c.kind, c.text), c.want) << c.text;
}

}  // namespace
}  // namespace annuaire
