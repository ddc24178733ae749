// Metadata says what a generation holds and which files it came from.
//
// It owns its text. Everything here is printed by the programs and served by
// MirrorService.GetStatus.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"

namespace annuaire {

struct RejectCount {
  std::string kind;  // "too few fields"
  std::uint64_t rows = 0;

  friend bool operator==(const RejectCount&, const RejectCount&) = default;
};

// One file (or one entry of an archive) that was read.
struct SourceFile {
  std::string kind;          // "Personne_activite", "Correspondance_MSSante", …
  std::string file_name;     // without folders: "extract.zip!PS_LibreAcces.txt"
  std::string extract_date;  // ISO, "2026-09-14"; empty when the file does not say
  std::uint64_t rows_read = 0;
  std::uint64_t rows_rejected = 0;
  std::vector<RejectCount> rejects;  // kinds that occurred
  std::uint64_t windows_1252_rows = 0;
  std::uint64_t bad_keys = 0;  // identifiers whose check digit is wrong

  friend bool operator==(const SourceFile&, const SourceFile&) = default;
};

struct RecordCounts {
  std::uint64_t practitioners = 0;
  std::uint64_t activities = 0;
  std::uint64_t organizations = 0;
  std::uint64_t mailboxes = 0;
  std::uint64_t domains = 0;
  std::uint64_t verdicts = 0;  // mailboxes with at least one remark

  friend bool operator==(const RecordCounts&, const RecordCounts&) = default;
};

struct Metadata {
  std::string generation;    // its name
  std::string created_at;    // ISO, UTC: "2026-09-15T04:12:07Z"
  std::string extract_date;  // the latest date of its sources: show EditionDateOf()
  std::string product_version;
  RecordCounts counts;
  std::vector<SourceFile> sources;
  std::string rule_set_version;  // of the naming rules that made the verdicts

  friend bool operator==(const Metadata&, const Metadata&) = default;
};

// The date an edition goes by: that of its mailbox extract, else of its extract
// of persons, else the latest of its sources.
std::string_view EditionDateOf(const Metadata& metadata);

std::string EncodeMetadata(const Metadata& metadata);
// Returns kDataLoss for malformed bytes.
Result<Metadata> DecodeMetadata(std::string_view bytes);

}  // namespace annuaire
