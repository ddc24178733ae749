#include "directory/extract/fhir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

using testing::HasSubstr;

// What the tests look at, kept beyond the call.
struct Seen {
  std::string type;
  std::string address;
  std::string mailbox_type;
  std::string holder;
  std::string structure;
  std::string service;
  std::string legal_name;
  std::string description = {};
  std::uint32_t preferred_rank = 0;

  friend bool operator==(const Seen&, const Seen&) = default;
  friend void PrintTo(const Seen& seen, std::ostream* out) {
    *out << seen.type << ' ' << seen.address << ' ' << seen.mailbox_type << ' ' << seen.holder
         << ' ' << seen.structure << ' ' << seen.service << ' ' << seen.legal_name;
  }
};

struct Read {
  Result<FhirSummary> summary;
  std::vector<Seen> seen;
};

Read ReadText(std::string_view text, std::size_t chunk = 7) {
  std::vector<Seen> seen;
  const auto source = [&]() -> std::span<const char> {
    const std::string_view part = text.substr(0, chunk);
    text.remove_prefix(part.size());
    return {part.data(), part.size()};
  };
  Result<FhirSummary> summary = ReadFhir(source, [&](const FhirResource& resource) {
    for (const MailboxRow& row : resource.mailboxes) {
      const Attachment& attachment = row.attachment;
      seen.push_back({std::string(resource.type), std::string(row.folded_address),
                      std::string(attachment.type_code), std::string(attachment.practitioner_id),
                      std::string(attachment.organization_key), std::string(attachment.service),
                      std::string(attachment.legal_name), std::string(attachment.description),
                      attachment.preferred_rank});
    }
    return OkStatus();
  });
  return {std::move(summary), std::move(seen)};
}

// A telecom whose metadata holds "type" and more.
std::string Mailbox(const std::string& address, const std::string& metadata) {
  return R"({"extension":[
    {"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type",
     "valueCoding":{"code":"MSSANTE"}},
    {"url":"https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata",
     "extension":[)" +
         metadata + R"(]}],"system":"email","value":")" + address + R"("})";
}

std::string Resource(const std::string& type, const std::string& more) {
  return R"({"resourceType":")" + type + R"(","id":"001-1",)" + more + "}";
}

std::string Telecom(const std::string& mailbox) { return R"("telecom":[)" + mailbox + "]"; }

constexpr const char* kHospital =
    R"("identifier":[{"system":"urn:oid:1.2.250.1.71.4.2.2","value":"1540002698"},
       {"system":"https://finess.esante.gouv.fr","value":"540002698"}],"name":"CHRU")";

TEST(FhirTest, TypeInAnyShape) {
  for (const char* type :
       {R"({"url":"type","valueCode":"APP"})", R"({"url":"type","valueCoding":{"code":"APP"}})",
        R"({"url":"type","valueCodeableConcept":{"coding":[{"code":"APP"}]}})"}) {
    const Read read = ReadText(
        Resource("Organization", std::string(kHospital) + "," + Telecom(Mailbox("A@b.fr", type))));
    ASSERT_TRUE(read.summary.ok()) << read.summary.status().message();
    EXPECT_THAT(read.seen, testing::ElementsAre(
                               Seen{"Organization", "a@b.fr", "APP", "", "540002698", "", "CHRU"}))
        << type;
  }
}

TEST(FhirTest, BusinessIdentifiersOnly) {
  const std::string mailbox =
      Telecom(Mailbox("a@b.fr", R"({"url":"service","valueString":"Cardiologie"})"));
  const std::string person = R"("identifier":[{"system":"urn:oid:1.2.250.1.71.4.2.1",
    "value":"899700000013"}],"name":[{"family":"DUPONT","given":["Jean"]}])";
  struct Case {
    std::string text;
    std::string holder;
    std::string structure;
  };
  const Case cases[] = {
      {Resource("Practitioner", person + "," + mailbox), "899700000013", ""},
      {Resource(
           "Practitioner",
           R"("identifier":[{"system":"https://rpps.esante.gouv.fr","value":"99700000013"}],)" +
               mailbox),
       "899700000013", ""},
      // On a role that system numbers the role.
      {Resource("PractitionerRole",
                R"("identifier":[{"system":"https://rpps.esante.gouv.fr","value":"1011848351"}],
                   "practitioner":{"reference":"Practitioner/003-1"},)" +
                    mailbox),
       "", ""},
      {Resource("PractitionerRole", R"("contained":[{"resourceType":"Organization","id":"o",)" +
                                        std::string(kHospital) +
                                        R"(},{"resourceType":"Practitioner","id":"p",)" + person +
                                        R"(}],"practitioner":{"reference":"#p"},
                   "organization":{"reference":"#o"},)" +
                                        mailbox),
       "899700000013", "540002698"},
      {Resource("PractitionerRole",
                R"("practitioner":{"identifier":{"system":"urn:oid:1.2.250.1.71.4.2.1",
                   "value":"899700000013"}},)" +
                    mailbox),
       "899700000013", ""},
      {Resource(
           "Organization",
           R"("identifier":[{"system":"https://finess.esante.gouv.fr","value":"540002698"}],)" +
               mailbox),
       "", "540002698"},
      {Resource(
           "Organization",
           R"("identifier":[{"system":"https://sirene.fr","value":"49940088500020"}],)" + mailbox),
       "", "49940088500020"},
      {Resource("Practitioner",
                R"("identifier":[{"system":"urn:oid:1.2.250.1.71.4.2.1","value":"?"}],)" + mailbox),
       "", ""},
      // The best of all numbers, as in the other files, whichever the national one is.
      {Resource("Organization",
                R"("identifier":[{"system":"urn:oid:1.2.250.1.71.4.2.2","value":"349940088500020"},
                   {"system":"https://finess.esante.gouv.fr","value":"540002698"}],)" +
                    mailbox),
       "", "540002698"},
      {Resource("Organization",
                R"("identifier":[{"system":"https://sirene.fr","value":"499400885"},
                   {"system":"https://sirene.fr","value":"49940088500020"}],)" +
                    mailbox),
       "", "49940088500020"},
      {Resource("Organization",
                R"("identifier":[{"system":"urn:oid:1.2.250.1.71.4.2.2","value":"499700000013001"},
                   {"system":"https://sirene.fr","value":"499400885"}],)" +
                    mailbox),
       "", "SIREN:499400885"},
      {Resource(
           "Organization",
           R"("identifier":[{"system":"urn:oid:1.2.250.1.71.4.2.2","value":"499700000013001"}],)" +
               mailbox),
       "", "499700000013001"},
  };
  for (const Case& c : cases) {
    const Read read = ReadText(c.text);
    ASSERT_EQ(read.seen.size(), 1u) << c.text;
    EXPECT_EQ(read.seen[0].holder, c.holder) << c.text;
    EXPECT_EQ(read.seen[0].structure, c.structure) << c.text;
    EXPECT_EQ(read.seen[0].service, "Cardiologie");
  }
}

