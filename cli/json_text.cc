#include "cli/json_text.h"

#include <google/protobuf/descriptor.h>

#include <cassert>

#include "directory/base/fold.h"

namespace annuaire::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

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

// The field's value, the index-th when it is repeated.
void AppendValue(std::string& json, const Message& message, const FieldDescriptor& field,
                 int index) {
  const Reflection& read = *message.GetReflection();
  const bool repeated = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string scratch;
      AppendJsonString(json, repeated
                                 ? read.GetRepeatedStringReference(message, &field, index, &scratch)
                                 : read.GetStringReference(message, &field, &scratch));
      return;
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return AppendJson(json, repeated ? read.GetRepeatedMessage(message, &field, index)
                                       : read.GetMessage(message, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      json +=
          (repeated ? read.GetRepeatedBool(message, &field, index) : read.GetBool(message, &field))
              ? "true"
              : "false";
      return;
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int number = repeated ? read.GetRepeatedEnumValue(message, &field, index)
                                  : read.GetEnumValue(message, &field);
      const auto* value = field.enum_type()->FindValueByNumber(number);
      if (value == nullptr) {
        json += std::to_string(number);
      } else {
        json.append("\"").append(value->name()).append("\"");
      }
      return;
    }
    case FieldDescriptor::CPPTYPE_UINT32:
      json += std::to_string(repeated ? read.GetRepeatedUInt32(message, &field, index)
                                      : read.GetUInt32(message, &field));
      return;
    case FieldDescriptor::CPPTYPE_UINT64:
      json.append("\"")
          .append(std::to_string(repeated ? read.GetRepeatedUInt64(message, &field, index)
                                          : read.GetUInt64(message, &field)))
          .append("\"");
      return;
    default:
      assert(false && "the contract has no field of this kind here");
  }
}

}  // namespace

void AppendJson(std::string& json, const Message& message) {
  const google::protobuf::Descriptor& type = *message.GetDescriptor();
  const Reflection& read = *message.GetReflection();
  json += '{';
  const std::size_t start = json.size();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const bool optional = !field.is_repeated() && field.has_presence();
    if (optional && !read.HasField(message, &field)) continue;
    if (json.size() > start) json += ',';
    json.append("\"").append(field.json_name()).append("\":");
    if (!field.is_repeated()) {
      AppendValue(json, message, field, 0);
      continue;
    }
    json += '[';
    for (int at = 0; at < read.FieldSize(message, &field); ++at) {
      if (at > 0) json += ',';
      AppendValue(json, message, field, at);
    }
    json += ']';
  }
  json += '}';
}

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
