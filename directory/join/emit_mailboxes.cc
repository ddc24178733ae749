#include <algorithm>
#include <charconv>
#include <compare>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "directory/base/distinct.h"
#include "directory/base/prefetch.h"
#include "directory/join/former_keys.h"
#include "directory/join/join.h"
#include "directory/join/join_rows.h"
#include "directory/join/key_order.h"
#include "directory/join/structure_fields.h"

namespace annuaire {
namespace {

// What makes two rows of one address the same attachment, in whatever files.
struct AttachmentTexts {
  std::string_view own;     // holder's id and names, service
  std::string_view holder;  // see AddressedRow
  std::string_view place;

  friend auto operator<=>(const AttachmentTexts&, const AttachmentTexts&) = default;
};

Attachment UnpackAttachment(const AttachmentTexts& texts, const FormerKeys& former) {
  Attachment attachment;
  FieldUnpacker holder(texts.holder);
  attachment.type_code = holder.Next();
  attachment.paperless = static_cast<Paperless>(holder.Next().front() - '0');
  attachment.title = holder.NextCoded();
  attachment.category = holder.NextCoded();
  attachment.profession = holder.NextCoded();
  attachment.skill = holder.NextCoded();
  attachment.description = holder.Next();
  const std::string_view rank = holder.Next();
  std::from_chars(rank.data(), rank.data() + rank.size(), attachment.preferred_rank);
  FieldUnpacker own(texts.own);
  attachment.practitioner_id = own.Next();
  attachment.name.family_name = own.Next();
  attachment.name.given_name = own.Next();
  attachment.service = own.Next();
  FieldUnpacker place(texts.place);
  const StructureFields structure = UnpackStructure(place);
  attachment.organization_key = former.Now(structure.key);
  attachment.organization_id_type = structure.id_type;
  attachment.organization_id = structure.id;
  attachment.legal_name = structure.legal_name;
  attachment.trade_name = structure.trade_name;
  attachment.department = structure.department;
  attachment.address = place.NextAddress();
  return attachment;
}

// Usual lengths of texts.
constexpr std::size_t kOwnBytes = 100;
constexpr std::size_t kPlaceBytes = 150;

struct AddressedList {
  const JoinRows* rows;
  bool is_fallback;

  const Column<AddressedRow>& addressed() const {
    return is_fallback ? rows->fallbacks : rows->addressed;
  }
  const std::vector<std::uint32_t>& order() const {
    return is_fallback ? rows->fallbacks_order : rows->addressed_order;
  }
  std::string_view KeyOf(std::uint32_t row) const { return rows->KeyOfText(addressed()[row].text); }
  void Prefetch(std::uint32_t row, int step) const {
    if (step == 0) PrefetchLine(&addressed()[row]);
    if (step == 1) rows->texts.Prefetch(addressed()[row].text, kOwnBytes);
    if (step == 2) rows->places.PrefetchPlace(addressed()[row].place);
    if (step == 3) rows->places.Prefetch(addressed()[row].place, kPlaceBytes);
  }
};

// The rows of one address as one mailbox. "attachments" is scratch.
template <typename Items>
void Gather(const Items& items, const FormerKeys& former, std::vector<AttachmentTexts>& attachments,
            Mailbox& mailbox) {
  mailbox.Clear();
  attachments.clear();
  for (const auto& [list, item] : items) {
    const JoinRows& rows = *list->rows;
    const AddressedRow& row = list->addressed()[item];
    FieldUnpacker text(rows.texts.Text(row.text));
    const std::string_view folded = text.Next();
    const std::string_view spelling = text.Next();
    if (mailbox.folded_address.empty()) mailbox.folded_address = folded;
    mailbox.spellings.push_back(spelling.empty() ? mailbox.folded_address : spelling);
    attachments.push_back({text.Rest(), rows.facts.Text(row.holder), rows.places.Text(row.place)});
  }
  DistinctInOrder(mailbox.spellings);
  DistinctInOrder(attachments);
  for (const AttachmentTexts& texts : attachments) {
    mailbox.attachments.push_back(UnpackAttachment(texts, former));
    if (mailbox.type_code.empty()) mailbox.type_code = mailbox.attachments.back().type_code;
  }
}

// What the fallbacks of an address say of one structure: of each field the first that is said.
struct SaidOfStructure {
  std::string_view type_code;
  std::string_view service;
  std::string_view description;
  Paperless paperless = Paperless::kUnknown;
  // The API tells the rank in a role, which need not name its professional: it is everybody's
  // who had none by then.
  std::uint32_t preferred_rank = 0;
  std::map<std::string_view, std::uint32_t> rank_of_holder;
};

// Both are an Attachment or SaidOfStructure.
void Fill(const auto& from, auto& to) {
  if (to.type_code.empty()) to.type_code = from.type_code;
  if (to.service.empty()) to.service = from.service;
  if (to.description.empty()) to.description = from.description;
  if (to.paperless == Paperless::kUnknown) to.paperless = from.paperless;
}

void Add(const Attachment& other, SaidOfStructure& said) {
  Fill(other, said);
  if (other.preferred_rank == 0 || said.preferred_rank != 0) return;
  if (other.practitioner_id.empty()) {
    said.preferred_rank = other.preferred_rank;
  } else {
    said.rank_of_holder.emplace(other.practitioner_id, other.preferred_rank);
  }
}

void FillGaps(const SaidOfStructure& said, Attachment& attachment) {
  Fill(said, attachment);
  if (attachment.preferred_rank != 0) return;
  const auto own = said.rank_of_holder.find(attachment.practitioner_id);
  attachment.preferred_rank = own != said.rank_of_holder.end() ? own->second : said.preferred_rank;
}

// What a fallback may add to a mailbox: a type where none is published, and to
// each attachment what it lacks and one to the same structure has.
void FillGaps(const Mailbox& fallback, Mailbox& mailbox) {
  if (mailbox.type_code.empty()) mailbox.type_code = fallback.type_code;
  std::map<std::string_view, SaidOfStructure> said;
  for (const Attachment& other : fallback.attachments) Add(other, said[other.organization_key]);
  for (Attachment& attachment : mailbox.attachments) {
    const auto of_structure = said.find(attachment.organization_key);
    if (of_structure != said.end()) FillGaps(of_structure->second, attachment);
  }
}

struct RegistrationList {
  const JoinRows* rows;

