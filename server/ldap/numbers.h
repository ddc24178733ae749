// The numbers of a filter that name a person or a structure whole: RPPS, FINESS,
// SIREN, SIRET. Mail clients look for whatever is typed in cn and mail, so each
// counts as one more cn of the mailboxes it names, and is sent as one.
//
// Immutable; safe from any thread.

#pragma once

#include <string>
#include <vector>

#include "directory/lookup/directory.h"
#include "server/ldap/plan.h"

namespace annuaire::ldap_front {

class Numbers {
 public:
  // Those among the words of "questions". The Directory must outlive them.
  Numbers(const Directory& directory, const std::vector<Question>& questions);

  // True when there are words, each of digits only: a number, or the beginning of
  // one, or of a postcode.
  bool are_all_words() const { return are_all_words_; }

  // The structures named.
  const std::vector<OrganizationIndex>& organizations() const { return organizations_; }

  // Those that name the holder or the structure of the mailbox.
  std::vector<std::string> Of(const MailboxRow& row) const;

 private:
  struct Number {
    std::string text;
    std::string organization_key;  // empty when it names none
  };

  std::vector<Number> numbers_;
  std::vector<OrganizationIndex> organizations_;
  bool are_all_words_ = false;
};

}  // namespace annuaire::ldap_front
