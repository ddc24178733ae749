// CheckWhiteListSignature() says whether a white list is what the Agence du
// Numérique en Santé signed, through libxmlsec1.
//
// Trusted is a document with exactly one signature, the last child of its root,
// over the whole document: enveloped XML-DSig, exclusive canonicalisation,
// RSA-SHA256 and nothing else, by a certificate that the given authorities
// vouch for at the given time and whose issuer and name are the pinned ones.
// The certificate itself is not pinned: it is renewed every three years.
//
// A document type (hence entities), an element nested deeper than libxml2's own
// bound and a file over 64 MiB are refused before the signature is looked at.
//
// Thread-safe once one call has returned.

#pragma once

#include <ctime>
#include <string>

#include "directory/base/status.h"
#include "indexer/sync/source.h"

namespace annuaire::indexer {

struct SignatureTrust {
  SignaturePins pins;
  std::string ca_bundle;  // PEM file: the authorities
  std::time_t at = 0;     // certificates must be valid then
};

// Returns kFailedPrecondition saying what is wrong, kUnavailable when a file
// cannot be read.
Status CheckWhiteListSignature(const std::string& path, const SignatureTrust& trust);

}  // namespace annuaire::indexer
