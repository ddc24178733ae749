#include "server/ldap/search.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "server/ldap/attribute.h"
#include "server/ldap/candidates.h"
#include "server/ldap/entry.h"
#include "server/ldap/filter.h"
#include "server/ldap/ldif.h"
#include "server/ldap/match.h"
#include "server/ldap/numbers.h"
#include "server/ldap/phone.h"
#include "server/ldap/phone_book.h"
#include "server/ldap/plan.h"

namespace annuaire::ldap_front {
namespace {

// Where in the tree a search starts.
struct Place {
  bool is_base = false;
  std::string address;  // of a mailbox's entry
};

// nullopt when no entry can be there.
std::optional<Place> FindPlace(std::string_view dn, std::string_view base_dn) {
  constexpr std::string_view kRdn = "mail=";
  const std::string folded = FoldDn(dn);
  const std::string below = "," + FoldDn(base_dn);
  if (folded == std::string_view(below).substr(1)) return Place{.is_base = true};
  if (!folded.starts_with(kRdn) || !folded.ends_with(below)) return std::nullopt;
  const std::string rdn = folded.substr(kRdn.size(), folded.size() - kRdn.size() - below.size());
  // Deeper than any entry; that a comma may be escaped does not matter.
  if (rdn.find(',') != std::string::npos) return std::nullopt;
  return Place{.address = UnescapedRdn(rdn)};
}

class Searcher {
 public:
  Searcher(const Edition& edition, std::string_view base_dn, const SearchRequest& request,
           const Filter& filter, std::string& out)
      : edition_(edition),
        directory_(*edition.directory),
        phones_(edition.phones.Get()),
        base_dn_(base_dn),
        request_(request),
        filter_(filter),
        out_(out),
        limit_(request.size_limit > 0
                   ? std::min(kEntriesMax, static_cast<std::size_t>(request.size_limit))
                   : kEntriesMax) {}

  SearchResult Run(const Place& place) {
    const Scope scope = request_.scope;
    if (!place.is_base) {
      const auto mailbox = directory_.FindMailbox(place.address);
      if (!mailbox || !CanBeEntry(directory_.row(*mailbox))) {
        return {.code = ResultCode::kNoSuchObject, .matched = base_dn_};
      }
      if (scope == Scope::kBase || scope == Scope::kSubtree) Consider(*mailbox, {});
      return Finish();
    }
    if (scope == Scope::kBase || scope == Scope::kSubtree) OfferBase();
    if (scope != Scope::kBase) {
      questions_ = Plan(filter_);
      AskAll();
    }
    return Finish();
  }

 private:
  SearchResult Finish() const {
    if (more_ || (exhausted_ && sent_ > 0)) return {.code = ResultCode::kSizeLimitExceeded};
    // Of digits, whole numbers and beginnings of words are found: all there is.
    if (exhausted_ && !numbers_->are_all_words()) {
      return {.code = ResultCode::kAdminLimitExceeded,
              .info = asks_for_words() ? "nobody among the first looked at; type more of the name"
                                       : "type words to search for"};
    }
    return {};
  }

  void AskAll() {
    numbers_.emplace(directory_, questions_);
    std::vector<const Question*> answered;
    for (const Question& question : questions_) {
      probing_ = std::any_of(answered.begin(), answered.end(),
                             [&](const Question* narrow) { return Includes(question, *narrow); });
      const std::size_t before = sent_;
      Ask(question);
      if (more_ || is_spent()) return;
      if (sent_ > before) answered.push_back(&question);
    }
  }

  void Ask(const Question& question) {
    const Offer offer = [&](const Candidate& candidate) {
      return Consider(candidate.mailbox, candidate.has_all_words
                                             ? std::string_view(question.common_name)
                                             : std::string_view{});
    };
    const Sources sources{
        .directory = directory_,
        .numbers = *numbers_,
        .shared_names = edition_.shared_names ? &*edition_.shared_names : nullptr};
    Offered offered = OfferLikely(sources, question, offer);
    if (offered == Offered::kSome && sent_ == limit_) {
      more_ = true;  // for a full answer, it is not worth while to look for one more
      return;
    }
    if (offered == Offered::kSome && !question.words.empty()) {
      offered = OfferListed(sources, question, offer);
    }
    exhausted_ = exhausted_ || offered == Offered::kSome || is_spent();
  }

  bool asks_for_words() const {
    return std::ranges::any_of(questions_, [](const Question& q) { return !q.words.empty(); });
  }

  bool is_spent() const { return looks_ > kRowsMax; }

