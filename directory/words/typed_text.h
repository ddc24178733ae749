// A typed or pasted text before it is cut into words. Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// The text without the quotes, brackets, points and other marks that people and programs put
// around an address.
std::string_view WithoutMarks(std::string_view text);
// The address of a pasted text, as mail clients write it: "Dr X" <a@b>, mailto:a@b?subject=c,
// 'a@b'; the text without blanks at both ends if there is none such, or several.
std::string_view WithoutWrapping(std::string_view text);
// What such a text has before its first address: Dr X; nothing if there is none such.
std::string_view NameBeforeAddress(std::string_view text);

// Of an address and nothing else: the same without the last label of its domain, without the last
// two, and so on, a@ch-x for a@ch-x.fr; then its local part. None of any other text.
std::vector<std::string_view> ShortenedAddresses(std::string_view text);

// The same text without wrapping, nor the ".mssante.fr" that every address ends in, however far
// it was typed: it tells nobody apart and is not among the words.
std::string_view WithoutCommonSuffix(std::string_view text);

// What comes after the article that a text begins with, "la pharmacie", "l'hôpital"; all of it if
// there is none.
std::string_view WithoutArticle(std::string_view text);

// What comes after the "M." that a text begins with, which is an initial or stands for monsieur;
// nothing where fewer than two words do.
std::string_view AfterMister(std::string_view text);

// Two family names of which somebody may be published under either, folded, the likelier one to
// leave out first: of "DUPONT née MARTIN", "DUPONT-MARTIN" and "DUPONT (MARTIN)" martin, dupont.
// None of a text that has none such.
std::vector<std::string> EitherOfTwoNames(std::string_view text);
// The same of a text that tells of both by a word: "DUPONT née MARTIN".
std::vector<std::string> NamesBeforeAndAfterMarriage(std::string_view text);
// Of most texts it is not worth asking for these.
bool MayTellOfMarriage(std::string_view text);
// "née", "épouse", "veuve" and how they are cut short, folded.
bool IsBetweenTwoNames(std::string_view word);

// Of most texts it is not worth asking for the next.
bool MayHoldInitials(std::string_view text);
// Folded, with initials that points part as one word: "s.a.m.u. nancy" is "samu nancy". Two are
// rather those of a given name, "j.p.". An address has none.
std::string WithInitialsJoined(std::string_view text);

// Folded, without what is elided: "laboratoire d'analyses" is "laboratoire analyses". Of an
// address nothing.
std::string WithoutElisions(std::string_view text);

}  // namespace annuaire
