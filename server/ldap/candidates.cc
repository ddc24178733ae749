#include "server/ldap/candidates.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "server/ldap/people.h"

namespace annuaire::ldap_front {
namespace {

// The most rows of one listing, and of one name.
constexpr std::size_t kListedMax = 2000;
constexpr std::uint32_t kNamedMax = 6000;

struct Text {
  explicit Text(const Question& question)
      : asked(std::string_view(question.text).substr(0, SuggestQuery::kTextBytesMax)),
        has_all_words(!asked.empty() && asked.size() == question.text.size()) {}

  std::string_view asked;
  bool has_all_words;
};

// Who types a structure wants its own mailboxes first.
Offered OfferOfStructures(const Directory& directory, const Numbers& numbers, const Offer& offer) {
  for (const OrganizationIndex organization : numbers.organizations()) {
    for (const bool personal : {false, true}) {
      for (const MailboxIndex mailbox : directory.MailboxesOf(organization)) {
        const bool is_personal = directory.row(mailbox).type == MailboxType::kPersonal;
        if (is_personal == personal && !offer({mailbox})) return Offered::kStopped;
      }
    }
  }
  return Offered::kSome;
}

Offered OfferBest(const Directory& directory, const Text& text, std::string_view type,
                  const Offer& offer) {
  SuggestQuery query{.text = text.asked, .limit = SuggestQuery::kLimitMax};
  if (!type.empty()) query.types = {&type, 1};
  const Suggestions found = directory.Suggest(query);
  directory.Prefetch(found.mailboxes);
  for (std::size_t i = 0; i < found.mailboxes.size(); ++i) {
    if (found.IsAsTyped(i) && !offer({found.mailboxes[i], text.has_all_words})) {
      return Offered::kStopped;
    }
  }
  // Once half of the rows are taken, less likely readings of the text are not looked for.
  const bool all = 2 * (found.otherwise + found.as_typed) < query.limit;
  return all ? Offered::kAll : Offered::kSome;
}

Offered OfferInOrder(const Directory& directory, const Text& text, std::string_view type,
                     std::size_t most, const Offer& offer) {
  const MailboxFilter filter{.text = text.asked, .type = type};
  PageRequest request{.size = PageRequest::kSizeMax};
  for (std::size_t listed = 0; listed < most; listed += request.size) {
    const Page<MailboxIndex> page = directory.SearchMailboxes(filter, request);
    for (const MailboxIndex mailbox : page.rows) {
      if (!offer({mailbox, text.has_all_words})) return Offered::kStopped;
    }
    request.cursor = page.next_cursor;
    if (request.cursor == 0) return Offered::kAll;
  }
  return Offered::kSome;
}

Offered OfferOfType(const Directory& directory, const Question& question, std::string_view type,
                    const Offer& offer) {
  const Text text(question);
  return question.words.empty() ? OfferInOrder(directory, text, type, kListedMax, offer)
                                : OfferBest(directory, text, type, offer);
}

// Those whose name begins with one of the words: people, the rarest family name
// first, then shared mailboxes.
Offered OfferNamed(const Sources& sources, const Question& question, const Offer& offer) {
  const Directory& directory = sources.directory;
  std::vector<MailboxRun> runs;
  for (const std::string& word : question.words) runs.push_back(PeopleNamed(directory, word));
  std::sort(runs.begin(), runs.end(),
            [](const MailboxRun& a, const MailboxRun& b) { return a.size() < b.size(); });
  for (const MailboxRun& run : runs) {
    const std::uint32_t last = run.first + std::min(run.size(), kNamedMax);
    for (std::uint32_t i = run.first; i < last; ++i) {
      if (!offer({MailboxIndex{i}})) return Offered::kStopped;
    }
  }
  if (sources.shared_names == nullptr) return Offered::kSome;
  for (const std::string& word : question.words) {
    const auto named = sources.shared_names->Beginning(directory, word);
    for (const MailboxIndex mailbox : named.first(std::min<std::size_t>(named.size(), kNamedMax))) {
      if (!offer({mailbox})) return Offered::kStopped;
    }
  }
  return Offered::kSome;
}

}  // namespace

Offered OfferLikely(const Sources& sources, const Question& question, const Offer& offer) {
  const Directory& directory = sources.directory;
  if (!question.address.empty()) {
    const auto mailbox = directory.FindMailbox(question.address);
    return mailbox && !offer({*mailbox}) ? Offered::kStopped : Offered::kAll;
  }
  Offered offered = OfferOfStructures(directory, sources.numbers, offer);
  if (offered != Offered::kStopped) {
    offered = OfferOfType(directory, question, question.type, offer);
  }
  if (offered == Offered::kSome) offered = OfferNamed(sources, question, offer);
  if (!question.type.empty()) return offered;
  for (const std::string_view type : {"ORG", "CAB", "APP"}) {
    if (offered != Offered::kSome) return offered;
    // All of one type are not all there are.
    const Offered of_type = OfferOfType(directory, question, type, offer);
    if (of_type == Offered::kStopped) return of_type;
  }
  return offered;
}

Offered OfferListed(const Sources& sources, const Question& question, const Offer& offer) {
  // Few have a number that begins so but in their postcode, which no client asks for.
  const std::size_t most = sources.numbers.are_all_words() ? PageRequest::kSizeMax : kListedMax;
  return OfferInOrder(sources.directory, Text(question), question.type, most, offer);
}

}  // namespace annuaire::ldap_front
