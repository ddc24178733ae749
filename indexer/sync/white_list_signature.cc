#include "indexer/sync/white_list_signature.h"

// errors.h needs what xmlsec.h declares.
// clang-format off
#include <xmlsec/xmlsec.h>
#include <xmlsec/errors.h>
// clang-format on

#include <libxml/parser.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/x509.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmltree.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>

#include "directory/base/result.h"

namespace annuaire::indexer {
namespace {

constexpr std::uintmax_t kBytesMax = 64 << 20;

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;
using Keys = std::unique_ptr<xmlSecKeysMngr, decltype(&xmlSecKeysMngrDestroy)>;
using Context = std::unique_ptr<xmlSecDSigCtx, decltype(&xmlSecDSigCtxDestroy)>;

Status Refused(const std::string& why) { return FailedPreconditionError(why); }

// The library keeps tables of its own for the life of the process.
Status InitializeOnce() {
  static std::once_flag once;
  static bool ready = false;
  std::call_once(once, [] {
    xmlInitParser();
    ready = xmlSecInit() == 0 && xmlSecOpenSSLAppInit(nullptr) == 0 && xmlSecOpenSSLInit() == 0;
    xmlSecErrorsSetCallback([](const char*, int, const char*, const char*, const char*, int,
                               const char*) {});  // what failed is said by us
  });
  return ready ? OkStatus() : InternalError("libxmlsec1 cannot be initialised");
}

Result<Document> Parse(const std::string& path) {
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  if (error) return UnavailableError("cannot read " + path + ": " + error.message());
  if (bytes > kBytesMax) return Refused("is larger than any white list was");
  // No network, no entity, no huge depth: libxml2's defaults keep to 256 levels.
  Document document(
      xmlReadFile(path.c_str(), nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
      &xmlFreeDoc);
  if (document == nullptr) return Refused("is not well-formed XML");
  if (document->intSubset != nullptr || document->extSubset != nullptr) {
    return Refused("has a document type, which no white list has");
  }
  return document;
}

bool IsSignature(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE &&
         xmlSecCheckNodeName(const_cast<xmlNode*>(node), xmlSecNodeSignature, xmlSecDSigNs) == 1;
}

int CountSignatures(const xmlNode* node) {
  int count = 0;
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    count += (IsSignature(node) ? 1 : 0) + CountSignatures(node->children);
  }
  return count;
}

// The enveloped transform leaves the signature itself out of what is signed, so
// that anything could be put inside it: only its own words may be.
bool HoldsOnlyItsOwnWords(const xmlNode* node) {
  constexpr std::array<std::string_view, 22> kWords = {"SignedInfo",       "CanonicalizationMethod",
                                                       "SignatureMethod",  "Reference",
                                                       "Transforms",       "Transform",
                                                       "DigestMethod",     "DigestValue",
                                                       "SignatureValue",   "KeyInfo",
                                                       "X509Data",         "X509Certificate",
                                                       "X509SubjectName",  "X509IssuerSerial",
                                                       "X509IssuerName",   "X509SKI",
                                                       "X509SerialNumber", "KeyValue",
                                                       "RSAKeyValue",      "Modulus",
                                                       "Exponent",         "InclusiveNamespaces"};
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const std::string_view name = reinterpret_cast<const char*>(node->name);
    if (std::find(kWords.begin(), kWords.end(), name) == kWords.end()) return false;
    if (!HoldsOnlyItsOwnWords(node->children)) return false;
  }
  return true;
}

// Anything else than one signature at the end of the root is an attempt to show
// one thing and sign another.
Result<xmlNode*> FindSignature(xmlDoc* document) {
  xmlNode* root = xmlDocGetRootElement(document);
  const int count = CountSignatures(root);
  if (count == 0) return Refused("is not signed");
  if (count > 1) return Refused("has more than one signature");
  xmlNode* last = xmlLastElementChild(root);
  if (last == nullptr || !IsSignature(last)) {
    return Refused("has its signature elsewhere than at its end");
  }
  if (!HoldsOnlyItsOwnWords(last->children)) {
    return Refused("has something else than a signature inside its signature");
  }
  return last;
}

Result<Keys> LoadAuthorities(const std::string& ca_bundle) {
  Keys keys(xmlSecKeysMngrCreate(), &xmlSecKeysMngrDestroy);
  if (keys == nullptr || xmlSecOpenSSLAppDefaultKeysMngrInit(keys.get()) != 0) {
    return InternalError("libxmlsec1 has no room for keys");
  }
  const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(ca_bundle.c_str(), "r"),
                                                       &BIO_free);
  if (file == nullptr) {
    return UnavailableError("the authorities of its signer cannot be read from \"" + ca_bundle +
                            "\": give a PEM file with --ca-bundle");
  }
  xmlSecKeyDataStorePtr store =
      xmlSecKeysMngrGetDataStore(keys.get(), xmlSecOpenSSLX509StoreGetKlass());
  int loaded = 0;
  // The store owns the certificates it adopts.
  while (X509* certificate = PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr)) {
    if (xmlSecOpenSSLX509StoreAdoptCert(store, certificate, xmlSecKeyDataTypeTrusted) != 0) {
      X509_free(certificate);
      return InternalError("libxmlsec1 does not take a certificate of " + ca_bundle);
    }
    ++loaded;
  }
  if (loaded == 0) return UnavailableError("there is no certificate in " + ca_bundle);
  return keys;
}

