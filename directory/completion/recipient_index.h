// A RecipientIndex finds mailboxes by the words they can be typed with. Built
// by RecipientIndexBuilder, asked through RecipientQuery.
//
// A mailbox has words of its own (names, service, local part) and words it
// shares with others through four facets: its structure, place, job and domain.
// A facet's words are held once, however many mailboxes have it.
//
// Mailboxes are numbered in the fixed order of suggestions, best first: by
// class, then by name. So the holders of a family name, and of all family names
// with one prefix, are one run of numbers in each class of personal mailboxes,
// and what is asked of them is read from columns side by side.
//
// Immutable; safe to read from any thread.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/completion/column_scan.h"
#include "directory/completion/postings.h"
#include "directory/packed/csr.h"
#include "directory/words/term_dictionary.h"

namespace annuaire {

// How a word can be attached to a mailbox, the most telling first.
enum class TermField : std::uint8_t {
  kName = 0,         // first word of the family name; service and local part of a shared mailbox
  kFurtherName = 1,  // the other words of the family name, and all of it in one
  kGivenName = 2,
  kStructure = 3,  // names of the structure, service of a personal mailbox
  // City, postcode, department, profession, savoir-faire, domain; local part of
  // a personal mailbox.
  kContext = 4,
};
inline constexpr std::size_t kTermFieldsCount = 5;

// True for the fields that name somebody rather than tell where he or she is.
inline bool NamesSomebody(TermField field) { return field <= TermField::kGivenName; }

// A word of a mailbox: the term and the best field it stands in.
struct ForwardEntry {
  std::uint32_t packed;

  ForwardEntry() = default;
  ForwardEntry(std::uint32_t term, TermField field)
      : packed(term << 3 | static_cast<std::uint32_t>(field)) {}
  std::uint32_t term() const { return packed >> 3; }
  TermField field() const { return static_cast<TermField>(packed & 7u); }
};

// What mailboxes share their words through. Every mailbox has one facet of each
// kind, if only the empty one; several structures, places or jobs are one facet together.
enum class FacetKind : std::uint8_t { kOrganization, kPlace, kJob, kDomain };
inline constexpr std::size_t kFacetKindsCount = 4;

// Classes of mailboxes in the fixed order: each is one run of numbers.
enum class RecipientClass : std::uint8_t {
  kPerson,          // personal, holder in the extract of professionals
  kOrganizational,  // service or function
  kPractice,
  kApplication,
  kUnknown,
  kPersonGone,  // personal, holder no longer in the extract
};
inline constexpr std::size_t kRecipientClassesCount = 6;

// The initials of words as a set: a bit for each letter, one for all else.
inline std::uint32_t InitialOf(std::string_view word) {
  if (word.empty() || word.front() < 'a' || word.front() > 'z') return 1u << 26;
  return 1u << (word.front() - 'a');
}

// The first two letters of words as a set, hashed: a bit for each pair. 0 for a
// single letter.
inline std::uint64_t FirstTwoOf(std::string_view word) {
  if (word.size() < 2) return 0;
  const auto letters = static_cast<std::uint32_t>(static_cast<unsigned char>(word[0])) << 8 |
                       static_cast<unsigned char>(word[1]);
  return std::uint64_t{1} << (letters * 0x9E3779B1u >> 26);
}

// The same, two pairs to a bit: for the few words of one name.
inline std::uint32_t Halved(std::uint64_t first_two) {
  return static_cast<std::uint32_t>(first_two | first_two >> 32);
}

// A byte that tells domains apart: those with the most mailboxes have one each, the others
// share the rest.
struct DomainMark {
  static constexpr std::uint8_t kAloneCount = 128;

