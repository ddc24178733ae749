#include "server/grpc/filter_codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "directory/lookup/directory_builder.h"

namespace annuaire::grpc_front {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// Publishes one mailbox of a type that is in no list.
const Directory& Published() {
  static const std::unique_ptr<const Directory> directory = [] {
    DirectoryBuilder builder;
    Mailbox mailbox;
    mailbox.folded_address = "robot@ch-troispics.mssante.fr";
    mailbox.spellings = {mailbox.folded_address};
    mailbox.type_code = "ROB";
    EXPECT_TRUE(builder.Add(mailbox).ok());
    return std::move(builder).Build();
  }();
  return *directory;
}

// What CheckCodes() says of a request with "text" alone in "field".
template <typename Request>
Status Judge(const std::string& field, const std::string& text) {
  Request request;
  const auto* const set = Request::descriptor()->FindFieldByName(field);
  if (set->is_repeated()) {
    request.GetReflection()->AddString(&request, set, text);
  } else {
    request.GetReflection()->SetString(&request, set, text);
  }
  return CheckCodes(request, Published());
}

constexpr auto kPractitioners = Judge<v1::SearchPractitionersRequest>;
constexpr auto kOrganizations = Judge<v1::SearchOrganizationsRequest>;
constexpr auto kMailboxes = Judge<v1::SearchMailboxesRequest>;
constexpr auto kAudit = Judge<v1::AuditRequest>;

struct Row {
  Status (*judge)(const std::string& field, const std::string& text);
  const char* field;
  const char* good;
  const char* bad;
  const char* remedy;
};

constexpr Row kRows[] = {
    {kPractitioners, "profession", "10", "Infirmier", "did you mean 60 (Infirmier)?"},
    {kPractitioners, "profession", "60", "999", "ListProfessions"},
    {kPractitioners, "category", "c", "Z", "C (Civil)"},
    {kPractitioners, "skill", "sm04", "cardiologie", "did you mean "},
    {kPractitioners, "mode", "l", "liberal", "S (Salarié)"},
    {kPractitioners, "sector", "SA01", "SA999", "TRE_R02"},
    {kPractitioners, "department", "2a", "999", "971 to 978"},
    {kPractitioners, "department", "1", "Meurthe", "did you mean 54 (Meurthe-et-Moselle)?"},
    {kPractitioners, "department", "1", "meurthe et m", "did you mean 54 (Meurthe-et-Moselle)?"},
    {kPractitioners, "region", "grand est", "Grand", "did you mean 44 (Grand Est)?"},
    {kPractitioners, "region", "ile de france", " ", "Grand Est"},
    {kOrganizations, "category", "355", "CHU", "TRE_R66"},
    {kOrganizations, "mailbox_types", "org", "MAIL", "ORG (Boîte organisationnelle)"},
    {kOrganizations, "department", "974", "20", "2A"},
    {kOrganizations, "region", "44", "99", "INSEE"},
    {kMailboxes, "type", "per", "PERS", "PER (Boîte personnelle)"},
    {kMailboxes, "type", "ROB", "rob", "CAB"},  // published, in no list
    {kMailboxes, "profession", "40", "dentiste", "ListProfessions"},
    {kAudit, "type", "ORG", "ORGA", "APP"},
    {kAudit, "department", "54", "Nancy", "01 to 95"},
};

TEST(FilterCodesTest, RefusesWhatIsNoCodeWithTheRemedy) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(std::string(row.field) + " " + row.bad);
    const Status refused = row.judge(row.field, row.bad);
    EXPECT_EQ(refused.code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(refused.message(), StartsWith(std::string(row.field) + ": not "));
    EXPECT_THAT(refused.message(), HasSubstr(row.remedy));
  }
}

TEST(FilterCodesTest, LetsThroughCodesAndWhatIsNotSet) {
  for (const Row& row : kRows) {
    EXPECT_TRUE(row.judge(row.field, row.good).ok()) << row.field << " " << row.good;
    EXPECT_TRUE(row.judge(row.field, "").ok()) << row.field;
  }
}

TEST(FilterCodesTest, JudgesEveryTypeOfASuggestion) {
  const std::array<std::string_view, 2> types{"PER", "XYZ"};
  EXPECT_TRUE(CheckMailboxTypes("types", {}, Published()).ok());
  EXPECT_TRUE(CheckMailboxTypes("types", std::span(types).first(1), Published()).ok());
  const Status refused = CheckMailboxTypes("types", types, Published());
  EXPECT_EQ(refused.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(refused.message(), StartsWith("types: "));
  EXPECT_THAT(refused.message(), Not(HasSubstr("XYZ")));
}

TEST(FilterCodesTest, ReadsSmallLettersAsTheListWritesThem) {
  EXPECT_EQ(AsListed(CodeList::kMailboxType, "per"), "PER");
  EXPECT_EQ(AsListed(CodeList::kMailboxType, "PER"), "PER");
  EXPECT_EQ(AsListed(CodeList::kMailboxType, "pe"), "pe");
  EXPECT_EQ(AsListed(CodeList::kMailboxType, ""), "");
}

}  // namespace
}  // namespace annuaire::grpc_front
