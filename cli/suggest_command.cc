#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/live_suggest.h"
#include "cli/suggestion_table.h"

namespace annuaire::cli {
namespace {

constexpr std::size_t kFinessDigits = 9;
constexpr std::size_t kSiretDigits = 14;

// What was typed after "suggest".
struct SuggestWords {
  std::vector<std::string> text;
  std::uint32_t limit = 0;
  std::vector<std::string> near_departments;
  std::string near_organization;
  std::string own_domain;
  std::vector<std::string> correspondents;
  std::vector<std::string> types;
  bool live = false;
};

v1::SuggestRequest ToRequest(const SuggestWords& words) {
  v1::SuggestRequest request;
  std::string text;
  for (const std::string& word : words.text) Append(text, word, " ");
  request.set_text(text);
  request.set_limit(words.limit);
  request.set_near_organization(words.near_organization);
  request.set_own_domain(words.own_domain);
  request.mutable_near_departments()->Add(words.near_departments.begin(),
                                          words.near_departments.end());
  request.mutable_correspondents()->Add(words.correspondents.begin(), words.correspondents.end());
  request.mutable_types()->Add(words.types.begin(), words.types.end());
  return request;
}

// What to ask when nothing matches the number of a structure; else empty. Such
// numbers are typed in groups: "540 000 023".
std::string HintFor(const std::string& text) {
  std::string number = text;
  std::erase(number, ' ');
  const bool digits = number.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || (number.size() != kFinessDigits && number.size() != kSiretDigits)) return {};
  return "; of a structure: annuaire search mailboxes --organization " + number;
}

Status Suggest(Session& session, const SuggestWords& words) {
  const v1::SuggestRequest request = ToRequest(words);
  if (words.live) return SuggestLive(session, request);
  if (request.ByteSizeLong() == 0) {
    return InvalidArgumentError("nothing to complete: type some TEXT, or give a hint");
  }
  const auto response = session.client.Call(&v1::DirectoryService::Stub::Suggest, request);
  if (!response.ok()) return response.status();
  if (session.options.json) {
    session.WriteJson(*response);
  } else {
    TextTable table = SuggestionTable();
    for (const v1::Suggestion& suggestion : response->suggestions()) {
      AddSuggestion(table, suggestion);
    }
    session.out.Write(table.Print(session.out_terminal));
  }
  RETURN_IF_ERROR(session.out.Flush());
  if (response->suggestions().empty()) {
    session.Note("no mailbox matches \"" + request.text() + "\"" + HintFor(request.text()));
  } else if (!session.options.json && session.err_terminal.is_terminal) {
    if (response->corrected())
      session.Note("nothing matches as typed; these forgive a letter or leave a word out");
    if (response->truncated()) session.Note("more mailboxes match: type more, or --limit N");
  }
  return OkStatus();
}

}  // namespace

void AddSuggestCommand(CLI::App& app, Command& chosen) {
  const auto words = std::make_shared<SuggestWords>();
  CLI::App* command = app.add_subcommand("suggest", "Complete a recipient, as a mail client does");
  command->add_option("TEXT", words->text,
                      "words of name, address, structure, city, profession…, in any order");
  command->add_option("--limit", words->limit, "rows wanted, 1 to 100 (10)")
      ->type_name("N")
      ->check(CLI::Range(1, 100).description(""));
  command
      ->add_option("--near-department", words->near_departments,
                   "department near the sender: 54, 2A; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--near-organization", words->near_organization,
                      "the sender's structure: FINESS, SIRET or technical id");
  command->add_option("--own-domain", words->own_domain, "the sender's domain");
  command
      ->add_option("--correspondent", words->correspondents,
                   "address the sender has written to, latest first; may be repeated")
      ->allow_extra_args(false);
  command
      ->add_option("--type", words->types,
                   "only mailboxes of this type, PER, ORG, APP or CAB; may be repeated")
      ->allow_extra_args(false);
  command->add_flag("-i,--interactive", words->live,
                    "complete while typing; prints the address chosen with Enter");
  command->footer("Example:\n  annuaire suggest mar med --near-department 44");
  command->callback([&chosen, words] {
    chosen = [words](Session& session) { return Suggest(session, *words); };
  });
}

}  // namespace annuaire::cli
