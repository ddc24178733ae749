#include "indexer/judge_notes.h"

#include <algorithm>
#include <cassert>
#include <span>
#include <utility>

#include "directory/base/give_way.h"
#include "directory/base/prefetch.h"
#include "directory/record/identifier.h"

namespace annuaire::indexer {
namespace {

constexpr bool IsRpps(std::string_view id) { return id.starts_with('8'); }

// The extract of persons holds RPPS and ADELI numbers only: nobody is missing
// from it for a number of another kind.
constexpr bool IsInPersonExtract(std::string_view id) { return IsRpps(id) || id.starts_with('0'); }

Known ToKnown(bool yes) { return yes ? Known::kYes : Known::kNo; }

// The first bytes of a text as a number: two texts that differ there need no look
// at the texts themselves.
std::uint64_t BeginningOf(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number = number << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  }
  return number;
}

struct SortedName {
  std::uint64_t beginning;  // of the family name
  PersonName name;
};

bool IsLess(const SortedName& a, const SortedName& b) {
  if (a.beginning != b.beginning) return a.beginning < b.beginning;
  const int family = a.name.family_name.compare(b.name.family_name);
  return family != 0 ? family < 0 : a.name.given_name < b.name.given_name;
}

bool IsSame(const SortedName& a, const SortedName& b) {
  return a.beginning == b.beginning && a.name == b.name;
}

// "begin" of each group of rows and the rows in group order (a counting sort).
template <typename Rows, typename GroupOf, typename ValueOf>
void Group(const Rows& rows, std::size_t groups, GroupOf group_of, ValueOf value_of,
           std::vector<std::uint32_t>& begin, std::vector<std::uint32_t>& values) {
  begin.assign(groups + 1, 0);
  for (const auto& row : rows) ++begin[group_of(row) + 1];
  for (std::size_t i = 1; i <= groups; ++i) begin[i] += begin[i - 1];
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  values.resize(rows.size());
  for (const auto& row : rows) values[next[group_of(row)]++] = value_of(row);
}

}  // namespace

JudgeNotes::JudgeNotes(const JudgeSources& sources)
    : sources_(sources), wordings_(1), holder_states_(1), structures_(1), names_(1) {}

std::uint32_t JudgeNotes::HolderOf(std::string_view id) {
  const std::uint32_t number = holders_.Intern(id);
  if (number == holder_states_.size()) {
    const bool missed = sources_.persons && IsInPersonExtract(id);
    holder_states_.push_back(missed ? HolderState::kAbsent : HolderState::kUnknown);
  }
  return number;
}

std::uint32_t JudgeNotes::StructureOf(std::string_view key, MailboxType type) {
  if (key.empty()) return 0;
  const std::uint32_t number = structure_keys_.Intern(key);
  if (number == structures_.size()) {
    Structure& added = structures_.emplace_back();
    added.first_mailbox = static_cast<std::uint32_t>(mailboxes_.size());
    added.has_finess = OrganizationKey::KindOf(key) == OrganizationKey::Kind::kFiness;
  }
  Structure& structure = structures_[number];
  structure.has_personal |= type == MailboxType::kPersonal;
  structure.has_organizational |=
      type == MailboxType::kOrganizational || type == MailboxType::kPractice;
  return number;
}

void JudgeNotes::Add(const Mailbox& mailbox) {
  MailboxNote note;
  note.folded_address = mailbox.folded_address;
  note.address = mailbox.spellings.empty() ? mailbox.folded_address : mailbox.spellings.front();
  note.type = mailbox.type();
  note.first_attachment = static_cast<std::uint32_t>(attachments_.size());
  note.attachment_count = static_cast<std::uint32_t>(mailbox.attachments.size());
  for (const Attachment& attachment : mailbox.attachments) {
    AttachmentNote& added = attachments_.emplace_back();
    added.holder = HolderOf(attachment.practitioner_id);
    added.structure = StructureOf(attachment.organization_key, note.type);
    if (!attachment.service.empty() || !attachment.description.empty()) {
      added.wording = static_cast<std::uint32_t>(wordings_.size());
      wordings_.push_back({attachment.service, attachment.description});
    }
    if (attachment.name.family_name.empty()) continue;
    added.name = static_cast<std::uint32_t>(names_.size());
    names_.push_back(attachment.name);
    if (added.structure == 0) continue;
    employments_.push_back({added.structure, added.name});
    structures_[added.structure].has_rpps |= IsRpps(attachment.practitioner_id);
  }
  mailboxes_.push_back(note);
}

