#include "cli/audit_exceptions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/scratch_file.h"

namespace annuaire::cli {
namespace {

constexpr const char* kHeader = "address\trule\treason\tauthor\tdate\n";

v1::AuditRow Row(const std::string& address) {
  v1::AuditRow row;
  row.set_address(address);
  row.set_verdict(v1::SEVERITY_VIOLATION);
  v1::Finding& first = *row.add_findings();
  first.set_rule("ORG-01");
  first.set_severity(v1::SEVERITY_VIOLATION);
  v1::Finding& second = *row.add_findings();
  second.set_rule("DOM-02");
  second.set_severity(v1::SEVERITY_SUSPECT);
  return row;
}

TEST(AuditExceptionsTest, SilencesOneRuleOnOneAddress) {
  const ScratchFile file("\xEF\xBB\xBF# of the hospital\r\n\r\n" + std::string(kHeader) +
                         "# accepted in the autumn\r\n\r\n"
                         "Dr.House@ch.mssante.fr\tORG-01\tnom du service\tA. Petit\t2026-10-01\r\n"
                         "x@ch.mssante.fr\tORG-01\tfermée\tA. Petit\t2026-10-02\n");
  Result<AuditExceptions> exceptions = AuditExceptions::Load(file.path());
  ASSERT_TRUE(exceptions.ok()) << exceptions.status().message();

  v1::AuditRow accepted = Row("dr.house@CH.mssante.fr");
  EXPECT_EQ(exceptions->Apply(accepted).size(), 1U);
  ASSERT_EQ(accepted.findings_size(), 1);
  EXPECT_EQ(accepted.findings(0).rule(), "DOM-02");
  EXPECT_EQ(accepted.verdict(), v1::SEVERITY_SUSPECT);

  v1::AuditRow other = Row("dr.house2@ch.mssante.fr");
  EXPECT_TRUE(exceptions->Apply(other).empty());
  EXPECT_EQ(other.verdict(), v1::SEVERITY_VIOLATION);

  ASSERT_EQ(exceptions->Used().size(), 1U);
  EXPECT_EQ(exceptions->Used()[0]->reason, "nom du service");
  ASSERT_EQ(exceptions->Unused().size(), 1U);
  EXPECT_EQ(exceptions->Unused()[0]->line, 7U);
}

TEST(AuditExceptionsTest, ARowMayBeAcceptedWhole) {
  const ScratchFile file(std::string(kHeader) + "a@b.fr\tDOM-02\tr\ta\t2026-01-01\n" +
                         "a@b.fr\torg-01\tr\ta\t2026-01-01\n");
  Result<AuditExceptions> exceptions = AuditExceptions::Load(file.path());
  ASSERT_TRUE(exceptions.ok());
  v1::AuditRow row = Row("a@b.fr");
  EXPECT_EQ(exceptions->Apply(row).size(), 2U);
  EXPECT_EQ(row.findings_size(), 0);
  EXPECT_EQ(row.verdict(), v1::SEVERITY_OK);
}

constexpr const char* kSheet = "adresse;type;règle;constat;motif;auteur;date\r\n";

TEST(AuditExceptionsTest, OfASheetTakesTheRowsThatSomebodyAccepted) {
  const ScratchFile file(
      "\xEF\xBB\xBF" + std::string(kSheet) +
      "#house@ch.mssante.fr;ORG;ORG-01;\"« house » ; un nom\";\"nom du \"\"pavillon\"\"\";A. "
      "Petit;01/10/2026\r\n"
      "'-x@ch.mssante.fr;ORG;org-01;un nom;vu;A. Petit;2026-10-02\r\n"
      "'-x@ch.mssante.fr;ORG;ORG-01;un autre nom;vu;A. Petit;2026-10-02\r\n"
      "y@ch.mssante.fr;ORG;ORG-01;un nom;;;\r\n"
      "z@ch.mssante.fr;ORG;ORG-99;de plus tard\r\n"
      ";;;;;;\r\n");
  const Result<AuditExceptions> exceptions = AuditExceptions::Load(file.path());
  ASSERT_TRUE(exceptions.ok()) << exceptions.status().message();
  ASSERT_EQ(exceptions->entries().size(), 2U);
  const AuditException& first = exceptions->entries()[0];
  EXPECT_EQ(first.address, "#house@ch.mssante.fr");
  EXPECT_EQ(first.reason, "nom du \"pavillon\"");
  EXPECT_EQ(first.author, "A. Petit");
  EXPECT_EQ(first.date, "2026-10-01");
  EXPECT_EQ(exceptions->entries()[1].address, "-x@ch.mssante.fr");
  EXPECT_EQ(exceptions->entries()[1].rule, "ORG-01");
}

TEST(AuditExceptionsTest, RefusesWhatItCannotReadByLine) {
  struct Case {
    std::string text;
    const char* message;
  };
  const std::string header = kHeader;
  const std::string sheet = kSheet;
  for (const Case& c : {
           Case{"", ": empty; the first line names"},
           {"# remark\n\n", ": empty; the first line names"},
           {"\xFF\xFE"
            "a\0d\0",
            " is UTF-16: save it as UTF-8"},
           {"# remark\n\naddress\trule\n", ":3: no column \"reason\""},
           {"address\trule\treason\tauthor\n", ":1: no column \"date\""},
           {header + "a\tORG-01\tr\ta\t2026-01-01\n", ":2: no address"},
           {header + "\na@b.fr\tORG-99\tr\ta\t2026-01-01\n", ":3: no rule 'ORG-99'"},
           {header + "a@b.fr\tORG-01\t \ta\t2026-01-01\n", ":2: no reason"},
           {header + "a@b.fr\tORG-01\tr\t\t2026-01-01\n", ":2: no author"},
           {header + "a@b.fr\tORG-01\tr\ta\t01/01/2026\n", ":2: date '01/01/2026'"},
           {header + "a@b.fr\tORG-01\tr\ta\t2026-13-01\n", ":2: date '2026-13-01'"},
           {header + "a@b.fr\tORG-01\tr\ta\t2026-02-31\n", ":2: date '2026-02-31'"},
           {header + "#a@b.fr\tORG-99\tr\ta\t2026-01-01\n", ":2: no rule 'ORG-99'"},
           {header + "a@b.fr\tORG-01\tr\ta\n", ":2: date ''"},
           {header + "a@b.fr\tORG-01\tr\ta\t2026-01-01\tmore\n", ":2: 6 fields"},
           {"adresse;règle;motif;auteur\n", ":1: no column \"date\""},
           {sheet + "a@b.fr;ORG;ORG-01;x;vu;A. Petit;\n", ":2: date ''"},
           {sheet + "a@b.fr;ORG;ORG-01;x;;A. Petit;2026-10-01\n", ":2: no reason"},
           {sheet + "a@b.fr;ORG;ORG-01;x;vu;A. Petit;31/02/2026\n", ":2: date '2026-02-31'"},
           {sheet + "a@b.fr;ORG;ORG-01;x;\"vu\nle 2\";A. Petit;01/10/2026\n",
            ":2: a quote is not closed"},
           {sheet + "a@b.fr;ORG;ORG-01;x;v\xe9rifi\xe9;A. Petit;01/10/2026\n", ":2: not UTF-8"},
           {header + "a@b.fr\tORG-01\tr\xe9\ta\t2026-01-01\n", ":2: not UTF-8"},
           {header + "a@b.fr\tORG-01\tr\ta\t2026-01-01\nA@b.fr\tORG-01\tr\ta\t2026-01-01\n",
            ":3: the same address and rule as line 2"},
       }) {
    const ScratchFile file(c.text);
    const Result<AuditExceptions> exceptions = AuditExceptions::Load(file.path());
    ASSERT_FALSE(exceptions.ok()) << c.text;
    EXPECT_EQ(exceptions.status().code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(exceptions.status().message(), testing::StartsWith(file.path() + c.message));
  }
}

TEST(AuditExceptionsTest, NeverRepeatsAPatientAddress) {
  const ScratchFile file(std::string(kHeader) +
                         "123456789012345@patient.mssante.fr\tPAT-03\tr\ta\t2026-01-01\n");
  const Result<AuditExceptions> exceptions = AuditExceptions::Load(file.path());
  ASSERT_FALSE(exceptions.ok());
  EXPECT_THAT(exceptions.status().message(), testing::Not(testing::HasSubstr("1234")));
}

}  // namespace
}  // namespace annuaire::cli
