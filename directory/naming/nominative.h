// FindPerson() says whether a text, the local part of an address or a
// description, names a person, in the context of the structure it belongs to.
//
// What may be innocent is taken out first: the structure's own names and
// places, saints, famous people, names after a place word. Then the structure's
// professionals are looked for, then titles, then given name x family name from
// the lexicon and the directory. A false accusation costs more than a miss:
// kViolation is kept for evidence that would convince the person concerned.
//
// Pure; safe from any thread. Allocates only when it finds something.
//
// Example:
//
//   Vocabulary vocabulary(structures, "ch-troispics.mssante.fr", evidence);
//   FindPerson("secretariat.dr.dupont", vocabulary, TextKind::kLocalPart)
//   // kSuspect, kTitleAndName; kViolation when a Dupont works in the structure

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/naming/finding.h"
#include "directory/naming/pieces.h"

namespace annuaire {

// From what says most of a person to what says least.
enum class NameForm : std::uint8_t {
  kGivenAndFamily,    // jean.dupont
  kInitialAndFamily,  // j.dupont
  kTitleAndName,      // dr.dupont
  kGivenAndOther,     // jean.zorglub: a given name and a word nobody knows
  kFamilyAlone,       // secretariat.dupont
  kGivenAlone,        // sophie
  kFamousPerson,      // jean.moulin
  kNone,
};

struct PersonFound {
  Severity severity = Severity::kOk;
  NameForm form = NameForm::kNone;
  Basis basis = Basis::kLexicon;
  // The structure itself, a place or a saint bears the name as well.
  bool shared_with_place = false;
  std::vector<std::string> tokens;  // folded, in order of appearance

  // Surer, or an accusation as sure and saying more.
  bool Outweighs(const PersonFound& other) const {
    if (severity != other.severity) return severity > other.severity;
    if (severity < Severity::kSuspect) return false;
    if (form != other.form) return form < other.form;
    return tokens.size() > other.tokens.size();
  }
};

enum class TextKind : std::uint8_t {
  kLocalPart,
  kDescription,  // judged clause by clause
};

PersonFound FindPerson(std::string_view text, const Vocabulary& vocabulary, TextKind kind);

// True when "pieces" are all words of services, functions, care, structures or
// applications: no person could be meant.
bool IsServiceName(const Pieces& pieces);

}  // namespace annuaire
