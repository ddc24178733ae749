#include "server/ldap/numbers.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace annuaire::ldap_front {
namespace {

bool IsDigits(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A FINESS of Corsica has a letter in second place.
bool MayNameSomebody(std::string_view word) {
  constexpr std::size_t kShortest = 9;
  return word.size() >= kShortest && IsDigits(word.substr(0, 1)) && IsDigits(word.substr(2));
}

std::string InUpperCase(std::string word) {
  for (char& c : word) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c & ~0x20);
  }
  return word;
}

}  // namespace

Numbers::Numbers(const Directory& directory, const std::vector<Question>& questions)
    : are_all_words_(!questions.empty()) {
  for (const Question& question : questions) {
    are_all_words_ = are_all_words_ && !question.words.empty() &&
                     std::all_of(question.words.begin(), question.words.end(), IsDigits);
    for (const std::string& word : question.words) {
      if (!MayNameSomebody(word)) continue;
      Number number{.text = InUpperCase(word), .organization_key = {}};
      if (const auto organization = directory.FindOrganization(number.text)) {
        number.organization_key = directory.row(*organization).key.view();
        organizations_.push_back(*organization);
      }
      numbers_.push_back(std::move(number));
    }
  }
}

std::vector<std::string> Numbers::Of(const MailboxRow& row) const {
  std::vector<std::string> named;
  for (const Number& number : numbers_) {
    const bool names_structure = row.has_organization && !number.organization_key.empty() &&
                                 row.organization.key == number.organization_key;
    if (names_structure || row.rpps() == number.text) named.push_back(number.text);
  }
  return named;
}

}  // namespace annuaire::ldap_front