  std::uint8_t value = 0;
  bool alone() const { return value < kAloneCount; }
};

// What is asked of one mailbox at a time, side by side in half a cache line.
struct alignas(32) RecipientCard {
  std::uint32_t given = 0;             // as RecipientIndex::given
  std::uint32_t name_initials = 0;     // of its extra words that name somebody
  std::uint32_t context_initials = 0;  // of its other extra words
  std::uint32_t extra_first = 0;       // its extra words end where the next card's begin
  std::array<std::uint32_t, kFacetKindsCount> facets{};
};

// What the mailbox of a posting is also called, kept beside it so that a pair of
// words is tried without a visit to the mailbox.
struct FurtherNames {
  Column<std::uint32_t> initials;    // RecipientCard::name_initials
  Column<std::uint32_t> beginnings;  // FirstTwoOf() the same words, Halved()
  Column<std::uint8_t> department;   // as RecipientIndex::department
  Column<std::uint8_t> domain_mark;  // as RecipientIndex::domain_mark

  // The postings of mailboxes of each department, of each domain, rising.
  Csr<std::uint32_t> in_department;
  Csr<std::uint32_t> of_domain;  // by facet, from facets.domains_begin on

  std::size_t bytes() const {
    return (initials.capacity() + beginnings.capacity()) * sizeof(std::uint32_t) +
           department.capacity() + domain_mark.capacity() + in_department.bytes() +
           of_domain.bytes();
  }
};
struct OtherNames {
  Column<std::uint32_t> family;  // as RecipientIndex::family
  Column<std::uint32_t> given;   // as RecipientIndex::given
  FurtherNames further;
};

// All facets, numbered kind after kind. The first of each kind has no words.
struct FacetTable {
  std::uint32_t organizations_end = 0;
  std::uint32_t jobs_begin = 0;
  std::uint32_t domains_begin = 0;
  Csr<std::uint32_t> terms;          // facet -> its terms, rising
  Csr<std::uint32_t> with_term;      // term -> facets, rising
  Column<std::uint32_t> initials;    // of the terms of each facet
  Column<std::uint64_t> beginnings;  // FirstTwoOf() the same
  Csr<std::uint32_t> mailboxes;      // facet -> mailboxes, rising; none for the first of a kind

  std::size_t size() const { return terms.size(); }
  TermField FieldOf(std::uint32_t facet) const {
    return facet < organizations_end ? TermField::kStructure : TermField::kContext;
  }
  std::size_t bytes() const;
};

// How often mailboxes hold a term or several, by where: one counts again for each
// term and for each facet it has it through.
struct HoldersCounts {
  std::uint32_t in_names = 0;
  std::uint32_t in_structure = 0;
  std::uint32_t in_context = 0;

  friend HoldersCounts operator-(const HoldersCounts& a, const HoldersCounts& b) {
    return {a.in_names - b.in_names, a.in_structure - b.in_structure, a.in_context - b.in_context};
  }
};

// What is counted of one term by subtracting from the next, side by side for the
// many terms one letter away.
struct TermStarts {
  // The first personal mailbox of each class whose family name is the term or a
  // later one.
  std::uint32_t person = 0;
  std::uint32_t gone = 0;
  HoldersCounts holders;  // of all terms before
};

struct RecipientIndex {
  // Stands for "no name" in the columns below; above every term.
  static constexpr std::uint32_t kNoTerm = 0x7FFFFFFFu;

  TermDictionary terms;

  // Columns over mailboxes. First word of the family name and of the given
  // name of a personal mailbox, else kNoTerm.
  Column<std::uint32_t> family;
  Column<std::uint32_t> given;
  Column<std::uint8_t> department;   // position in Departments() + 1; 0 is unknown
  Column<std::uint8_t> domain_mark;  // DomainMark of its domain

  // The mailboxes of each department, rising, and their "given" beside them.
  static constexpr std::uint32_t kDepartmentsMax = 256;
  Csr<std::uint32_t> in_department;
  Column<std::uint32_t> given_in_department;

  // The first mailbox of each class, and the end of the last.
  std::array<std::uint32_t, kRecipientClassesCount + 1> class_starts{};
  Column<TermStarts> starts;  // one more than there are terms

  Postings given_postings;  // term -> mailboxes, of "given"

  Column<RecipientCard> cards;  // one more than there are mailboxes

