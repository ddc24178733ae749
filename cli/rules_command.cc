#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/severity_text.h"
#include "directory/display/text.h"
#include "directory/naming/rule_catalogue.h"

namespace annuaire::cli {
namespace {

struct RulesWords {
  std::vector<std::string> wanted;  // "ORG-01", or the family "ORG"
  Language language = Language::kFrench;
};

v1::ListRulesResponse Catalogue(const std::vector<const Rule*>& rules) {
  v1::ListRulesResponse response;
  response.set_rule_set_version(std::string(kRuleSetVersion));
  for (const Rule* rule : rules) {
    v1::Rule& out = *response.add_rules();
    out.set_id(std::string(rule->id));
    out.set_severity(static_cast<v1::Severity>(rule->severity));
    out.set_text_fr(std::string(rule->text_fr));
    out.set_text_en(std::string(rule->text_en));
    out.set_remedy_fr(std::string(rule->remedy_fr));
    out.set_remedy_en(std::string(rule->remedy_en));
    out.set_source(std::string(rule->source));
    out.set_source_date(std::string(rule->source_date));
  }
  return response;
}

// "text" under the rule's number, in lines that fit.
void AddParagraph(std::string& out, std::string_view text, std::string_view mark,
                  const Terminal& terminal) {
  constexpr int kIndent = 2;
  const int mark_width = mark.empty() ? 0 : DisplayWidth(mark) + 1;
  const int width = terminal.columns > 0 ? terminal.columns - kIndent - mark_width : 0;
  std::string margin = std::string(kIndent, ' ').append(mark).append(mark.empty() ? "" : " ");
  for (const std::string& line : Wrap(text, width)) {
    out += margin + line + "\n";
    margin = std::string(static_cast<std::size_t>(kIndent + mark_width), ' ');
  }
}

std::string Sheets(const std::vector<const Rule*>& rules, Language language,
                   const Terminal& terminal) {
  const bool french = language == Language::kFrench;
  std::string out;
  for (const Rule* rule : rules) {
    if (!out.empty()) out += '\n';
    out += Bold(rule->id, terminal) + "  " + ColouredText(rule->severity, terminal) + "\n";
    AddParagraph(out, french ? rule->text_fr : rule->text_en, "", terminal);
    AddParagraph(out, french ? rule->remedy_fr : rule->remedy_en, "→", terminal);
    std::string source(rule->source);
    if (!rule->source_date.empty()) source.append(", ").append(rule->source_date);
    for (const std::string& line : Wrap(source, terminal.columns > 2 ? terminal.columns - 2 : 0)) {
      out += "  " + Faint(line, terminal) + "\n";
    }
  }
  return out;
}

Status ListRules(Session& session, const RulesWords& words) {
  std::vector<const Rule*> rules;
  for (const Rule& rule : Rules()) {
    const auto is_wanted = [&rule](const std::string& word) {
      const std::string_view name = FindRuleOrFamily(word);
      return !name.empty() && rule.id.starts_with(name);
    };
    if (words.wanted.empty() || std::any_of(words.wanted.begin(), words.wanted.end(), is_wanted)) {
      rules.push_back(&rule);
    }
  }
  if (rules.empty()) {
    return NotFoundError("no rule " + words.wanted.front() + "; annuaire rules lists them all");
  }
  if (session.options.json) {
    session.WriteJson(Catalogue(rules));
  } else {
    session.out.Write(Sheets(rules, words.language, session.out_terminal));
    session.out.Write(
        "\n" + Faint("rule set " + std::string(kRuleSetVersion), session.out_terminal) + "\n");
  }
  return session.out.Flush();
}

}  // namespace

void AddRulesCommand(CLI::App& app, Command& chosen) {
  const auto words = std::make_shared<RulesWords>();
  CLI::App* command =
      app.add_subcommand("rules", "The naming rules, their sources and remedies; needs no server");
  command->add_option("RULE", words->wanted, "rules or families: ORG-01, PER; all by default");
  AddLanguageFlag(*command, words->language);
  command->footer("Example:\n  annuaire rules ORG --lang en");
  command->callback([&chosen, words] {
    chosen = [words](Session& session) { return ListRules(session, *words); };
  });
}

}  // namespace annuaire::cli
