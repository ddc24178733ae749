#include "server/ldap/titles.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "directory/base/fold.h"
#include "directory/lookup/query_words.h"

namespace annuaire::ldap_front {

Titles::Titles(const std::vector<Question>& questions) {
  for (const Question& question : questions) {
    const std::vector<std::string> words = QueryWords(question.text);
    for (std::size_t at = 0; at + 1 < words.size() && IsTitle(words[at]); ++at) {
      std::string title = words[at];
      title.front() = static_cast<char>(title.front() & ~0x20);
      if (std::find(titles_.begin(), titles_.end(), title) == titles_.end()) {
        titles_.push_back(std::move(title));
      }
    }
  }
}

void Titles::AddTo(const MailboxRow& row, std::vector<std::string>& common_names) const {
  if (row.type != MailboxType::kPersonal) return;
  const std::size_t untitled = common_names.size();
  for (const std::string& title : titles_) {
    for (std::size_t i = 0; i < untitled; ++i) {
      common_names.push_back(title + " " + common_names[i]);
    }
  }
}

}  // namespace annuaire::ldap_front
