// Gathers the words under which each mailbox is found and builds the
// RecipientIndex. Private to this room; one thread.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/lookup/tables.h"
#include "directory/lookup/term_collector.h"
#include "directory/record/mailbox.h"

namespace annuaire {

// The words of one mailbox, each with the field it was read from, and what
// orders it among its equals.
class RecipientWords {
 public:
  // Takes what the mailbox itself says; structure and place are added by whoever
  // knows them.
  explicit RecipientWords(const Mailbox& mailbox);

  void AddStructure(std::string_view name);
  void AddPlace(std::string_view city, std::string_view postcode, std::uint32_t department);

  // The holder is in the extract of professionals.
  bool holder_listed = false;

  const std::vector<std::pair<std::string, TermField>>& words() const { return words_; }
  // Equal matches come in the order of these keys: people before services
  // before the rest, holders who have left last; then by name, then address.
  std::string OrderKey() const;

 private:
  void Add(std::vector<std::string> words, TermField field);

  MailboxType type_;
  std::string name_;
  std::string folded_address_;
  std::vector<std::pair<std::string, TermField>> words_;
};

class RecipientIndexBuilder {
 public:
  // Mailboxes in the order they were added are numbered 0, 1, 2…
  void Add(const RecipientWords& words);

  // Those numbers in the fixed order of suggestions.
  std::vector<std::uint32_t> Order() const;

  // Builds the index with mailboxes renumbered: order[new] = old.
  RecipientIndex Build(const std::vector<std::uint32_t>& order) &&;

 private:
  TermCollector terms_;
  Csr<ForwardEntry> forward_;
  std::vector<std::string> order_keys_;
};

}  // namespace annuaire
