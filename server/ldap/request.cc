#include "server/ldap/request.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "directory/base/fold.h"

namespace annuaire::ldap_front {
namespace {

// The value of the first "name: value" line.
std::optional<std::string_view> Find(std::string_view block, std::string_view name) {
  for (std::size_t start = block.find('\n'); start != std::string_view::npos;) {
    ++start;
    const std::size_t end = std::min(block.find('\n', start), block.size());
    std::string_view line = block.substr(start, end - start);
    if (line.starts_with(name) && line.substr(name.size()).starts_with(':')) {
      return Trim(line.substr(name.size() + 1));
    }
    start = block.find('\n', start);
  }
  return std::nullopt;
}

std::optional<std::int64_t> FindNumber(std::string_view block, std::string_view name) {
  const auto text = Find(block, name);
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return number;
}

// "all", or names; "1.1" and "+" name none of ours. What needs a schema to be
// understood (a number, an option, an object class) asks for all.
AttributeSet ParseAttributes(std::string_view names) {
  AttributeSet set;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    const std::string_view name = names.substr(0, end);
    names.remove_prefix(std::min(end + 1, names.size()));
    if (name == "all" || name == "*") return AttributeSet::All();
    if (const auto attribute = FindAttribute(name)) {
      set.Add(*attribute);
    } else if (name != "1.1" && name.find_first_of("0123456789;@") != std::string_view::npos) {
      return AttributeSet::All();
    }
  }
  return set;
}

Result<Request> ParseSearch(std::string_view block) {
  if (!block.ends_with("\n\n")) return InvalidArgumentError("a block that is too long");
  const auto base = Find(block, "base");
  const auto scope = FindNumber(block, "scope");
  const auto size_limit = FindNumber(block, "sizelimit");
  const auto filter = Find(block, "filter");
  const auto attributes = Find(block, "attrs");
  if (!base || !scope || *scope < 0 || *scope > 3 || !size_limit || !filter || !attributes) {
    return InvalidArgumentError("a SEARCH block lacks base, scope, sizelimit, filter or attrs");
  }
  return Request{.operation = Request::Operation::kSearch,
                 .search = {.base = *base,
                            .scope = static_cast<Scope>(*scope),
                            .size_limit = *size_limit,
                            .filter = *filter,
                            .attributes = ParseAttributes(*attributes)}};
}

}  // namespace

Result<Request> ParseRequest(std::string_view block) {
  const std::string_view operation = block.substr(0, block.find('\n'));
  if (operation == "SEARCH") return ParseSearch(block);
  if (operation == "BIND") return Request{.operation = Request::Operation::kBind};
  if (operation == "UNBIND") return Request{.operation = Request::Operation::kUnbind};
  const bool is_word =
      !operation.empty() &&
      std::all_of(operation.begin(), operation.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!is_word) return InvalidArgumentError("a block that names no operation");
  return Request{};
}

}  // namespace annuaire::ldap_front
