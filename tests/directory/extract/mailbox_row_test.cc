#include "directory/extract/mailbox_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/directory/extract/sample_file.h"

namespace annuaire {
namespace {

using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kShortHeader =
    "Type de BAL|Adresse BAL|Identification nationale PP|Type identifiant structure|"
    "Identification Structure|Dématérialisation|L6LIGNEACHEMINEMENT|Pays";

TEST(MailboxParserTest, ReadsTheSampleWithLabels) {
  const std::string text = ReadSample("correspondance_mssante.SYNTHETIC.txt");
  const auto lines = LinesOf(text);
  auto parser = MailboxParser::Make(lines.at(0));
  ASSERT_TRUE(parser.ok()) << parser.status().ToString();
  EXPECT_TRUE(parser->columns().UnknownNames().empty());
  ASSERT_TRUE(parser->Parse(lines.at(2)).ok());
  const MailboxRow& row = parser->row();
  EXPECT_EQ(row.address, "jn.dupre@ch-fictif.mssante.fr");
  EXPECT_EQ(row.attachment.type_code, "PER");
  EXPECT_EQ(row.attachment.practitioner_id, "899900000011");
  EXPECT_EQ(row.attachment.title, (Coded{"", "Docteur"}));
  EXPECT_EQ(row.attachment.service, "URGENCES");
  EXPECT_EQ(row.attachment.organization_key, "549000016");
  EXPECT_EQ(row.attachment.organization_id_type, "1");
  EXPECT_EQ(row.attachment.legal_name, "CENTRE HOSPITALIER FICTIF");
  EXPECT_EQ(row.attachment.address.recipient_complement, "BATIMENT \"A\"");
  EXPECT_EQ(row.attachment.address.delivery_line, "54035 NANCY CEDEX");
  EXPECT_EQ(row.attachment.address.country, (Coded{"", "France"}));
  EXPECT_EQ(row.attachment.department, "Meurthe-et-Moselle");
  EXPECT_EQ(row.attachment.paperless, Paperless::kAccepted);
  ASSERT_TRUE(parser->Parse(lines.at(6)).ok());
  EXPECT_EQ(row.attachment.organization_key, "99999002100019");
}

TEST(MailboxParserTest, ReadsTheSampleWithCodes) {
  const std::string text = ReadSample("Extraction_Correspondance_MSSante.SYNTHETIC.txt");
  const auto lines = LinesOf(text);
  auto parser = MailboxParser::Make(lines.at(0));
  ASSERT_TRUE(parser.ok());
  std::size_t bad_finess_keys = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    ASSERT_TRUE(parser->Parse(lines[i]).ok()) << i;
    if (parser->row().flags & kBadFinessKey) ++bad_finess_keys;
  }
  EXPECT_EQ(lines.size(), 23u);
  EXPECT_GT(bad_finess_keys, 0u);  // 990000001 fails its key, and its rows are kept
  EXPECT_EQ(parser->row().attachment.type_code, "CAB");
  EXPECT_EQ(parser->row().attachment.title, (Coded{"DR", ""}));
  EXPECT_EQ(parser->row().attachment.paperless, Paperless::kRefused);
}

TEST(MailboxParserTest, SurvivesTheQuirks) {
  const std::string text = ReadSample("Extraction_Correspondance_MSSante.QUIRKS.txt");
  const auto lines = LinesOf(text);
  auto parser = MailboxParser::Make(lines.at(0));
  ASSERT_TRUE(parser.ok());
  ASSERT_EQ(lines.size(), 8u);
  const RowError want[] = {RowError::kNone, RowError::kNone,         RowError::kNone,
                           RowError::kNone, RowError::kBlankAddress, RowError::kTooFewFields,
                           RowError::kNone};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const RowProblem problem = parser->Parse(lines[i]);
    EXPECT_EQ(problem.error, want[i - 1]) << i;
    if (i == 2) {
      EXPECT_EQ(parser->row().address, "Jean.DUPONT@CH-TROISPICS.MSSANTE.FR");
      EXPECT_EQ(parser->row().folded_address, "jean.dupont@ch-troispics.mssante.fr");
    }
    if (i == 3) {
      EXPECT_EQ(parser->row().attachment.legal_name, "\"CENTRE HOSPITALIER \"\"TROIS PICS\"\"\"");
    }
    if (i == 5) {
      EXPECT_EQ(problem.column, "Adresse BAL");
    }
  }
  EXPECT_EQ(parser->row().attachment.profession.label, "Médecin");
  EXPECT_EQ(parser->decoded_lines(), 1u);
}