void JudgeNotes::Add(const Organization& organization) {
  const std::uint32_t number = structure_keys_.Find(organization.key);
  if (number == 0) return;
  Structure& structure = structures_[number];
  const StructureFacts facts = annuaire::FactsOf(organization);
  structure.state = facts.state;
  structure.closed_on = facts.closed_on;
  structure.has_finess |= facts.has_finess == Known::kYes;
  structure.first_text = static_cast<std::uint32_t>(texts_.size());
  texts_.insert(texts_.end(), facts.names.begin(), facts.names.end());
  texts_.insert(texts_.end(), facts.places.begin(), facts.places.end());
  structure.name_count = static_cast<std::uint32_t>(facts.names.size());
  structure.place_count = static_cast<std::uint32_t>(facts.places.size());
}

void JudgeNotes::Add(const PractitionerBatch::One& practitioner) {
  if (sources_.persons) {
    PushState(practitioner.id,
              practitioner.is_active ? HolderState::kActive : HolderState::kNoActivity);
  }
  const auto first_name = static_cast<std::uint32_t>(names_.size());
  const std::size_t first_employment = employments_.size();
  for (const std::string_view key : practitioner.organization_keys) {
    const std::uint32_t structure = structure_keys_.Find(key);
    if (structure == 0) continue;
    structures_[structure].has_rpps |= IsRpps(practitioner.id);
    const bool known = std::any_of(
        employments_.begin() + static_cast<std::ptrdiff_t>(first_employment), employments_.end(),
        [&](const Employment& one) { return one.structure == structure; });
    if (known) continue;
    for (std::uint32_t i = 0; i < practitioner.names.size(); ++i) {
      employments_.push_back({structure, first_name + i});
    }
  }
  if (employments_.size() == first_employment) return;
  names_.insert(names_.end(), practitioner.names.begin(), practitioner.names.end());
}

void JudgeNotes::PushState(std::string_view practitioner_id, HolderState state) {
  ComingStates& coming = coming_states_;
  ComingStates::One& last = coming.waiting[coming.pushed % ComingStates::kLength];
  SetState(last);
  last = {practitioner_id, HashText(practitioner_id), state};
  holders_.PrefetchSlot(last.hash);
  ++coming.pushed;
  const ComingStates::One& half_way =
      coming.waiting[(coming.pushed + ComingStates::kLength / 2) % ComingStates::kLength];
  holders_.PrefetchText(half_way.hash, half_way.id.size());
}

void JudgeNotes::SetState(const ComingStates::One& one) {
  const std::uint32_t holder = holders_.Find(one.id, one.hash);
  if (holder != 0) holder_states_[holder] = one.state;
}

void JudgeNotes::Add(const Domain& domain) { operators_.emplace(domain.name, OperatorOf(domain)); }

void JudgeNotes::Seal() {
  for (const ComingStates::One& one : coming_states_.waiting) SetState(one);
  Group(
      employments_, structures_.size(), [](const Employment& one) { return one.structure; },
      [](const Employment& one) { return one.name; }, staff_begin_, staff_);
  employments_ = {};
  std::vector<std::uint32_t> begin;
  std::uint32_t number = 0;
  Group(
      mailboxes_, structures_.size(),
      [&](const MailboxNote& one) {
        return one.attachment_count == 0 ? 0 : attachments_[one.first_attachment].structure;
      },
      [&](const MailboxNote&) { return number++; }, begin, by_structure_);
  if (!sources_.first_missed) return;
  for (std::uint32_t holder = 1; holder < holder_states_.size(); ++holder) {
    if (holder_states_[holder] != HolderState::kAbsent) continue;
    std::string date = sources_.first_missed(holders_.Text(holder));
    if (!date.empty()) first_missed_.emplace(holder, std::move(date));
  }
}

