#include "directory/naming/address.h"

#include <gtest/gtest.h>

#include <string>

namespace annuaire {
namespace {

using Faults = std::vector<FaultAt>;

TEST(ParseAddressTest, CutsAtTheLastAt) {
  const ParsedAddress address = ParseAddress("Jean.DUPONT@CH-Troispics.mssante.fr");
  EXPECT_TRUE(address.ok());
  EXPECT_EQ(address.local_part, "Jean.DUPONT");
  EXPECT_EQ(address.domain, "CH-Troispics.mssante.fr");
}

struct Case {
  std::string address;
  Faults want;
};

TEST(ParseAddressTest, SaysEveryFaultAndWhere) {
  const std::string local64(64, 'a');
  const std::string label63(63, 'b');
  const std::string long_domain = label63 + "." + label63 + "." + label63 + ".fr";  // 194
  const std::vector<Case> cases = {
      {"a@b.fr", {}},
      {"a!#$%&'*+-/=?^_`{|}~1@b.fr", {}},
      {local64 + "@b.fr", {}},
      {"a@" + label63 + ".fr", {}},
      {local64.substr(0, 59) + "@" + long_domain, {}},  // 254 octets
      {local64.substr(0, 60) + "@" + long_domain, {{AddressFault::kAddressTooLong, 254}}},
      {"", {{AddressFault::kEmpty, 0}}},
      {"contact", {{AddressFault::kNoAt, 7}}},
      {"@b.fr", {{AddressFault::kLocalEmpty, 0}}},
      {"a@", {{AddressFault::kDomainEmpty, 2}}},
      {"@", {{AddressFault::kLocalEmpty, 0}, {AddressFault::kDomainEmpty, 1}}},
      {local64 + "a@b.fr", {{AddressFault::kLocalTooLong, 64}}},
      {"a@b@c.fr", {{AddressFault::kSeveralAts, 1}}},
      {".a@b.fr", {{AddressFault::kLeadingDot, 0}}},
      {"a.@b.fr", {{AddressFault::kTrailingLocalDot, 1}}},
      {".@b.fr", {{AddressFault::kLeadingDot, 0}}},
      {"a..b@b.fr", {{AddressFault::kDoubleDot, 2}}},
      {"\"a b\"@b.fr", {{AddressFault::kQuoted, 0}, {AddressFault::kBlank, 2}}},
      {" a@b.fr", {{AddressFault::kBlank, 0}}},
      {"a\t@b.fr", {{AddressFault::kBlank, 1}}},
      {std::string("a\0@b.fr", 7), {{AddressFault::kBlank, 1}}},
      {"a(x)@b.fr", {{AddressFault::kLocalCharacter, 1}}},
      {"secr\xC3\xA9tariat@b.fr", {{AddressFault::kNonAsciiLocal, 4}}},
      {"a\xFF@b.fr", {{AddressFault::kNonAsciiLocal, 1}}},
      {"a@[192.0.2.1]", {{AddressFault::kDomainLiteral, 2}}},
      {"a@b.fr.", {{AddressFault::kTrailingDomainDot, 6}}},
      {"a@.b.fr", {{AddressFault::kLabelEmpty, 2}}},
      {"a@b..fr", {{AddressFault::kLabelEmpty, 4}}},
      {"a@.", {{AddressFault::kLabelEmpty, 2}}},
      {"a@-b.fr", {{AddressFault::kLabelHyphen, 2}}},
      {"a@b-.fr", {{AddressFault::kLabelHyphen, 3}}},
      {"a@-.fr", {{AddressFault::kLabelHyphen, 2}}},
      {"a@b_c.fr", {{AddressFault::kLabelCharacter, 3}}},
      {"a@b\xC3\xA9.fr", {{AddressFault::kLabelCharacter, 3}}},
      {"a@b .fr", {{AddressFault::kBlank, 3}}},
      {"a@" + label63 + "b.fr", {{AddressFault::kLabelTooLong, 65}}},
  };
  for (const auto& [address, want] : cases)
    EXPECT_EQ(ParseAddress(address).faults, want) << address;
}

TEST(ParseAddressTest, LongDomainIsReportedBesideTheAddress) {
  std::string domain;
  while (domain.size() < 254) domain += "abcdefg.";
  const ParsedAddress address = ParseAddress("a@" + domain + "fr");
  EXPECT_EQ(address.faults,
            (Faults{{AddressFault::kAddressTooLong, 254}, {AddressFault::kDomainTooLong, 255}}));
}

TEST(ParseAddressTest, EveryFaultHasItsWords) {
  for (int fault = 0; fault <= static_cast<int>(AddressFault::kLabelCharacter); ++fault) {
    EXPECT_FALSE(FaultTextFr(static_cast<AddressFault>(fault)).empty()) << fault;
    EXPECT_FALSE(FaultTextEn(static_cast<AddressFault>(fault)).empty()) << fault;
  }
}

TEST(ClassifyDomainTest, Table) {
  const std::pair<std::string_view, DomainKind> cases[] = {
      {"ch-troispics.mssante.fr", DomainKind::kMssante},
      {"a.b.MSSante.FR", DomainKind::kMssante},
      {"mssante.fr", DomainKind::kApex},
      {"MSSANTE.FR", DomainKind::kApex},
      {"patient.mssante.fr", DomainKind::kPatient},
      {"x.patient.mssante.fr", DomainKind::kMssante},
      {"interop-mssante.apicrypt.org", DomainKind::kApicryptInterop},
      {"x.interop-mssante.apicrypt.org", DomainKind::kOutside},
      {"mssante.apicrypt.org", DomainKind::kApicryptListed},
      {"apicrypt.org", DomainKind::kOutside},
      {"notmssante.fr", DomainKind::kOutside},
      {"pro-mssante.fr", DomainKind::kOutside},
      {"ch.mssante.fr.evil.example", DomainKind::kOutside},
      {".mssante.fr", DomainKind::kOutside},
      {"", DomainKind::kOutside}};
  for (const auto& [domain, want] : cases) EXPECT_EQ(ClassifyDomain(domain), want) << domain;
}

TEST(IsTestDomainTest, ReadsTokensNotSubstrings) {
  for (const auto domain : {"test.elsan.mssante.fr", "cgm-test.mssante.fr", "TEST.mssante.fr",
                            "tests-operateur.espacedeconfiance.mssante.fr",
                            "cert-expire-audit.espacedeconfiance.mssante.fr", "test2.mssante.fr",
                            "preprod.alehos.mssante.fr"}) {
    EXPECT_TRUE(IsTestDomain(domain)) << domain;
  }
  for (const auto domain :
       {"infirmerie-protestante.aura.mssante.fr", "lerefugeprotestant.mssante.fr",
        "maisonprotestante-bordeaux.mssante.fr", "auditif.mssante.fr", ""}) {
    EXPECT_FALSE(IsTestDomain(domain)) << domain;
  }
}

TEST(JudgePatientNumberTest, Table) {
  // Numbers of the national test files and invented ones, never a patient's.
  const std::pair<std::string_view, PatientNumber> cases[] = {
      {"279035121518989", PatientNumber::kGood},
      {"277076322082910", PatientNumber::kGood},
      {"276059205062865", PatientNumber::kWrongKey},
      {"224027511583555", PatientNumber::kWrongKey},
      {"199992A00100119", PatientNumber::kGood},
      {"199992a00100119", PatientNumber::kGood},
      {"199992B00100146", PatientNumber::kGood},
      {"199992A00100120", PatientNumber::kWrongKey},
      {"199992C00100119", PatientNumber::kMalformed},
      {"19999A200100119", PatientNumber::kMalformed},
      {"27903512151898", PatientNumber::kMalformed},
      {"2790351215189890", PatientNumber::kMalformed},
      {"27903512151898X", PatientNumber::kMalformed},
      {"1850 62A00400512", PatientNumber::kMalformed},
      {"", PatientNumber::kMalformed}};
  for (const auto& [local, want] : cases) EXPECT_EQ(JudgePatientNumber(local), want) << local;
}

}  // namespace
}  // namespace annuaire
