// What to ask the Directory so that every entry a filter may hold for is among
// the candidates, as far as words tell: the text of a filter is typed text, each
// word of it the beginning of a word of the mailbox.
//
// A plan only finds candidates; match.h decides. Limit: a text that begins
// inside a word ("*pont*" for DUPONT) finds no candidate.
//
// Pure functions; safe from any thread.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/ldap/filter.h"

namespace annuaire::ldap_front {

// One set of candidates: a mailbox by its address, else the mailboxes of a type
// that have all the words; the whole directory when nothing is set.
struct Question {
  std::string address;             // FoldAddress()
  std::string type;                // "PER"
  std::vector<std::string> words;  // QueryWords(), sorted, distinct: the first 12

  // The typed text: the words, each once, in the order of the filter.
  std::string text;
  // The same as it stands, where all of it was typed into a cn, in several words: who has them all
  // is found by it, wherever he has them. Else empty.
  std::string common_name;

  friend bool operator==(const Question& a, const Question& b) {
    return a.address == b.address && a.type == b.type && a.words == b.words;
  }
};

// The most questions of a filter, those for one mailbox or one person not counted; beyond, it is
// answered from everything.
inline constexpr std::size_t kQuestionsMax = 64;

// The most precise first. Empty when the filter can be true for no mailbox.
std::vector<Question> Plan(const Filter& filter);

// True when whatever "narrow" finds, "wide" would find too.
bool Includes(const Question& wide, const Question& narrow);

}  // namespace annuaire::ldap_front
