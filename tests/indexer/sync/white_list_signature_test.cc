// The signed sample and its certificate are invented (tests/data/white_list);
// every other document here is made from it.

#include "indexer/sync/white_list_signature.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

using testing::HasSubstr;

const std::string kSigned =
    ANNUAIRE_SOURCE_DIR "/tests/data/extract/listeblanche_synthetic_signed.xml";
const std::string kFolder = ANNUAIRE_SOURCE_DIR "/tests/data/white_list/";

class WhiteListSignatureTest : public testing::Test {
 protected:
  static std::string Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  Status Check(const std::string& content) {
    const std::string path = directory_.path() + "/list.xml";
    std::ofstream(path, std::ios::binary) << content;
    return CheckWhiteListSignature(path, trust_);
  }

  // The signed sample with "from" replaced once.
  static std::string Changed(const std::string& from, const std::string& to) {
    std::string content = Read(kSigned);
    const std::size_t at = content.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return content.replace(at, from.size(), to);
  }

  // The element "name" of the sample, whole.
  static std::string Element(const std::string& name) {
    const std::string content = Read(kSigned);
    const std::size_t begin = content.find("<" + name);
    const std::string end = "</" + name + ">";
    return content.substr(begin, content.find(end, begin) + end.size() - begin);
  }

  TempDirectory directory_;
  SignatureTrust trust_ = {
      .pins = {.issuer_common_name = "alb.test.invalid", .signer_common_name = "alb.test.invalid"},
      .ca_bundle = kFolder + "listeblanche_synthetic_testcert.pem",
      .at = 1'800'000'000};  // January 2027
};

TEST_F(WhiteListSignatureTest, TheSampleIsGood) {
  const Status status = CheckWhiteListSignature(kSigned, trust_);
  EXPECT_TRUE(status.ok()) << status.ToString();
}

TEST_F(WhiteListSignatureTest, WhatWasTouchedIsRefused) {
  const std::string signature = Element("Signature");
  const std::string domain = Element("Domaine");
  struct Case {
    const char* name;
    std::string content;
    const char* message;
  };
  const Case cases[] = {
      {"tampered sample", Read(kFolder + "listeblanche_synthetic_tampered.xml"),
       "was changed after"},
      {"a letter", Changed("pro.mssante.fr", "prq.mssante.fr"), "was changed after"},
      {"a domain more", Changed("<ListeDomaines>", "<ListeDomaines>" + domain), "was changed"},
      {"a domain less", Changed(domain, ""), "was changed after"},
      {"moved element", Changed("<ListeDomaines>" + domain, domain + "<ListeDomaines>"),
       "was changed after"},
      {"no signature", Changed(signature, ""), "is not signed"},
      {"two signatures", Changed(signature, signature + signature), "more than one signature"},
      {"a nested signature", Changed("</Nom>", "</Nom>" + signature), "more than one signature"},
      {"signature first", "<Root>" + signature + "<a/></Root>", "elsewhere than at its end"},
      {"wrapped document",
       "<Root>" + Read(kSigned).substr(Read(kSigned).find("?>") + 2) + "</Root>",
       "elsewhere than at its end"},
      {"a domain in the signature", Changed("</X509Data>", "</X509Data>" + domain),
       "something else than a signature"},
      {"an object in the signature",
       Changed("</KeyInfo>", "</KeyInfo><Object>" + domain + "</Object>"),
       "something else than a signature"},
      {"reference to a part", Changed("URI=\"\"", "URI=\"#part\""), "cannot be verified"},
      {"weaker digest", Changed("xmlenc#sha256", "09/xmldsig#sha1"), "cannot be verified"},
      {"weaker algorithm", Changed("2001/04/xmldsig-more#rsa-sha256", "2000/09/xmldsig#rsa-sha1"),
       "cannot be verified"},
      {"keyed hash", Changed("xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256"),
       "cannot be verified"},
      {"another transform",
       Changed(
           "<Transforms>",
           "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>"),
       "cannot be verified"},
      {"no certificate", Changed(Element("X509Data"), ""), "cannot be verified"},
      {"document type", Changed("?>", "?><!DOCTYPE ListeBlancheMSSante [<!ENTITY a \"b\">]>"),
       "document type"},
      {"not XML", "<ListeBlancheMSSante>", "not well-formed"},
      {"nothing", "", "not well-formed"},
  };
  for (const Case& c : cases) {
    const Status status = Check(c.content);
    EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition) << c.name << status.ToString();
    EXPECT_THAT(status.message(), HasSubstr(c.message)) << c.name;
  }
}

TEST_F(WhiteListSignatureTest, TheSignerIsPinned) {
  trust_.pins.signer_common_name = "alb.mssante.fr";
  EXPECT_THAT(Check(Read(kSigned)).message(), HasSubstr("is signed by \"alb.test.invalid\""));
  trust_.pins = {.issuer_common_name = "AC IGC", .signer_common_name = "alb.test.invalid"};
  EXPECT_THAT(Check(Read(kSigned)).message(), HasSubstr("is signed by"));
}

TEST_F(WhiteListSignatureTest, TheCertificateMustBeValidThen) {
  trust_.at = 1'700'000'000;  // November 2023: before it
  EXPECT_THAT(Check(Read(kSigned)).message(), HasSubstr("cannot be verified"));
}

TEST_F(WhiteListSignatureTest, AuthoritiesAreNeeded) {
  for (const std::string& bundle : {std::string(), directory_.path() + "/absent", kSigned}) {
    trust_.ca_bundle = bundle;
    EXPECT_EQ(Check(Read(kSigned)).code(), StatusCode::kUnavailable) << bundle;
  }
}

}  // namespace
}  // namespace annuaire::indexer
