// A JoinPart takes in the rows of one file.
//
// Not thread-safe; each part of a Join may be filled by a thread of its own.
// Close() comes after the last row.
//
// Memory: every distinct group of columns that describes a structure once, 12
// bytes per activity row, and some 45 bytes per person for the id and the name.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "directory/extract/diploma_row.h"
#include "directory/extract/mailbox_row.h"
#include "directory/extract/person_activity_row.h"
#include "directory/extract/savoir_faire_row.h"
#include "directory/extract/white_list.h"
#include "directory/record/organization.h"

namespace annuaire {

struct JoinRows;

class JoinPart {
 public:
  JoinPart();
  ~JoinPart();
  JoinPart(JoinPart&&) noexcept;
  JoinPart& operator=(JoinPart&&) noexcept;

  // Rows of a file of about so many bytes will come. It spares copying those that
  // are there whenever the room for them is used up.
  void Expect(std::uint64_t text_bytes);

  void Add(const PersonActivityRow& row);
  void Add(const SkillRow& row);
  void Add(const DiplomaRow& row);
  void Add(const MailboxRow& row);
  // A row that counts only for what no other row says of its address. A part has
  // these or the other kind of mailbox rows, not both.
  void AddFallback(const MailboxRow& row);
  void Add(const Organization& row);  // of finess_csv.h or finess_plus.h
  void Add(const WhiteListEntry& row);

  // Sorts what was added; nothing may be added after it.
  void Close();

  std::size_t memory_bytes() const;
  const JoinRows& rows() const { return *rows_; }  // internal to the room

 private:
  std::unique_ptr<JoinRows> rows_;
};

}  // namespace annuaire
