// FetchFhirDelta() brings what is known of the FHIR API up to now: what changed
// since, page by page, laid over the file that is held.
//
// The file has one resource with published mailboxes a line, after a Bundle
// with the day:
//
//   {"resourceType":"Bundle","type":"collection","timestamp":"2026-11-21T00:00:00Z"}
//   {"resourceType":"Practitioner","id":"003-…","identifier":[…],"telecom":[…]}
//
// A run that is cut off is gone on with by the next one, at the page it had reached:
//
//   FOLDER/delta/1, 2, …        the changes of each page, flushed
//   FOLDER/delta/cursor.json    how many there are, and where it goes on
//
// The API keeps 30 days of changes. A file older than that cannot be brought up
// to now: it is dropped, and one begun anew that knows the changes of the last
// weeks. So does the first one: no address is asked for that nobody touched since.
// The extracts hold the rest.

#pragma once

#include <cstdint>
#include <string>

#include "directory/base/result.h"
#include "directory/store/source_state.h"
#include "indexer/fetch/download.h"
#include "indexer/log.h"
#include "indexer/sync/source.h"

namespace annuaire::indexer {

struct FhirDelta {
  std::string began;  // RFC 3339: the next delta asks for what changed since
  std::string since;  // the first day whose changes the file holds; of a former version's: empty
  bool changed = false;
  std::string path;         // the new file, flushed; of "changed"
  std::uint64_t bytes = 0;  // of the new file
  std::uint64_t downloaded = 0;
};

// "base" is the file held, in "folder"; its fetched_at tells since when changes
// are wanted. Pages come from the host of source.url only. A failure that may
// pass keeps the pages; what will not (a page that is none, a link that leads
// elsewhere or is not known any more) makes the next run ask from the start.
Result<FhirDelta> FetchFhirDelta(const Source& source, const std::string& folder,
                                 const RawFile& base, Downloader& downloader, Log& log,
                                 Progress& progress, const std::atomic<bool>& stop);

}  // namespace annuaire::indexer
