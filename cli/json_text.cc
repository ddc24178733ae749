#include "cli/json_text.h"

#include "directory/base/fold.h"

namespace annuaire::cli {
namespace {

void AppendEscape(std::string& json, unsigned char c) {
  constexpr char kHex[] = "0123456789abcdef";
  json.append("\\u00");
  json += kHex[c >> 4];
  json += kHex[c & 15];
}

void AppendAscii(std::string& json, char c) {
  switch (c) {
    case '"':
    case '\\':
      json += '\\';
      json += c;
      return;
    case '\b':
      json += "\\b";
      return;
    case '\f':
      json += "\\f";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\r':
      json += "\\r";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      break;
  }
  if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == 0x7f) {
    AppendEscape(json, static_cast<unsigned char>(c));
  } else {
    json += c;
  }
}

// Octets of the well-formed letter "text" starts with; 0 when malformed.
std::size_t LetterOctets(std::string_view text) {
  for (std::size_t octets = 1; octets <= 4 && octets <= text.size(); ++octets) {
    if (IsValidUtf8(text.substr(0, octets))) return octets;
  }
  return 0;
}

}  // namespace

void AppendJsonString(std::string& json, std::string_view text) {
  json += '"';
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      AppendAscii(json, text.front());
      text.remove_prefix(1);
      continue;
    }
    const std::size_t octets = LetterOctets(text);
    json += octets == 0 ? std::string_view("\uFFFD") : text.substr(0, octets);
    text.remove_prefix(octets == 0 ? 1 : octets);
  }
  json += '"';
}

}  // namespace annuaire::cli
