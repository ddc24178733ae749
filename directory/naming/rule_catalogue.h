// The rule catalogue: every naming rule as a numbered entry, in French and
// English, with its source and what to do about it.
//
// directory/naming/README.md shows the same table; a test keeps them equal.
// None of the sources read is the body of the "référentiel socle MSSanté": the
// rules rest on the ANS training and API documents named in each entry.
//
// Static and immutable; safe from any thread.
//
// Example:
//
//   const Rule* rule = FindRule("ORG-01");
//   rule->severity == Severity::kViolation;
//   RemedyFr(*rule, Severity::kSuspect);  // "Vérifier d'abord ; si c'est exact, créer une boîte…"
//   FindRuleOrFamily("org") == "ORG";

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "directory/naming/finding.h"

namespace annuaire {

// Stored beside the verdicts it made. To be bumped on any change of a rule, a
// lexicon or a threshold: date, point, number within the day.
inline constexpr std::string_view kRuleSetVersion = "2026-11-22.6";

struct Rule {
  std::string_view id;  // family and number: "ORG-01"; never reused
  Severity severity;    // the highest this rule gives
  std::string_view text_fr;
  std::string_view text_en;
  std::string_view remedy_fr;  // of a finding of that severity, see RemedyFr()
  std::string_view remedy_en;
  std::string_view source;       // short title of the document
  std::string_view source_date;  // ISO date, as precise as the document is
};

// What to do about a finding of "severity": when milder than the rule's highest, a suspect one
// is verified first, and an info asks for nothing: empty.
std::string RemedyFr(const Rule& rule, Severity severity);
std::string RemedyEn(const Rule& rule, Severity severity);

// In the order of the README.
std::span<const Rule> Rules();

// In any case; nullptr when there is no such rule.
const Rule* FindRule(std::string_view id);

// A rule or a family of rules, typed in any case, as the catalogue writes it:
// "ORG-01" for "org-01", "ORG" for "org"; empty when there is none. Static.
std::string_view FindRuleOrFamily(std::string_view text);

}  // namespace annuaire
