#include "server/grpc/filter_codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "directory/lookup/directory_builder.h"

namespace annuaire::grpc_front {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// Publishes a mailbox of a type that is in no list, and a professional, whose codes are in none.
const Directory& Published() {
  static const std::unique_ptr<const Directory> directory = [] {
    DirectoryBuilder builder;
    Organization organization;
    organization.key = organization.finess = "540000001";
    organization.category = {"9901", "Sorte"};
    EXPECT_TRUE(builder.Add(organization).ok());
    Practitioner practitioner;
    practitioner.id = "899700000013";
    practitioner.names = {{"DUPRE", "JEAN"}};
    practitioner.professions = {{{"9902", "Métier"}, {"W", "Autre"}}};
    practitioner.skills = {{"9902", {"S", "Spécialité"}, {"SM99", "Savoir"}}};
    Activity activity;
    activity.profession_code = "9902";
    activity.mode = {"Y", "Autre"};
    activity.sector = {"SA99", "Secteur"};
    practitioner.activities = {activity};
    EXPECT_TRUE(builder.Add(practitioner).ok());
    Mailbox mailbox;
    mailbox.folded_address = "robot@ch-troispics.mssante.fr";
    mailbox.spellings = {mailbox.folded_address};
    mailbox.type_code = "ROB";
    EXPECT_TRUE(builder.Add(mailbox).ok());
    return std::move(builder).Build();
  }();
  return *directory;
}

// What CheckCodes() says of a request with "text" alone in "field", which nothing leaves unset.
template <typename Request>
Status Judge(const std::string& field, const std::string& text) {
  Request request;
  const auto* const set = Request::descriptor()->FindFieldByName(field);
  if (text.empty()) {
    EXPECT_NE(set, nullptr);
  } else if (set->is_repeated()) {
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
    // Published, in no list; not in another field.
    {kMailboxes, "type", "ROB", "rob", "CAB"},
    {kMailboxes, "type", "ROB", "W", "CAB"},
    {kMailboxes, "type", "ROB", "9902", "CAB"},
    {kMailboxes, "profession", "40", "9901", "ListProfessions"},
    {kPractitioners, "profession", "9902", "W", "ListProfessions"},
    {kPractitioners, "category", "W", "Y", "C (Civil)"},
    {kPractitioners, "skill", "SM99", "SA99", "JDV_J107"},
    {kPractitioners, "mode", "Y", "W", "S (Salarié)"},
    {kPractitioners, "sector", "SA99", "SM99", "TRE_R02"},
    {kOrganizations, "category", "9901", "9902", "TRE_R66"},
    {kOrganizations, "mailbox_types", "ROB", "W", "CAB"},
    {kMailboxes, "profession", "40", "dentiste", "ListProfessions"},
    {kAudit, "type", "ORG", "ORGA", "APP"},
    {kAudit, "departments", "54", "Nancy", "01 to 95"},
    {kAudit, "region", "Grand Est", "Lorraine", "INSEE code of a region"},
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
  EXPECT_EQ(CheckMailboxTypes("types", std::vector<std::string_view>{""}, Published()).code(),
            StatusCode::kInvalidArgument);
}

TEST(FilterCodesTest, LimitsTheTypesOfARequest) {
  const std::vector<std::string_view> types(kTypesMax + 1, "PER");
  EXPECT_TRUE(CheckMailboxTypes("types", std::span(types).subspan(1), Published()).ok());
  EXPECT_EQ(CheckMailboxTypes("types", types, Published()).message(), "types: 17 is above 16");
}

TEST(FilterCodesTest, ReadsSmallLettersAsTheListWritesThem) {
  EXPECT_EQ(AsListed(CodeList::kMailboxType, "per"), "PER");
  EXPECT_EQ(AsListed(CodeList::kMailboxType, "PER"), "PER");
  EXPECT_EQ(AsListed(CodeList::kMailboxType, "pe"), "pe");
  EXPECT_EQ(AsListed(CodeList::kMailboxType, ""), "");
}

}  // namespace
}  // namespace annuaire::grpc_front
