#include "cli/address_finder.h"

#include <algorithm>
#include <utility>

#include "directory/base/fold.h"
#include "directory/base/invisible_letters.h"
#include "directory/base/link_escapes.h"

namespace annuaire::cli {
namespace {

bool Continues(char octet) { return (static_cast<unsigned char>(octet) & 0xC0) == 0x80; }

// REQUIRES: a text that is not empty
std::string_view FirstLetter(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && Continues(text[size])) ++size;
  return text.substr(0, size);
}
std::string_view LastLetter(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && Continues(text[at])) --at;
  return text.substr(at);
}

bool IsOneOf(std::string_view letters, std::string_view letter) {
  return letters.find(letter) != std::string_view::npos;
}

bool Separates(std::string_view letter) {
  constexpr std::string_view kSeparators =
      "<>()[]{},;:\"\\|«»“”„‹›"
      "\u00A0\u2007\u2009\u202F";  // blanks
  return (letter.size() == 1 && static_cast<unsigned char>(letter.front()) <= ' ') ||
         IsOneOf(kSeparators, letter);
}

// Not so "mail=a@b.fr".
bool MayBeOfName(std::string_view letter) { return !Separates(letter) && letter != "="; }

// Not so "a@b.fr?cc=c@d.fr&bcc=e@f.fr".
bool MayBeOfDomain(std::string_view letter) {
  return !Separates(letter) && !IsOneOf("?&=", letter);
}

// Of a sentence or of quotes, at either end: within a name it may be part of it.
bool Surrounds(std::string_view letter) { return IsOneOf(".'`!?‘’…", letter); }

// The letters at the beginning of "text" that are all "such".
std::string_view Beginning(std::string_view text, bool (*such)(std::string_view)) {
  std::string_view left = text;
  while (!left.empty() && such(FirstLetter(left))) left.remove_prefix(FirstLetter(left).size());
  return text.substr(0, text.size() - left.size());
}
std::string_view End(std::string_view text, bool (*such)(std::string_view)) {
  std::string_view left = text;
  while (!left.empty() && such(LastLetter(left))) left.remove_suffix(LastLetter(left).size());
  return text.substr(left.size());
}

// Of "http://user@host" or "http://user:secret@host".
bool IsOfLink(std::string_view before, std::string_view name) {
  constexpr std::string_view kHost = "//";
  if (name.starts_with(kHost)) return true;
  if (!before.ends_with(':')) return false;
  before.remove_suffix(1);
  return End(before, MayBeOfName).starts_with(kHost);
}

// A domain that a comma or a blank cuts before its last labels, "ch,mssante.fr".
std::string_view DomainAt(std::string_view text) {
  constexpr std::string_view kLastLabels = "mssante";
  const std::string_view domain = Beginning(text, MayBeOfDomain);
  const std::string_view cut = text.substr(domain.size());
  const std::size_t gap = std::min(cut.find_first_not_of(" ,."), cut.size());
  if (gap == 0 || domain.empty() || domain.find('.') < domain.size() - 1) return domain;
  const std::string_view rest = Beginning(cut.substr(gap), MayBeOfDomain);
  if (!FoldAddress(rest).starts_with(kLastLabels) || IsOneOf(rest, "@")) return domain;
  return text.substr(0, domain.size() + gap + rest.size());
}

// In a mailto: link.
constexpr std::string_view kEscapedAt = "%40";

}  // namespace

std::vector<std::string> FindAddresses(std::string_view written) {
  std::vector<std::string> found;
  const std::string text_seen = WithoutInvisible(written);
  const std::string_view text = text_seen;
  for (std::size_t at = text.find_first_of("@%"); at != std::string_view::npos;
       at = text.find_first_of("@%", at + 1)) {
    const bool escaped = text[at] == '%';
    if (escaped && !text.substr(at).starts_with(kEscapedAt)) continue;
    const std::size_t at_size = escaped ? kEscapedAt.size() : 1;
    std::string_view name = End(text.substr(0, at), MayBeOfName);
    std::string_view domain = DomainAt(text.substr(at + at_size));
    if (IsOfLink(text.substr(0, at - name.size()), name)) continue;
    name.remove_prefix(Beginning(name, Surrounds).size());
    domain.remove_suffix(End(domain, Surrounds).size());
    if (name.empty() || domain.empty()) continue;
    std::string address(text.substr(at - name.size(), name.size() + at_size + domain.size()));
    if (escaped) {
      if (address.find('@') != std::string::npos) continue;  // there it is part of a name
      address = WithoutLinkEscapes(address);
    }
    if (std::find(found.begin(), found.end(), address) == found.end()) {
      found.push_back(std::move(address));
    }
  }
  return found;
}

bool HoldsMoreThanAnAddress(std::string_view line) {
  const std::string_view text = Trim(line);
  const std::vector<std::string> found = FindAddresses(text);
  return !found.empty() && found.front().size() != text.size();
}

}  // namespace annuaire::cli
