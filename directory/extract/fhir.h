// ReadFhir() reads resources of the FHIR API "Annuaire Santé" v2: which MSSanté
// mailboxes each Practitioner, PractitionerRole and Organization has.
//
// A file holds one JSON object after the other, on lines of their own or not:
// resources, or Bundles of them. Other resources are counted and left. A
// mailbox is a telecom with system "email" and the extension email-type
// MSSANTE; its type is read as valueCode, valueCoding or valueCodeableConcept,
// its preferred rank as the telecom's. A description keeps its words only.
// Mailboxes on the red list are left; those of patients too, and counted.
//
// Holder and structure are told by business identifiers only (national id,
// FINESS, SIRET, SIREN); the API's own ids are none. A PractitionerRole names
// its holder by reference: one that leads to a contained resource or carries an
// identifier is followed, another is not.
//
// Source: implementation guide ans.fhir.fr.annuaire 1.2.0, as-ext-mailbox-mss-metadata.
// Pure function; safe from any thread.
//
// Example:
//
//   Result<FhirSummary> summary = ReadFhir(source, [&](const FhirResource& resource) {
//     for (const MailboxRow& row : resource.mailboxes) part.AddFallback(row);
//     return OkStatus();
//   });

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/extract/chunk_source.h"
#include "directory/extract/mailbox_row.h"
#include "directory/extract/row_error.h"

namespace annuaire {

struct FhirResource {
  std::string_view type;  // "Practitioner"
  std::string_view id;    // of the API, good within one file only
  // False for a tombstone: what is left of a resource that was removed.
  bool active = true;
  std::vector<MailboxRow> mailboxes;
  // Mailboxes left out, each for its reason.
  std::vector<RowError> problems;
};

struct FhirSummary {
  std::string generated_at;  // timestamp of the first Bundle that has one
  std::uint64_t resources = 0;
  std::uint64_t bad_keys = 0;
  std::array<std::uint64_t, static_cast<std::size_t>(RowError::kCount)> rejects{};
};

// Views in the resource are valid during the call. An error stops the reading.
using FhirSink = std::function<Status(const FhirResource&)>;

// Malformed or truncated JSON gives kInvalidArgument with the byte offset, an
// object over 64 MiB or nested deeper than 64 levels kResourceExhausted; an
// error of the sink is returned as it is. Resources already given stay given.
Result<FhirSummary> ReadFhir(const ChunkSource& source, const FhirSink& sink);

}  // namespace annuaire
