#include <array>
#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/described_mailbox.h"
#include "cli/json_text.h"
#include "cli/mailbox_batch.h"
#include "cli/severity_text.h"
#include "cli/status.h"
#include "cli/stored_evidence.h"
#include "cli/validation_text.h"
#include "directory/display/number.h"
#include "directory/display/text.h"
#include "directory/naming/rule_catalogue.h"

namespace annuaire::cli {
namespace {

// What was typed after "check".
struct CheckWords {
  DescribedMailbox mailbox;
  std::string batch;
  std::string store;  // a mirror whose evidence is added; empty: none
  Language language = Language::kFrench;
  Severity fail_on = Severity::kOk;  // kOk: never
};

// As the contract names it, and so all other JSON: "SEVERITY_VIOLATION".
const std::string& NameOf(Severity severity) {
  return v1::Severity_Name(static_cast<v1::Severity>(severity));
}

// One line: {"address","verdict","findings":[{"rule","severity","message","evidence"}]}.
std::string ToJsonLine(const DescribedMailbox& mailbox, const Judgement& judgement,
                       Language language) {
  std::string json = "{\"address\":";
  AppendJsonString(json, judgement.is_patient ? std::string_view() : mailbox.address);
  json.append(",\"verdict\":\"").append(NameOf(judgement.verdict)).append("\",\"findings\":[");
  std::string_view comma;
  for (const Finding& finding : judgement.findings) {
    json.append(std::exchange(comma, ",")).append("{\"rule\":");
    AppendJsonString(json, finding.rule_id);
    json.append(",\"severity\":\"").append(NameOf(finding.severity)).append("\",\"message\":");
    AppendJsonString(json, MessageOf(finding, language));
    json += ",\"evidence\":[";
    std::string_view token_comma;
    for (const std::string& token : finding.tokens) {
      json += std::exchange(token_comma, ",");
      AppendJsonString(json, token);
    }
    json += "]}";
  }
  return json += "]}\n";
}

std::string ToBlock(const DescribedMailbox& mailbox, const Judgement& judgement, Language language,
                    const Terminal& terminal) {
  const std::string address = judgement.is_patient ? "(patient address)" : mailbox.address;
  std::string block =
      Bold(Printable(address), terminal) + "  " + ColouredText(judgement.verdict, terminal) + "\n";
  for (const Finding& finding : judgement.findings) {
    block += FindingLine(finding.rule_id, finding.severity, MessageOf(finding, language),
                         Join(finding.tokens), terminal);
    const Rule& rule = *FindRule(finding.rule_id);
    const std::string remedy = language == Language::kFrench ? RemedyFr(rule, finding.severity)
                                                             : RemedyEn(rule, finding.severity);
    if (!remedy.empty()) block += "          " + Faint("→ " + remedy, terminal) + "\n";
  }
  return block;
}

// Judges mailboxes, writes what was found, and counts by verdict.
class Checks {
 public:
  Checks(Session& session, const CheckWords& words, const StoredEvidence* evidence)
      : session_(session), words_(words), evidence_(evidence) {}

  Status Add(const DescribedMailbox& mailbox) {
    const Result<Judgement> judged = Judge(mailbox, evidence_);
    if (!judged.ok()) return judged.status();
    const Judgement& judgement = *judged;
    ++counts_[static_cast<std::size_t>(judgement.verdict)];
    if (words_.fail_on != Severity::kOk && judgement.verdict >= words_.fail_on) {
      session_.exit_code = kExitUnmet;
    }
    session_.out.Write(session_.options.json
                           ? ToJsonLine(mailbox, judgement, words_.language)
                           : ToBlock(mailbox, judgement, words_.language, session_.out_terminal));
    return session_.out.FlushWhenLarge();
  }

  // "3 checked: 1 ok, 2 violation"
  std::string Total() const {
    std::uint64_t all = 0;
    std::string parts;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      all += counts_[i];
      if (counts_[i] == 0) continue;
      parts.append(parts.empty() ? "" : ", ").append(WithThousands(counts_[i]).append(" "));
      parts.append(ToString(static_cast<Severity>(i)));
    }
    return WithThousands(all) + " checked" + (parts.empty() ? "" : ": " + parts);
  }

