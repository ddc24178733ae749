#include "directory/extract/person_activity_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "directory/extract/diploma_row.h"
#include "directory/extract/savoir_faire_row.h"
#include "tests/directory/extract/sample_file.h"

namespace annuaire {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PersonActivityTest : public ::testing::Test {
 protected:
  std::string text_ = ReadSample("personne_activite_56col.SYNTHETIC.txt");
  std::vector<std::string_view> lines_ = LinesOf(text_);
};

TEST_F(PersonActivityTest, ReadsTheSample) {
  auto parser = PersonActivityParser::Make(lines_.at(0));
  ASSERT_TRUE(parser.ok()) << parser.status().ToString();
  EXPECT_THAT(parser->columns().UnknownNames(), IsEmpty());

  ASSERT_TRUE(parser->Parse(lines_.at(1)).ok());
  const PersonActivityRow& row = parser->row();
  EXPECT_EQ(row.practitioner_id, "899900000011");
  EXPECT_EQ(row.name, (PersonName{"DUPRÉ-FICTIF", "JEAN-NOËL"}));
  EXPECT_EQ(row.title, (Coded{"DR", "Docteur"}));
  EXPECT_EQ(row.civility, (Coded{"M", "Monsieur"}));
  EXPECT_EQ(row.profession, (ProfessionHeld{{"10", "Médecin"}, {"C", "Civil"}}));
  EXPECT_EQ(row.skill.skill, (Coded{"SM54", "Médecine générale"}));
  EXPECT_TRUE(row.has_activity);
  EXPECT_EQ(row.activity.organization_key, "R99900000000001");
  EXPECT_EQ(row.activity.address.recipient_complement, "CABINET \"LES LILAS\"");
  EXPECT_EQ(row.activity.address.street_number, "12");
  EXPECT_EQ(row.activity.address.repetition_index, "B");
  EXPECT_EQ(row.activity.address.commune, (Coded{"54395", "Nancy"}));
  EXPECT_EQ(row.activity.email, "contact@exemple.invalid");
  EXPECT_EQ(row.activity.former_organization_id, "499900000011001");
  EXPECT_EQ(row.activity.registration_authority, "CNOM/CNOM/CNOM");
  EXPECT_EQ(row.activity.role, (Coded{"FON-01", "Titulaire de cabinet"}));
  EXPECT_EQ(row.activity.genre.code, "GENR01");
  EXPECT_EQ(row.flags, 0);

  ASSERT_TRUE(parser->Parse(lines_.at(3)).ok());
  EXPECT_EQ(row.activity.organization_key, "549000016");
  EXPECT_EQ(row.structure.legal_entity_finess, "549000024");
  EXPECT_EQ(row.structure.siret, "99999001300016");
}

TEST_F(PersonActivityTest, KeepsTheOddRows) {
  auto parser = PersonActivityParser::Make(lines_.at(0));
  ASSERT_TRUE(parser.ok());
  const PersonActivityRow& row = parser->row();
  ASSERT_TRUE(parser->Parse(lines_.at(6)).ok());  // ADELI, no commune
  EXPECT_EQ(row.practitioner_id, "0999900012");
  EXPECT_EQ(row.activity.organization_key, "99999002100019");
  EXPECT_EQ(row.activity.address.delivery_line, "25300 DOUBS");
  EXPECT_EQ(row.activity.address.postcode, "25300");
  ASSERT_TRUE(parser->Parse(lines_.at(7)).ok());  // a student without activity
  EXPECT_FALSE(row.has_activity);
  EXPECT_EQ(row.profession.category.code, "E");
  ASSERT_TRUE(parser->Parse(lines_.at(8)).ok());  // abroad
  EXPECT_EQ(row.activity.address.postcode, "GL");
  EXPECT_EQ(row.activity.address.country.code, "99132");
}

TEST_F(PersonActivityTest, ReadsOlderHeadersAndOtherNames) {
  const std::string old = ReadSample("header_personne_activite_52col_old.txt");
  const auto parser = PersonActivityParser::Make(LinesOf(old).at(0));
  ASSERT_TRUE(parser.ok()) << parser.status().ToString();

  auto renamed = PersonActivityParser::Make(
      "Code fonction|Libellé fonction|Libellé civilité exercice|Code département (coord. "
      "structure)|Code profession|Identification nationale PP|Nom d’exercice|Prénom d’exercice|"
      "Numéro FINESS site|Identifiant technique de la structure|Code postal|Tout neuf");
  ASSERT_TRUE(renamed.ok()) << renamed.status().ToString();
  ASSERT_EQ(renamed->columns().UnknownNames().size(), 1u);
  ASSERT_TRUE(renamed->Parse("FON-01|Titulaire|Docteur||10|899900000011|N|P||||x").ok());
  EXPECT_EQ(renamed->row().activity.role, (Coded{"FON-01", "Titulaire"}));
  EXPECT_EQ(renamed->row().title, (Coded{"", "Docteur"}));
}

TEST_F(PersonActivityTest, SaysWhatIsWrongWithALine) {
  auto parser = PersonActivityParser::Make(
      "Code profession|Identification nationale PP|Nom d'exercice|Prénom d'exercice|"
      "Numéro FINESS site|Identifiant technique de la structure|Code postal|");
  ASSERT_TRUE(parser.ok());
  struct Case {
    std::string_view line;
    RowError want;
    int field;
    std::string_view column;
  };
  const Case cases[] = {
      {"10|899900000011|N|P||||", RowError::kNone, 0, ""},
      {"10| |N|P||||", RowError::kBlankPersonId, 2, "Identification nationale PP"},
      {"10|8999|N|P||||", RowError::kMalformedPersonId, 2, "Identification nationale PP"},
      {"10|899900000011|N|P", RowError::kTooFewFields, 4, "Numéro FINESS site"},
      {"10|899900000011|N|P|||||", RowError::kTooManyFields, 8, ""},
      {"", RowError::kTooFewFields, 1, "Identification nationale PP"},
  };
  for (const Case& c : cases) {
    const RowProblem problem = parser->Parse(c.line);
    EXPECT_EQ(problem.error, c.want) << c.line;
    EXPECT_EQ(problem.field, c.field) << c.line;
    EXPECT_EQ(problem.column, c.column) << c.line;
  }
}

TEST_F(PersonActivityTest, RefusesAHeaderWithoutWhatItNeeds) {
  const auto parser = PersonActivityParser::Make("Nom d'exercice|Prénom d'exercice|");
  ASSERT_FALSE(parser.ok());
  EXPECT_THAT(parser.status().message(), HasSubstr("\"Identification nationale PP\""));
}

TEST(SkillParserTest, ReadsTheSample) {
  const std::string text = ReadSample("savoirfaire.SYNTHETIC.txt");
  const auto lines = LinesOf(text);
  auto parser = SkillParser::Make(lines.at(0));
  ASSERT_TRUE(parser.ok()) << parser.status().ToString();
  ASSERT_TRUE(parser->Parse(lines.at(1)).ok());
  EXPECT_EQ(parser->row().practitioner_id, "899900000011");
  EXPECT_EQ(parser->row().skill,
            (Skill{"10", {"S", "Spécialité ordinale"}, {"SM54", "Médecine générale"}}));
  EXPECT_EQ(parser->Parse("8||||||||||||").error, RowError::kBlankPersonId);
  EXPECT_EQ(parser->Parse("8|1|9").error, RowError::kTooFewFields);
}

TEST(DiplomaParserTest, ReadsTheSample) {
  const std::string text = ReadSample("dipl_autexerc.SYNTHETIC.txt");
  const auto lines = LinesOf(text);
  auto parser = DiplomaParser::Make(lines.at(0));
  ASSERT_TRUE(parser.ok()) << parser.status().ToString();
  ASSERT_TRUE(parser->Parse(lines.at(2)).ok());
  EXPECT_EQ(parser->row().name.family_name, "FICTIVE");
  EXPECT_EQ(parser->row().diploma.diploma, (Coded{"DE01", "DE Pharmacien"}));
  EXPECT_EQ(parser->row().authorisation, Authorisation{});
  ASSERT_TRUE(parser->Parse("8||899900000011|N|P|||||AUT|Autorisation|D1|Discipline|").ok());
  EXPECT_EQ(parser->row().diploma, Diploma{});
  EXPECT_EQ(parser->row().authorisation.discipline, (Coded{"D1", "Discipline"}));
}

}  // namespace
}  // namespace annuaire