TEST(MailboxParserTest, Lines) {
  struct Case {
    std::string_view line;
    RowError want;
  };
  const std::string longest = "ORG|" + std::string(kAddressBytesMax - 2, 'a') + "@b||||||";
  const std::string too_long = "ORG|" + std::string(kAddressBytesMax - 1, 'a') + "@b||||||";
  const Case cases[] = {
      {"ORG|a@b|||||| ", RowError::kNone},
      {"XYZ|a@b||||||", RowError::kNone},
      {"|a@b||||||", RowError::kNone},
      {"ORG|||||||", RowError::kBlankAddress},
      {"ORG|\xC2\xA0||||||", RowError::kBlankAddress},
      {"ORG|ab||||||", RowError::kMalformedAddress},
      {"ORG|@b||||||", RowError::kMalformedAddress},
      {"ORG|a@||||||", RowError::kMalformedAddress},
      {longest, RowError::kNone},
      {too_long, RowError::kMalformedAddress},
      {"PER|a@b|8123|||||", RowError::kNone},
      {"PER|123456789012345@patient.mssante.fr||||||", RowError::kPatientAddress},
      {"PER| 1 23456789012345@PATIENT.MSSANTE.FR ||||||", RowError::kPatientAddress},
  };
  auto parser = MailboxParser::Make(kShortHeader);
  ASSERT_TRUE(parser.ok()) << parser.status().ToString();
  for (const Case& c : cases) EXPECT_EQ(parser->Parse(c.line).error, c.want) << c.line;
}

TEST(MailboxParserTest, KeepsARowWhoseHolderIdIsMalformed) {
  auto parser = MailboxParser::Make(kShortHeader);
  ASSERT_TRUE(parser.ok());
  ASSERT_TRUE(parser->Parse("PER|a@b|8123|||True|54000 NANCY|FR").ok());
  EXPECT_EQ(parser->row().attachment.practitioner_id, "");
  EXPECT_EQ(parser->row().flags, kMalformedHolderId);
  EXPECT_EQ(parser->row().attachment.paperless, Paperless::kAccepted);
  EXPECT_EQ(parser->row().attachment.address.postcode, "54000");
}

TEST(MailboxParserTest, APatientAddressLeavesNoTrace) {
  auto parser = MailboxParser::Make(kShortHeader);
  ASSERT_TRUE(parser.ok());
  ASSERT_TRUE(parser->Parse("ORG|a@b||||||").ok());
  const RowProblem problem = parser->Parse("PER|123456789012345@patient.mssante.fr||||||");
  EXPECT_EQ(problem.error, RowError::kPatientAddress);
  EXPECT_THAT(std::string(problem.column), Eq("Adresse BAL"));
  EXPECT_THAT(std::string(ToString(problem.error)), Not(HasSubstr("1234")));
  EXPECT_EQ(parser->row().address, "");
  EXPECT_EQ(parser->row().folded_address, "");
}

TEST(MailboxParserTest, RefusesAHeaderWithoutAddress) {
  const auto parser = MailboxParser::Make("Type de BAL|Identifiant PP");
  ASSERT_FALSE(parser.ok());
  EXPECT_EQ(parser.status().message(), "header lacks \"Adresse BAL\"");
}

TEST(ReadPaperlessTest, Table) {
  for (const std::string_view text : {"O", "o", "Oui", "True", "true", "1"}) {
    EXPECT_EQ(ReadPaperless(text), Paperless::kAccepted) << text;
  }
  for (const std::string_view text : {"N", "n", "Non", "False", "0"}) {
    EXPECT_EQ(ReadPaperless(text), Paperless::kRefused) << text;
  }
  for (const std::string_view text : {"", " ", "?", "2", "ON"}) {
    EXPECT_EQ(ReadPaperless(text), Paperless::kUnknown) << text;
  }
}

}  // namespace
}  // namespace annuaire
