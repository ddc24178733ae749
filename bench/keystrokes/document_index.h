// What a directory without a ranking of its own answers, over the same mailboxes
// and the same words as Suggest: every typed word begins some word of the
// mailbox, and the matches come
//
//   by name, as LDAP clients show them (family name, given name, address);
//   by bm25, as SQLite FTS5 ranks: ORDER BY rank over one row a mailbox, each
//   typed word a prefix, equal ranks by address.
//
// Documents are numbered by name, so that a sorted list of them is in the first
// of these orders. Plain and exact; one typed text is followed letter by letter.

#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"

namespace annuaire {

// Words [first, last) of the sorted words: those a prefix begins.
struct WordRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

class DocumentIndex {
 public:
  explicit DocumentIndex(const Directory& directory);

  std::uint32_t documents_count() const { return static_cast<std::uint32_t>(mailbox_.size()); }
  std::uint32_t DocumentOf(MailboxIndex index) const {
    return document_[static_cast<std::uint32_t>(index)];
  }
  MailboxIndex MailboxOf(std::uint32_t document) const { return mailbox_[document]; }

  WordRange Find(std::string_view prefix) const;
  // How many words of the document, counted each time, are in the range.
  std::uint32_t Hits(std::uint32_t document, WordRange range) const;
  // Sorted documents with a hit; kept for prefixes of up to three letters.
  const std::vector<std::uint32_t>& Matches(const std::string& prefix);

  // Beginnings are typed again and again, and match many: the best of a short
  // prefix by bm25 are worked out once.
  std::vector<std::uint32_t>& KeptBest(const std::string& prefix) { return short_best_[prefix]; }

  // As FTS5 computes it, higher is better. "matches" of each range.
  double Bm25(std::uint32_t document, std::span<const WordRange> ranges,
              std::span<const std::size_t> matches) const;
  // Ties of bm25 go to the lower one.
  std::uint32_t RowOf(std::uint32_t document) const { return row_[document]; }

 private:
  std::span<const std::uint32_t> WordsOf(std::uint32_t document) const {
    return std::span(document_words_)
        .subspan(document_starts_[document],
                 document_starts_[document + 1] - document_starts_[document]);
  }

  std::vector<MailboxIndex> mailbox_;          // by document
  std::vector<std::uint32_t> document_;        // by mailbox
  std::vector<std::uint32_t> row_;             // by document: its rank by address
  std::vector<std::string> words_;             // sorted, distinct
  std::vector<std::uint32_t> document_words_;  // ascending within a document, repeated
  std::vector<std::uint32_t> document_starts_;
  std::vector<std::uint32_t> postings_;  // documents, each once, by word
  std::vector<std::uint32_t> posting_starts_;
  std::map<std::string, std::vector<std::uint32_t>> short_matches_;
  std::map<std::string, std::vector<std::uint32_t>> short_best_;
  std::vector<std::uint32_t> long_matches_;
};

// One text as it is typed.
class TypedMatches {
 public:
  explicit TypedMatches(DocumentIndex& index) : index_(index) {}

  // "text" is that of the call before with letters added, or the first one.
  void Type(std::string_view text);

  bool Has(std::uint32_t document) const;
  // The first "count" of each order.
  std::vector<std::uint32_t> FirstByName(std::size_t count) const;
  std::vector<std::uint32_t> FirstByBm25(std::size_t count);

 private:
  struct Scored {
    double score;
    std::uint32_t row;
    std::uint32_t document;
    bool operator<(const Scored& other) const {
      return score != other.score ? score > other.score : row < other.row;
    }
  };
  std::vector<std::uint32_t> Rank(std::size_t count) const;

  DocumentIndex& index_;
  std::vector<std::string> words_;
  std::vector<WordRange> ranges_;
  std::vector<std::size_t> matches_;
  std::vector<std::uint32_t> filtered_;
  const std::vector<std::uint32_t>* documents_ = &filtered_;  // sorted: by name
};

}  // namespace annuaire
