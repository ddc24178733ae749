#include "server/ldap/match.h"

#include <algorithm>

#include "directory/base/fold.h"

namespace annuaire::ldap_front {
namespace {

bool HasPieces(const Filter& filter, std::string_view value) {
  if (!value.starts_with(filter.initial.folded)) return false;
  value.remove_prefix(filter.initial.folded.size());
  for (const Assertion& piece : filter.any) {
    const std::size_t at = value.find(piece.folded);
    if (at == std::string_view::npos) return false;
    value.remove_prefix(at + piece.folded.size());
  }
  return value.ends_with(filter.final.folded);
}

Truth Not(Truth truth) {
  if (truth == Truth::kUndefined) return truth;
  return truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
}

Truth OfBool(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

}  // namespace

std::string FoldForMatch(std::string_view text) {
  const std::string kept = FoldKeepingPunctuation(text);
  std::string folded;
  const auto add_blank = [&] {
    if (!folded.ends_with(' ')) folded += ' ';
  };
  if (text.starts_with(' ')) add_blank();
  for (const char c : kept) {
    if (c == ' ' || c == ',' || c == '-') {
      add_blank();
    } else {
      folded += c;
    }
  }
  if (text.ends_with(' ')) add_blank();
  return folded;
}

std::string FoldWholeForMatch(std::string_view text) {
  return std::string(Trim(FoldForMatch(text)));
}

const std::vector<std::string>& FoldedValues::of(Attribute attribute) {
  auto& values = values_[static_cast<std::size_t>(attribute)];
  if (!values) {
    values = source_(attribute);
    for (std::string& value : *values) value = FoldWholeForMatch(value);
  }
  return *values;
}

Truth Evaluate(const Filter& filter, FoldedValues& values) {
  switch (filter.kind) {
    case Filter::Kind::kAnd: {  // the least of its children
      Truth truth = Truth::kTrue;
      for (const Filter& child : filter.children) {
        truth = std::min(truth, Evaluate(child, values));
        if (truth == Truth::kFalse) break;
      }
      return truth;
    }
    case Filter::Kind::kOr: {  // the greatest of its children
      Truth truth = Truth::kFalse;
      for (const Filter& child : filter.children) {
        truth = std::max(truth, Evaluate(child, values));
        if (truth == Truth::kTrue) break;
      }
      return truth;
    }
    case Filter::Kind::kNot:
      return Not(Evaluate(filter.children.front(), values));
    case Filter::Kind::kEqual: {
      const auto& held = values.of(filter.attribute);
      return OfBool(std::find(held.begin(), held.end(), filter.value.folded) != held.end());
    }
    case Filter::Kind::kSubstring: {
      const auto& held = values.of(filter.attribute);
      return OfBool(std::any_of(held.begin(), held.end(), [&](const std::string& value) {
        return HasPieces(filter, value);
      }));
    }
    case Filter::Kind::kPresent:
      return OfBool(!values.of(filter.attribute).empty());
    case Filter::Kind::kTrue:
      return Truth::kTrue;
    case Filter::Kind::kFalse:
      return Truth::kFalse;
    case Filter::Kind::kUndefined:
      return Truth::kUndefined;
  }
  return Truth::kUndefined;
}

}  // namespace annuaire::ldap_front