void JudgeNotes::Prefetch(std::uint32_t mailbox, std::size_t step) const {
  constexpr std::size_t kIdBytes = 12;  // of most holders
  const MailboxNote& note = mailboxes_[mailbox];
  if (step == 0) {
    PrefetchLine(&note);
    return;
  }
  if (note.attachment_count == 0) return;
  const AttachmentNote& first = attachments_[note.first_attachment];
  if (step == 1) {
    PrefetchBytes(note.folded_address.data(), note.folded_address.size());
    PrefetchBytes(note.address.data(), note.address.size());
    PrefetchLine(&first);
  } else if (step == 2) {
    PrefetchLine(&names_[first.name]);
    PrefetchLine(&structures_[first.structure]);
    PrefetchLine(&holder_states_[first.holder]);
    holders_.PrefetchPlace(first.holder);
  } else {
    PrefetchLine(names_[first.name].family_name.data());
    PrefetchLine(names_[first.name].given_name.data());
    holders_.Prefetch(first.holder, kIdBytes);
  }
}

HolderFacts JudgeNotes::HolderOf(const AttachmentNote& attachment) const {
  assert(attachment.holder != 0 || attachment.name != 0);
  HolderFacts facts;
  facts.name = names_[attachment.name];
  if (attachment.holder != 0) {
    facts.national_id = holders_.Text(attachment.holder);
    facts.state = holder_states_[attachment.holder];
    const auto missed = first_missed_.find(attachment.holder);
    if (missed != first_missed_.end()) facts.first_missed = missed->second;
  }
  return facts;
}

StructureFacts JudgeNotes::FactsOf(std::uint32_t number) const {
  const Structure& structure = structures_[number];
  StructureFacts facts = StateOf(number);
  const auto names = texts_.begin() + structure.first_text;
  const auto places = names + structure.name_count;
  facts.names.assign(names, places);
  facts.places.assign(places, places + structure.place_count);
  const std::span<const std::uint32_t> staff(staff_.data() + staff_begin_[number],
                                             staff_.data() + staff_begin_[number + 1]);
  for (const std::uint32_t name : staff) PrefetchLine(&names_[name]);
  for (const std::uint32_t name : staff) PrefetchLine(names_[name].family_name.data());
  std::vector<SortedName> sorted;
  sorted.reserve(staff.size());
  for (const std::uint32_t name : staff) {
    GiveWay();
    sorted.push_back({BeginningOf(names_[name].family_name), names_[name]});
  }
  // A holder works where his mailbox is: he was added twice.
  std::sort(sorted.begin(), sorted.end(), IsLess);
  sorted.erase(std::unique(sorted.begin(), sorted.end(), IsSame), sorted.end());
  facts.staff.reserve(sorted.size());
  for (const SortedName& one : sorted) facts.staff.push_back(one.name);
  return facts;
}

StructureFacts JudgeNotes::StateOf(std::uint32_t number) const {
  const Structure& structure = structures_[number];
  StructureFacts facts;
  facts.state = structure.state;
  facts.closed_on = structure.closed_on;
  facts.rpps = OrganizationKey::RppsOf(structure_keys_.Text(number));
  facts.has_finess = ToKnown(structure.has_finess);
  if (structure.has_rpps || sources_.persons) {
    facts.has_professional = ToKnown(structure.has_rpps);
  }
  facts.has_personal_mailbox = ToKnown(structure.has_personal);
  facts.has_organizational_mailbox = ToKnown(structure.has_organizational);
  return facts;
}

JudgeNotes::DomainFacts JudgeNotes::FactsOf(std::string_view domain) const {
  if (!sources_.white_list) return {};
  auto listed = operators_.end();
  const std::string_view nearest = NearestListed(domain, [&](std::string_view name) {
    listed = operators_.find(name);
    return listed != operators_.end();
  });
  if (nearest.empty()) return {WhiteListState::kNotListed, {}};
  const bool is_listed = nearest.size() == domain.size();
  return {is_listed ? WhiteListState::kListed : WhiteListState::kNotListed, listed->second};
}

}  // namespace annuaire::indexer
