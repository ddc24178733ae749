#include "server/grpc/wire_rows.h"

#include <algorithm>
#include <future>
#include <string>
#include <unordered_map>
#include <utility>

#include "directory/base/letter_case.h"
#include "directory/base/prefetch.h"
#include "server/grpc/wire.h"
#include "server/grpc/wire_row.h"

namespace annuaire::grpc_front {
namespace {

// Rows that the directory is asked for at a time.
constexpr std::size_t kRowsAtOnce = 64;
// Room for the pieces of one mailbox's own; address space alone as long as nothing
// is written there.
constexpr std::size_t kOwnBytesMost = 128;
// Few shared pieces are longer; those of structures are the longest.
constexpr std::size_t kPieceBytes = 64;
constexpr std::size_t kStructureBytes = 96;
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
  WriteText(6, row.rpps(), out);
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

constexpr std::uint32_t kNoStanding = 0;

std::uint32_t EncodeStanding(const WireStanding& standing) {
  return 1u + (standing.holder_listed ? 1u : 0u) + (standing.holder_active ? 2u : 0u) +
         4u * static_cast<std::uint32_t>(standing.organization_state);
}

WireStanding DecodeStanding(std::uint32_t encoded) {
  const std::uint32_t bits = encoded - 1;
  return {.holder_listed = (bits & 1u) != 0,
          .holder_active = (bits & 2u) != 0,
          .organization_state = static_cast<OpenState>(bits / 4u)};
}

// Whether the row names all of them, each with the number of a professional.
bool IsSaidByRow(const std::vector<HolderRow>& holders, const MailboxRow& row) {
  if (holders.empty()) return row.rpps().empty();
  const HolderRow& holder = holders.front();
  return holders.size() == 1 && !row.rpps().empty() &&
         holder.practitioner_id == row.practitioner_id && holder.family_name == row.family_name &&
         holder.given_name == row.given_name;
}

std::uint32_t EncodedStandingOf(const Directory& directory, MailboxIndex mailbox,
                                const MailboxRow& row) {
  if (row.severity > 0) return kNoStanding;
  const std::vector<HolderRow> holders = directory.HoldersOf(mailbox);
  if (!IsSaidByRow(holders, row)) return kNoStanding;
  WireStanding standing;
  if (!holders.empty()) {
    standing.holder_listed = holders.front().listed;
    standing.holder_active = holders.front().active;
  }
  if (row.has_organization) standing.organization_state = row.organization.state;
  return EncodeStanding(standing);
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

// The rows one of the makers has made, their shared pieces still by number.
struct WireRows::Draft {
  struct Row {
    std::uint32_t own_end;
    std::uint32_t local_part_bytes;
    std::uint32_t domain;
    std::uint32_t standing;
    std::array<std::uint32_t, kSharedPieces> shared;
  };

  void Add(const Directory& directory, MailboxIndex mailbox);

  Column<Row> rows;
  Column<char> own;
  WirePiecesBuilder shared;
  ShownNames shown_names;
  std::string scratch;
};

void WireRows::Draft::Add(const Directory& directory, MailboxIndex mailbox) {
  const MailboxRow row = directory.row(mailbox);
  const std::string_view given_name =
      IsPerson(row) ? shown_names.Of(row.given_name) : std::string_view();
  scratch.clear();
  AppendWire([&row](auto& out) { WriteLocalPart(row, out); }, scratch);
  const auto local_part_bytes = static_cast<std::uint32_t>(scratch.size());
  AppendWire([&](auto& out) { WriteNames(row, given_name, out); }, scratch);
  own.insert(own.end(), scratch.begin(), scratch.end());
  rows.push_back({.own_end = static_cast<std::uint32_t>(own.size()),
                  .local_part_bytes = local_part_bytes,
                  .domain = static_cast<std::uint32_t>(directory.DomainOfMailbox(mailbox)),
                  .standing = EncodedStandingOf(directory, mailbox, row),
                  .shared = {shared.Add([&row](auto& out) { WriteDomain(row, out); }),
                             shared.Add([&row](auto& out) { WriteQualification(row, out); }),
                             shared.Add([&row](auto& out) { WriteStructure(row, out); }),
                             shared.Add([&row](auto& out) { WriteWhereabouts(row, out); })}});
}

WireRows::Draft WireRows::DraftRuns(const Directory& directory, std::size_t maker) {
  const std::size_t count = directory.counts().mailboxes;
  Draft draft;
  draft.rows.reserve(count / 2 + kRun);
  draft.own.reserve((count / 2 + kRun) * kOwnBytesMost + WireBytes::kPadding);
  std::vector<MailboxIndex> asked;
  for (std::size_t run = maker * kRun; run < count; run += 2 * kRun) {
    const std::size_t end = std::min(count, run + kRun);
    for (std::size_t first = run; first < end; first += kRowsAtOnce) {
      asked.clear();
      for (std::size_t i = first; i < std::min(end, first + kRowsAtOnce); ++i) {
        asked.push_back(MailboxIndex{static_cast<std::uint32_t>(i)});
      }
      directory.Prefetch(asked);
      for (const MailboxIndex mailbox : asked) draft.Add(directory, mailbox);
    }
  }
  return draft;
}

// Puts the shared pieces of both together and gives rows the places.
WirePieces WireRows::JoinPieces(std::array<Draft, 2>& drafts) {
  const std::vector<std::uint32_t> numbers = drafts[0].shared.Absorb(drafts[1].shared);
  Free(drafts[1].shared);
  WirePiecesBuilder::Built all = std::move(drafts[0].shared).Build();
  for (Draft::Row& row : drafts[0].rows) {
    for (std::uint32_t& piece : row.shared) piece = all.places[piece];
  }
  for (Draft::Row& row : drafts[1].rows) {
    for (std::uint32_t& piece : row.shared) piece = all.places[numbers[piece]];
  }
  return std::move(all.pieces);
}

WireRows::WireRows(const Directory& directory) {
  std::future<Draft> beside =
      std::async(std::launch::async, [&directory] { return DraftRuns(directory, 1); });
  Draft first = DraftRuns(directory, 0);
  std::array<Draft, 2> drafts = {std::move(first), beside.get()};
  shared_ = JoinPieces(drafts);

  const std::size_t count = directory.counts().mailboxes;
  const auto for_each_head = [&](auto visit) {
    std::array<std::size_t, 2> next{};
    std::array<std::uint32_t, 2> own{};
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t maker = MakerOf(i);
      const Draft::Row& row = drafts[maker].rows[next[maker]++];
      Heads::Row head = {own[maker], row.local_part_bytes,
                         row.own_end - own[maker] - row.local_part_bytes, row.domain, row.standing};
      std::copy(row.shared.begin(), row.shared.end(), head.begin() + kFirstShared);
      visit(i, head);
      own[maker] = row.own_end;
    }
  };
  Heads::Row largest{};
  for_each_head([&largest](std::size_t, const Heads::Row& head) {
    for (std::size_t i = 0; i < head.size(); ++i) largest[i] = std::max(largest[i], head[i]);
  });
  heads_ = Heads(count, largest);
  for_each_head([this](std::size_t i, const Heads::Row& head) { heads_.Set(i, head); });
  for (std::size_t maker = 0; maker < own_.size(); ++maker) {
    own_[maker] = std::move(drafts[maker].own);
    own_[maker].resize(own_[maker].size() + WireBytes::kPadding);
  }
}

std::optional<WireStanding> WireRows::StandingOf(MailboxIndex mailbox) const {
  const auto encoded =
      static_cast<std::uint32_t>(heads_.At(static_cast<std::size_t>(mailbox), kStanding));
  if (encoded == kNoStanding) return std::nullopt;
  return DecodeStanding(encoded);
}

WireRow WireRows::Locate(MailboxIndex mailbox) const {
  const auto at = static_cast<std::size_t>(mailbox);
  const char* const own = OwnOf(at);
  const std::size_t local_part_bytes = heads_.At(at, kLocalPartBytes);
  const auto shared = [&](std::size_t i) {
    return std::string_view(
        shared_.Locate(static_cast<std::uint32_t>(heads_.At(at, kFirstShared + i))), 0);
  };
  return {{std::string_view(own, local_part_bytes), shared(0),
           std::string_view(own + local_part_bytes, heads_.At(at, kNamesBytes)), shared(1),
           shared(2), shared(3)}};
}

void WireRows::AskForPieces(const WireRow& located) {
  PrefetchBytes(located.local_part().data(), located.local_part().size() + located.names().size());
  for (const std::size_t piece : {1, 3, 5}) {
    PrefetchBytes(located.pieces[piece].data(), kPieceBytes);
  }
  PrefetchBytes(located.structure().data(), kStructureBytes);
}

void WireRows::FinishPieces(WireRow& row) {
  for (const std::size_t i : {1, 3, 4, 5}) {
    row.pieces[i] = WirePieces::Read(row.pieces[i].data());
  }
}

WireRow WireRows::At(MailboxIndex mailbox) const {
  WireRow row = Locate(mailbox);
  FinishPieces(row);
  return row;
}

void WireRows::Read(std::span<const MailboxIndex> mailboxes, std::vector<WireRow>& rows) const {
  rows.resize(mailboxes.size());
  for (const MailboxIndex mailbox : mailboxes) Prefetch(mailbox);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    AskForPieces(rows[i] = Locate(mailboxes[i]));
  }
  for (WireRow& row : rows) FinishPieces(row);
}

}  // namespace annuaire::grpc_front
