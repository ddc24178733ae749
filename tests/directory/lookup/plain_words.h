// The words of mailboxes as the plain implementation of Suggest sees them, read from
// their rows each time they are asked for, and who has them.

#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"

namespace annuaire::plain {

// Words of one mailbox by field, from its row; holds for mailboxes with one
// attachment, which is what the random worlds have.
struct Words {
  std::vector<std::string> by_field[5];
  bool personal = false;
  // Those of by_field[3] and [4] that other mailboxes share, by what they are of.
  std::set<std::string> structure;
  std::set<std::string> place;
  std::set<std::string> job;
  std::set<std::string> domain;

  bool IsShared(const std::string& term) const {
    return structure.contains(term) || place.contains(term) || job.contains(term) ||
           domain.contains(term);
  }
};

Words WordsOf(const MailboxRow& row);

bool Begins(std::string_view term, std::string_view word);
// The same with one letter of a word of four letters or more wrong, missing, extra or swapped.
bool BeginsWithin1(std::string_view term, std::string_view word);

// How often a term stands in names, each field of a mailbox counted once; a term of
// the family and the given name counts in the first, but for the first given name.
std::map<std::string, std::size_t> CountNames(const Directory& directory);

// Who has a word: people and services by their names, others through what they share.
struct Bearers {
  std::size_t people = 0;
  std::size_t services = 0;
  std::size_t elsewhere = 0;
};

// Those of a word, or of all terms it begins if it is none.
Bearers CountBearers(const Directory& directory, const std::string& word, bool whole);

// Hardly anybody is called so.
bool IsImpersonal(const Bearers& bearers);

// Some place has it, or if it is no word at all one that it begins.
bool IsPlace(const Directory& directory, const std::string& word, bool whole);

// No mailbox has it.
bool IsUnknown(const Directory& directory, const std::string& word, bool whole = false);

}  // namespace annuaire::plain
