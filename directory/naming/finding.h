// A Finding is one remark of one rule about one mailbox; a Judgement is all of
// them, with the verdict, the worst severity among them.
//
// Plain values that own their text. A finding about a patient address holds
// neither the address nor any part of it.
//
// Example:
//
//   for (const Finding& finding : judgement.findings) {
//     Print(finding.rule_id, ToString(finding.severity), finding.message_fr);
//   }

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// From good to bad; comparable.
enum class Severity : std::uint8_t {
  kOk = 0,
  kInfo = 1,       // worth knowing, nothing to correct
  kSuspect = 2,    // somebody should look
  kViolation = 3,  // the evidence would convince the owner of the mailbox
};

// "ok", "info", "suspect", "violation".
inline std::string_view ToString(Severity severity) {
  switch (severity) {
    case Severity::kOk:
      return "ok";
    case Severity::kInfo:
      return "info";
    case Severity::kSuspect:
      return "suspect";
    case Severity::kViolation:
      return "violation";
  }
  return {};
}

// What a finding rests on, from the address alone to the people of the structure.
enum class Basis : std::uint8_t {
  kSyntax,     // the text of the address
  kDomain,     // the domain or the white list
  kHolder,     // the holder's name or registration
  kStructure,  // the structure's state, name or place
  kStaff,      // a professional attached to the structure
  kLexicon,    // the bundled lists of names
  kDirectory,  // frequencies of names in the whole directory
  kTitle,      // a civil or professional title
};

// "syntax", "domain", "holder", "structure", "staff", "lexicon", "directory", "title".
inline std::string_view ToString(Basis basis) {
  constexpr std::string_view kNames[] = {"syntax", "domain",  "holder",    "structure",
                                         "staff",  "lexicon", "directory", "title"};
  return kNames[static_cast<std::size_t>(basis)];
}

struct Finding {
  std::string_view rule_id;  // of the rule catalogue: "ORG-01"; static
  Severity severity = Severity::kOk;
  Basis basis = Basis::kSyntax;
  std::vector<std::string> tokens;  // the folded words that made the rule speak
  std::string message_fr;
  std::string message_en;
};

struct Judgement {
  Severity verdict = Severity::kOk;
  std::vector<Finding> findings;  // in the order of the catalogue's checks
  bool is_patient = false;        // do not log, store or echo the address

  void Add(Finding finding) {
    if (finding.severity > verdict) verdict = finding.severity;
    findings.push_back(std::move(finding));
  }
};

}  // namespace annuaire
