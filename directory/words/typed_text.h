// A typed or pasted text before it is cut into words. Pure functions.

#pragma once

#include <string>
#include <string_view>

namespace annuaire {

// The address of a pasted text, as mail clients write it: "Dr X" <a@b>, mailto:a@b,
// a@b; the text without blanks at both ends if there is none such.
std::string_view WithoutWrapping(std::string_view text);
// What such a text has before its address: Dr X; nothing if there is none such.
std::string_view NameBeforeAddress(std::string_view text);

// The same text without wrapping, nor the ".mssante.fr" that every address ends in, however far
// it was typed: it tells nobody apart and is not among the words.
std::string_view WithoutCommonSuffix(std::string_view text);

// What comes after the article that a text begins with, "la pharmacie", "l'hôpital"; all of it if
// there is none.
std::string_view WithoutArticle(std::string_view text);

// Of most texts it is not worth asking for the next.
bool MayHoldInitials(std::string_view text);
// Folded, with initials that points part as one word: "s.a.m.u. nancy" is "samu nancy". Two are
// rather those of a given name, "j.p.". An address has none.
std::string WithInitialsJoined(std::string_view text);

// Folded, without what is elided: "laboratoire d'analyses" is "laboratoire analyses". Of an
// address nothing.
std::string WithoutElisions(std::string_view text);

}  // namespace annuaire
