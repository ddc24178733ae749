#include "cli/validation_text.h"

#include <algorithm>

#include "cli/csv.h"
#include "cli/describe.h"
#include "cli/sheet.h"
#include "cli/sighting_text.h"
#include "directory/display/number.h"
#include "directory/display/text.h"

namespace annuaire::cli {
namespace {

std::string ShownAddress(const v1::ValidateResponse& answer) {
  return answer.patient() ? "(patient address)" : answer.address();
}

std::string_view PublicationText(v1::Publication publication) {
  switch (publication) {
    case v1::PUBLICATION_PUBLISHED:
      return "published";
    case v1::PUBLICATION_NOT_PUBLISHED:
      return "not published";
    case v1::PUBLICATION_NOT_APPLICABLE:
      return "not looked up";
    default:
      return "unknown";
  }
}

std::string_view StateText(const v1::HolderState& holder, Language language) {
  const bool french = language == Language::kFrench;
  if (!holder.listed()) return french ? "absent de l'extrait" : "no longer listed";
  if (!holder.active()) return french ? "sans activité" : "without activity";
  return {};
}

std::string HolderText(const v1::HolderState& holder, Language language) {
  std::string text = Describe(holder.name());
  Append(text, holder.rpps(), " ");
  const std::string_view state = StateText(holder, language);
  if (!state.empty()) text.append(" (").append(state).append(")");
  return text;
}

std::string Holders(const v1::ValidateResponse& answer, Language language) {
  std::string text;
  for (const v1::HolderState& holder : answer.holders()) {
    Append(text, HolderText(holder, language), "; ");
  }
  return text;
}

std::string Organization(const v1::ValidateResponse& answer, Language language) {
  std::string text = DescribeWithId(answer.organization());
  if (answer.organization_state() == v1::OPEN_STATE_CLOSED) {
    Append(text, language == Language::kFrench ? "(fermée)" : "(closed)", " ");
  }
  return text;
}

std::string Rules(const v1::ValidateResponse& answer) {
  std::string text;
  for (const v1::Finding& finding : answer.findings()) Append(text, finding.rule(), " ");
  return text;
}

std::string Messages(const v1::ValidateResponse& answer, Language language) {
  std::string text;
  for (const v1::Finding& finding : answer.findings()) {
    Append(text, MessageOf(finding, language), " ");
  }
  return text;
}

std::string HolderMailboxes(const v1::WithdrawnMailbox& withdrawn) {
  std::string text;
  for (const v1::MailboxRef& mailbox : withdrawn.holder_mailboxes()) {
    Append(text, mailbox.address());
  }
  return text;
}

// What is worth a remark besides the findings.
std::string Hints(const v1::ValidateResponse& answer) {
  std::string text;
  if (answer.type_differs())
    Append(text, "published as " + answer.type() + ", another type than expected", "; ");
  if (!answer.nearest_address().empty()) {
    Append(text, "did you mean " + answer.nearest_address() + "?", "; ");
  }
  Append(text, Describe(answer.withdrawn()), "; ");
  return text;
}

std::string Domain(const v1::ValidateResponse& answer) {
  if (answer.publication() == v1::PUBLICATION_NOT_APPLICABLE) return {};
  std::string text = answer.domain_listed()       ? "listed"
                     : answer.white_list_loaded() ? "not on the white list"
                                                  : "no white list loaded";
  Append(text, Join(answer.operators()));
  return text;
}

std::string DomainListedInFrench(const v1::ValidateResponse& answer) {
  if (answer.publication() == v1::PUBLICATION_NOT_APPLICABLE) return "sans objet";
  if (answer.domain_listed()) return "oui";
  return answer.white_list_loaded() ? "non" : "inconnu";
}

}  // namespace

std::string FindingLine(std::string_view rule, Severity severity, std::string_view message,
                        std::string_view evidence, const Terminal& terminal) {
  std::string text(message);
  if (!evidence.empty()) text.append(" [").append(evidence).append("]");
  return "  " + Printable(rule) + "  " + ColouredText(severity, terminal) + "  " + Printable(text) +
         "\n";
}

std::string ValidationBlock(const v1::ValidateResponse& answer, Language language,
                            const Terminal& terminal) {
  std::string block = Bold(Printable(ShownAddress(answer)), terminal) + "  " +
                      ColouredText(SeverityOf(answer.verdict()), terminal) + "\n";
  for (const v1::Finding& finding : answer.findings()) {
    block += FindingLine(finding.rule(), SeverityOf(finding.severity()),
                         MessageOf(finding, language), Join(finding.tokens()), terminal);
  }
  Sheet sheet(terminal);
  std::string publication(PublicationText(answer.publication()));
  Append(publication, answer.type());
  Append(publication, Describe(answer.sighting()));
  sheet.Field("Directory", publication);
  for (const v1::HolderState& holder : answer.holders())
    sheet.Field("Holder", HolderText(holder, Language::kEnglish));
  sheet.Field("Structure", Organization(answer, Language::kEnglish));
  sheet.Field("Domain", Domain(answer));
  sheet.Field("Note", Hints(answer));
  return block + sheet.text();
}

TextTable ValidationTable() {
  return TextTable({{.title = "ADDRESS", .keep = true},
                    {.title = "VERDICT", .keep = true},
                    {.title = "DIRECTORY", .keep = true},
                    {.title = "TYPE", .keep = true},
                    {.title = "HOLDER"},
                    {.title = "STRUCTURE"},
                    {.title = "RULES", .keep = true},
                    {.title = "REMARKS"}});
}

void AddValidation(TextTable& table, const v1::ValidateResponse& answer, Language language) {
  std::string remarks = Messages(answer, language);
  Append(remarks, Hints(answer), " ");
  table.Add({ShownAddress(answer), std::string(ToText(answer.verdict())),
             std::string(PublicationText(answer.publication())), answer.type(),
             Holders(answer, Language::kEnglish), Organization(answer, Language::kEnglish),
             Rules(answer), std::move(remarks)});
}

std::string ValidationCsvHeader() {
  const std::string titles[] = {"adresse",
                                "verdict",
                                "publication",
                                "type",
                                "type différent",
                                "titulaires",
                                "structure",
                                "domaine listé",
                                "opérateurs",
                                "règles",
                                "constats",
                                "adresse proche",
                                "publiée jusqu'au",
                                "boîtes actuelles du titulaire",
                                "ligne"};
  return std::string(kCsvStart) + CsvLine(titles);
}

std::string ValidationCsvLine(const v1::ValidateResponse& answer, Language language,
                              std::uint64_t line) {
  constexpr const char* kPublications[] = {"inconnue", "publiée", "non publiée", "sans objet"};
  const auto publication = static_cast<std::size_t>(
      std::clamp(static_cast<int>(answer.publication()), 0, v1::Publication_ARRAYSIZE - 1));
  const auto yes = [](bool value) { return std::string(value ? "oui" : "non"); };
  const std::string fields[] = {answer.patient() ? "(adresse de patient)" : answer.address(),
                                std::string(ToText(answer.verdict())),
                                kPublications[publication],
                                answer.type(),
                                yes(answer.type_differs()),
                                Holders(answer, Language::kFrench),
                                Organization(answer, Language::kFrench),
                                DomainListedInFrench(answer),
                                Join(answer.operators()),
                                Rules(answer),
                                Messages(answer, language),
                                answer.nearest_address(),
                                answer.withdrawn().sighting().last_seen(),
                                HolderMailboxes(answer.withdrawn()),
                                line == 0 ? std::string() : std::to_string(line)};
  return CsvLine(fields);
}

void ValidationCounts::Add(const v1::ValidateResponse& answer) {
  ++all_;
  ++verdicts_[static_cast<std::size_t>(SeverityOf(answer.verdict()))];
  const int publication = answer.publication();
  ++publications_[v1::Publication_IsValid(publication) ? static_cast<std::size_t>(publication) : 0];
}

std::string ValidationCounts::Total() const {
  std::string published;
  for (std::size_t i = 0; i < publications_.size(); ++i) {
    if (publications_[i] == 0) continue;
    Append(published, WithThousands(publications_[i]) + " " +
                          std::string(PublicationText(static_cast<v1::Publication>(i))));
  }
  std::string judged;
  for (std::size_t i = 0; i < verdicts_.size(); ++i) {
    if (verdicts_[i] == 0) continue;
    Append(judged,
           WithThousands(verdicts_[i]) + " " + std::string(ToString(static_cast<Severity>(i))));
  }
  std::string text = WithThousands(all_) + " validated";
  Append(text, published, ": ");
  Append(text, judged, "; ");
  return text;
}

}  // namespace annuaire::cli
