#include "cli/severity_text.h"

#include <algorithm>
#include <map>

namespace annuaire::cli {

Severity SeverityOf(v1::Severity severity) {
  return static_cast<Severity>(std::clamp(static_cast<int>(severity), 0, 3));
}

std::string_view ToText(v1::Severity severity) { return ToString(SeverityOf(severity)); }

std::string ColouredText(Severity severity, const Terminal& terminal) {
  constexpr Colour kColours[] = {Colour::kGreen, Colour::kBlue, Colour::kYellow, Colour::kRed};
  return Coloured(kColours[static_cast<std::size_t>(severity)], ToString(severity), terminal);
}

std::string_view MessageOf(const Finding& finding, Language language) {
  return language == Language::kFrench ? finding.message_fr : finding.message_en;
}

std::string_view MessageOf(const v1::Finding& finding, Language language) {
  return language == Language::kFrench ? finding.message_fr() : finding.message_en();
}

void AddLanguageFlag(CLI::App& command, Language& language) {
  const std::map<std::string, Language> languages = {{"fr", Language::kFrench},
                                                     {"en", Language::kEnglish}};
  command
      .add_option_function<std::string>(
          "--lang", [&language, languages](const auto& name) { language = languages.at(name); },
          "fr or en (fr): language of the messages")
      ->type_name("LANG")
      ->check(CLI::IsMember({"fr", "en"}).description(""));
}

void AddSeverityFlag(CLI::App& command, const std::string& flag, Severity& severity,
                     const std::string& help) {
  const std::map<std::string, Severity> severities = {{"info", Severity::kInfo},
                                                      {"suspect", Severity::kSuspect},
                                                      {"violation", Severity::kViolation}};
  command
      .add_option_function<std::string>(
          flag, [&severity, severities](const auto& name) { severity = severities.at(name); }, help)
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"info", "suspect", "violation"}).description(""));
}

}  // namespace annuaire::cli
