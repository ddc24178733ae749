#include "directory/lookup/recipient_index_builder.h"

#include <algorithm>
#include <numeric>

#include "directory/base/fold.h"
#include "directory/record/geography.h"

namespace annuaire {
namespace {

bool IsPersonal(MailboxType type) { return type == MailboxType::kPersonal; }

}  // namespace

RecipientWords::RecipientWords(const Mailbox& mailbox)
    : type_(mailbox.type()), folded_address_(mailbox.folded_address) {
  const bool personal = IsPersonal(type_);
  for (const Attachment& attachment : mailbox.attachments) {
    Add(NameTerms(attachment.name.family_name), TermField::kName);
    Add(NameTerms(attachment.name.given_name), TermField::kGivenName);
    Add(IndexTerms(attachment.service), personal ? TermField::kStructure : TermField::kName);
    Add(IndexTerms(attachment.legal_name), TermField::kStructure);
    Add(IndexTerms(attachment.trade_name), TermField::kStructure);
    Add(IndexTerms(attachment.profession.label), TermField::kContext);
    Add(IndexTerms(attachment.skill.label), TermField::kContext);
    if (!name_.empty()) continue;
    if (!attachment.name.family_name.empty()) {
      name_ = Fold(attachment.name.family_name) + ' ' + Fold(attachment.name.given_name);
    } else if (!attachment.service.empty()) {
      name_ = Fold(attachment.service);
    }
  }
  const std::string_view local_part = LocalPartOf(mailbox.folded_address);
  if (name_.empty()) name_ = Fold(local_part);
  Add(IndexTerms(local_part), personal ? TermField::kGivenName : TermField::kName);
  std::vector<std::string> labels = IndexTerms(DomainOf(mailbox.folded_address));
  std::erase(labels, "mssante");
  std::erase(labels, "fr");
  Add(std::move(labels), TermField::kContext);
}

void RecipientWords::AddStructure(std::string_view name) {
  Add(IndexTerms(name), TermField::kStructure);
}

void RecipientWords::AddPlace(std::string_view city, std::string_view postcode,
                              std::uint32_t department) {
  Add(IndexTerms(city), TermField::kContext);
  Add(IndexTerms(postcode), TermField::kContext);
  if (department != 0) {
    const Department& found = Departments()[department - 1];
    Add(IndexTerms(found.code), TermField::kContext);
    Add(IndexTerms(found.name), TermField::kContext);
  }
}

void RecipientWords::Add(std::vector<std::string> words, TermField field) {
  for (std::string& word : words) {
    const auto known = std::find_if(words_.begin(), words_.end(),
                                    [&](const auto& entry) { return entry.first == word; });
    if (known == words_.end()) {
      words_.emplace_back(std::move(word), field);
    } else {
      known->second = std::min(known->second, field);
    }
  }
}

std::string RecipientWords::OrderKey() const {
  char rank = '4';
  switch (type_) {
    case MailboxType::kPersonal:
      rank = holder_listed ? '0' : '5';
      break;
    case MailboxType::kOrganizational:
      rank = '1';
      break;
    case MailboxType::kPractice:
      rank = '2';
      break;
    case MailboxType::kApplication:
      rank = '3';
      break;
    case MailboxType::kUnknown:
      break;
  }
  return rank + name_ + '\0' + folded_address_;
}

void RecipientIndexBuilder::Add(const RecipientWords& words) {
  std::vector<ForwardEntry> entries;
  entries.reserve(words.words().size());
  for (const auto& [word, field] : words.words()) {
    entries.emplace_back(terms_.Intern(word), field);
  }
  forward_.Append(entries);
  order_keys_.push_back(words.OrderKey());
}

std::vector<std::uint32_t> RecipientIndexBuilder::Order() const {
  std::vector<std::uint32_t> order(order_keys_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [this](std::uint32_t a, std::uint32_t b) { return order_keys_[a] < order_keys_[b]; });
  return order;
}

RecipientIndex RecipientIndexBuilder::Build(const std::vector<std::uint32_t>& order) && {
  order_keys_ = {};
  RecipientIndex index;
  TermCollector::Sealed sealed = terms_.Seal();
  terms_ = {};
  index.terms = std::move(sealed.dictionary);
  std::vector<ForwardEntry> entries;
  for (const std::uint32_t old : order) {
    entries.clear();
    for (const ForwardEntry entry : forward_[old]) {
      entries.emplace_back(sealed.position[entry.term()], entry.field());
    }
    std::sort(entries.begin(), entries.end(),
              [](ForwardEntry a, ForwardEntry b) { return a.packed < b.packed; });
    index.forward.Append(entries);
  }
  forward_ = {};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t field = 0; field < kTermFieldsCount; ++field) {
    pairs.clear();
    for (std::uint32_t mailbox = 0; mailbox < order.size(); ++mailbox) {
      for (const ForwardEntry entry : index.forward[mailbox]) {
        if (entry.field() == static_cast<TermField>(field)) {
          pairs.emplace_back(entry.term(), mailbox);
        }
      }
    }
    index.postings[field] = Postings::FromPairs(index.terms.size(), pairs);
  }
  return index;
}

}  // namespace annuaire
