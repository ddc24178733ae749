#include "directory/store/code_book.h"

#include <cassert>
#include <cstring>
#include <limits>

#include "directory/base/short_text.h"
#include "directory/base/text_hash.h"
#include "directory/store/wire.h"

namespace annuaire {
namespace {

std::uint64_t Hash(const Coded& coded) {
  return (HashText(coded.code) * 0x9e3779b97f4a7c15u) ^ HashText(coded.label);
}

// Tells most values that occur often apart, and takes no look at all their letters.
std::size_t LooksOf(const Coded& coded) {
  const auto last = [](std::string_view text) {
    return text.empty() ? 0u : static_cast<unsigned char>(text.back());
  };
  return coded.code.size() * 5 + coded.label.size() * 37 + last(coded.code) * 11 +
         last(coded.label) * 3;
}

bool IsSame(const Coded& a, const Coded& b) {
  return IsSameText(a.code, b.code) && IsSameText(a.label, b.label);
}

std::uint32_t TagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

Result<CodeBook> CodeBook::Parse(std::string_view bytes) {
  CodeBook book;
  book.bytes_ = std::make_unique_for_overwrite<char[]>(bytes.size() + 1);
  if (!bytes.empty()) std::memcpy(book.bytes_.get(), bytes.data(), bytes.size());
  wire::Reader in({book.bytes_.get(), bytes.size()});
  while (!in.at_end() && !in.failed()) {
    const std::string_view code = in.Text();
    const std::string_view label = in.Text();
    book.values_.push_back({code, label});
  }
  if (in.failed()) {
    return DataLossError("code book malformed at byte " + std::to_string(in.offset()));
  }
  return book;
}

CodeBookBuilder::CodeBookBuilder() : values_(1), slots_(1024) {}

CodeBookBuilder::CodeBookBuilder(const CodeBook& book) : CodeBookBuilder() {
  for (std::uint32_t i = 1; i < book.size(); ++i) (void)IndexOf(book[i]);
}

std::uint32_t CodeBookBuilder::IndexOf(const Coded& coded) {
  if (coded.empty()) return 0;
  std::uint32_t& usual = usual_[LooksOf(coded) % usual_.size()];
  if (!IsSame(values_[usual], coded)) usual = Find(coded);
  return usual;
}

std::uint32_t CodeBookBuilder::Find(const Coded& coded) {
  const std::uint64_t hash = Hash(coded);
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].index != 0; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.tag == TagOf(hash) && IsSame(values_[slot.index], coded)) return slot.index;
  }
  assert(values_.size() < std::numeric_limits<std::uint32_t>::max());
  const std::uint32_t index = size();
  slots_[at] = {TagOf(hash), index};
  values_.push_back({text_.Copy(coded.code), text_.Copy(coded.label)});
  if (values_.size() * 2 > slots_.size()) Grow();
  return index;
}

void CodeBookBuilder::Grow() {
  slots_.assign(slots_.size() * 2, {});
  for (std::uint32_t index = 1; index < size(); ++index) {
    const std::uint64_t hash = Hash(values_[index]);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].index != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {TagOf(hash), index};
  }
}

std::string CodeBookBuilder::ToBytes() const {
  std::string bytes;
  for (std::size_t i = 1; i < values_.size(); ++i) {
    wire::AppendText(values_[i].code, bytes);
    wire::AppendText(values_[i].label, bytes);
  }
  return bytes;
}

}  // namespace annuaire
