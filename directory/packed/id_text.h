#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace annuaire {

// The text of an identifier: spelled in place when the Directory packs it as a
// number, else a view into the Directory.
class IdText {
 public:
  static constexpr std::size_t kInPlaceMax = 15;

  IdText() = default;
  explicit IdText(std::string_view outside)
      : outside_(outside.data()), size_(static_cast<std::uint32_t>(outside.size())) {}
  // REQUIRES: at most kInPlaceMax bytes
  static IdText InPlace(std::string_view text) {
    IdText id;
    id.size_ = static_cast<std::uint32_t>(text.copy(id.in_place_.data(), kInPlaceMax));
    return id;
  }

  // Lives as long as this IdText.
  std::string_view view() const { return {outside_ ? outside_ : in_place_.data(), size_}; }
  operator std::string_view() const { return view(); }  // NOLINT: reads like the text it is
  bool empty() const { return size_ == 0; }

  friend bool operator==(const IdText& a, std::string_view b) { return a.view() == b; }
  friend bool operator==(const IdText& a, const IdText& b) { return a.view() == b.view(); }

 private:
  const char* outside_ = nullptr;
  std::uint32_t size_ = 0;
  std::array<char, kInPlaceMax> in_place_{};
};

}  // namespace annuaire
