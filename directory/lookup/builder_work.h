// What a DirectoryBuilder holds while it works: the columns so far, the texts
// and values they share, and the words of each kind. Private to this room; each
// build_*.cc takes one kind of record in and finishes it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/lookup/directory_builder.h"
#include "directory/lookup/recipient_index_builder.h"
#include "directory/lookup/tables.h"
#include "directory/lookup/term_collector.h"

namespace annuaire {

using NumberPairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Interns values made of several symbols, by a text key of their bytes.
template <typename Entry>
class EntryPool {
 public:
  EntryPool() { Intern(Entry{}); }

  std::uint32_t Intern(const Entry& entry) {
    const std::string_view key(reinterpret_cast<const char*>(&entry), sizeof(Entry));
    const std::uint32_t number = keys_.Intern(key);
    if (number == entries_.size()) entries_.push_back(entry);
    return number;
  }
  std::vector<Entry> Take() && {
    entries_.shrink_to_fit();
    return std::move(entries_);
  }
  const Entry& at(std::uint32_t number) const { return entries_[number]; }

 private:
  TermCollector keys_;
  std::vector<Entry> entries_;
};

// PlaceEntry without padding, so that equal places have equal bytes.
struct PlaceKey {
  Symbol city;
  Symbol folded_city;
  Symbol postcode;
  std::uint32_t department;
};

struct DirectoryBuilder::Work {
  Tables tables;
  TextPoolBuilder texts;
  EntryPool<CodedEntry> coded;
  EntryPool<PlaceKey> places;
  enum class Phase { kOrganizations, kPractitioners, kDomains, kMailboxes, kVerdicts };
  Phase phase = Phase::kOrganizations;
  std::string last_key;

  std::vector<Symbol> legal_entity_finess;  // per organization
  TermCollector organization_words;
  NumberPairs organization_word_pairs;

  TermCollector family_names;
  TermCollector given_names;

  RecipientIndexBuilder recipients;
  std::vector<std::pair<std::uint32_t, RemarkEntry>> remarks;

  CodedId Code(const Coded& value) {
    return CodedId{coded.Intern({texts.Intern(value.code), texts.Intern(value.label)})};
  }

  // The place of an address, interned.
  std::uint32_t Place(const Address& address);

  // Moves to "next" on the first record of a kind and checks that keys rise.
  Status Enter(Phase next, std::string_view key);
  void FinishPhase();

  void AddNumber(std::string_view number) {
    if (number.empty()) return;
    tables.numbers.push_back(
        {HashIndex::Hash(number), static_cast<std::uint32_t>(tables.organizations.size())});
  }

  void FinishOrganizations();
  void FinishPractitioners();
  void FinishMailboxes();
};

}  // namespace annuaire
