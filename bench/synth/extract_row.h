// Rows of the ANS extracts: fields between '|', no quoting, and, rarely, the
// accidents that published files have.
//
// Example:
//
//   ExtractRow row;
//   row.Add(person.number).Add(profession).Skip(3);
//   rare.Finish(index, TrailingSeparator::kYes, row);

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/synth/professions.h"

namespace annuaire::synth {

class ExtractRow {
 public:
  void Clear() {
    text_.clear();
    fields_ = 0;
  }
  ExtractRow& Add(std::string_view field) {
    if (fields_++ > 0) text_ += '|';
    text_ += field;
    return *this;
  }
  // Code and label, two fields.
  ExtractRow& Add(const Labelled& value) { return Add(value.code).Add(value.label); }
  ExtractRow& Skip(int count) {
    while (count-- > 0) Add(std::string_view());
    return *this;
  }
  int fields() const { return fields_; }
  std::string& text() { return text_; }

 private:
  std::string text_;
  int fields_ = 0;
};

// Decides which rows of one file are damaged: four in Windows-1252, one in
// 50,000 practitioners (at most 20) cut short, one in a thousand with trailing
// blanks. A damage meant for a practitioner without rows falls on the next one.
class RareRows {
 public:
  // "file" tells the files of one run apart.
  RareRows(std::uint64_t seed, std::uint64_t file, std::uint64_t practitioners);

  // Ends "row", written for practitioner "index" (never falling), with its line
  // feed; "trailing" adds the separator that ends the rows of PS_LibreAcces.
  void Finish(std::uint64_t index, bool trailing, ExtractRow& row);

 private:
  struct Damage {
    std::uint64_t index;
    bool cut;
    friend auto operator<=>(const Damage&, const Damage&) = default;
  };
  std::uint64_t seed_;
  std::uint64_t file_;
  std::uint64_t rows_ = 0;
  std::vector<Damage> damages_;  // by index; the first next_ are done
  std::size_t next_ = 0;
};

// UTF-8 to Windows-1252; what has no place there becomes '?'.
std::string ToWindows1252(std::string_view text);

}  // namespace annuaire::synth