// What may occur in a signature; all else makes the verification fail.
bool AllowOnly(xmlSecDSigCtx& context) {
  context.enabledReferenceUris = xmlSecTransformUriTypeEmpty;
  return xmlSecDSigCtxEnableReferenceTransform(&context, xmlSecTransformEnvelopedGetKlass()) == 0 &&
         xmlSecDSigCtxEnableReferenceTransform(&context, xmlSecTransformExclC14NGetKlass()) == 0 &&
         xmlSecDSigCtxEnableReferenceTransform(&context, xmlSecOpenSSLTransformSha256GetKlass()) ==
             0 &&
         xmlSecDSigCtxEnableSignatureTransform(&context, xmlSecTransformExclC14NGetKlass()) == 0 &&
         xmlSecDSigCtxEnableSignatureTransform(&context,
                                               xmlSecOpenSSLTransformRsaSha256GetKlass()) == 0 &&
         xmlSecPtrListAdd(
             &context.keyInfoReadCtx.enabledKeyData,
             const_cast<void*>(static_cast<const void*>(xmlSecOpenSSLKeyDataX509GetKlass()))) == 0;
}

std::string CommonNameOf(const X509_NAME* name) {
  char text[256] = "";
  const int size =
      X509_NAME_get_text_by_NID(const_cast<X509_NAME*>(name), NID_commonName, text, sizeof text);
  return size < 0 ? std::string() : std::string(text);
}

Status CheckPins(const xmlSecDSigCtx& context, const SignaturePins& pins) {
  xmlSecKeyDataPtr data = xmlSecKeyGetData(context.signKey, xmlSecOpenSSLKeyDataX509Id);
  const X509* certificate = data == nullptr ? nullptr : xmlSecOpenSSLKeyDataX509GetKeyCert(data);
  if (certificate == nullptr) return Refused("is signed without a certificate");
  const std::string signer = CommonNameOf(X509_get_subject_name(certificate));
  const std::string issuer = CommonNameOf(X509_get_issuer_name(certificate));
  if (signer != pins.signer_common_name || issuer != pins.issuer_common_name) {
    return Refused("is signed by \"" + signer + "\" of \"" + issuer + "\", not by \"" +
                   pins.signer_common_name + "\" of \"" + pins.issuer_common_name +
                   "\"; a change of signer is told in the configuration (\"signature\")");
  }
  return OkStatus();
}

}  // namespace

Status CheckWhiteListSignature(const std::string& path, const SignatureTrust& trust) {
  RETURN_IF_ERROR(InitializeOnce());
  const Result<Document> document = Parse(path);
  if (!document.ok()) return document.status();
  const Result<xmlNode*> signature = FindSignature(document->get());
  if (!signature.ok()) return signature.status();
  const Result<Keys> keys = LoadAuthorities(trust.ca_bundle);
  if (!keys.ok()) return keys.status();
  const Context context(xmlSecDSigCtxCreate(keys->get()), &xmlSecDSigCtxDestroy);
  if (context == nullptr || !AllowOnly(*context)) {
    return InternalError("libxmlsec1 cannot prepare a verification");
  }
  context->keyInfoReadCtx.certsVerificationTime = trust.at;
  if (xmlSecDSigCtxVerify(context.get(), *signature) != 0) {
    return Refused(
        "has a signature that cannot be verified: an algorithm that is not allowed, or a "
        "certificate the authorities given with --ca-bundle do not vouch for");
  }
  if (context->status != xmlSecDSigStatusSucceeded) {
    return Refused("was changed after it was signed");
  }
  if (xmlSecPtrListGetSize(&context->signedInfoReferences) != 1) {
    return Refused("has a signature over something else than the whole document");
  }
  return CheckPins(*context, trust.pins);
}

}  // namespace annuaire::indexer
