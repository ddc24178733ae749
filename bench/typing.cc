#include "bench/typing.h"

#include <algorithm>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

// What fingers give for a published text: folded, hyphens as blanks.
std::string AsTyped(std::string_view text) {
  std::string typed = Fold(text);
  std::replace(typed.begin(), typed.end(), '-', ' ');
  const auto twice = [](char a, char b) { return a == ' ' && b == ' '; };
  typed.erase(std::unique(typed.begin(), typed.end(), twice), typed.end());
  return typed;
}

std::string FirstWord(const std::string& typed) { return typed.substr(0, typed.find(' ')); }

// What homonyms are told apart by: savoir-faire, or else the profession.
std::string JobOf(const MailboxRow& row) {
  return AsTyped(row.skill.label.empty() ? row.profession.label : row.skill.label);
}

std::string Join(std::string first, const std::string& second) {
  if (first.empty() || second.empty()) return {};
  return std::move(first) + " " + second;
}

}  // namespace

std::string_view NameOf(TypedQuery query) {
  switch (query) {
    case TypedQuery::kFamily:
      return "family";
    case TypedQuery::kGivenFamily:
      return "given family";
    case TypedQuery::kFamilyGiven:
      return "family given";
    case TypedQuery::kFamilyStructure:
      return "family structure";
    case TypedQuery::kFamilyJobCity:
      return "family job city";
    case TypedQuery::kServiceCity:
      return "service city";
  }
  return {};
}

std::string TypeText(TypedQuery query, const MailboxRow& row) {
  const bool personal = row.type == MailboxType::kPersonal;
  const std::string family = personal ? AsTyped(row.family_name) : "";
  switch (query) {
    case TypedQuery::kFamily:
      return family;
    case TypedQuery::kGivenFamily:
      return family.empty() ? "" : Join(AsTyped(row.given_name), family);
    case TypedQuery::kFamilyGiven:
      return family.empty() ? "" : Join(family, AsTyped(row.given_name));
    case TypedQuery::kFamilyStructure:
      return row.has_organization ? Join(family, AsTyped(row.organization.name())) : "";
    case TypedQuery::kFamilyJobCity:
      return Join(Join(family, FirstWord(JobOf(row))), AsTyped(row.city));
    case TypedQuery::kServiceCity:
      if (personal) return {};
      return Join(AsTyped(row.service.empty() ? row.organization.name() : row.service),
                  AsTyped(row.city));
  }
  return {};
}

std::string Misspell(const std::string& text, std::mt19937_64& random) {
  std::vector<std::size_t> letters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= 'a' && text[i] <= 'z') letters.push_back(i);
  }
  std::string misspelt = text;
  while (misspelt == text && !letters.empty()) {
    const std::size_t at = letters[random() % letters.size()];
    switch (random() % 4) {
      case 0:
        misspelt[at] = static_cast<char>('a' + random() % 26);
        break;
      case 1:
        misspelt.erase(at, 1);
        break;
      case 2:
        misspelt.insert(at, 1, text[at]);
        break;
      default:
        if (at + 1 < text.size() && text[at + 1] != ' ') std::swap(misspelt[at], misspelt[at + 1]);
    }
  }
  return misspelt;
}

RecipientSampler::RecipientSampler(const Directory& directory, std::uint64_t seed)
    : directory_(directory), random_(seed) {
  const auto mailboxes = static_cast<std::uint32_t>(directory.counts().mailboxes);
  by_department_.reserve(mailboxes);
  for (std::uint32_t i = 0; i < mailboxes; ++i) {
    by_department_.emplace_back(directory.row(MailboxIndex{i}).department, i);
  }
  std::sort(by_department_.begin(), by_department_.end());
}

MailboxIndex RecipientSampler::Any() { return MailboxIndex{Below(by_department_.size())}; }

MailboxIndex RecipientSampler::AnyFor(TypedQuery query) {
  for (int draws = 0; draws < 1000; ++draws) {
    const MailboxIndex drawn = Any();
    if (!TypeText(query, directory_.row(drawn)).empty()) return drawn;
  }
  return MailboxIndex{kNoIndex};
}

MailboxIndex RecipientSampler::Neighbour(std::string_view department) {
  const auto first = std::lower_bound(by_department_.begin(), by_department_.end(),
                                      std::pair{department, std::uint32_t{0}});
  const auto last = std::upper_bound(first, by_department_.end(), std::pair{department, kNoIndex});
  if (first == last) return Any();
  return MailboxIndex{first[Below(static_cast<std::size_t>(last - first))].second};
}

std::vector<std::string> RecipientSampler::Correspondents(MailboxIndex recipient,
                                                          std::size_t count) {
  const std::string_view department = directory_.row(recipient).department;
  std::vector<std::string> addresses;
  for (std::size_t i = 0; i < count; ++i) {
    const MailboxIndex other = Below(3) < 2 ? Neighbour(department) : Any();
    addresses.push_back(FoldAddress(directory_.row(other).address));
  }
  if (Below(3) == 0) {
    addresses[Below(count)] = FoldAddress(directory_.row(recipient).address);
  }
  return addresses;
}

}  // namespace annuaire
