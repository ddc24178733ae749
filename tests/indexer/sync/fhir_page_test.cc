#include "indexer/sync/fhir_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

using testing::HasSubstr;

constexpr const char* kMailbox = R"({"system":"email","value":"a@b.mssante.fr","extension":[
  {"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type",
   "valueCode":"MSSANTE"}]})";

TEST(FhirPageTest, KeepsWhatHoldsMailboxesAndReducesTheRest) {
  const Result<FhirPage> page = ReadFhirPage(
      std::string(R"({"resourceType":"Bundle","link":[{"relation":"self","url":"https://h/1"},
        {"relation":"next","url":"https://h/_page?id=x"}],"entry":[
        {"resource":{"resourceType":"Practitioner","id":"003-1","telecom":[)") +
      kMailbox + R"(]}}, {"fullUrl":"x"},
        {"resource":{"resourceType":"OperationOutcome"}},
        {"resource":{"resourceType":"Practitioner","id":"003-2","active":false,"telecom":[)" +
      kMailbox + R"(]}},
        {"resource":{"resourceType":"Organization","id":"001-1","name":"CH"}}]})");
  ASSERT_TRUE(page.ok()) << page.status().message();
  EXPECT_EQ(page->next, "https://h/_page?id=x");
  ASSERT_EQ(page->changes.size(), 3u);
  EXPECT_EQ(page->changes[0].key, "Practitioner/003-1");
  EXPECT_TRUE(page->changes[0].holds_mailboxes);
  EXPECT_THAT(page->changes[0].line, HasSubstr(R"("value":"a@b.mssante.fr")"));
  EXPECT_EQ(page->changes[0].line.find('\n'), std::string::npos);
  EXPECT_EQ(page->changes[1].line,
            R"({"resourceType":"Practitioner","id":"003-2","active":false})");
  EXPECT_EQ(page->changes[2].line,
            R"({"resourceType":"Organization","id":"001-1","active":false})");
}

TEST(FhirPageTest, LastPageGoesNowhere) {
  const Result<FhirPage> page = ReadFhirPage(R"({"resourceType":"Bundle","total":0})");
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->next, "");
  EXPECT_TRUE(page->changes.empty());
}

TEST(FhirPageTest, RefusesWhatIsNoPage) {
  struct Case {
    std::string text;
    const char* want;
  };
  const Case cases[] = {
      {"<html>", "no page"},
      {"{}", "not with a page"},
      {R"({"resourceType":"OperationOutcome","issue":[{"diagnostics":"HAPI-0302: Unknown"}]})",
       "HAPI-0302: Unknown"},
      {R"({"resourceType":"Bundle"} {"resourceType":"Bundle"})", "not with a page"},
      {R"({"resourceType":"Bundle","entry":)" + std::string(100'000, '['), "nested too deeply"},
  };
  for (const Case& c : cases) {
    const Result<FhirPage> page = ReadFhirPage(c.text);
    EXPECT_EQ(page.status().code(), StatusCode::kDataLoss) << c.want;
    EXPECT_THAT(page.status().message(), HasSubstr(c.want));
  }
}

}  // namespace
}  // namespace annuaire::indexer
