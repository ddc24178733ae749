// What a mirror follows and how strictly: the built-in sources and limits, as a
// configuration file changes them.
//
// The file is JSON (comments are allowed). Everything in it is optional, an
// unknown word is refused:
//
//   { "sources": [                        // by name: changes a built-in one, or adds one
//       { "name": "white-list",
//         "enabled": true,
//         "ca_bundle": "/etc/annuaire/igc-sante.pem",
//         "signature": { "issuer": "AC IGC-…", "signer": "alb.mssante.fr" } },
//       { "name": "finess-old",
//         "url": "https://example.org/stock.csv",
//         "probe": "conditional",         // or "head", "data-gouv", "fhir"
//         "file_prefix": "", "fallback_url": "",    // of "data-gouv"
//         "kinds": ["FINESS csv"],        // what the file holds: names as in the reports
//         "replaces": ["finess"],         // turned off while this one is on
//         "required": false,              // true: nothing is published without it
//         "allow_http": false },
//       { "name": "fhir",
//         "api_key_file": "/etc/annuaire/fhir.key" } ],      // or ANNUAIRE_FHIR_KEY
//     "guards": { "PER": { "shrink": 0.1, "growth": 0.1 } },     // and the like, see guard.h
//     "network": { "retries": 4, "first_delay_ms": 2000, "longest_delay_ms": 120000,
//                  "connect_timeout_ms": 20000, "total_timeout_ms": 7200000,
//                  "low_speed_bytes_per_s": 1024, "low_speed_s": 60, "bytes_max": 8589934592 } }

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "indexer/fetch/backoff.h"
#include "indexer/fetch/http_client.h"
#include "indexer/sync/guard.h"
#include "indexer/sync/source.h"

namespace annuaire::indexer {

struct SyncSettings {
  std::vector<Source> sources = BuiltInSources();
  Bands bands;
  TransferLimits limits;
  Backoff backoff;
};

// The defaults as "json" changes them. Returns kInvalidArgument naming the word
// that is wrong.
Result<SyncSettings> ReadSyncSettings(std::string_view json);

// Gives sources their authorities, "NAME=FILE", and turns them on. Returns
// kInvalidArgument for an unknown name or a file that cannot be read.
Status GiveAuthorities(const std::vector<std::string>& words, SyncSettings& settings);

// Gives sources of the FHIR API their key: that of their file, else the one
// from the environment. Returns kInvalidArgument for a file that cannot be read
// or a key that is none; no message holds the key.
Status GiveApiKeys(std::string_view from_environment, SyncSettings& settings);

// The sources to follow: the enabled ones, without those that another replaces, and
// without those that want a key, have none and of which "store" holds nothing.
// Returns kInvalidArgument when there is none.
Result<std::vector<Source>> SourcesToFollow(const SyncSettings& settings, const std::string& store);

}  // namespace annuaire::indexer
