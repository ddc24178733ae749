#include "server/grpc/convert_finding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::grpc_front {
namespace {

using ::testing::ElementsAre;

TEST(ConvertFindingTest, KeepsTheNumbersOfSeverities) {
  for (const Severity severity :
       {Severity::kOk, Severity::kInfo, Severity::kSuspect, Severity::kViolation}) {
    EXPECT_EQ(static_cast<int>(ToProto(severity)), static_cast<int>(severity));
    EXPECT_EQ(ToSeverity(static_cast<std::uint8_t>(severity)), ToProto(severity));
  }
}

void ExpectStaffFinding(const v1::Finding& out) {
  EXPECT_EQ(out.rule(), "ORG-01");
  EXPECT_EQ(out.severity(), v1::SEVERITY_VIOLATION);
  EXPECT_EQ(out.basis(), "staff");
  EXPECT_THAT(out.tokens(), ElementsAre("jean", "dupre"));
  EXPECT_EQ(out.message_fr(), "Le nom d'une personne.");
  EXPECT_EQ(out.message_en(), "A person's name.");
}

TEST(ConvertFindingTest, FindingsAndRemarksReadAlike) {
  v1::Finding finding, remark;
  Encode(Finding{"ORG-01",
                 Severity::kViolation,
                 Basis::kStaff,
                 {"jean", "dupre"},
                 "Le nom d'une personne.",
                 "A person's name."},
         finding);
  Encode(
      Remark{"ORG-01", 3, "staff", {"jean", "dupre"}, "Le nom d'une personne.", "A person's name."},
      remark);
  ExpectStaffFinding(finding);
  ExpectStaffFinding(remark);
}

TEST(ConvertFindingTest, WritesEveryFieldOfARule) {
  v1::Rule out;
  Encode(Rule{"APP-01", Severity::kInfo, "texte", "text", "remède", "remedy", "source", "2026-07"},
         out);
  EXPECT_EQ(out.id(), "APP-01");
  EXPECT_EQ(out.severity(), v1::SEVERITY_INFO);
  EXPECT_EQ(out.text_fr(), "texte");
  EXPECT_EQ(out.text_en(), "text");
  EXPECT_EQ(out.remedy_fr(), "remède");
  EXPECT_EQ(out.remedy_en(), "remedy");
  EXPECT_EQ(out.source(), "source");
  EXPECT_EQ(out.source_date(), "2026-07");
}

}  // namespace
}  // namespace annuaire::grpc_front
