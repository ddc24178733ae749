#include "server/grpc/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace annuaire::grpc_front {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(DecodeTest, DropsALetterCutAtTheEnd) {
  struct Row {
    std::string in;
    std::string want;
  };
  const Row rows[] = {
      {"", ""},
      {"dup", "dup"},
      {"dupré", "dupré"},
      {"dupr\xC3", "dupr"},
      {"\xE2\x80\x99", "\xE2\x80\x99"},
      {"n\xE2\x80", "n"},
      {"n\xE2", "n"},
      {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
      {"x\xF0\x9F\x98", "x"},
      {"x\xF0\x9F", "x"},
      {"x\xF0", "x"},
      {"x\x80", "x\x80"},  // the end of nothing: left for the check of UTF-8
      {"\x80\x80\x80\x80", "\x80\x80\x80\x80"},
  };
  for (const Row& row : rows) EXPECT_EQ(WithoutCutLetter(row.in), row.want) << row.in;
}

TEST(DecodeTest, ReadsEverythingASuggestionIsAskedWith) {
  v1::SuggestRequest request;
  request.set_text("dup jea");
  request.set_limit(25);
  request.add_near_departments("54");
  request.set_near_organization("540000001");
  request.set_own_domain("ch-troispics.mssante.fr");
  request.add_correspondents("a@b.mssante.fr");
  request.add_correspondents("c@d.mssante.fr");
  request.add_types("PER");
  DecodedSuggest decoded;
  const std::string bytes = request.SerializeAsString();
  const Status status = DecodeSuggest(bytes, decoded);
  ASSERT_TRUE(status.ok()) << status.ToString();
  EXPECT_EQ(decoded.query.text, "dup jea");
  EXPECT_EQ(decoded.query.limit, 25u);
  EXPECT_THAT(decoded.query.near_departments, ElementsAre("54"));
  EXPECT_EQ(decoded.query.near_organization, "540000001");
  EXPECT_EQ(decoded.query.own_domain, "ch-troispics.mssante.fr");
  EXPECT_THAT(decoded.query.correspondents, ElementsAre("a@b.mssante.fr", "c@d.mssante.fr"));
  EXPECT_THAT(decoded.query.types, ElementsAre("PER"));
}

TEST(DecodeTest, AsksForTenSuggestionsUnlessTold) {
  DecodedSuggest decoded;
  ASSERT_TRUE(DecodeSuggest("", decoded).ok());
  EXPECT_EQ(decoded.query.limit, 10u);
}

TEST(DecodeTest, RefusesASuggestRequestThatIsNone) {
  const std::string malformed[] = {
      std::string("\x0a\x05x", 3),     // text: longer than what is there
      std::string("\x1a\x01\xff", 3),  // near_departments: not UTF-8
      std::string("\x10", 1),          // limit: none
  };
  for (const std::string& bytes : malformed) {
    DecodedSuggest decoded;
    const Status status = DecodeSuggest(bytes, decoded);
    EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(status.message(), HasSubstr("annuaire.v1.SuggestRequest"));
  }
}

TEST(DecodeTest, KeepsSuggestionsWithinTheirLimits) {
  struct Row {
    const char* what;
    std::string text;
    std::uint32_t limit;
    int correspondents;
    const char* want;  // the field refused, or nothing
  };
  const Row rows[] = {
      {"longest text", std::string(256, 'x'), 0, 0, ""},
      {"too long", std::string(257, 'x'), 0, 0, "text: "},
      {"cut letter", "dupr\xC3", 0, 0, ""},
      {"Windows-1252", "dupr\xE9 jean", 0, 0, "text: "},
      {"overlong", "\xC0\x80 x", 0, 0, "text: "},
      {"surrogate", "\xED\xA0\x80 x", 0, 0, "text: "},
      {"most rows", "x", 100, 0, ""},
      {"too many rows", "x", 101, 0, "limit: "},
      {"most correspondents", "x", 1, 1000, ""},
      {"too many correspondents", "x", 1, 1001, "correspondents: "},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    v1::SuggestRequest request;
    request.set_text(row.text);
    request.set_limit(row.limit);
    for (int i = 0; i < row.correspondents; ++i) request.add_correspondents("a@b.mssante.fr");
    const std::string bytes = request.SerializeAsString();
    DecodedSuggest decoded;
    const Status status = DecodeSuggest(bytes, decoded);
    EXPECT_EQ(status.ok(), *row.want == '\0') << status.ToString();
    if (!status.ok()) {
      EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
      EXPECT_THAT(status.message(), StartsWith(row.want));
    }
  }
}

