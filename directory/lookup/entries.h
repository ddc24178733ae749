// What the columns of a Directory are made of: one struct for each kind of row,
// and the tables that hold the most numerous ones bit by bit. Private to this
// room.

#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/lookup/row.h"
#include "directory/packed/packed_id.h"
#include "directory/packed/packed_rows.h"
#include "directory/packed/text_pool.h"

namespace annuaire {

// A (code, label) pair, held once however many rows have it.
enum class CodedId : std::uint32_t { kEmpty = 0 };

struct CodedEntry {
  Symbol code{};
  Symbol label{};
};

// A (city, postcode, department) triple, held once. Without padding, so that
// equal places have equal bytes.
struct PlaceEntry {
  Symbol city{};
  Symbol folded_city{};
  Symbol postcode{};
  std::uint32_t department = 0;  // position in Departments() + 1; 0 is unknown
};

// Fold() with blanks for hyphens and apostrophes: how city names are compared.
std::string FoldPlace(std::string_view city);

struct OrganizationEntry {
  PackedId key{};
  Symbol legal_name{};
  Symbol trade_name{};
  CodedId category{};
  std::uint32_t place = 0;
  std::uint32_t legal_entity = kNoIndex;
  OpenState state{};
  OrganizationKind kind{};
};

// What a practitioner is: professions with their categories, and savoir-faire.
struct TraitEntry {
  CodedId profession;  // empty for a savoir-faire
  CodedId other;       // category, or savoir-faire
};

// How an activity is exercised; some hundred pairs exist.
struct ActivityKind {
  CodedId mode;
  CodedId sector;
};

struct ActivityEntry {
  std::uint32_t organization;  // kNoIndex when the activity names none
  std::uint32_t place;
  std::uint32_t kind;  // position in activity_kinds
};

struct PractitionerEntry {
  PackedId id;
  std::uint32_t family;     // position in families
  std::uint32_t given;      // position in givens
  std::uint32_t trait_set;  // position in trait_sets
};

// Columns for rows of one kind, each as wide as its largest value needs.
class OrganizationTable {
 public:
  OrganizationTable() = default;
  explicit OrganizationTable(const Column<OrganizationEntry>& entries) {
    Rows::Row largest{};
    for (const OrganizationEntry& entry : entries) {
      const Rows::Row row = Pack(entry);
      for (std::size_t i = 0; i < row.size(); ++i) largest[i] = std::max(largest[i], row[i]);
    }
    rows_ = Rows(entries.size(), largest);
    for (std::size_t i = 0; i < entries.size(); ++i) rows_.Set(i, Pack(entries[i]));
  }

  OrganizationEntry operator[](std::size_t i) const {
    const Rows::Row row = rows_[i];
    return {PackedId{row[0]},
            Symbol{static_cast<std::uint32_t>(row[1])},
            Symbol{static_cast<std::uint32_t>(row[2])},
            CodedId{static_cast<std::uint32_t>(row[3])},
            static_cast<std::uint32_t>(row[4]),
            static_cast<std::uint32_t>(row[5]) - 1,
            static_cast<OpenState>(row[6]),
            static_cast<OrganizationKind>(row[7])};
  }
  PackedId key(std::size_t i) const { return PackedId{rows_.At(i, 0)}; }
  void Prefetch(std::size_t i) const { rows_.Prefetch(i); }

  std::size_t size() const { return rows_.size(); }
  std::size_t bytes() const { return rows_.bytes(); }

 private:
  using Rows = PackedRows<8>;

  static Rows::Row Pack(const OrganizationEntry& entry) {
    return {static_cast<std::uint64_t>(entry.key),
            static_cast<std::uint64_t>(entry.legal_name),
            static_cast<std::uint64_t>(entry.trade_name),
            static_cast<std::uint64_t>(entry.category),
            entry.place,
            entry.legal_entity + 1,  // kNoIndex becomes 0
            static_cast<std::uint64_t>(entry.state),
            static_cast<std::uint64_t>(entry.kind)};
  }

  Rows rows_;
};

class PractitionerTable {
 public:
  PractitionerTable() = default;
  PractitionerTable(std::size_t rows, const PractitionerEntry& largest)
      : rows_(rows, Pack(largest)) {}

  void Set(std::size_t i, const PractitionerEntry& entry) { rows_.Set(i, Pack(entry)); }
  PractitionerEntry operator[](std::size_t i) const {
    return {id(i), static_cast<std::uint32_t>(rows_.At(i, 1)),
            static_cast<std::uint32_t>(rows_.At(i, 2)), static_cast<std::uint32_t>(rows_.At(i, 3))};
  }
  PackedId id(std::size_t i) const { return PackedId{rows_.At(i, 0)}; }
  // Asks the memory for an entry.
  void Prefetch(std::size_t i) const { rows_.Prefetch(i); }

  std::size_t size() const { return rows_.size(); }
  std::size_t bytes() const { return rows_.bytes(); }

 private:
  using Rows = PackedRows<4>;

  static Rows::Row Pack(const PractitionerEntry& entry) {
    return {static_cast<std::uint64_t>(entry.id), entry.family, entry.given, entry.trait_set};
  }

  Rows rows_;
};

class ActivityTable {
 public:
  ActivityTable() = default;
  ActivityTable(std::size_t rows, const ActivityEntry& largest) : rows_(rows, Pack(largest)) {}

  void Set(std::size_t i, const ActivityEntry& entry) { rows_.Set(i, Pack(entry)); }
  ActivityEntry operator[](std::size_t i) const {
    return {organization(i), place(i), static_cast<std::uint32_t>(rows_.At(i, 2))};
  }
  std::uint32_t organization(std::size_t i) const {
    return static_cast<std::uint32_t>(rows_.At(i, 0)) - 1;
  }
  std::uint32_t place(std::size_t i) const { return static_cast<std::uint32_t>(rows_.At(i, 1)); }

  std::size_t size() const { return rows_.size(); }
  std::size_t bytes() const { return rows_.bytes(); }

 private:
  using Rows = PackedRows<3>;

  static Rows::Row Pack(const ActivityEntry& entry) {
    return {entry.organization + 1, entry.place, entry.kind};  // kNoIndex becomes 0
  }

  Rows rows_;
};

}  // namespace annuaire
