// Gathers the words under which each mailbox is found and builds the
// RecipientIndex. One thread.

#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/base/intern_queue.h"
#include "directory/completion/recipient_batch.h"
#include "directory/completion/recipient_index.h"
#include "directory/packed/text_pool.h"
#include "directory/record/mailbox.h"
#include "directory/words/term_collector.h"

namespace annuaire {

// Folded words of a text as numbers of a TermCollector, looked up once for each
// distinct text.
class WordMemo {
 public:
  using Cut = std::vector<std::string> (*)(std::string_view);

  // "cut" gives the words of a text, as IndexTerms does.
  WordMemo(TermCollector& terms, Cut cut) : terms_(terms), cut_(cut) {}

  // Valid until the next text comes.
  std::span<const std::uint32_t> Of(std::string_view text) { return words_[Learn(text)]; }

  // The same in steps, for many texts: Push() each and Drain() in the end; both
  // call done(tag, number) for texts pushed before, whose words are At(number).
  template <typename Done>
  void Push(std::string_view text, std::uint32_t tag, Done done) {
    queue_.Push(text, tag, texts_, [&](std::uint32_t of, std::uint32_t number) {
      Learn(number);
      done(of, number);
    });
  }
  template <typename Done>
  void Drain(Done done) {
    queue_.Drain(texts_, [&](std::uint32_t of, std::uint32_t number) {
      Learn(number);
      done(of, number);
    });
  }
  std::span<const std::uint32_t> At(std::uint32_t number) const { return words_[number]; }

  // Gives the memory back.
  void Clear();

 private:
  std::uint32_t Learn(std::string_view text) {
    const std::uint32_t number = texts_.Intern(text);
    Learn(number);
    return number;
  }
  // Cuts the text if it is new.
  void Learn(std::uint32_t number);

  TermCollector& terms_;
  Cut cut_;
  TermCollector texts_;
  InternQueue<TermCollector> queue_;
  Csr<std::uint32_t> words_;
};

// What it is for: its service or, as practices and applications have none, its
// description.
inline std::string_view PurposeOf(const Attachment& attachment) {
  return attachment.service.empty() ? attachment.description : attachment.service;
}

class RecipientIndexBuilder {
 public:
  RecipientIndexBuilder();
  RecipientIndexBuilder(const RecipientIndexBuilder&) = delete;
  RecipientIndexBuilder& operator=(const RecipientIndexBuilder&) = delete;

  void Reserve(std::size_t mailboxes) { drafts_.reserve(mailboxes); }

  // Mailboxes are numbered 0, 1, 2… as they come, by rising folded address.
  void Add(const RecipientBatch& batch, const TextPool& texts);

  // Numbers of the mailboxes in the fixed order of suggestions.
  std::vector<std::uint32_t> Order();

  // Builds the index with mailboxes renumbered: order[new] = old.
  RecipientIndex Build(const std::vector<std::uint32_t>& order) &&;

 private:
  static constexpr std::uint32_t kNoNumber = 0xFFFFFFFFu;

  // A mailbox, its words as numbers of terms_.
  struct Draft {
    std::uint32_t family = kNoNumber;
    std::uint32_t given = kNoNumber;
    std::array<std::uint32_t, kFacetKindsCount> facets{};
    std::uint8_t department = 0;
    RecipientClass mailbox_class = RecipientClass::kUnknown;
    bool compound = false;  // the family name has more words
    bool holder_listed = false;
  };
  struct Facets {
    Facets() { terms.Append({}); }  // facet 0 has no words
    // Returns a new facet.
    std::uint32_t Append(std::vector<std::uint32_t> words);
    // The facet with the words of "facets", which come to rise.
    std::uint32_t Together(std::vector<std::uint32_t>& facets);

    Column<std::uint32_t> of_key;  // 0: not seen
    std::map<std::vector<std::uint32_t>, std::uint32_t> of_several;
    Csr<std::uint32_t> terms;  // rising
  };

  using Attached = std::span<const RecipientBatch::Attached>;

  void Begin(const RecipientBatch::Recipient& recipient);
  // Looks up the names of a batch, which are many and far apart in memory.
  void LookUpNames(const RecipientBatch& batch, const TextPool& texts);
  // What its attachments say, of which "first" is the first of the batch.
  void AddNames(Attached attached, std::size_t first, const TextPool& texts);
  // Of the first holder, or else of the first service, for the fixed order.
  void FoldName(Attached attached, const TextPool& texts);
  void AddAddress(const RecipientBatch::Recipient& recipient, const TextPool& texts);
  void AddPlacesAndOrganizations(Attached attached, const TextPool& texts);
  void End();

  void AddOwn(std::span<const std::uint32_t> words, TermField field);
  // Adds a facet to the mailbox's. "key" tells equal facets of a kind apart from others; the texts
  // are read when it is new.
  void AddFacetOfKey(FacetKind kind, std::uint32_t key,
                     std::initializer_list<std::string_view> texts);
  WordMemo& MemoOf(FacetKind kind) {
    return kind == FacetKind::kDomain  ? domains_
           : kind == FacetKind::kJob   ? job_labels_
           : kind == FacetKind::kPlace ? places_
                                       : structures_;
  }

  void SortTerms();
  static void BuildLetterStarts(RecipientIndex& index);
  void BuildColumns(const std::vector<std::uint32_t>& order, RecipientIndex& index) const;
  void BuildExtra(const std::vector<std::uint32_t>& order, RecipientIndex& index) const;
  static void BuildBeginnings(RecipientIndex& index);
  static void BuildOtherNames(RecipientIndex& index);
  void BuildFacets(const std::vector<std::uint32_t>& order, RecipientIndex& index);
  static void MarkDomains(RecipientIndex& index);
  static void BuildHoldersCounts(RecipientIndex& index);

  TermCollector terms_;
  std::vector<std::uint32_t> position_;  // number -> term, once sorted
  TermDictionary dictionary_;
  WordMemo names_;
  WordMemo given_names_;
  WordMemo structures_;
  WordMemo places_;
  WordMemo job_labels_;
  WordMemo texts_;
  WordMemo domains_;
  std::array<Facets, kFacetKindsCount> facets_;
  TermCollector jobs_;  // labels of profession and skill; the number is the key of the facet

  // Of each attachment of the batch at hand, what names_ calls its family name
  // and structures_ its two structure names.
  std::vector<std::uint32_t> family_names_;
  std::vector<std::uint32_t> structure_names_;

  // The mailbox at hand.
  Draft draft_;
  bool personal_ = false;
  MailboxType type_ = MailboxType::kUnknown;
  std::string name_;               // folded, for the fixed order
  std::vector<ForwardEntry> own_;  // with numbers for terms
  std::array<std::vector<std::uint32_t>, kFacetKindsCount> own_facets_;

  Column<Draft> drafts_;
  Csr<ForwardEntry> extra_;
  Csr<char> folded_names_;
};

}  // namespace annuaire
