// Any bytes as the facts of a mailbox: the first byte is its type, then lines:
// address, service, holder's family name, given name, structure, staff family
// name, given name.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "directory/naming/address.h"
#include "directory/naming/checker.h"
#include "directory/naming/rule_catalogue.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annuaire;
  if (size == 0) return 0;
  std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::array<std::string_view, 7> lines;
  for (auto& line : lines) {
    const auto end = std::min(text.find('\n'), text.size());
    line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }

  for (const FaultAt& at : ParseAddress(lines[0]).faults) Require(at.position <= lines[0].size());

  StructureFacts structure_facts;
  structure_facts.names = {lines[4]};
  structure_facts.staff = {{lines[5], lines[6]}};
  const StructureContext structure(structure_facts);
  const StructureContext* const structures[] = {&structure};
  HolderFacts holder;
  holder.name = {lines[2], lines[3]};
  Evidence evidence;
  evidence.Add(holder.name);

  MailboxFacts facts;
  facts.type = static_cast<MailboxType>(data[0] % 5);
  facts.address = lines[0];
  facts.service = lines[1];
  facts.holders = {&holder, 1};
  facts.structures = structures;
  const Judgement judgement = Checker().Check(facts, evidence);
  Severity worst = Severity::kOk;
  for (const Finding& finding : judgement.findings) {
    const Rule* rule = FindRule(finding.rule_id);
    Require(rule != nullptr && finding.severity <= rule->severity);
    Require(!finding.message_fr.empty() && !finding.message_en.empty());
    Require(!judgement.is_patient || finding.tokens.empty());
    worst = std::max(worst, finding.severity);
  }
  Require(worst == judgement.verdict);
  return 0;
}
