#include "directory/display/usage_error.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>
#include <vector>

#include "directory/display/nearest.h"
#include "directory/display/text.h"

namespace annuaire {
namespace {

std::vector<std::string> FlagNames(const CLI::App* app) {
  std::vector<std::string> names;
  for (; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    names.push_back(command->get_name());
  }
  return names;
}

std::string Explain(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& at = CommandTyped(app);
  const std::vector<std::string> left = app.remaining(/*recurse=*/true);
  const std::vector<std::string> commands = CommandNames(at);
  if (left.empty()) {
    if (!commands.empty()) return "which of: " + CLI::detail::join(commands, ", ");
    return error.what();
  }
  const std::string& word = left.front();
  std::string nearest;
  std::string message;
  if (word.starts_with("-")) {
    const std::string option = word.substr(0, word.find('='));
    const std::vector<std::string> known = FlagNames(&at);
    if (std::find(known.begin(), known.end(), option) != known.end()) {
      return "option " + option + " stands after the command: " + FullName(at) + " " + option;
    }
    message = "unknown option " + option;
    nearest = Nearest(option, known);
  } else if (!commands.empty()) {
    message = "unknown command '" + word + "'";
    nearest = Nearest(word, commands);
    if (nearest.empty()) return message + "; it is one of: " + CLI::detail::join(commands, ", ");
  } else {
    return "one word too many: '" + word + "'";
  }
  if (!nearest.empty()) message += "; did you mean " + nearest + "?";
  return message;
}

// The line of help that says how the command is written.
std::string Usage(const CLI::App& app) {
  const CLI::App* const parent = app.get_parent();
  const std::string help = app.help(parent == nullptr ? std::string() : FullName(*parent));
  const std::size_t start = help.find("Usage: ");
  if (start == std::string::npos) return {};
  return help.substr(start, help.find('\n', start) - start) + "\n";
}

}  // namespace

std::vector<const char*> WithHelpAsOption(int argc, const char* const* argv) {
  std::vector<const char*> words(argv, argv + argc);
  if (argc > 1 && std::string_view(words[1]) == "help") {
    words.erase(words.begin() + 1);
    words.push_back("--help");
  }
  return words;
}

const CLI::App& CommandTyped(const CLI::App& app) {
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().back();
  return *at;
}

std::string FullName(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : FullName(*parent) + " " + command.get_name();
}

std::string UsageError(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& at = CommandTyped(app);
  return app.get_name() + ": " + Printable(Explain(app, error)) + "\n" + Usage(at) +
         "More: " + FullName(at) + " --help\n";
}

}  // namespace annuaire
