#include "server/grpc/wire_rows.h"

#include <algorithm>
#include <unordered_map>

#include "directory/base/letter_case.h"
#include "server/grpc/wire.h"
#include "server/grpc/wire_row.h"

namespace annuaire::grpc_front {
namespace {

// Rows that the directory is asked for at a time.
constexpr std::uint32_t kRowsAtOnce = 64;
// Room for a card; address space alone as long as nothing is written there.
constexpr std::size_t kCardBytesMost = 160;
// Of an address in its first piece; the next one takes whatever is left.
constexpr std::size_t kLocalPartBytesMax = 1024;

// The local part and the sign behind it.
std::size_t FirstBytesOf(std::string_view address) {
  return std::min({LocalPartOf(address).size() + 1, address.size(), kLocalPartBytesMax});
}

bool IsPerson(const MailboxRow& row) {
  return row.type == MailboxType::kPersonal && !(row.family_name.empty() && row.given_name.empty());
}

// What a mail client shows: "Jean-Noël DUPRÉ" for a person's mailbox, the
// service (else the local part) and the structure for the others:
// "Cardiologie – CH DES TROIS PICS".
template <typename Out>
void WriteDisplayName(std::uint32_t field, const MailboxRow& row, std::string_view given_name,
                      Out& out) {
  using namespace std::string_view_literals;
  if (IsPerson(row)) {
    const auto blank = given_name.empty() || row.family_name.empty() ? ""sv : " "sv;
    WriteJoined(field, out, given_name, blank, row.family_name);
    return;
  }
  const auto service = row.service.empty() ? LocalPartOf(row.address) : row.service;
  const auto structure = row.has_organization ? row.organization.name() : ""sv;
  const auto dash = service.empty() || structure.empty() ? ""sv : " – "sv;
  WriteJoined(field, out, service, dash, structure);
}

template <typename Out>
void WriteLocalPart(const MailboxRow& row, Out& out) {
  if (row.address.empty()) return;
  out.Varint(LengthTag(1));
  out.Varint(static_cast<std::uint32_t>(row.address.size()));
  out.Raw(row.address.substr(0, FirstBytesOf(row.address)));
}

template <typename Out>
void WriteDomain(const MailboxRow& row, Out& out) {
  out.Raw(row.address.substr(FirstBytesOf(row.address)));
  WriteText(2, row.type_code, out);
}

// "given_name" as shown.
template <typename Out>
void WriteNames(const MailboxRow& row, std::string_view given_name, Out& out) {
  WriteDisplayName(3, row, given_name, out);
  WriteText(4, row.family_name, out);
  WriteText(5, row.given_name, out);
  WriteText(6, row.rpps, out);
}

template <typename Out>
void WriteQualification(const MailboxRow& row, Out& out) {
  WriteCoded(7, row.profession, out);
  WriteCoded(8, row.skill, out);
}

template <typename Out>
void WriteStructure(const MailboxRow& row, Out& out) {
  if (row.has_organization) WriteOrganizationRef(9, row.organization, out);
}

template <typename Out>
void WriteWhereabouts(const MailboxRow& row, Out& out) {
  WriteText(10, row.service, out);
  WriteText(11, row.city, out);
  WriteText(12, row.department, out);
  WriteNumber(13, row.holder_gone, out);
}

// Given names in title case, each changed once. The directory holds one copy of
// each, so that its place tells it.
class ShownNames {
 public:
  std::string_view Of(std::string_view given_name) {
    if (given_name.empty()) return {};
    std::string& shown = shown_[given_name.data()];
    if (shown.empty()) shown = ToTitleCase(given_name);
    return shown;
  }

 private:
  std::unordered_map<const char*, std::string> shown_;
};

}  // namespace

WireRows::WireRows(const Directory& directory) {
  const auto count = static_cast<std::uint32_t>(directory.counts().mailboxes);
  starts_.reserve(count + 1);
  cards_.reserve(count * kCardBytesMost);
  ShownNames shown_names;
  WirePiecesBuilder shared;
  std::string own;
  std::vector<MailboxIndex> asked;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i % kRowsAtOnce == 0) {
      asked.clear();
      for (std::uint32_t j = i; j < std::min(count, i + kRowsAtOnce); ++j) {
        asked.push_back(MailboxIndex{j});
      }
      directory.Prefetch(asked);
    }
    const MailboxRow row = directory.row(MailboxIndex{i});
    const std::string_view given_name =
        IsPerson(row) ? shown_names.Of(row.given_name) : std::string_view();
    own.clear();
    AppendWire([&row](auto& out) { WriteLocalPart(row, out); }, own);
    const CardHead head = {
        .domain = shared.Add([&row](auto& out) { WriteDomain(row, out); }),
        .qualification = shared.Add([&row](auto& out) { WriteQualification(row, out); }),
        .structure = shared.Add([&row](auto& out) { WriteStructure(row, out); }),
        .whereabouts = shared.Add([&row](auto& out) { WriteWhereabouts(row, out); }),
        .first_bytes = static_cast<std::uint16_t>(own.size())};
    AppendWire([&](auto& out) { WriteNames(row, given_name, out); }, own);
    const auto* const head_bytes = reinterpret_cast<const char*>(&head);
    cards_.insert(cards_.end(), head_bytes, head_bytes + kCardHeadBytes);
    cards_.insert(cards_.end(), own.begin(), own.end());
    starts_.push_back(static_cast<std::uint32_t>(cards_.size()));
  }
  shared_ = std::move(shared).Build();
}

WireRow WireRows::At(MailboxIndex mailbox) const {
  const std::string_view card = CardOf(mailbox);
  const CardHead head = HeadOf(card);
  const std::string_view own = card.substr(kCardHeadBytes);
  return {{own.substr(0, head.first_bytes), shared_.at(head.domain), own.substr(head.first_bytes),
           shared_.at(head.qualification), shared_.at(head.structure),
           shared_.at(head.whereabouts)}};
}

void WireRows::Read(std::span<const MailboxIndex> mailboxes, std::vector<WireRow>& rows) const {
  rows.resize(mailboxes.size());
  for (const MailboxIndex mailbox : mailboxes) {
    __builtin_prefetch(&starts_[static_cast<std::size_t>(mailbox)]);
  }
  for (const MailboxIndex mailbox : mailboxes) {
    const std::string_view card = CardOf(mailbox);
    __builtin_prefetch(card.data());
    __builtin_prefetch(card.data() + card.size() - 1);
  }
  for (const MailboxIndex mailbox : mailboxes) {
    const CardHead head = HeadOf(CardOf(mailbox));
    for (const auto at : {head.domain, head.qualification, head.structure, head.whereabouts}) {
      shared_.Prefetch(at);
    }
    shared_.Prefetch(head.structure + 64);  // the longest
  }
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = At(mailboxes[i]);
}

}  // namespace annuaire::grpc_front
