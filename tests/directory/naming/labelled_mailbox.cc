#include "tests/directory/naming/labelled_mailbox.h"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace annuaire {
namespace {

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != separator) continue;
    parts.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  return parts;
}

std::vector<PersonName> PeopleOf(std::string_view text) {
  std::vector<PersonName> people;
  if (text.empty()) return people;
  for (const auto person : Split(text, ';')) {
    const auto slash = std::min(person.find('/'), person.size());
    people.push_back({person.substr(0, slash), person.substr(std::min(slash + 1, person.size()))});
  }
  return people;
}

}  // namespace

Result<std::vector<LabelledMailbox>> LoadLabelled(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) return NotFoundError("no labelled set in " + path);
  std::vector<LabelledMailbox> mailboxes;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#') continue;
    const auto fields = Split(line, '\t');
    if (fields.size() != 8) return InvalidArgumentError(path + ": 8 columns wanted: " + line);
    std::vector<std::string> texts(fields.begin(), fields.end());
    mailboxes.push_back(
        {texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7]});
  }
  return mailboxes;
}

Judgement Judge(const LabelledMailbox& mailbox, const Evidence& evidence) {
  StructureFacts structure_facts;
  if (!mailbox.organization.empty()) structure_facts.names.push_back(mailbox.organization);
  structure_facts.staff = PeopleOf(mailbox.staff);
  const StructureContext structure(structure_facts);
  const StructureContext* const structures[] = {&structure};

  std::vector<HolderFacts> holders;
  for (const auto& name : PeopleOf(mailbox.holders)) {
    holders.emplace_back();
    holders.back().name = name;
  }

  MailboxFacts facts;
  facts.type = MailboxTypeOf(mailbox.type);
  facts.address = mailbox.address;
  facts.holders = holders;
  facts.structures = structures;
  facts.service = mailbox.service;
  return Checker().Check(facts, evidence);
}

Severity SeverityOf(const Judgement& judgement, std::string_view rule_id) {
  Severity worst = Severity::kOk;
  for (const Finding& finding : judgement.findings) {
    if (finding.rule_id == rule_id) worst = std::max(worst, finding.severity);
  }
  return worst;
}

}  // namespace annuaire
