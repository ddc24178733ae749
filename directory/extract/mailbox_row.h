// MailboxParser reads lines of Extraction_Correspondance_MSSante (31 columns):
// one mailbox address with one holder, one structure, both or neither.
//
// A patient's address (patient.mssante.fr) holds a national health number: the
// line gives RowError::kPatientAddress, and no text of it leaves the parser.
//
// A row's views are valid until the next Parse(). One parser per thread; see
// person_activity_row.h for an example.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "directory/base/result.h"
#include "directory/extract/column_map.h"
#include "directory/extract/delimited_line.h"
#include "directory/extract/row_error.h"
#include "directory/extract/row_id.h"
#include "directory/record/mailbox.h"

namespace annuaire {

struct MailboxRow {
  std::string_view address;         // as published, trimmed
  std::string_view folded_address;  // FoldAddress() of it
  Attachment attachment;
  StructureId structure;
  std::uint8_t flags = 0;  // RowFlag bits
};

class MailboxParser {
 public:
  static Result<MailboxParser> Make(std::string_view header_line);

  RowProblem Parse(std::string_view line);
  const MailboxRow& row() const { return row_; }

  const ColumnMap& columns() const { return columns_; }
  std::uint64_t decoded_lines() const { return line_.decoded_lines(); }

 private:
  explicit MailboxParser(ColumnMap columns) : columns_(std::move(columns)) {}
  RowProblem ReadAddress();
  void ReadHolder();
  void ReadStructure();
  std::string_view Field(std::size_t column) const {
    return columns_.Field(line_.fields(), column);
  }

  ColumnMap columns_;
  DelimitedLine line_;
  MailboxRow row_;
  std::string folded_;
  std::string person_buffer_;
  std::string structure_buffer_;
};

// Whether a mailbox may have this address, trimmed: kNone, or why not.
RowError CheckAddress(std::string_view address);

// O, Oui, True, 1 accept; N, Non, False, 0 refuse; anything else is unknown.
Paperless ReadPaperless(std::string_view text);

}  // namespace annuaire
