// The second half of RecipientIndexBuilder: the words of all mailboxes known and put in
// order, the columns and lists of the index.

#include <algorithm>
#include <numeric>

#include "directory/completion/recipient_index_builder.h"

namespace annuaire {

RecipientIndex RecipientIndexBuilder::Build(const std::vector<std::uint32_t>& order) && {
  RecipientIndex index;
  index.terms = std::move(dictionary_);
  BuildLetterStarts(index);
  BuildColumns(order, index);
  BuildExtra(order, index);
  extra_ = {};
  BuildFacets(order, index);
  BuildBeginnings(index);
  BuildOtherNames(index);
  BuildHoldersCounts(index);
  return index;
}

void RecipientIndexBuilder::BuildLetterStarts(RecipientIndex& index) {
  std::uint32_t term = 0;
  for (std::size_t at = 0; at < index.letter_starts.size(); ++at) {
    const char letter = static_cast<char>('a' + at);
    while (term < index.terms.size() && index.terms.at(term).front() < letter &&
           index.terms.at(term).front() > 0) {
      ++term;
    }
    index.letter_starts[at] = term;
  }
}

void RecipientIndexBuilder::BuildColumns(const std::vector<std::uint32_t>& order,
                                         RecipientIndex& index) const {
  const auto term_of = [this](std::uint32_t number) {
    return number == kNoNumber ? RecipientIndex::kNoTerm : position_[number];
  };
  index.family.reserve(order.size());
  index.given.reserve(order.size());
  index.department.reserve(order.size());
  for (const std::uint32_t old : order) {
    const Draft& draft = drafts_[old];
    index.family.push_back(term_of(draft.family));
    index.given.push_back(term_of(draft.given));
    index.department.push_back(draft.department);
    ++index.class_starts[static_cast<std::size_t>(draft.mailbox_class) + 1];
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t mailbox = 0; mailbox < order.size(); ++mailbox) {
    pairs.emplace_back(index.department[mailbox], mailbox);
  }
  index.in_department = Csr<std::uint32_t>::FromPairs(RecipientIndex::kDepartmentsMax, pairs);
  for (const std::uint32_t mailbox :
       index.in_department.Range(0, RecipientIndex::kDepartmentsMax)) {
    index.given_in_department.push_back(index.given[mailbox]);
  }
  index.given_in_department.shrink_to_fit();
  std::partial_sum(index.class_starts.begin(), index.class_starts.end(),
                   index.class_starts.begin());

  // Mailboxes without a family name come first in their class.
  index.starts.resize(index.terms.size() + 1);
  const auto fill = [&](RecipientClass wanted, std::uint32_t TermStarts::*start) {
    const MailboxRange range = index.Class(wanted);
    std::uint32_t at = range.first;
    while (at < range.last && index.family[at] == RecipientIndex::kNoTerm) ++at;
    for (std::uint32_t term = 0; term <= index.terms.size(); ++term) {
      while (at < range.last && index.family[at] < term) ++at;
      index.starts[term].*start = at;
    }
  };
  fill(RecipientClass::kPerson, &TermStarts::person);
  fill(RecipientClass::kPersonGone, &TermStarts::gone);
}

void RecipientIndexBuilder::BuildExtra(const std::vector<std::uint32_t>& order,
                                       RecipientIndex& index) const {
  std::array<std::vector<std::pair<std::uint32_t, std::uint32_t>>, kTermFieldsCount> pairs;
  std::vector<ForwardEntry> entries;
  index.cards.resize(order.size() + 1);
  for (std::uint32_t mailbox = 0; mailbox < order.size(); ++mailbox) {
    RecipientCard& card = index.cards[mailbox];
    card.given = index.given[mailbox];
    entries.clear();
    for (const ForwardEntry numbered : extra_[order[mailbox]]) {
      const ForwardEntry entry(position_[numbered.term()], numbered.field());
      entries.push_back(entry);
      (NamesSomebody(entry.field()) ? card.name_initials : card.context_initials) |=
          InitialOf(index.terms.at(entry.term()));
      pairs[static_cast<std::size_t>(entry.field())].emplace_back(entry.term(), mailbox);
    }
    std::sort(entries.begin(), entries.end(),
              [](ForwardEntry a, ForwardEntry b) { return a.packed < b.packed; });
    index.extra.insert(index.extra.end(), entries.begin(), entries.end());
    index.cards[mailbox + 1].extra_first = static_cast<std::uint32_t>(index.extra.size());
  }
  index.extra.shrink_to_fit();
  for (std::size_t field = 0; field < kTermFieldsCount; ++field) {
    index.extra_postings[field] = Postings::FromPairs(index.terms.size(), pairs[field]);
    Free(pairs[field]);
  }
  auto& given = pairs.front();
  for (std::uint32_t mailbox = 0; mailbox < order.size(); ++mailbox) {
    if (index.given[mailbox] != RecipientIndex::kNoTerm) {
      given.emplace_back(index.given[mailbox], mailbox);
    }
  }
  index.given_postings = Postings::FromPairs(index.terms.size(), given);
}

void RecipientIndexBuilder::BuildBeginnings(RecipientIndex& index) {
  std::vector<std::uint64_t> first_two;
  first_two.reserve(index.terms.size());
  for (std::uint32_t term = 0; term < index.terms.size(); ++term) {
    first_two.push_back(FirstTwoOf(index.terms.at(term)));
  }
  index.beginnings.reserve(index.mailboxes_count());
  index.name_beginnings.reserve(index.mailboxes_count());
  for (std::uint32_t mailbox = 0; mailbox < index.mailboxes_count(); ++mailbox) {
    std::uint64_t in_names = 0;
    std::uint64_t elsewhere = 0;
    for (const std::uint32_t term : {index.family[mailbox], index.given[mailbox]}) {
      if (term != RecipientIndex::kNoTerm) in_names |= first_two[term];
    }
    for (const ForwardEntry entry : index.ExtraOf(mailbox)) {
      (NamesSomebody(entry.field()) ? in_names : elsewhere) |= first_two[entry.term()];
    }
    for (const std::uint32_t facet : index.cards[mailbox].facets) {
      elsewhere |= index.facets.beginnings[facet];
    }
    index.beginnings.push_back(in_names | elsewhere);
    index.name_beginnings.push_back(Halved(in_names));
  }
}

void RecipientIndexBuilder::BuildOtherNames(RecipientIndex& index) {
  std::vector<std::uint32_t> beginnings(index.mailboxes_count(), 0);
  for (std::uint32_t mailbox = 0; mailbox < beginnings.size(); ++mailbox) {
    for (const ForwardEntry entry : index.ExtraOf(mailbox)) {
      if (!NamesSomebody(entry.field())) continue;
      beginnings[mailbox] |= Halved(FirstTwoOf(index.terms.at(entry.term())));
    }
  }
  const auto further_of = [&](std::span<const std::uint32_t> mailboxes) {
    FurtherNames names;
    names.initials.reserve(mailboxes.size());
    names.beginnings.reserve(mailboxes.size());
    names.department.reserve(mailboxes.size());
    names.domain_mark.reserve(mailboxes.size());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> in_department;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> of_domain;
    for (const std::uint32_t mailbox : mailboxes) {
      const auto at = static_cast<std::uint32_t>(names.initials.size());
      in_department.emplace_back(index.department[mailbox], at);
      of_domain.emplace_back(index.DomainOf(mailbox) - index.facets.domains_begin, at);
      names.initials.push_back(index.cards[mailbox].name_initials);
      names.beginnings.push_back(beginnings[mailbox]);
      names.department.push_back(index.department[mailbox]);
      names.domain_mark.push_back(index.domain_mark[mailbox]);
    }
    names.in_department =
        Csr<std::uint32_t>::FromPairs(RecipientIndex::kDepartmentsMax, in_department);
    names.of_domain = Csr<std::uint32_t>::FromPairs(index.domain_marks.size(), of_domain);
    return names;
  };
  for (const TermField field : {TermField::kFurtherName, TermField::kGivenName}) {
    const std::span<const std::uint32_t> mailboxes = index.Further(field).documents();
    OtherNames& names = index.OthersOf(field);
    names.further = further_of(mailboxes);
    names.family.reserve(mailboxes.size());
    names.given.reserve(mailboxes.size());
    for (const std::uint32_t mailbox : mailboxes) {
      names.family.push_back(index.family[mailbox]);
      names.given.push_back(index.given[mailbox]);
    }
  }
  index.shared_names = further_of(index.Further(TermField::kName).documents());
}

void RecipientIndexBuilder::BuildFacets(const std::vector<std::uint32_t>& order,
                                        RecipientIndex& index) {
  FacetTable& table = index.facets;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  std::array<std::uint32_t, kFacetKindsCount> first{};
  std::uint32_t count = 0;
  for (std::size_t kind = 0; kind < kFacetKindsCount; ++kind) {
    first[kind] = count;
    const Csr<std::uint32_t>& words = facets_[kind].terms;
    for (std::uint32_t facet = 0; facet < words.size(); ++facet, ++count) {
      for (const std::uint32_t word : words[facet]) pairs.emplace_back(count, position_[word]);
    }
    facets_[kind] = {};
  }
  table.organizations_end = first[static_cast<std::size_t>(FacetKind::kOrganization) + 1];
  table.terms = Csr<std::uint32_t>::FromPairs(count, pairs);
  table.terms.SortUnique();
  for (std::uint32_t facet = 0; facet < count; ++facet) {
    std::uint32_t initials = 0;
    std::uint64_t beginnings = 0;
    for (const std::uint32_t term : table.terms[facet]) {
      initials |= InitialOf(index.terms.at(term));
      beginnings |= FirstTwoOf(index.terms.at(term));
    }
    table.initials.push_back(initials);
    table.beginnings.push_back(beginnings);
  }
  pairs.clear();
  for (std::uint32_t facet = 0; facet < count; ++facet) {
    for (const std::uint32_t term : table.terms[facet]) pairs.emplace_back(term, facet);
  }
  table.with_term = Csr<std::uint32_t>::FromPairs(position_.size(), pairs);

  pairs.clear();
  for (std::size_t kind = 0; kind < kFacetKindsCount; ++kind) {
    for (std::uint32_t mailbox = 0; mailbox < order.size(); ++mailbox) {
      const std::uint32_t facet = drafts_[order[mailbox]].facets[kind];
      index.cards[mailbox].facets[kind] = first[kind] + facet;
      if (facet != 0) pairs.emplace_back(first[kind] + facet, mailbox);
    }
  }
  table.jobs_begin = first[static_cast<std::size_t>(FacetKind::kJob)];
  table.domains_begin = first[static_cast<std::size_t>(FacetKind::kDomain)];
  table.mailboxes = Csr<std::uint32_t>::FromPairs(count, pairs);
  MarkDomains(index);
}

void RecipientIndexBuilder::MarkDomains(RecipientIndex& index) {
  const FacetTable& table = index.facets;
  std::vector<std::uint32_t> largest(table.size() - table.domains_begin);
  std::iota(largest.begin(), largest.end(), table.domains_begin);
  std::stable_sort(largest.begin(), largest.end(), [&](std::uint32_t a, std::uint32_t b) {
    return table.mailboxes[a].size() > table.mailboxes[b].size();
  });
  constexpr std::size_t kShared = 256 - DomainMark::kAloneCount;
  index.domain_marks.resize(largest.size());
  for (std::size_t rank = 0; rank < largest.size(); ++rank) {
    const std::size_t value =
        rank < DomainMark::kAloneCount ? rank : DomainMark::kAloneCount + rank % kShared;
    index.domain_marks[largest[rank] - table.domains_begin] = {static_cast<std::uint8_t>(value)};
  }
  index.domain_mark.reserve(index.mailboxes_count());
  for (std::uint32_t mailbox = 0; mailbox < index.mailboxes_count(); ++mailbox) {
    index.domain_mark.push_back(index.MarkOf(index.DomainOf(mailbox)).value);
  }
}

void RecipientIndexBuilder::BuildHoldersCounts(RecipientIndex& index) {
  HoldersCounts counts;
  const auto in_field = [&counts](TermField field) -> std::uint32_t& {
    if (NamesSomebody(field)) return counts.in_names;
    return field == TermField::kStructure ? counts.in_structure : counts.in_context;
  };
  for (std::uint32_t term = 0; term < index.terms.size(); ++term) {
    for (const MailboxRange& run : index.FamilyRanges({term, term + 1})) {
      counts.in_names += run.size();
    }
    for (std::size_t at = 0; at < kTermFieldsCount; ++at) {
      const auto field = static_cast<TermField>(at);
      index.ForEachPostings(field, [&](const Postings& postings) {
        in_field(field) += static_cast<std::uint32_t>(postings[term].size());
      });
    }
    for (const std::uint32_t facet : index.facets.with_term[term]) {
      in_field(index.facets.FieldOf(facet)) +=
          static_cast<std::uint32_t>(index.facets.mailboxes[facet].size());
    }
    index.starts[term + 1].holders = counts;
  }
}

}  // namespace annuaire
