// Invented records for the store's tests: every member filled, or a random
// choice of them, and a printed form to compare by. Both walk Fields(), and
// kMemberCount tells whether Fields() walks every member.

#pragma once

#include <concepts>
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "directory/store/codec.h"
#include "directory/store/fields.h"

namespace annuaire {

// Fills each field with chance percent / 100, with texts kept in the object.
class Filler {
 public:
  template <typename T>
  using Ref = T&;

  Filler(unsigned seed, unsigned percent) : random_(seed), percent_(percent) {}

  template <typename Record>
  Record Make(std::string_view key) {
    Record record;
    Fields(*this, record);
    KeyOf(record) = texts_.emplace_back(key);
    return record;
  }

  template <typename T, typename... Last>
  void operator()(unsigned /*field*/, T& field, Last... last) {
    if (random_() % 100 < percent_) Fill(field, last...);
  }

 private:
  void Fill(std::string_view& text) { text = NewText(); }
  void Fill(std::string& text) { text = NewText(); }
  void Fill(Coded& coded) { coded = {NewCode(), NewCode()}; }
  template <typename T>
  requires std::is_integral_v<T>
  void Fill(T& number) { number = static_cast<T>(random_()); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Fill(Enum& value, Enum last) {
    value = static_cast<Enum>(1 + random_() % static_cast<unsigned>(last));
  }
  template <typename T>
  void Fill(std::vector<T>& values) {
    values.resize(1 + random_() % 3);
    for (T& value : values) {
      if (random_() % 100 < percent_) Fill(value);
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void Fill(T& nested) { Fields(*this, nested); }

  std::string_view NewText() {
    static constexpr std::string_view kPieces[] = {"Dupont", "é",  "rue de l'Église",
                                                   "|",      "54", " "};
    std::string text;
    for (auto i = 1 + random_() % (random_() % 50 == 0 ? 60 : 4); i > 0; --i) {
      text += kPieces[random_() % std::size(kPieces)];
    }
    return texts_.emplace_back(std::move(text));
  }
  // Few, so that code books are used as they are meant.
  std::string_view NewCode() { return texts_.emplace_back("C" + std::to_string(random_() % 300)); }

  std::mt19937 random_;
  unsigned percent_;
  std::deque<std::string> texts_;
};

// "9{1="10" …}": every field of a struct, as text.
class Printer {
 public:
  template <typename T>
  using Ref = const T&;

  template <typename T, typename... Last>
  void operator()(unsigned field, const T& value, Last...) {
    ++fields_;
    text_ += std::to_string(field) + "=";
    Print(value);
    text_ += ' ';
  }

  const std::string& text() const { return text_; }
  int fields() const { return fields_; }  // walked, nested ones included

 private:
  void Print(std::string_view text) { text_.append("\"").append(text).append("\""); }
  void Print(const std::string& text) { Print(std::string_view(text)); }
  void Print(const Coded& coded) {
    Print(coded.code);
    text_ += ':';
    Print(coded.label);
  }
  template <typename T>
  requires std::is_integral_v<T>
  void Print(T number) { text_ += std::to_string(number); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Print(Enum value) { text_ += std::to_string(static_cast<unsigned>(value)); }
  template <typename T>
  void Print(const std::vector<T>& values) {
    text_ += '[';
    for (const T& value : values) {
      Print(value);
      text_ += ',';
    }
    text_ += ']';
  }
  template <typename T>
  requires std::is_class_v<T>
  void Print(const T& nested) {
    text_ += '{';
    Fields(*this, nested);
    text_ += '}';
  }

  std::string text_;
  int fields_ = 0;
};

template <typename Record>
std::string Describe(const Record& record) {
  Printer printer;
  Fields(printer, record);
  return std::string(KeyOf(record)) + ": " + printer.text();
}

// How many members an aggregate has: the most values it can be braced from.
struct AnyMember {
  template <typename T>
  operator T() const;  // NOLINT
};
template <typename T, std::size_t... kIndex>
constexpr bool IsBracedFrom(std::index_sequence<kIndex...>) {
  return requires { T{(static_cast<void>(kIndex), AnyMember())...}; };
}
template <typename T, std::size_t kCount = 40>
constexpr std::size_t CountMembers() {
  if constexpr (IsBracedFrom<T>(std::make_index_sequence<kCount>())) {
    return kCount;
  } else {
    return CountMembers<T, kCount - 1>();
  }
}

}  // namespace annuaire
