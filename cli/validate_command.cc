#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/address_finder.h"
#include "cli/commands.h"
#include "cli/json_text.h"
#include "cli/progress.h"
#include "cli/status.h"
#include "cli/validate_stream.h"
#include "cli/validation_text.h"
#include "directory/display/number.h"
#include "directory/record/patient_address.h"

namespace annuaire::cli {
namespace {

// What can be asked of an answer by name, to see it or to fail on it.
struct Trait {
  const char* name;
  bool (*holds)(const v1::ValidateResponse& answer);
};

constexpr Trait kTraits[] = {
    {"info", [](const auto& answer) { return SeverityOf(answer.verdict()) >= Severity::kInfo; }},
    {"suspect",
     [](const auto& answer) { return SeverityOf(answer.verdict()) >= Severity::kSuspect; }},
    {"violation",
     [](const auto& answer) { return SeverityOf(answer.verdict()) >= Severity::kViolation; }},
    {"not-published",
     [](const auto& answer) { return answer.publication() == v1::PUBLICATION_NOT_PUBLISHED; }},
    {"withdrawn", [](const auto& answer) { return answer.has_withdrawn(); }},
};

// Adds a flag whose value is the name of a trait.
void AddTraitFlag(CLI::App& command, const char* flag, const Trait*& trait, const char* help) {
  std::vector<std::string> names;
  for (const Trait& one : kTraits) names.emplace_back(one.name);
  command
      .add_option_function<std::string>(
          flag,
          [&trait](const std::string& name) {
            trait = std::find_if(std::begin(kTraits), std::end(kTraits),
                                 [&name](const Trait& one) { return one.name == name; });
          },
          help)
      ->type_name("WHAT")
      ->check(CLI::IsMember(names).description(""));
}

// What was typed after "validate".
struct ValidateWords {
  std::vector<std::string> addresses;
  std::string file;
  ValidateOptions options;
  bool csv = false;
  const Trait* only = nullptr;     // null: all
  const Trait* fail_on = nullptr;  // null: never
  Language language = Language::kFrench;
};

// Writes the answers that are wanted in the form asked for, and counts them all.
class Answers {
 public:
  Answers(Session& session, const ValidateWords& words)
      : session_(session), words_(words), table_(ValidationTable()) {
    if (words.csv) session.out.Write(ValidationCsvHeader());
  }

  // Of a line of the file, or 0 of a word typed.
  void Add(const v1::ValidateResponse& answer, std::uint64_t line) {
    counts_.Add(answer);
    if (words_.fail_on != nullptr && words_.fail_on->holds(answer)) {
      session_.exit_code = kExitUnmet;
    }
    if (words_.only != nullptr && !words_.only->holds(answer)) return;
    if (session_.options.json) {
      line_.clear();
      AppendJson(line_, answer);
      if (line > 0) line_.insert(line_.size() - 1, ",\"line\":" + std::to_string(line));
      session_.out.Write(line_ += '\n');
    } else if (words_.csv) {
      session_.out.Write(ValidationCsvLine(answer, words_.language, line));
    } else if (!words_.file.empty()) {
      AddValidation(table_, answer, words_.language);
      if (table_.holds_a_page()) PrintTable();
    } else {
      session_.out.Write(ValidationBlock(answer, words_.language, session_.out_terminal));
    }
  }

  // "now": somebody waits for what there is; else when there is much of it.
  Status Flush(bool now) {
    if (!now) return session_.out.FlushWhenLarge();
    PrintTable();
    return session_.out.Flush();
  }

  const ValidationCounts& counts() const { return counts_; }

 private:
  void PrintTable() { session_.out.Write(table_.Print(session_.out_terminal)); }

