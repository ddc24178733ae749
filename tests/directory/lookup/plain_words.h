// What the plain implementation of Suggest asks of words: whether a typed one begins another, and
// who has it.

#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "tests/directory/lookup/plain_recipients.h"

namespace annuaire::plain {

bool Begins(std::string_view term, std::string_view word);
// The same with one letter of a word of four letters or more wrong, missing, extra or swapped.
bool BeginsWithin1(std::string_view term, std::string_view word);
// The same with up to so many letters, one or two; of two, no more than one is among the first
// five.
bool BeginsWithin(std::string_view term, std::string_view word, std::size_t errors);

// Every term of some mailbox.
std::set<std::string> AllTerms(std::span<const Recipient> recipients);

// How often a term stands in names, each field of a mailbox counted once; a term of
// the family and the given name counts in the first, but for the first given name.
std::map<std::string, std::size_t> CountNames(std::span<const Recipient> recipients);

// Who has a word: people and services by their names, others through what they share.
struct Bearers {
  std::size_t people = 0;
  std::size_t services = 0;
  std::size_t elsewhere = 0;
  std::size_t services_begun = 0;  // also where it is all of some other word
};

// Those of a word, or of all terms it begins if it is none.
Bearers CountBearers(std::span<const Recipient> recipients, const std::string& word, bool whole);

// Hardly anybody is called so.
bool IsImpersonal(const Bearers& bearers);

// Some place has it, or if it is no word at all one that it begins.
bool IsPlace(std::span<const Recipient> recipients, const std::string& word, bool whole);

// No mailbox has it.
bool IsUnknown(std::span<const Recipient> recipients, const std::string& word, bool whole = false);

}  // namespace annuaire::plain