TEST(FhirTest, DescriptionAndPreferredRank) {
  struct Case {
    std::string metadata;
    std::string rank;
    std::string description;
    std::uint32_t preferred_rank;
  };
  const Case cases[] = {
      {R"({"url":"description","valueString":"Description-mss"})", R"("rank":1,)",
       "Description-mss", 1},
      {R"({"url":"description","valueString":" Ligne 1\n\u00a0Ligne 2 "})", R"("rank":2,)",
       "Ligne 1 Ligne 2", 2},
      {"", "", "", 0},
      {R"({"url":"description","valueString":7})", R"("rank":"1",)", "", 0},
      {R"({"url":"service","valueString":"Accueil"})", R"("rank":-1,)", "", 0},
  };
  for (const Case& c : cases) {
    std::string mailbox = Mailbox("a@b.fr", c.metadata);
    mailbox.insert(1, c.rank);
    const Read read = ReadText(Resource("Organization", Telecom(mailbox)));
    ASSERT_EQ(read.seen.size(), 1u) << mailbox;
    EXPECT_EQ(read.seen[0].description, c.description) << mailbox;
    EXPECT_EQ(read.seen[0].preferred_rank, c.preferred_rank) << mailbox;
  }
}

TEST(FhirTest, WhatIsNoPublishedMailbox) {
  const std::string type = R"({"url":"type","valueCode":"PER"})";
  const std::string cases[] = {
      Resource("Organization", R"("telecom":[{"system":"email","value":"direction@chu.fr"}])"),
      Resource("Organization", R"("telecom":"none")"),
      Resource("Organization", R"("active":false,)" + Telecom(Mailbox("a@b.fr", type))),
      Resource("HealthcareService", Telecom(Mailbox("a@b.fr", type))),
      Resource("Organization",
               Telecom(Mailbox("a@b.fr", R"({"url":"listeRouge","valueBoolean":true})"))),
      Resource("Organization", Telecom(Mailbox("123@patient.mssante.fr", type))),
      Resource("Organization", Telecom(Mailbox("", type))),
      Resource("Organization", Telecom(Mailbox("a", type))),
  };
  std::string all;
  for (const std::string& text : cases) {
    EXPECT_TRUE(ReadText(text).seen.empty()) << text;
    all += text;
  }
  const Read read = ReadText(all);
  ASSERT_TRUE(read.summary.ok());
  EXPECT_EQ(read.summary->resources, std::size(cases));
  for (const RowError error :
       {RowError::kPatientAddress, RowError::kBlankAddress, RowError::kMalformedAddress}) {
    EXPECT_EQ(read.summary->rejects[static_cast<std::size_t>(error)], 1u) << ToString(error);
  }
}

TEST(FhirTest, LinesAndBundles) {
  const std::string one =
      Resource("Organization", Telecom(Mailbox("a@b.fr", R"({"url":"type","valueCode":"CAB"})")));
  const std::string bundle = R"({"resourceType":"Bundle","timestamp":"2026-11-21T00:00:00Z",
    "entry":[{"resource":)" + one +
                             R"(},{"fullUrl":"x"},{"resource":)" + one + "}]}";
  for (const std::size_t chunk : {1u, 64u, 100'000u}) {
    for (const std::string before : {"\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF \r\n"}) {
      const Read read = ReadText(before + bundle + "\r\n" + one + one + "\n", chunk);
      ASSERT_TRUE(read.summary.ok()) << read.summary.status().message();
      EXPECT_EQ(read.seen.size(), 4u);
      EXPECT_EQ(read.summary->generated_at, "2026-11-21T00:00:00Z");
    }
  }
}

TEST(FhirTest, Damage) {
  struct Case {
    std::string text;
    StatusCode want;
  };
  const Case cases[] = {
      {"{\"resourceType\":\"Organ", StatusCode::kInvalidArgument},
      {"{} x", StatusCode::kInvalidArgument},
      {"[]", StatusCode::kInvalidArgument},
      {"{\"a\":\"\xFF\"}", StatusCode::kInvalidArgument},
      {std::string("{}\0{}", 5), StatusCode::kInvalidArgument},
      {"{\"a\":" + std::string(100'000, '['), StatusCode::kResourceExhausted},
      {"{\"a\":\"" + std::string(64 << 20, 'x') + "\"}", StatusCode::kResourceExhausted},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ReadText(c.text).summary.status().code(), c.want) << c.text.substr(0, 40);
  }
}

}  // namespace
}  // namespace annuaire
