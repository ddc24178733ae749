#include "server/ldap/filter.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/ldap/hex_octet.h"
#include "server/ldap/match.h"

namespace annuaire::ldap_front {
namespace {

// nullopt when a backslash is not followed by two hexadecimal digits.
std::optional<Assertion> Unescape(std::string_view escaped) {
  Assertion value;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] != '\\') {
      value.text.push_back(escaped[i]);
      continue;
    }
    const std::optional<char> octet = HexOctet(escaped.substr(i + 1));
    if (!octet) return std::nullopt;
    value.text.push_back(*octet);
    i += 2;
  }
  value.folded = FoldForMatch(value.text);
  return value;
}

// What cannot be compared: it folds to nothing, yet is not nothing.
bool IsUndefined(const Assertion& value) { return value.folded.empty() && !value.text.empty(); }

Filter OfKind(Filter::Kind kind) { return Filter{.kind = kind}; }

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Filter> Run() {
    std::optional<Filter> filter = ReadFilter(0);
    if (!filter || at_ != text_.size()) {
      return InvalidArgumentError("malformed filter at byte " + std::to_string(at_));
    }
    return *std::move(filter);
  }

 private:
  bool Take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::optional<Filter> ReadFilter(std::size_t depth) {
    if (depth == Filter::kDepthMax || !Take('(')) return std::nullopt;
    std::optional<Filter> filter;
    if (Take('&')) {
      filter = ReadList(Filter::Kind::kAnd, depth);
    } else if (Take('|')) {
      filter = ReadList(Filter::Kind::kOr, depth);
    } else if (Take('!')) {
      filter = OfKind(Filter::Kind::kNot);
      std::optional<Filter> child = ReadFilter(depth + 1);
      if (!child) return std::nullopt;
      filter->children.push_back(*std::move(child));
    } else {
      filter = ReadItem();
    }
    if (!filter || !Take(')')) return std::nullopt;
    return filter;
  }

  // Empty lists are true and false (RFC 4526).
  std::optional<Filter> ReadList(Filter::Kind kind, std::size_t depth) {
    Filter list = OfKind(kind);
    while (at_ < text_.size() && text_[at_] == '(') {
      std::optional<Filter> child = ReadFilter(depth + 1);
      if (!child) return std::nullopt;
      list.children.push_back(*std::move(child));
    }
    return list;
  }

  std::optional<Filter> ReadItem() {
    const std::size_t end = text_.find_first_of("()", at_);
    if (end == std::string_view::npos || text_[end] != ')') return std::nullopt;
    const std::string_view item = text_.substr(at_, end - at_);
    const std::size_t equals = item.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    std::optional<Filter> filter = MakeItem(item.substr(0, equals), item.substr(equals + 1));
    if (filter) at_ = end;
    return filter;
  }

  // "left" holds the attribute and what precedes the "=" of the operator.
  static std::optional<Filter> MakeItem(std::string_view left, std::string_view right) {
    if (left == "?") return Computed(right);
    if (left.empty()) return std::nullopt;
    bool undefined = left.front() == '?';
    if (left.back() == '<' || left.back() == '>' || left.back() == ':') undefined = true;
    if (left.back() == '~') left.remove_suffix(1);
    const std::optional<Attribute> attribute = FindAttribute(left);
    undefined = undefined || !attribute || *attribute == Attribute::kTelephoneNumber;

    Filter filter;
    if (right == "*") {
      filter.kind = Filter::Kind::kPresent;
    } else if (right.find('*') == std::string_view::npos) {
      std::optional<Assertion> value = Unescape(right);
      if (!value) return std::nullopt;
      filter.kind = Filter::Kind::kEqual;
      filter.value = *std::move(value);
      filter.value.folded = FoldWholeForMatch(filter.value.text);
      undefined = undefined || IsUndefined(filter.value);
    } else {
      filter.kind = Filter::Kind::kSubstring;
      if (!SetPieces(right, filter)) return std::nullopt;
      undefined = undefined || IsUndefined(filter.initial) || IsUndefined(filter.final) ||
                  std::any_of(filter.any.begin(), filter.any.end(), IsUndefined);
    }
    if (undefined) return OfKind(Filter::Kind::kUndefined);
    filter.attribute = *attribute;
    return filter;
  }

  // What slapd has computed itself.
  static Filter Computed(std::string_view result) {
    if (result == "true") return OfKind(Filter::Kind::kTrue);
    if (result == "false") return OfKind(Filter::Kind::kFalse);
    return OfKind(Filter::Kind::kUndefined);
  }

  // Cuts "dup*jea*" at its stars; clients write several in a row.
  static bool SetPieces(std::string_view right, Filter& filter) {
    const std::size_t first = right.find('*');
    const std::size_t last = right.rfind('*');
    std::optional<Assertion> initial = Unescape(right.substr(0, first));
    std::optional<Assertion> final = Unescape(right.substr(last + 1));
    if (!initial || !final) return false;
    filter.initial = *std::move(initial);
    filter.final = *std::move(final);
    for (std::size_t start = first + 1; start <= last;) {
      const std::size_t end = right.find('*', start);
      std::optional<Assertion> piece = Unescape(right.substr(start, end - start));
      if (!piece) return false;
      if (!piece->text.empty()) filter.any.push_back(*std::move(piece));
      start = end + 1;
    }
    if (filter.initial.text.empty() && filter.final.text.empty() && filter.any.empty()) {
      filter.kind = Filter::Kind::kPresent;  // "***"
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Filter> ParseFilter(std::string_view text) {
  if (text.size() > Filter::kBytesMax) {
    return InvalidArgumentError("the filter is longer than " + std::to_string(Filter::kBytesMax) +
                                " bytes");
  }
  return Parser(text).Run();
}

}  // namespace annuaire::ldap_front
