#include "directory/lookup/named_exactly.h"

#include <algorithm>
#include <compare>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/first_not.h"
#include "directory/base/fold.h"
#include "directory/completion/query_words.h"
#include "directory/completion/recipient_query.h"
#include "directory/lookup/listing.h"
#include "directory/record/identifier.h"
#include "directory/words/typed_number.h"
#include "directory/words/typed_text.h"

namespace annuaire {
namespace {

// What stands between the blanks and brackets of a text, folded and in capitals, as numbers are
// published; where they are looked for, addresses are folded again.
std::vector<std::string> PiecesOf(std::string_view text) {
  std::string folded = FoldKeepingPunctuation(text);
  for (char& c : folded) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" ,;:<>()[]?\"", at), folded.size());
    const std::string_view piece = WithoutMarks(std::string_view(folded).substr(at, end - at));
    if (!piece.empty()) pieces.emplace_back(piece);
    at = end + 1;
  }
  return pieces;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "54", "2A0": digits, the second of which may be the letter of a Corsican department.
bool MayBeginFiness(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size(); ++at) {
    const bool corsican = at == 1 && (piece[at] == 'A' || piece[at] == 'B');
    if (!IsDigit(piece[at]) && !corsican) return false;
  }
  return true;
}

// The words typed beside a number, and how well a mailbox has them.
class OtherWords {
 public:
  OtherWords(const RecipientIndex& index, std::string_view text) {
    for (const QueryWord& word : CutQuery(text)) {
      if (std::any_of(word.text.begin(), word.text.end(), IsDigit)) continue;
      words_.emplace_back(index, std::vector{word});
    }
  }

  // The less the better: each word counts, in names most.
  std::size_t MissingIn(std::uint32_t mailbox) const {
    std::size_t missing = 0;
    for (const RecipientQuery& word : words_) {
      const auto match = word.Match(mailbox);
      missing += match ? match->context_words : kTypedWordsMax;
    }
    return missing;
  }

 private:
  std::deque<RecipientQuery> words_;  // each alone
};

class NamedExactly {
 public:
  NamedExactly(const Tables& tables, SuggestChoice& choice) : tables_(tables), choice_(choice) {}

  void Run(std::string_view text) {
    if (text.find('@') != std::string_view::npos) {
      if (!ChooseAddress(text)) {
        for (const std::string& piece : PiecesOf(text)) ChooseAddress(piece);
      }
      return;
    }
    constexpr int kDigitsMin = 6;
    if (std::count_if(text.begin(), text.end(), IsDigit) < kDigitsMin) return;  // as most texts
    text_ = text;
    const std::vector<std::string> pieces = PiecesOf(text);
    std::string joined;
    for (const std::string& piece : pieces) joined += piece;
    ChooseOfId(joined);
    for (const std::string& piece : pieces) ChooseOfId(piece);
    if (!choice_.chosen().empty()) return;
    ChooseByNumberIn(text);
    if (!choice_.chosen().empty() || pieces.size() != 1) return;
    if (MayBeginFiness(pieces.front())) ChooseOfFinessBegun(pieces.front());
  }

 private:
  bool ChooseAddress(std::string_view address) {
    const std::uint32_t same = tables_.FindMailbox(address);
    if (same != kNoIndex) choice_.Choose(same);
    return same != kNoIndex;
  }

  // A number among other words, a telephone number, or a number begun.
  void ChooseByNumberIn(std::string_view text) {
    const TypedNumber number = NumberIn(text);
    ChooseOfId(number.digits);
    if (const std::string phone = PhoneKey(number.digits); !phone.empty()) {
      ChooseOfOrganization(phone);
    }
    if (!number.is_all || !choice_.chosen().empty()) return;
    ChooseOfFinessBegun(number.digits);
    ChooseOfRppsBegun(number.digits);
  }

  void ChooseOfId(std::string_view number) {
    if (const auto id = ParseTypedPractitionerId(number)) ChooseOfPractitioner(id->text());
    if (!FinessId::Parse(number) && !SiretId::Parse(number)) return;
    ChooseOfOrganization(number);
  }

  void ChooseOfPractitioner(std::string_view id) {
    const std::uint32_t practitioner = tables_.FindPractitioner(id);
    if (practitioner == kNoIndex) return;
    for (const MailboxIndex mailbox : tables_.mailboxes_of_practitioner[practitioner]) {
      choice_.Choose(static_cast<std::uint32_t>(mailbox));
    }
  }

  // Of a structure's mailboxes those that have the other words typed, then its own before those of
  // the people who work there.
  void ChooseOfOrganization(std::string_view number) {
    const OtherWords words(tables_.recipients, text_);
    struct Candidate {
      std::size_t missing;
      bool personal;
      std::uint32_t mailbox;

      auto operator<=>(const Candidate&) const = default;
    };
    std::vector<Candidate> candidates;
    for (const std::uint32_t mailbox : MailboxesOfOrganization(tables_, number)) {
      candidates.push_back(
          {words.MissingIn(mailbox), !tables_.recipients.IsShared(mailbox), mailbox});
    }
    std::sort(candidates.begin(), candidates.end());
    for (const Candidate& candidate : candidates) choice_.Choose(candidate.mailbox);
  }

  // Structures are numbered by key.
  void ChooseOfFinessBegun(std::string_view digits) {
    if (digits.size() >= FinessId::kLengthMax) return;
    const auto key = [this](std::uint32_t organization) {
      return tables_.id_text(tables_.organizations.key(organization));
    };
    const auto size = static_cast<std::uint32_t>(tables_.organizations.size());
    const std::uint32_t first = FirstNot(
        0, size, [&](std::uint32_t organization) { return key(organization).view() < digits; });
    for (const bool shared : {true, false}) {
      for (std::uint32_t at = first; at < size && key(at).view().starts_with(digits); ++at) {
        for (const MailboxIndex found : tables_.mailboxes_of_organization[at]) {
          const auto mailbox = static_cast<std::uint32_t>(found);
          if (tables_.recipients.IsShared(mailbox) == shared) choice_.Choose(mailbox);
        }
        if (choice_.enough()) return;
      }
    }
  }

  // Professionals are in the order of their names: every end is tried.
  void ChooseOfRppsBegun(std::string_view digits) {
    constexpr std::size_t kBegunMin = 8;
    if (digits.size() < kBegunMin || digits.size() >= RppsId::kLengthMax) return;
    const std::size_t missing = RppsId::kLengthMax - digits.size();
    std::uint32_t ends = 1;
    for (std::size_t i = 0; i < missing; ++i) ends *= 10;
    for (std::uint32_t end = 0; end < ends && !choice_.enough(); ++end) {
      const std::string last = std::to_string(end);
      ChooseOfPractitioner("8" + std::string(digits) + std::string(missing - last.size(), '0') +
                           last);
    }
  }

  const Tables& tables_;
  SuggestChoice& choice_;
  std::string_view text_;
};

}  // namespace

void ChooseNamedExactly(const Tables& tables, std::string_view text, SuggestChoice& choice) {
  NamedExactly(tables, choice).Run(text);
}

}  // namespace annuaire
