// A SourceReader tells what one entry of the input is, parses its rows and
// hands them to a part of the join, counting and noting what it had to leave out.
//
// One thread. A file that is none of the published ones, lacks a column,
// breaks off or has too many unreadable rows is a failure that names the file;
// single rows never are. Mailboxes of patients are dropped and counted, and do
// not weigh on the share: leaving them out is the rule, not damage.

#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "directory/base/result.h"
#include "directory/extract/chunk_source.h"
#include "directory/extract/file_kind.h"
#include "directory/extract/row_error.h"
#include "directory/join/join_part.h"
#include "directory/store/metadata.h"
#include "indexer/line_reader.h"
#include "indexer/log.h"
#include "indexer/reject_log.h"

namespace annuaire::indexer {

class SourceReader {
 public:
  struct Options {
    double max_reject_share = 0;
    // Checked between lines; reading ends with kAborted when it is set.
    const std::atomic<bool>* stop = nullptr;
  };

  // All must outlive the reader.
  SourceReader(JoinPart& part, RejectLog& rejects, Log& log, const Options& options)
      : part_(part), rejects_(rejects), log_(log), options_(options) {}

  // Reads the entry "name" from "chunks"; ends early when they do.
  Result<SourceFile> Read(const std::string& name, const ChunkSource& chunks);

 private:
  Status ReadAs(FileKind kind, const ChunkSource& chunks, SourceFile& source);
  template <typename Parser>
  Status ReadRows(const ChunkSource& chunks, SourceFile& source);
  Status ReadFinessRows(const ChunkSource& chunks, SourceFile& source);
  Status ReadFinessPlusFile(const ChunkSource& chunks, SourceFile& source);
  Status ReadFhirFile(const ChunkSource& chunks, SourceFile& source);
  Status ReadWhiteListFile(const ChunkSource& chunks, SourceFile& source);
  void Reject(const RowProblem& problem, std::uint64_t line, SourceFile& source);
  Status CheckShare(const SourceFile& source) const;
  Status BetweenRows() const;

  JoinPart& part_;
  RejectLog& rejects_;
  Log& log_;
  Options options_;
};

}  // namespace annuaire::indexer
