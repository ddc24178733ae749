#include "cli/filter_flags.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/describe.h"

namespace annuaire::cli {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string Dashed(std::string text) {
  std::replace(text.begin(), text.end(), '_', '-');
  return text;
}

// "open" -> OPEN_STATE_OPEN; of all but UNKNOWN.
std::map<std::string, int> Choices(const EnumDescriptor& type) {
  std::map<std::string, int> choices;
  for (int i = 0; i < type.value_count(); ++i) {
    const int number = type.value(i)->number();
    if (number != 0) choices.emplace(WordOf(type, number), number);
  }
  return choices;
}

void AddTextFlag(CLI::App& command, Message& request, const FieldDescriptor& field,
                 const std::string& flag, const char* help) {
  if (field.is_repeated()) {
    command
        .add_option_function<std::vector<std::string>>(
            flag,
            [&request, &field](const std::vector<std::string>& texts) {
              for (const std::string& text : texts) {
                request.GetReflection()->AddString(&request, &field, text);
              }
            },
            std::string(help) + "; may be repeated")
        ->allow_extra_args(false);
    return;
  }
  command.add_option_function<std::string>(
      flag,
      [&request, &field](const std::string& text) {
        request.GetReflection()->SetString(&request, &field, text);
      },
      help);
}

void AddChoiceFlag(CLI::App& command, Message& request, const FieldDescriptor& field,
                   const std::string& flag, const char* help) {
  const std::map<std::string, int> choices = Choices(*field.enum_type());
  std::vector<std::string> names;
  for (const auto& [name, number] : choices) names.push_back(name);
  command
      .add_option_function<std::string>(
          flag,
          [&request, &field, choices](const std::string& name) {
            request.GetReflection()->SetEnumValue(&request, &field, choices.at(name));
          },
          help)
      ->check(CLI::IsMember(names));
}

void AddYesNoFlag(CLI::App& command, Message& request, const FieldDescriptor& field,
                  const std::string& flag, const char* help) {
  assert(flag.starts_with("--has-"));
  command
      .add_flag_function(
          flag + ",!--no-" + flag.substr(std::string_view("--has-").size()),
          [&request, &field](std::int64_t count) {
            request.GetReflection()->SetBool(&request, &field, count > 0);
          },
          help)
      ->disable_flag_override();  // what is no number would be an exception of the library's
}

}  // namespace

void AddFilterFlags(CLI::App& command, Message& request, std::span<const FilterFlag> flags) {
  for (const FilterFlag& filter : flags) {
    const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(filter.field);
    assert(field != nullptr);
    const std::string flag = "--" + Dashed(filter.field);
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        AddTextFlag(command, request, *field, flag, filter.help);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        AddChoiceFlag(command, request, *field, flag, filter.help);
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        AddYesNoFlag(command, request, *field, flag, filter.help);
        break;
      default:
        assert(false && "a filter of the contract is a text, a choice or a yes-or-no");
    }
  }
}

}  // namespace annuaire::cli