TEST(DecodeTest, LimitsTheDepartmentsOfASuggestion) {
  v1::SuggestRequest request;
  for (std::size_t i = 0; i < kNearDepartmentsMax; ++i) {
    request.add_near_departments("54");
  }
  std::string bytes = request.SerializeAsString();
  DecodedSuggest most;
  EXPECT_TRUE(DecodeSuggest(bytes, most).ok());
  request.add_near_departments("54");
  bytes = request.SerializeAsString();
  DecodedSuggest too_many;
  EXPECT_EQ(DecodeSuggest(bytes, too_many).message(), "near_departments: 129 is above 128");
}

TEST(DecodeTest, RefusesPatientAddressesWithoutRepeatingThem) {
  const char* patients[] = {
      "199999999999999@patient.mssante.fr",   "199999999999999@PATIENT.MSSANTE.FR",
      " 199999999999999@patient.mssante.fr ", "199999999999999@patient.mssante.fr.",
      "199999999999999@x.patient.mssante.fr", "@patient.mssante.fr",
  };
  for (const char* address : patients) {
    SCOPED_TRACE(address);
    const auto decoded = DecodeMailboxAddress(address);
    ASSERT_FALSE(decoded.ok());
    EXPECT_EQ(decoded.status().code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(decoded.status().message(), StartsWith("address: "));
    EXPECT_THAT(decoded.status().message(), Not(HasSubstr("999")));
  }
}

TEST(DecodeTest, ReadsAddresses) {
  struct Row {
    const char* in;
    const char* want;  // empty: refused
  };
  const Row rows[] = {
      {"Jean.DUPRE@ch-troispics.mssante.fr", "jean.dupre@ch-troispics.mssante.fr"},
      {" a@b ", "a@b"},
      {"a@not-patient.mssante.fr", "a@not-patient.mssante.fr"},
      {"patient.mssante.fr@b", "patient.mssante.fr@b"},
      {"", ""},
      {"a", ""},
      {"a@", ""},
      {"@b", ""},
  };
  for (const Row& row : rows) {
    const auto decoded = DecodeMailboxAddress(row.in);
    EXPECT_EQ(decoded.ok() ? *decoded : "", row.want) << row.in;
  }
}

TEST(DecodeTest, ReadsNumbers) {
  struct Row {
    const char* in;
    const char* want;  // empty: refused
  };
  const Row practitioners[] = {
      {"99700000013", "899700000013"},
      {"899700000013", "899700000013"},
      {"", ""},
      {"abc", ""},
      {"99700000013;", ""},
      {"12", ""},
  };
  for (const Row& row : practitioners) {
    const auto decoded = DecodePractitionerId(row.in);
    EXPECT_EQ(decoded.ok() ? decoded->ToString() : "", row.want) << row.in;
    if (!decoded.ok()) {
      EXPECT_THAT(decoded.status().message(), StartsWith("id: "));
    }
  }
  const Row organizations[] = {{"540000001", "540000001"},
                               {" 540000001 ", "540000001"},
                               {"R10100000328372", "R10100000328372"},
                               {"SIREN:851315283", "SIREN:851315283"},
                               {"54000000", ""},
                               {"CH Trois Pics", ""},
                               {"", ""},
                               {" ", ""}};
  for (const Row& row : organizations) {
    const auto decoded = DecodeOrganizationNumber(row.in);
    EXPECT_EQ(decoded.ok() ? *decoded : "", row.want) << row.in;
  }
  const Row domains[] = {{"CH-TroisPics.mssante.fr", "ch-troispics.mssante.fr"},
                         {"", ""},
                         {"a@b.mssante.fr", ""},
                         {"trois pics", ""}};
  for (const Row& row : domains) {
    const auto decoded = DecodeDomainName(row.in);
    EXPECT_EQ(decoded.ok() ? *decoded : "", row.want) << row.in;
  }
}

TEST(DecodeTest, LeavesFiltersThatAreNotSetUnset) {
  v1::SearchOrganizationsRequest request;
  std::vector<std::string_view> types;
  EXPECT_FALSE(Decode(request, types).state.has_value());
  EXPECT_FALSE(Decode(request, types).kind.has_value());
  EXPECT_FALSE(Decode(v1::SearchPractitionersRequest()).has_mailbox.has_value());
  request.set_state(v1::OPEN_STATE_CLOSED);
  request.set_kind(v1::ORGANIZATION_KIND_LEGAL_ENTITY);
  request.add_mailbox_types("ORG");
  EXPECT_EQ(Decode(request, types).state, OpenState::kClosed);
  EXPECT_EQ(Decode(request, types).kind, OrganizationKind::kLegalEntity);
  EXPECT_THAT(Decode(request, types).mailbox_types, ElementsAre("ORG"));
  v1::SearchPractitionersRequest without;
  without.set_has_mailbox(false);
  EXPECT_EQ(Decode(without).has_mailbox, false);
}

// A filter whose fields are crossed finds the wrong people: fill every field
// with its own name and look for it under that name.
template <typename Request>
Request FilledWithFieldNames() {
  Request request;
  const auto* descriptor = Request::descriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const auto* field = descriptor->field(i);
    if (field->type() != google::protobuf::FieldDescriptor::TYPE_STRING || field->is_repeated()) {
      continue;
    }
    request.GetReflection()->SetString(&request, field, field->name());
  }
  return request;
}

