// The forms under which a person's name shows in an address: whole and glued,
// by its parts, without particles, and its initials.
//
// Pure functions; values own their text.
//
// Example:
//
//   NameForms forms = FormsOf({"LE GUEN", "Anne-Marie"});
//   forms.family   == {"leguen", "guen"}
//   forms.given    == {"annemarie", "anne", "marie"}
//   forms.initials == "am"
//   FormsOf({"FERREIRA DA SILVA", ""}).family holds "dasilva", too

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory/record/practitioner.h"

namespace annuaire {

struct NameForms {
  std::vector<std::string> family;  // the whole first
  std::vector<std::string> given;   // the whole first
  std::string initials;             // of the given names
};

NameForms FormsOf(const PersonName& name);

// The words of a folded text, at blanks, hyphens and apostrophes; the first kTermsMax of them.
std::vector<std::string> PartsOf(std::string_view folded);

}  // namespace annuaire
