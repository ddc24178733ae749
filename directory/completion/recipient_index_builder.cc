#include "directory/completion/recipient_index_builder.h"

#include <algorithm>

#include "directory/base/fold.h"
#include "directory/record/geography.h"
#include "directory/words/given_name_terms.h"
#include "directory/words/job_terms.h"
#include "directory/words/place_terms.h"
#include "directory/words/structure_terms.h"

namespace annuaire {
namespace {

RecipientClass ClassOf(MailboxType type, bool holder_listed) {
  switch (type) {
    case MailboxType::kPersonal:
      return holder_listed ? RecipientClass::kPerson : RecipientClass::kPersonGone;
    case MailboxType::kOrganizational:
      return RecipientClass::kOrganizational;
    case MailboxType::kPractice:
      return RecipientClass::kPractice;
    case MailboxType::kApplication:
      return RecipientClass::kApplication;
    case MailboxType::kUnknown:
      break;
  }
  return RecipientClass::kUnknown;
}

// Of nearly every mailbox fewer are its own; of more each is compared with the others but once.
constexpr std::size_t kFewOwn = 64;

void MakeDistinct(std::vector<ForwardEntry>& own) {
  std::sort(own.begin(), own.end(), [](ForwardEntry a, ForwardEntry b) {
    return std::pair(a.term(), a.field()) < std::pair(b.term(), b.field());
  });
  const auto same = [](ForwardEntry a, ForwardEntry b) { return a.term() == b.term(); };
  own.erase(std::unique(own.begin(), own.end(), same), own.end());
}

void MakeRising(std::vector<std::uint32_t>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

void WordMemo::Learn(std::uint32_t number) {
  if (number < words_.size()) return;
  std::vector<std::uint32_t> words;
  for (const std::string& word : cut_(texts_.at(number))) words.push_back(terms_.Intern(word));
  words_.Append(words);
}

void WordMemo::Clear() {
  texts_ = {};
  words_ = {};
}

RecipientIndexBuilder::RecipientIndexBuilder()
    : names_(terms_, NameTerms),
      given_names_(terms_, GivenNameTerms),
      structures_(terms_, StructureTerms),
      places_(terms_, PlaceTerms),
      job_labels_(terms_, JobTerms),
      texts_(terms_, IndexTerms),
      domains_(terms_, DomainTerms) {}

void RecipientIndexBuilder::Add(const RecipientBatch& batch, const TextPool& texts) {
  LookUpNames(batch, texts);
  const Attached all = batch.attached;
  std::size_t first = 0;
  for (const RecipientBatch::Recipient& recipient : batch.recipients) {
    const Attached attached = all.subspan(first, recipient.attachments_count);
    Begin(recipient);
    AddNames(attached, first, texts);
    FoldName(attached, texts);
    AddAddress(recipient, texts);
    AddPlacesAndOrganizations(attached, texts);
    End();
    first += attached.size();
  }
}

void RecipientIndexBuilder::Begin(const RecipientBatch::Recipient& recipient) {
  draft_ = {};
  draft_.department = recipient.department;
  for (auto& facets : own_facets_) facets.clear();
  own_.clear();
  name_.clear();
  type_ = recipient.type;
  personal_ = type_ == MailboxType::kPersonal;
}

void RecipientIndexBuilder::LookUpNames(const RecipientBatch& batch, const TextPool& texts) {
  family_names_.resize(batch.attached.size());
  structure_names_.resize(batch.structure_names.size());
  const auto family = [this](std::uint32_t at, std::uint32_t name) { family_names_[at] = name; };
  const auto structure = [this](std::uint32_t at, std::uint32_t name) {
    structure_names_[at] = name;
  };
  for (std::uint32_t i = 0; i < family_names_.size(); ++i) {
    names_.Push(texts.at(batch.attached[i].family_name), i, family);
  }
  names_.Drain(family);
  for (std::uint32_t i = 0; i < structure_names_.size(); ++i) {
    structures_.Push(batch.structure_names[i], i, structure);
  }
  structures_.Drain(structure);
}

void RecipientIndexBuilder::AddNames(Attached attached, std::size_t first, const TextPool& texts) {
  for (std::size_t i = 0; i < attached.size(); ++i) {
    const RecipientBatch::Attached& one = attached[i];
    const std::string_view family_name = texts.at(one.family_name);
    const std::string_view given_name = texts.at(one.given_name);
    const std::string_view service = texts.at(one.service);
    const auto family = names_.At(family_names_[first + i]);
    if (personal_ && draft_.family == kNoNumber && !family.empty()) {
      draft_.family = family.front();
      draft_.compound = family_name.find_first_of(" -") != std::string_view::npos;
    }
    AddOwn(family, personal_ ? TermField::kFurtherName : TermField::kName);
    const auto given = given_names_.Of(given_name);
    if (personal_ && draft_.given == kNoNumber && !given.empty()) draft_.given = given.front();
    AddOwn(given, personal_ ? TermField::kGivenName : TermField::kName);
    AddOwn(structures_.Of(service), personal_ ? TermField::kStructure : TermField::kName);
    for (const std::size_t name : {2 * (first + i), 2 * (first + i) + 1}) {
      AddOwn(structures_.At(structure_names_[name]), TermField::kStructure);
    }
    const std::array<Symbol, 2> job = {one.profession, one.skill};
    AddFacetOfKey(FacetKind::kJob,
                  jobs_.Intern({reinterpret_cast<const char*>(job.data()), sizeof(job)}),
                  {texts.at(one.profession), texts.at(one.skill)});
    if (one.holder_listed) draft_.holder_listed = true;
  }
}

void RecipientIndexBuilder::FoldName(Attached attached, const TextPool& texts) {
  for (const RecipientBatch::Attached& one : attached) {
    if (one.family_name == Symbol::kEmpty) continue;
    FoldTo(texts.at(one.family_name), name_);
    name_ += ' ' + Fold(texts.at(one.given_name));
    return;
  }
  for (const RecipientBatch::Attached& one : attached) {
    if (name_.empty()) FoldTo(texts.at(one.service), name_);
  }
}

void RecipientIndexBuilder::AddAddress(const RecipientBatch::Recipient& recipient,
                                       const TextPool& texts) {
  const std::string address = FoldAddress(texts.at(recipient.address));
  const std::string_view local_part = LocalPartOf(address);
  if (name_.empty()) name_ = Fold(local_part);
  std::vector<std::uint32_t> words;
  for (const std::string& word : IndexTerms(local_part)) words.push_back(terms_.Intern(word));
  AddOwn(words, personal_ ? TermField::kContext : TermField::kName);
  AddFacetOfKey(FacetKind::kDomain, recipient.domain, {DomainOf(address)});
}

void RecipientIndexBuilder::AddPlacesAndOrganizations(Attached attached, const TextPool& texts) {
  for (const RecipientBatch::Attached& one : attached) {
    const std::string_view city = texts.at(one.city);
    const std::string_view postcode = texts.at(one.postcode);
    if (one.department == 0) {
      AddFacetOfKey(FacetKind::kPlace, one.place, {city, postcode});
    } else {
      const Department& department = Departments()[one.department - 1];
      AddFacetOfKey(FacetKind::kPlace, one.place,
                    {city, postcode, department.code, department.name});
    }
    if (one.organization == kNoIndex) continue;
    AddFacetOfKey(FacetKind::kOrganization, one.organization,
                  {texts.at(one.legal_name), texts.at(one.trade_name)});
  }
}

void RecipientIndexBuilder::End() {
  draft_.mailbox_class = ClassOf(type_, draft_.holder_listed);
  for (std::size_t kind = 0; kind < kFacetKindsCount; ++kind) {
    draft_.facets[kind] = facets_[kind].Together(own_facets_[kind]);
  }
  if (own_.size() >= kFewOwn) MakeDistinct(own_);
  constexpr auto kOrganization = static_cast<std::size_t>(FacetKind::kOrganization);
  const auto of_structure = facets_[kOrganization].terms[draft_.facets[kOrganization]];
  std::erase_if(own_, [&](ForwardEntry entry) {
    switch (entry.field()) {
      case TermField::kFurtherName:
        return entry.term() == draft_.family;
      case TermField::kGivenName:
        return entry.term() == draft_.given;
      case TermField::kStructure:
        return std::binary_search(of_structure.begin(), of_structure.end(), entry.term());
      case TermField::kName:
      case TermField::kContext:
        break;
    }
    return false;
  });
  extra_.Append(own_);
  folded_names_.Append(name_);
  drafts_.push_back(draft_);
}

void RecipientIndexBuilder::AddOwn(std::span<const std::uint32_t> words, TermField field) {
  for (const std::uint32_t word : words) {
    if (own_.size() >= kFewOwn) {
      own_.emplace_back(word, field);
      continue;
    }
    const auto known = std::find_if(own_.begin(), own_.end(),
                                    [&](ForwardEntry entry) { return entry.term() == word; });
    if (known == own_.end()) {
      own_.emplace_back(word, field);
    } else {
      *known = ForwardEntry(word, std::min(known->field(), field));
    }
  }
}

void RecipientIndexBuilder::AddFacetOfKey(FacetKind kind, std::uint32_t key,
                                          std::initializer_list<std::string_view> texts) {
  Facets& facets = facets_[static_cast<std::size_t>(kind)];
  if (key >= facets.of_key.size()) facets.of_key.resize(key + 1, 0);
  if (facets.of_key[key] == 0) {
    std::vector<std::uint32_t> words;
    for (const std::string_view text : texts) {
      const auto of_text = MemoOf(kind).Of(text);
      words.insert(words.end(), of_text.begin(), of_text.end());
    }
    facets.of_key[key] = facets.Append(std::move(words));
  }
  own_facets_[static_cast<std::size_t>(kind)].push_back(facets.of_key[key]);
}

std::uint32_t RecipientIndexBuilder::Facets::Append(std::vector<std::uint32_t> words) {
  MakeRising(words);
  terms.Append(words);
  return static_cast<std::uint32_t>(terms.size()) - 1;
}

std::uint32_t RecipientIndexBuilder::Facets::Together(std::vector<std::uint32_t>& facets) {
  MakeRising(facets);
  if (facets.size() < 2) return facets.empty() ? 0 : facets.front();
  const auto [found, is_new] = of_several.try_emplace(facets);
  if (is_new) {
    std::vector<std::uint32_t> words;
    for (const std::uint32_t facet : facets) {
      words.insert(words.end(), terms[facet].begin(), terms[facet].end());
    }
    found->second = Append(std::move(words));
  }
  return found->second;
}

void RecipientIndexBuilder::SortTerms() {
  TermCollector::Sealed sealed = terms_.Seal();
  dictionary_ = std::move(sealed.dictionary);
  position_ = std::move(sealed.position);
  for (WordMemo* const memo :
       {&names_, &given_names_, &structures_, &places_, &job_labels_, &texts_, &domains_})
    memo->Clear();
  terms_ = {};
  for (Facets& facets : facets_) {
    Free(facets.of_key);
    Free(facets.of_several);
  }
  Free(jobs_);
}

std::vector<std::uint32_t> RecipientIndexBuilder::Order() {
  SortTerms();
  struct Key {
    std::uint64_t packed;
    std::uint32_t number;
  };
  // Class; a person by family name, simple before compound, given name; a shared
  // mailbox by the number of words of its name, for contact@ stands for more than
  // secretariat.neurologie@; then the folded name, and the address, by which
  // they were numbered.
  const auto rank_of = [this](std::uint32_t number) -> std::uint64_t {
    return number == kNoNumber ? 0 : std::uint64_t{position_[number]} + 1;
  };
  std::vector<Key> keys(drafts_.size());
  for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    const bool personal = draft.mailbox_class == RecipientClass::kPerson ||
                          draft.mailbox_class == RecipientClass::kPersonGone;
    const std::uint64_t name = rank_of(draft.family) << 32 | std::uint64_t{draft.compound} << 31 |
                               (draft.compound ? 0 : rank_of(draft.given));
    const auto own = extra_[i];
    const auto words = std::count_if(own.begin(), own.end(), [](ForwardEntry entry) {
      return entry.field() == TermField::kName;
    });
    keys[i].packed = static_cast<std::uint64_t>(draft.mailbox_class) << 61 |
                     (personal ? name : static_cast<std::uint64_t>(words));
    keys[i].number = i;
  }
  std::sort(keys.begin(), keys.end(), [this](const Key& a, const Key& b) {
    if (a.packed != b.packed) return a.packed < b.packed;
    const auto left = folded_names_[a.number];
    const auto right = folded_names_[b.number];
    const int difference = std::string_view(left.data(), left.size())
                               .compare(std::string_view(right.data(), right.size()));
    return difference != 0 ? difference < 0 : a.number < b.number;
  });
  std::vector<std::uint32_t> order(keys.size());
  std::transform(keys.begin(), keys.end(), order.begin(),
                 [](const Key& key) { return key.number; });
  folded_names_ = {};
  return order;
}

}  // namespace annuaire