TEST(DecodeTest, PutsEachFilterInItsPlace) {
  const auto practitioners = FilledWithFieldNames<v1::SearchPractitionersRequest>();
  const PractitionerFilter p = Decode(practitioners);
  EXPECT_EQ(p.name, "name");
  EXPECT_EQ(p.family_name, "family_name");
  EXPECT_EQ(p.given_name, "given_name");
  EXPECT_EQ(p.identifier, "identifier");
  EXPECT_EQ(p.profession, "profession");
  EXPECT_EQ(p.category, "category");
  EXPECT_EQ(p.skill, "skill");
  EXPECT_EQ(p.mode, "mode");
  EXPECT_EQ(p.sector, "sector");
  EXPECT_EQ(p.city, "city");
  EXPECT_EQ(p.postcode, "postcode");
  EXPECT_EQ(p.department, "department");
  EXPECT_EQ(p.region, "region");
  EXPECT_EQ(p.organization, "organization");

  const auto organizations = FilledWithFieldNames<v1::SearchOrganizationsRequest>();
  std::vector<std::string_view> types;
  const OrganizationFilter o = Decode(organizations, types);
  EXPECT_EQ(o.name, "name");
  EXPECT_EQ(o.finess, "finess");
  EXPECT_EQ(o.legal_entity_finess, "legal_entity_finess");
  EXPECT_EQ(o.siret, "siret");
  EXPECT_EQ(o.siren, "siren");
  EXPECT_EQ(o.category, "category");
  EXPECT_EQ(o.city, "city");
  EXPECT_EQ(o.postcode, "postcode");
  EXPECT_EQ(o.department, "department");
  EXPECT_EQ(o.region, "region");

  const auto mailboxes = FilledWithFieldNames<v1::SearchMailboxesRequest>();
  const MailboxFilter m = Decode(mailboxes);
  EXPECT_EQ(m.text, "text");
  EXPECT_EQ(m.domain, "domain");
  EXPECT_EQ(m.type, "type");
  EXPECT_EQ(m.department, "department");
  EXPECT_EQ(m.organization, "organization");
  EXPECT_EQ(m.practitioner, "practitioner");
  EXPECT_EQ(m.profession, "profession");
}

TEST(DecodeTest, FillsAnAudit) {
  v1::AuditRequest request = FilledWithFieldNames<v1::AuditRequest>();
  request.clear_rules();
  request.add_rules("ORG");
  request.add_rules("per-01");
  request.clear_departments();
  request.add_departments("54");
  request.add_departments("2A");
  const Result<DecodedAudit> decoded = Decode(request);
  ASSERT_TRUE(decoded.ok()) << decoded.status().ToString();
  const AuditFilter& filter = decoded->filter;
  EXPECT_EQ(filter.domain, "domain");
  EXPECT_EQ(filter.operator_name, "operator");
  EXPECT_EQ(filter.organization, "organization");
  EXPECT_THAT(filter.departments, ElementsAre("54", "2A"));
  EXPECT_EQ(filter.region, "region");
  EXPECT_EQ(filter.type, "type");
  EXPECT_THAT(filter.rules, ElementsAre("ORG", "PER-01"));
  EXPECT_EQ(filter.minimum_severity, 1);  // unset: info
  request.set_minimum_severity(v1::SEVERITY_VIOLATION);
  EXPECT_EQ(Decode(request)->filter.minimum_severity, 3);
}

}  // namespace
}  // namespace annuaire::grpc_front
