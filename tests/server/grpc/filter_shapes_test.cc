#include "server/grpc/filter_shapes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace annuaire::grpc_front {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// What CheckShapes() says of a request with "text" alone in "field".
template <typename Request>
Status Judge(const std::string& field, const std::string& text) {
  Request request;
  request.GetReflection()->SetString(&request, Request::descriptor()->FindFieldByName(field), text);
  return CheckShapes(request);
}

struct Row {
  Status (*judge)(const std::string& field, const std::string& text);
  const char* field;
  const char* good;
  const char* bad;
};

constexpr auto kPractitioners = Judge<v1::SearchPractitionersRequest>;
constexpr auto kOrganizations = Judge<v1::SearchOrganizationsRequest>;
constexpr auto kMailboxes = Judge<v1::SearchMailboxesRequest>;
constexpr auto kAudit = Judge<v1::AuditRequest>;

constexpr Row kRows[] = {
    {kPractitioners, "identifier", "99700000013", "12"},
    {kPractitioners, "identifier", "0999900012", "9970000001"},
    {kOrganizations, "finess", "2A0000154", "54000000"},
    {kOrganizations, "legal_entity_finess", "540000001", "CH Trois Pics"},
    {kOrganizations, "siret", "85131528300016", "8513152830001"},
    {kOrganizations, "siren", "851315283", "SIREN"},
    {kMailboxes, "domain", ".mssante.fr", "a@b.mssante.fr"},
    {kMailboxes, "organization", "R10100000328372", "12"},
    {kMailboxes, "practitioner", "899700000013", "12"},
    {kMailboxes, "text", "1 2 3 4 5 6 7 8 9 10 11 12", "1 2 3 4 5 6 7 8 9 10 11 12 13"},
    {kMailboxes, "text", "anne-marie.du-pont@ch-b-a-c-aix-en-provence-3.mssante.fr",
     "anne-marie.du-pont@ch-b-a-c-aix-en-provence-3.mssante.fr x"},
    {kAudit, "domain", "ch-troispics.mssante.fr", "trois pics"},
    {kAudit, "organization", "SIREN:851315283", "CH Trois Pics"},
};

TEST(FilterShapesTest, TellsWhatNoNumberCanBe) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(std::string(row.field) + " " + row.bad);
    const Status refused = row.judge(row.field, row.bad);
    EXPECT_EQ(refused.code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(refused.message(), StartsWith(std::string(row.field) + ": "));
  }
}

TEST(FilterShapesTest, LetsThroughWhatMayBeOneAndWhatIsNotSet) {
  for (const Row& row : kRows) {
    EXPECT_TRUE(row.judge(row.field, row.good).ok()) << row.field << " " << row.good;
    EXPECT_TRUE(row.judge(row.field, "").ok()) << row.field;
  }
}

TEST(FilterShapesTest, RefusesChoicesTheContractDoesNotHave) {
  v1::SearchOrganizationsRequest request;
  request.set_state(v1::OPEN_STATE_CLOSED);
  request.set_kind(v1::ORGANIZATION_KIND_LEGAL_ENTITY);
  EXPECT_TRUE(CheckShapes(request).ok());
  request.set_kind(static_cast<v1::OrganizationKind>(99));
  EXPECT_EQ(CheckShapes(request).message(), "kind: neither ESTABLISHMENT nor LEGAL_ENTITY");
  request.set_state(static_cast<v1::OpenState>(99));
  EXPECT_EQ(CheckShapes(request).message(), "state: neither OPEN nor CLOSED");
}

// What was typed may be somebody's number.
TEST(FilterShapesTest, RepeatsNothingOfTheText) {
  const Status refused = kMailboxes("practitioner", "997000000x3");
  EXPECT_THAT(refused.message(), Not(HasSubstr("997000000x3")));
}

}  // namespace
}  // namespace annuaire::grpc_front
