#include "server/ldap/search.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <vector>

#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "server/ldap/attribute.h"
#include "server/ldap/entry.h"
#include "server/ldap/filter.h"
#include "server/ldap/ldif.h"
#include "server/ldap/match.h"
#include "server/ldap/phone.h"
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
  std::string address;
  for (const char c : folded.substr(kRdn.size(), folded.size() - kRdn.size() - below.size())) {
    if (c == ',') return std::nullopt;  // deeper than any entry; an escaped one does not matter
    if (c != '\\') address += c;
  }
  return Place{.address = std::move(address)};
}

class Searcher {
 public:
  Searcher(const Edition& edition, std::string_view base_dn, const SearchRequest& request,
           const Filter& filter, std::string& out)
      : edition_(edition),
        directory_(*edition.directory),
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
      if (scope == Scope::kBase || scope == Scope::kSubtree) Offer(*mailbox);
      return Finish();
    }
    if (scope == Scope::kBase || scope == Scope::kSubtree) OfferBase();
    if (scope != Scope::kBase) AskAll(Plan(filter_));
    return Finish();
  }

 private:
  bool done() const { return more_ || exhausted_; }

  SearchResult Finish() const {
    if (exhausted_ && sent_ == 0) {
      return {.code = ResultCode::kAdminLimitExceeded, .info = "type words to search for"};
    }
    if (done()) return {.code = ResultCode::kSizeLimitExceeded};
    return {};
  }

  void AskAll(const std::vector<Question>& questions) {
    std::vector<const Question*> answered;
    bool skipped = false;
    for (const Question& question : questions) {
      if (done()) return;
      if (std::any_of(answered.begin(), answered.end(),
                      [&](const Question* narrow) { return Includes(question, *narrow); })) {
        skipped = true;
        continue;
      }
      const std::size_t before = sent_;
      Ask(question);
      if (sent_ > before) answered.push_back(&question);
    }
    more_ = more_ || skipped;
  }

  void Ask(const Question& question) {
    if (!question.address.empty()) {
      if (const auto mailbox = directory_.FindMailbox(question.address)) Offer(*mailbox);
      return;
    }
    const std::string_view text =
        std::string_view(question.text).substr(0, SuggestQuery::kTextBytesMax);
    if (!question.words.empty() && !Suggest(text, question.type)) return;
    ListAll(text, question.type);
  }

  // Offers the best matches; false when there are no others.
  bool Suggest(std::string_view text, std::string_view type) {
    SuggestQuery query{.text = text, .limit = SuggestQuery::kLimitMax};
    if (!type.empty()) query.types = {&type, 1};
    const Suggestions found = directory_.Suggest(query);
    for (std::size_t i = 0; i < found.as_typed; ++i) {
      if (!Offer(found.mailboxes[i])) return false;
    }
    if (!found.truncated || found.as_typed < found.mailboxes.size()) return false;
    more_ = sent_ == limit_;
    return !more_;
  }

  void ListAll(std::string_view text, std::string_view type) {
    const MailboxFilter filter{.text = text, .type = type};
    PageRequest request{.size = PageRequest::kSizeMax};
    do {
      const Page<MailboxIndex> page = directory_.SearchMailboxes(filter, request);
      for (const MailboxIndex mailbox : page.rows) {
        if (!Offer(mailbox)) return;
      }
      request.cursor = page.next_cursor;
    } while (request.cursor != 0);
  }

  // Sends the mailbox if the filter holds; false when the search is over.
  bool Offer(MailboxIndex mailbox) {
    if (!seen_.insert(static_cast<std::uint32_t>(mailbox)).second) return true;
    if (seen_.size() > kRowsMax) {
      exhausted_ = true;
      return false;
    }
    const MailboxRow row = directory_.row(mailbox);
    FoldedValues values([&row](Attribute attribute) { return ValuesOf(row, attribute); });
    if (!CanBeEntry(row) || Evaluate(filter_, values) != Truth::kTrue) return true;
    if (sent_ == limit_) {
      more_ = true;
      return false;
    }
    Send(row);
    return true;
  }

  void Send(const MailboxRow& row) {
    AppendLdif("dn", DnOf(row.address, base_dn_), out_);
    for (std::size_t i = 0; i < kAttributesCount; ++i) {
      const auto attribute = static_cast<Attribute>(i);
      if (!request_.attributes.Has(attribute)) continue;
      const auto values = attribute == Attribute::kTelephoneNumber
                              ? PhonesOf(edition_.generation, row)
                              : ValuesOf(row, attribute);
      for (const std::string& value : values) AppendLdif(NameOf(attribute), value, out_);
    }
    out_ += '\n';
    ++sent_;
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
  const std::string_view base_dn_;
  const SearchRequest& request_;
  const Filter& filter_;
  std::string& out_;
  const std::size_t limit_;
  std::unordered_set<std::uint32_t> seen_;
  std::size_t sent_ = 0;
  bool more_ = false;       // more match, or may
  bool exhausted_ = false;  // kRowsMax rows were looked at
};

}  // namespace

SearchResult Search(const Edition& edition, std::string_view base_dn, const SearchRequest& request,
                    std::string& out) {
  const Result<Filter> filter = ParseFilter(request.filter);
  if (!filter.ok()) {
    return {.code = ToResultCode(filter.status()), .info = "the filter cannot be read"};
  }
  const auto place = FindPlace(request.base, base_dn);
  if (!place) return {.code = ResultCode::kNoSuchObject, .matched = base_dn};
  return Searcher(edition, base_dn, request, *filter, out).Run(*place);
}

}  // namespace annuaire::ldap_front