 private:
  Session& session_;
  const CheckWords& words_;
  const StoredEvidence* evidence_;
  std::array<std::uint64_t, 4> counts_{};
};

Status CheckBatch(Session& session, const CheckWords& words, const StoredEvidence* evidence) {
  Result<MailboxBatch> batch = MailboxBatch::Open(words.batch);
  if (!batch.ok()) return batch.status();
  for (const std::string& column : batch->unused_columns()) {
    session.Note("column \"" + column + "\" says nothing to the rules and is left out");
  }
  Checks checks(session, words, evidence);
  for (DescribedMailbox mailbox; !session.out.closed() && batch->Next(mailbox);) {
    RETURN_IF_ERROR(checks.Add(mailbox));
  }
  RETURN_IF_ERROR(session.out.Flush());
  RETURN_IF_ERROR(Status(batch->status()));
  if (!session.options.json) session.Note(checks.Total());
  return OkStatus();
}

// "structure 540000001: CH DES TROIS PICS, 54000 NANCY, 1,234 professionals", when it is given by
// its number.
Status NoteStructure(Session& session, const std::string& number, const StoredEvidence& evidence) {
  const Result<std::optional<StoredEvidence::Structure>> found = evidence.FindStructure(number);
  if (!found.ok() || !found->has_value()) return found.status();
  const Organization& record = *(*found)->record;
  std::string note = "structure " + std::string(record.key);
  if (!record.legal_names.empty()) note.append(": ").append(record.legal_names.front());
  const std::string_view place =
      record.addresses.empty() ? std::string_view{} : record.addresses.front().delivery_line;
  if (!place.empty()) note.append(", ").append(place);
  const std::size_t staff = (*found)->facts.staff.size();
  session.Note(Printable(note) + ", " + WithThousands(staff) +
               (staff == 1 ? " professional" : " professionals"));
  return OkStatus();
}

Status Check(Session& session, const CheckWords& words) {
  std::optional<StoredEvidence> stored;
  if (!words.store.empty()) {
    Result<StoredEvidence> read = StoredEvidence::Read(words.store);
    if (!read.ok()) return read.status();
    stored = *std::move(read);
  }
  const StoredEvidence* const evidence = stored ? &*stored : nullptr;
  if (!words.batch.empty()) {
    if (words.mailbox == DescribedMailbox()) return CheckBatch(session, words, evidence);
    return InvalidArgumentError("--batch FILE says all: leave out --address, --type and the rest");
  }
  if (words.mailbox.address.empty()) {
    return InvalidArgumentError("nothing to check: give --address ADDRESS or --batch FILE");
  }
  RETURN_IF_ERROR(CheckForm(words.mailbox));
  if (evidence != nullptr && !words.mailbox.organization.empty()) {
    RETURN_IF_ERROR(NoteStructure(session, words.mailbox.organization, *evidence));
  }
  Checks checks(session, words, evidence);
  RETURN_IF_ERROR(checks.Add(words.mailbox));
  return session.out.Flush();
}

}  // namespace

void AddCheckCommand(CLI::App& app, Command& chosen) {
  const auto words = std::make_shared<CheckWords>();
  DescribedMailbox& mailbox = words->mailbox;
  CLI::App* command = app.add_subcommand(
      "check", "Judge names of mailboxes by what you tell of them; needs no server");
  command->add_option("--address", mailbox.address, "the address to judge");
  command->add_option("--type", mailbox.type, "PER, ORG, APP or CAB; without, only the address")
      ->type_name("TYPE")
      ->transform(CLI::IsMember({"PER", "ORG", "APP", "CAB"}, CLI::ignore_case).description(""));
  command->add_option("--holder", mailbox.holders, "holder of a PER or CAB; may be repeated")
      ->type_name("NOM/PRENOM")
      ->allow_extra_args(false);
  command->add_option("--organization", mailbox.organization,
                      "name of the structure; with --store also its FINESS or other number");
  command->add_option("--service", mailbox.service, "service of an ORG");
  command->add_option("--description", mailbox.description, "description of an ORG");
  command->add_option("--staff", mailbox.staff, "professional of the structure; may be repeated")
      ->type_name("NOM/PRENOM")
      ->allow_extra_args(false);
  command
      ->add_option("--batch", words->batch,
                   "tab-separated file instead, - for standard input, with a header: type, "
                   "address, holders, organization, staff, service, description; several people "
                   "separated by ;")
      ->type_name("FILE");
  command
      ->add_option("--store", words->store,
                   "mirror on this machine: adds how many people bear a name, the white list, "
                   "and structures by number, with their people")
      ->type_name("DIR");
  AddLanguageFlag(*command, words->language);
  AddSeverityFlag(*command, "--fail-on", words->fail_on,
                  "exit 1 when a verdict is suspect, or violation, or worse");
  command->footer(
      "Example:\n  annuaire check --type ORG --address secretariat.dr.dupont@ch-xxx.mssante.fr "
      "--staff DUPONT/JEAN");
  command->callback(
      [&chosen, words] { chosen = [words](Session& session) { return Check(session, *words); }; });
}

}  // namespace annuaire::cli
