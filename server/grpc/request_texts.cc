#include "server/grpc/request_texts.h"

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>
#include <vector>

#include "directory/base/fold.h"
#include "server/grpc/decode.h"

namespace annuaire::grpc_front {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

Status CheckText(std::string_view field, std::string_view text) {
  if (text.size() > kTextBytesMax) return TooLong(field, text.size(), kTextBytesMax);
  if (FoldGlued(text).empty()) {
    return InvalidArgumentError(std::string(field) + ": holds no letter and no digit");
  }
  return OkStatus();
}

Status CheckListed(const Message& request, const FieldDescriptor& field) {
  const Reflection& reflection = *request.GetReflection();
  const auto count = static_cast<std::size_t>(reflection.FieldSize(request, &field));
  if (count > kListedMax) return TooMany(field.name(), count, kListedMax);
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return OkStatus();
  for (std::size_t i = 0; i < count; ++i) {
    std::string copy;
    RETURN_IF_ERROR(CheckText(field.name(), reflection.GetRepeatedStringReference(
                                                request, &field, static_cast<int>(i), &copy)));
  }
  return OkStatus();
}

}  // namespace

Status CheckTexts(const Message& request) {
  const Reflection& reflection = *request.GetReflection();
  std::vector<const FieldDescriptor*> set;
  reflection.ListFields(request, &set);
  for (const FieldDescriptor* field : set) {
    if (field->is_repeated()) {
      RETURN_IF_ERROR(CheckListed(request, *field));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      std::string copy;
      RETURN_IF_ERROR(
          CheckText(field->name(), reflection.GetStringReference(request, field, &copy)));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      RETURN_IF_ERROR(CheckTexts(reflection.GetMessage(request, field)));
    }
  }
  return OkStatus();
}

}  // namespace annuaire::grpc_front