  Session& session_;
  const ValidateWords& words_;
  TextTable table_;
  std::string line_;
  ValidationCounts counts_;
};

constexpr std::string_view kAnAddressAndMore =
    " an address and more, as \"Dr X\" <a@b.fr> does: --extract takes the address out";

// "1 line holds", "1,200 lines hold".
std::string Lines(std::uint64_t count, const char* one_does, const char* several_do) {
  return WithThousands(count) + (count == 1 ? " line " : " lines ") +
         (count == 1 ? one_does : several_do);
}

Status ValidateFile(Session& session, const ValidateWords& words) {
  Result<LineSource> source =
      LineSource::Open(words.file, words.options.extract ? LineSource::LongLines::kInPieces
                                                         : LineSource::LongLines::kRefused);
  if (!source.ok()) return source.status();
  Answers answers(session, words);
  Status written;
  std::uint64_t rows = 0;
  ValidateOutcome outcome;
  {
    Progress progress(session.err_terminal, session.out_terminal);
    outcome = ValidateAll(session.client, *source, words.options,
                          [&](const v1::ValidateResponse& answer, const ValidateProgress& at) {
                            answers.Add(answer, at.line);
                            if (++rows % 256 == 0)
                              progress.Show(rows, at.octets_sent, source->octets());
                            written = answers.Flush(/*now=*/!at.answers_are_due);
                            return written.ok() && !session.out.closed();
                          });
  }
  RETURN_IF_ERROR(std::move(written));
  RETURN_IF_ERROR(answers.Flush(/*now=*/true));
  if (!outcome.status.ok()) {
    if (rows == 0) return outcome.status;
    return std::move(outcome.status)
        .Annotate("the answers are incomplete, " + WithThousands(rows) + " so far");
  }
  session.Note((session.out.closed() ? "the reader of the answers has left; so far " : "") +
               answers.counts().Total());
  if (outcome.lines_cut > 0) {
    session.Note(Lines(outcome.lines_cut, "of more than 512 bytes was cut",
                       "of more than 512 bytes were cut") +
                 "; does each line hold one address?");
  }
  if (outcome.lines_crowded > 0) {
    session.Note(Lines(outcome.lines_crowded, "holds", "hold") + std::string(kAnAddressAndMore));
  }
  if (outcome.lines_without > 0) {
    session.Note(Lines(outcome.lines_without, "holds", "hold") + " no address, the first is " +
                 outcome.first_without);
  }
  return OkStatus();
}

Status ValidateEach(Session& session, const ValidateWords& words) {
  Answers answers(session, words);
  v1::ValidateRequest request;
  request.set_expected_type(words.options.expected_type);
  request.set_with_sighting(true);
  std::vector<std::string> addresses;
  for (const std::string& word : words.addresses) {
    if (!words.options.extract) {
      addresses.push_back(word);
      continue;
    }
    const std::vector<std::string> found = FindAddresses(word);
    if (found.empty()) {
      return InvalidArgumentError("no address in: " +
                                  (IsPatientAddress(word) ? "(patient address)" : word));
    }
    addresses.insert(addresses.end(), found.begin(), found.end());
  }
  for (const std::string& address : addresses) {
    request.set_address(address);
    const auto answer = session.client.Call(&v1::MailboxService::Stub::Validate, request);
    if (!answer.ok()) {
      RETURN_IF_ERROR(answers.Flush(/*now=*/true));
      return answer.status();
    }
    answers.Add(*answer, 0);
  }
  RETURN_IF_ERROR(answers.Flush(/*now=*/true));
  if (std::any_of(addresses.begin(), addresses.end(), HoldsMoreThanAnAddress)) {
    session.Note("what was typed holds" + std::string(kAnAddressAndMore));
  }
  return OkStatus();
}

Status Validate(Session& session, const ValidateWords& words) {
  RETURN_IF_ERROR(session.CheckForms(words.csv));
  if (words.addresses.empty() == words.file.empty()) {
    return InvalidArgumentError(words.file.empty()
                                    ? "nothing to validate: type an ADDRESS, or give --file FILE"
                                    : "give either addresses or --file FILE");
  }
  return words.file.empty() ? ValidateEach(session, words) : ValidateFile(session, words);
}

}  // namespace

void AddValidateCommand(CLI::App& app, Command& chosen) {
  const auto words = std::make_shared<ValidateWords>();
  CLI::App* command = app.add_subcommand(
      "validate", "Are these addresses well-formed, listed, published and rightly named?");
  command->add_option("ADDRESS", words->addresses, "the addresses");
  command->add_option("--file", words->file, "one address a line instead; - for standard input")
      ->type_name("FILE");
  command
      ->add_option("--expected-type", words->options.expected_type,
                   "PER, ORG, APP or CAB: say so when another is published")
      ->type_name("TYPE")
      ->transform(CLI::IsMember({"PER", "ORG", "APP", "CAB"}, CLI::ignore_case).description(""));
  command->add_flag("--extract", words->options.extract,
                    "judge the addresses that stand in a line: \"Dr X\" <a@b.fr>, mailto:, CSV");
  AddTraitFlag(*command, "--only", words->only,
               "only what is judged info, suspect or violation, or worse; or not-published, or "
               "withdrawn: published once");
  AddTraitFlag(*command, "--fail-on", words->fail_on, "exit 1 when an address is that, as --only");
  command->add_flag("--csv", words->csv, "for a French spreadsheet");
  AddLanguageFlag(*command, words->language);
  command->footer(
      "Example:\n  annuaire validate --file addresses.txt --only suspect --csv > a.csv");
  command->callback([&chosen, words] {
    chosen = [words](Session& session) { return Validate(session, *words); };
  });
}

}  // namespace annuaire::cli
