// What is named exactly by a typed text: a mailbox by its address, others by a number.

#include <algorithm>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/listing.h"
#include "directory/lookup/suggest_work.h"
#include "directory/lookup/tables.h"
#include "directory/lookup/typed_number.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

class NamedExactly {
 public:
  explicit NamedExactly(const SuggestWork& work) : tables_(work.tables), choice_(work.choice) {}

  void Run(std::string_view text) {
    if (text.find('@') != std::string_view::npos) {
      const std::uint32_t same = tables_.FindMailbox(text);
      if (same != kNoIndex) choice_.Choose(same);
      return;
    }
    const auto digits =
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits == 0) return;  // no number, as most texts
    ChooseOfHolder(text);
    ChooseOfStructure(text);
    constexpr int kDigitsMin = 6;
    if (digits >= kDigitsMin && choice_.chosen().empty()) ChooseByNumberIn(text);
  }

 private:
  // A number among other words, a telephone number, or a number begun.
  void ChooseByNumberIn(std::string_view text) {
    const TypedNumber number = NumberIn(text);
    ChooseOfHolder(number.digits);
    ChooseOfStructure(number.digits);
    if (const std::string phone = PhoneKey(number.digits); !phone.empty()) {
      ChooseSharedFirst(MailboxesOfOrganization(tables_, phone));
    }
    if (!number.is_all || !choice_.chosen().empty()) return;
    ChooseOfFinessBegun(number.digits);
    ChooseOfRppsBegun(number.digits);
  }

  void ChooseOfHolder(std::string_view text) {
    const auto id = ParseTypedPractitionerId(text);
    if (id) ChooseOfPractitioner(id->text());
  }

  void ChooseOfPractitioner(std::string_view id) {
    const std::uint32_t practitioner = tables_.FindPractitioner(id);
    if (practitioner == kNoIndex) return;
    for (const MailboxIndex mailbox : tables_.mailboxes_of_practitioner[practitioner]) {
      choice_.Choose(static_cast<std::uint32_t>(mailbox));
    }
  }

  void ChooseOfStructure(std::string_view text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return;
    std::string number(text);
    std::erase(number, ' ');
    if (!FinessId::Parse(number) && !SiretId::Parse(number)) return;
    ChooseSharedFirst(MailboxesOfOrganization(tables_, number));
  }

  // A structure's own mailboxes before those of the people who work there.
  void ChooseSharedFirst(const std::vector<std::uint32_t>& mailboxes) {
    for (const bool shared : {true, false}) {
      for (const std::uint32_t mailbox : mailboxes) {
        if (tables_.recipients.IsShared(mailbox) == shared) choice_.Choose(mailbox);
      }
    }
  }

  // Structures are numbered by key.
  void ChooseOfFinessBegun(std::string_view digits) {
    if (digits.size() >= FinessId::kLengthMax) return;
    const auto key = [this](std::uint32_t organization) {
      return tables_.id_text(tables_.organizations.key(organization));
    };
    const auto all = std::views::iota(0u, static_cast<std::uint32_t>(tables_.organizations.size()));
    const std::uint32_t first = *std::ranges::partition_point(
        all, [&](std::uint32_t organization) { return key(organization).view() < digits; });
    for (const bool shared : {true, false}) {
      for (std::uint32_t at = first; at < all.size() && key(at).view().starts_with(digits); ++at) {
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
};

}  // namespace

void ChooseNamedExactly(const SuggestWork& work, std::string_view text) {
  NamedExactly(work).Run(text);
}

}  // namespace annuaire