  const std::vector<std::uint32_t>& order() const { return rows->registrations_order; }
  std::string_view KeyOf(std::uint32_t row) const {
    return rows->KeyOfText(rows->registrations[row]);
  }
  void Prefetch(std::uint32_t /*row*/, int /*step*/) const {}
};

}  // namespace

Status Join::EmitMailboxes(const std::function<Status(const Mailbox&)>& sink) const {
  RETURN_IF_ERROR(CheckComplete());
  std::vector<AddressedList> lists;
  for (const JoinPart& part : parts_) lists.push_back({&part.rows(), /*is_fallback=*/false});
  for (const JoinPart& part : parts_) {
    if (!part.rows().fallbacks.empty()) lists.push_back({&part.rows(), /*is_fallback=*/true});
  }
  const FormerKeys former(parts_);
  KeyMerge<AddressedList> merge(lists);
  Mailbox mailbox;
  Mailbox fallback;
  std::vector<AttachmentTexts> attachments;
  while (merge.Next()) {
    const auto first_fallback =
        std::find_if(merge.items().begin(), merge.items().end(),
                     [](const auto& item) { return item.list->is_fallback; });
    const std::span published(merge.items().begin(), first_fallback);
    const std::span others(first_fallback, merge.items().end());
    Gather(published.empty() ? others : published, former, attachments, mailbox);
    if (!published.empty() && !others.empty()) {
      Gather(others, former, attachments, fallback);
      FillGaps(fallback, mailbox);
    }
    RETURN_IF_ERROR(sink(mailbox));
  }
  return OkStatus();
}

Status Join::EmitDomains(const std::function<Status(const Domain&)>& sink) const {
  RETURN_IF_ERROR(CheckComplete());
  std::vector<RegistrationList> lists;
  for (const JoinPart& part : parts_) lists.push_back({&part.rows()});
  KeyMerge<RegistrationList> merge(lists);
  Domain domain;
  std::vector<std::string_view> registrations;
  while (merge.Next()) {
    domain.Clear();
    registrations.clear();
    domain.name = merge.key();
    for (const auto& [list, item] : merge.items()) {
      FieldUnpacker text(list->rows->texts.Text(list->rows->registrations[item]));
      text.Next();  // the name
      registrations.push_back(text.Rest());
    }
    DistinctInOrder(registrations);
    for (const std::string_view registration : registrations) {
      FieldUnpacker fields(registration);
      DomainRegistration& added = domain.registrations.emplace_back();
      added.description = fields.Next();
      added.operator_name = fields.Next();
      added.operator_unit = fields.Next();
      added.operator_common_name = fields.Next();
      added.updated_at = fields.Next();
    }
    RETURN_IF_ERROR(sink(domain));
  }
  return OkStatus();
}

}  // namespace annuaire