  // FirstTwoOf() all words of each mailbox, its facets' too; of those that name somebody, Halved().
  Column<std::uint64_t> beginnings;
  Column<std::uint32_t> name_beginnings;

  // All other words of mailboxes themselves, and the way back by field.
  Column<ForwardEntry> extra;
  std::array<Postings, kTermFieldsCount> extra_postings;
  std::array<OtherNames, 2> other_names;  // beside the postings of kFurtherName and kGivenName
  FurtherNames shared_names;  // beside those of kName, which shared mailboxes alone have

  FacetTable facets;
  std::vector<DomainMark> domain_marks;  // of the facets from facets.domains_begin on

  // The first term that begins with "a", with "b", … with "z", with neither.
  std::array<std::uint32_t, 27> letter_starts{};

  std::uint32_t mailboxes_count() const { return static_cast<std::uint32_t>(family.size()); }
  MailboxRange Class(RecipientClass wanted) const {
    const auto at = static_cast<std::size_t>(wanted);
    return {class_starts[at], class_starts[at + 1]};
  }
  // Calls visit(mailbox) for mailboxes of department "wanted" whose given name begins
  // with a term of "range", rising, until it returns false.
  template <typename Visit>
  void ForEachGivenIn(std::uint8_t wanted, TermRange range, Visit visit) const {
    const auto mailboxes = in_department[wanted];
    const auto first = static_cast<std::uint32_t>(mailboxes.data() - in_department[0].data());
    ForEachPassing(
        {first, first + static_cast<std::uint32_t>(mailboxes.size())},
        [&](std::uint32_t at) { return visit(mailboxes[at - first]); },
        Within(given_in_department, range));
  }
  bool IsShared(std::uint32_t mailbox) const {
    return Class(RecipientClass::kPerson).last <= mailbox &&
           mailbox < Class(RecipientClass::kPersonGone).first;
  }
  // Personal mailboxes whose family name begins with a term of "range".
  std::array<MailboxRange, 2> FamilyRanges(TermRange range) const {
    const TermStarts& first = starts[range.first];
    const TermStarts& last = starts[range.last];
    return {MailboxRange{first.person, last.person}, MailboxRange{first.gone, last.gone}};
  }
  HoldersCounts HoldersOf(TermRange range) const {
    return starts[range.last].holders - starts[range.first].holders;
  }
  std::span<const ForwardEntry> ExtraOf(std::uint32_t mailbox) const {
    return {extra.data() + cards[mailbox].extra_first,
            extra.data() + cards[mailbox + 1].extra_first};
  }
  const Postings& Further(TermField field) const {
    return extra_postings[static_cast<std::size_t>(field)];
  }
  // REQUIRES: kFurtherName or kGivenName
  const OtherNames& OthersOf(TermField field) const {
    return other_names[static_cast<std::size_t>(field) - 1];
  }
  OtherNames& OthersOf(TermField field) { return other_names[static_cast<std::size_t>(field) - 1]; }
  std::uint32_t DomainOf(std::uint32_t mailbox) const {
    return cards[mailbox].facets[static_cast<std::size_t>(FacetKind::kDomain)];
  }
  DomainMark MarkOf(std::uint32_t domain_facet) const {
    return domain_marks[domain_facet - facets.domains_begin];
  }
  // DomainOf(mailbox) == domain_facet, told without its card unless domains share a mark.
  bool IsOfDomain(std::uint32_t mailbox, std::uint32_t domain_facet) const {
    const DomainMark mark = MarkOf(domain_facet);
    return domain_mark[mailbox] == mark.value &&
           (mark.alone() || DomainOf(mailbox) == domain_facet);
  }
  // The initials of the words that "ranges" hold. REQUIRES: these rise.
  std::uint32_t InitialsOf(std::span<const TermRange> ranges) const;
  // Calls visit(postings) for the postings of a field.
  template <typename Visit>
  void ForEachPostings(TermField field, Visit visit) const {
    visit(extra_postings[static_cast<std::size_t>(field)]);
    if (field == TermField::kGivenName) visit(given_postings);
  }
  std::size_t bytes() const;
};

}  // namespace annuaire
