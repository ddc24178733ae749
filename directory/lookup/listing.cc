#include "directory/lookup/listing.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <string>
#include <utility>

#include "directory/base/fold.h"
#include "directory/record/geography.h"

namespace annuaire {

std::vector<std::uint32_t> NumberSet::Numbers() const {
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < bits_.size(); ++i) {
    for (std::uint64_t left = bits_[i]; left != 0; left &= left - 1) {
      numbers.push_back(static_cast<std::uint32_t>(i * 64) +
                        static_cast<std::uint32_t>(std::countr_zero(left)));
    }
  }
  return numbers;
}

PlaceFilter::PlaceFilter(const Tables& tables, std::string_view city, std::string_view postcode,
                         std::span<const std::string_view> departments, std::string_view region)
    : set_(!city.empty() || !postcode.empty() || !departments.empty() || !region.empty()),
      allowed_(tables.places.size()) {
  if (!set_) return;
  const std::string wanted_city = FoldPlace(city);
  NumberSet allowed_departments(256);
  for (std::uint32_t i = 0; i < Departments().size(); ++i) {
    const Department& candidate = Departments()[i];
    const bool named =
        std::any_of(departments.begin(), departments.end(),
                    [&](std::string_view code) { return FindDepartment(code) == &candidate; });
    if (!departments.empty() && !named) continue;
    if (!region.empty() && !IsInRegion(candidate, region)) continue;
    allowed_departments.Add(i + 1);
  }
  const bool by_department = !departments.empty() || !region.empty();
  for (std::uint32_t place = 0; place < tables.places.size(); ++place) {
    const PlaceEntry& entry = tables.places[place];
    if (by_department && !allowed_departments.Has(entry.department)) continue;
    if (!postcode.empty() && !tables.text(entry.postcode).starts_with(postcode)) continue;
    if (!city.empty() && (wanted_city.find_first_not_of(' ') == std::string::npos ||
                          !tables.text(entry.folded_city).starts_with(wanted_city))) {
      continue;
    }
    allowed_.Add(place);
    places_.push_back(place);
  }
}

bool IsAttachedIn(const Tables& tables, std::uint32_t mailbox, const PlaceFilter& place) {
  if (!place.set()) return true;
  const std::span<const AttachmentEntry> attachments = tables.AttachmentsOf(mailbox);
  return std::any_of(
      attachments.begin(), attachments.end(),
      [&](const AttachmentEntry& attachment) { return place.Allows(attachment.place); });
}

CodeFilter::CodeFilter(const Tables& tables, std::string_view code)
    : set_(!code.empty()), allowed_(tables.coded.size()) {
  if (!set_) return;
  for (std::uint32_t i = 0; i < tables.coded.size(); ++i) {
    if (tables.text(tables.coded[i].code) == code) allowed_.Add(i);
  }
}

std::vector<std::string> DemandingWords(std::string_view text) {
  std::vector<std::string> words = QueryWords(text);
  std::sort(words.begin(), words.end());
  // Sorted, what begins others stands right before one of them, or before itself.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 < words.size() && words[i + 1].starts_with(words[i])) continue;
    std::swap(words[kept++], words[i]);
  }
  words.resize(kept);
  return words;
}

// As no word begins another, no list is read twice: all words cost at most one look at everything.
NumberSet HavingEveryWord(const TermDictionary& terms,
                          const NumberLists<std::uint32_t>& having_term, std::size_t count,
                          std::string_view text) {
  std::vector<NumberList<std::uint32_t>> lists;
  for (const std::string& word : DemandingWords(text)) {
    const TermRange range = terms.WithPrefix(word);
    lists.push_back(having_term.Range(range.first, range.last));
  }
  std::sort(lists.begin(), lists.end(),
            [](const auto& a, const auto& b) { return a.size() < b.size(); });
  NumberSet common(count);
  for (std::size_t i = 0; i < lists.size(); ++i) {
    NumberSet both(count);
    bool any = false;
    for (const std::uint32_t number : lists[i]) {
      if (i > 0 && !common.Has(number)) continue;
      both.Add(number);
      any = true;
    }
    common = std::move(both);
    if (!any) break;
  }
  return common;
}

std::vector<std::uint32_t> OrganizationsByNumber(const Tables& tables, std::string_view number) {
  std::vector<std::uint32_t> found;
  if (const std::uint32_t first = tables.FindOrganization(number); first != kNoIndex) {
    found.push_back(first);
  }
  tables.organizations_by_number.ForEach(
      HashIndex::Hash(number), [&](std::uint32_t organization) { found.push_back(organization); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

NumberSet DomainsNamed(const Tables& tables, std::string_view name) {
  NumberSet domains(tables.domains.size());
  const std::string folded = FoldAddress(name);
  const bool with_subdomains = folded.starts_with('.');
  const std::string_view bare = std::string_view(folded).substr(with_subdomains ? 1 : 0);
  for (std::uint32_t i = 0; i < tables.domains.size(); ++i) {
    const std::string_view candidate = tables.text(tables.domains[i].name);
    if (candidate == bare || (with_subdomains && candidate.ends_with(folded))) domains.Add(i);
  }
  return domains;
}

std::vector<std::uint32_t> MailboxesOfOrganization(const Tables& tables, std::string_view number) {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t organization : OrganizationsByNumber(tables, number)) {
    for (const MailboxIndex i : tables.mailboxes_of_organization[organization]) {
      found.push_back(static_cast<std::uint32_t>(i));
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void Intersect(Candidates& candidates, std::vector<std::uint32_t> sorted) {
  if (!candidates) {
    candidates = std::move(sorted);
    return;
  }
  std::vector<std::uint32_t> both;
  std::set_intersection(candidates->begin(), candidates->end(), sorted.begin(), sorted.end(),
                        std::back_inserter(both));
  candidates = std::move(both);
}

}  // namespace annuaire