  // Sends the mailbox if the filter holds for it, as it is published or called as was typed too;
  // false when the search is over.
  bool Consider(MailboxIndex mailbox, std::string_view typed) {
    const auto [found, is_new] = seen_.try_emplace(static_cast<std::uint32_t>(mailbox));
    Seen& seen = found->second;
    if (!is_new && (seen.sent || typed.empty() || typed == seen.typed)) return true;
    ++looks_;
    if (is_spent()) return false;
    const MailboxRow row = directory_.row(mailbox);
    if (!CanBeEntry(row)) return true;
    if (is_new && Holds(row, {})) {
      typed = {};
    } else {
      seen.typed = typed;
      if (typed.empty() || !Holds(row, typed)) return true;
    }
    if (sent_ == limit_ || probing_) {
      more_ = true;
      return false;
    }
    seen.sent = true;
    Send(mailbox, row, typed);
    return true;
  }

  bool Holds(const MailboxRow& row, std::string_view typed) const {
    FoldedValues values([&](Attribute attribute) { return Values(row, attribute, typed); });
    return Evaluate(filter_, values) == Truth::kTrue;
  }

  std::vector<std::string> Values(const MailboxRow& row, Attribute attribute,
                                  std::string_view typed) const {
    std::vector<std::string> values = ValuesOf(row, attribute);
    if (attribute == Attribute::kCn && numbers_) {
      if (!typed.empty()) values.emplace_back(typed);
      for (std::string& number : numbers_->Of(row)) values.push_back(std::move(number));
    }
    return values;
  }

  void Send(MailboxIndex mailbox, const MailboxRow& row, std::string_view typed) {
    AppendLdif("dn", DnOf(row.address, base_dn_), out_);
    for (std::size_t i = 0; i < kAttributesCount; ++i) {
      const auto attribute = static_cast<Attribute>(i);
      if (!request_.attributes.Has(attribute)) continue;
      if (attribute == Attribute::kTelephoneNumber) {
        SendPhones(mailbox, row);
      } else {
        SendAll(attribute, Values(row, attribute, typed));
      }
    }
    out_ += '\n';
    ++sent_;
  }

  template <typename Values>
  void SendAll(Attribute attribute, const Values& values) {
    for (const std::string_view value : values) AppendLdif(NameOf(attribute), value, out_);
  }

  void SendPhones(MailboxIndex mailbox, const MailboxRow& row) {
    if (phones_) {
      SendAll(Attribute::kTelephoneNumber, phones_->of(mailbox));
    } else {
      SendAll(Attribute::kTelephoneNumber, PhonesOf(edition_.generation, row));
    }
  }

  // The entry that all others stand below.
  void OfferBase() {
    const std::string_view rdn = base_dn_.substr(0, base_dn_.find(','));
    const std::string_view type = Trim(rdn.substr(0, rdn.find('=')));
    const std::string_view name = Trim(rdn.substr(std::min(rdn.find('=') + 1, rdn.size())));
    const std::vector<std::string> classes = {"extensibleObject", "top"};
    FoldedValues values([&](Attribute attribute) -> std::vector<std::string> {
      if (attribute == Attribute::kObjectClass) return classes;
      if (attribute == FindAttribute(type)) return {std::string(name)};
      return {};
    });
    if (Evaluate(filter_, values) != Truth::kTrue) return;
    AppendLdif("dn", base_dn_, out_);
    for (const std::string& value : classes) AppendLdif("objectClass", value, out_);
    AppendLdif(type, name, out_);
    out_ += '\n';
    ++sent_;
  }

  const Edition& edition_;
  const Directory& directory_;
  // Null until they are made.
  const std::shared_ptr<const PhoneBook> phones_;
  const std::string_view base_dn_;
  const SearchRequest& request_;
  const Filter& filter_;
  std::string& out_;
  const std::size_t limit_;
  struct Seen {
    bool sent = false;
    std::string_view typed;  // what it was called, too; of a question
  };
  std::unordered_map<std::uint32_t, Seen> seen_;
  std::size_t looks_ = 0;
  std::size_t sent_ = 0;
  // Of a search below the base.
  std::vector<Question> questions_;
  std::optional<Numbers> numbers_;
  bool probing_ = false;    // for one more match, which is not sent
  bool more_ = false;       // more match
  bool exhausted_ = false;  // more may match, nobody has looked
};

}  // namespace

SearchResult Search(const Edition& edition, std::string_view base_dn, const SearchRequest& request,
                    std::string& out) {
  const Result<Filter> filter = ParseFilter(request.filter);
  if (!filter.ok()) {
    return {.code = ToResultCode(filter.status()), .info = filter.status().message()};
  }
  const auto place = FindPlace(request.base, base_dn);
  if (!place) return {.code = ResultCode::kNoSuchObject, .matched = base_dn};
  return Searcher(edition, base_dn, request, *filter, out).Run(*place);
}

}  // namespace annuaire::ldap_front
