// A Source is one published file that the mirror follows: where it is, what it
// must hold, whom to trust.
//
// The built-in ones are a table in source.cc. Following a source is always the
// same: find out whether it changed, fetch it, check it, hand it to the ingest
// with those of the other sources. What differs is how a change shows.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/extract/file_kind.h"

namespace annuaire::indexer {

// How a source tells that it changed.
enum class Probe : std::uint8_t {
  // GET with If-None-Match and If-Modified-Since: the answer is 304 or the file.
  kConditional,
  // HEAD: file name and length identify a version (the ANS names files by the minute).
  kHead,
  // data.gouv.fr describes the file (address, checksum, length, date) as JSON.
  kDataGouv,
  // Changes are asked of the FHIR API, page by page: fhir_delta.h.
  kFhir,
};

// Who must have signed a file; nobody when both are empty.
struct SignaturePins {
  std::string issuer_common_name;
  std::string signer_common_name;

  bool required() const { return !issuer_common_name.empty() || !signer_common_name.empty(); }
};

struct Source {
  std::string name;  // letters, digits and '-': it names files
  Probe probe = Probe::kConditional;
  // The file; for kDataGouv, its description; for kFhir, the base address.
  std::string url;
  // kDataGouv describing a whole dataset: the newest file whose name starts so.
  std::string file_prefix;
  // kDataGouv: the file itself, asked for as kConditional does when its
  // description cannot be had; may be empty.
  std::string fallback_url;
  // What the file holds, every kind once or more, and nothing else.
  std::vector<FileKind> kinds;
  // Turned on in the place of these, which are turned off.
  std::vector<std::string> replaces;
  bool enabled = true;
  // Without one good copy of it nothing is published.
  bool required = false;
  // A PEM file of the authorities to trust; empty: those of the system.
  std::string ca_bundle;
  bool allow_http = false;
  // Of kFhir, which is not followed before it has a key: the file that holds it,
  // or the key itself.
  std::string api_key_file;
  std::string api_key;
  SignaturePins signature;  // of the MSSanté white list
};

// The sources known without configuration, the default ones enabled.
std::vector<Source> BuiltInSources();

// The one named so, or nullptr.
Source* FindSource(std::vector<Source>& sources, std::string_view name);

}  // namespace annuaire::indexer
