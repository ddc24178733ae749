#include <algorithm>

#include "directory/store/generation.h"

namespace annuaire {
namespace {

// One of two tables read side by side.
template <typename Record>
class Side {
 public:
  Side(TableReader::Cursor cursor, const CodeBook& codes)
      : cursor_(std::move(cursor)), codes_(codes) {}

  TableReader::Cursor& cursor() { return cursor_; }
  const Record* record() const { return &record_; }
  Status Decode() { return DecodeRecord(cursor_.key(), cursor_.value(), codes_, record_); }

 private:
  TableReader::Cursor cursor_;
  const CodeBook& codes_;
  Record record_;
};

// Whether a number means the same code in both books, wherever both have it.
bool IsContinued(const CodeBook& before, const CodeBook& after) {
  const std::uint32_t common = std::min(before.size(), after.size());
  for (std::uint32_t i = 0; i < common; ++i) {
    if (before[i] != after[i]) return false;
  }
  return true;
}

}  // namespace

template <typename Record>
Status Generation::VisitDifferences(const Generation& after, const VisitPair<Record>& visit) const {
  constexpr Table kTable = kTableOf<Record>;
  Side<Record> old_side(tables_.Start(kTable), codes(kTable));
  Side<Record> new_side(after.tables_.Start(kTable), after.codes(kTable));
  TableReader::Cursor& left = old_side.cursor();
  TableReader::Cursor& right = new_side.cursor();
  const bool equal_bytes_tell = IsContinued(codes(kTable), after.codes(kTable));
  while (left.valid() || right.valid()) {
    const int order = !left.valid() ? 1 : !right.valid() ? -1 : left.key().compare(right.key());
    const bool in_old = order <= 0;
    const bool in_new = order >= 0;
    if (order != 0 || !equal_bytes_tell || left.value() != right.value()) {
      if (in_old) RETURN_IF_ERROR(old_side.Decode().Annotate(directory_));
      if (in_new) RETURN_IF_ERROR(new_side.Decode().Annotate(after.directory_));
      RETURN_IF_ERROR(
          visit(in_old ? old_side.record() : nullptr, in_new ? new_side.record() : nullptr));
    }
    if (in_old) left.Next();
    if (in_new) right.Next();
  }
  RETURN_IF_ERROR(left.status());
  return right.status();
}

template Status Generation::VisitDifferences(const Generation&,
                                             const VisitPair<Practitioner>&) const;
template Status Generation::VisitDifferences(const Generation&,
                                             const VisitPair<Organization>&) const;
template Status Generation::VisitDifferences(const Generation&, const VisitPair<Mailbox>&) const;
template Status Generation::VisitDifferences(const Generation&, const VisitPair<Domain>&) const;

}  // namespace annuaire
