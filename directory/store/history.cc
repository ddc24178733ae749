#include "directory/store/history.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "directory/record/mailbox.h"
#include "directory/store/history_layout.h"
#include "directory/store/rocks.h"

namespace annuaire {

using history_layout::Database;
using history_layout::IndexedBy;

namespace {

// A writer may delete files it has merged while they are being opened.
constexpr int kOpenTries = 5;

bool IsWithin(std::string_view domain, std::string_view wanted) {
  if (!wanted.starts_with('.')) return domain == wanted;
  return domain == wanted.substr(1) || domain.ends_with(wanted);
}

template <typename Values>
bool Holds(const Values& values, std::string_view wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

// The index that finds what may pass "filter" with the least to read; nothing
// when every change has to be looked at.
std::optional<std::string> IndexFor(const ChangeFilter& filter) {
  using history_layout::IndexPrefix;
  if (!filter.practitioner.empty()) {
    return IndexPrefix(history_layout::kByPractitioner, filter.practitioner);
  }
  if (!filter.organization.empty()) {
    return IndexPrefix(history_layout::kByOrganization, filter.organization);
  }
  if (!filter.domain.empty() && !filter.domain.starts_with('.')) {
    return IndexPrefix(history_layout::kByDomain, filter.domain);
  }
  return std::nullopt;
}

// Says of most addresses at once that no change speaks of them: 16 bits for each
// address that one does, one of which is set.
class Mentioned {
 public:
  Mentioned() = default;  // any may be
  explicit Mentioned(const std::vector<std::size_t>& hashes)
      : bits_(std::bit_ceil(hashes.size() * 16 + 1)) {
    for (const std::size_t hash : hashes) bits_[hash & (bits_.size() - 1)] = true;
  }

  static std::size_t Hash(std::string_view address) {
    return std::hash<std::string_view>{}(address);
  }

  bool MayHold(std::string_view address) const { return bits_[Hash(address) & (bits_.size() - 1)]; }

 private:
  std::vector<bool> bits_{true};
};

// All of them may be when the index cannot be read to its end.
Mentioned ReadMentioned(const Database& database) {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> at(
      database.db->NewIterator(options, database[history_layout::kIndex]));
  const std::string by_address(1, history_layout::kByAddress);
  std::vector<std::size_t> hashes;
  for (at->Seek(by_address); at->Valid(); at->Next()) {
    const std::string_view key = rocks::ToView(at->key());
    if (!key.starts_with(by_address)) break;
    const std::size_t hash = Mentioned::Hash(key.substr(1, key.find('\0') - 1));
    if (hashes.empty() || hashes.back() != hash) hashes.push_back(hash);
  }
  return at->status().ok() ? Mentioned(hashes) : Mentioned();
}

}  // namespace

bool ChangeFilter::Passes(const Publication& publication) const {
  const std::string_view day = std::string_view(publication.date).substr(0, 10);
  return (since.empty() || day >= since) && (until.empty() || day <= until);
}

bool ChangeFilter::Passes(const Change& change) const {
  if (kinds != 0 && (kinds >> static_cast<unsigned>(change.kind) & 1) == 0) return false;
  if (!practitioner.empty() && !Holds(change.practitioners, practitioner)) return false;
  if (!organization.empty() && !Holds(change.organizations, organization)) return false;
  if (domain.empty()) return true;
  const bool is_domain = change.kind >= ChangeKind::kDomainListed;
  return IsWithin(is_domain ? change.subject : DomainOf(change.subject), domain);
}

struct History::Rep {
  Database database;
  std::vector<Publication> publications;
  Mentioned mentioned;  // also by later publications

  // nullptr when there is no such publication, or none yet.
  const Publication* Find(std::uint32_t number) const;
  // Of the last one before that held mailboxes; some lack them.
  std::string DateOfMailboxesBefore(const Publication& publication) const;
  // The change at "position"; nothing when it belongs to no publication.
  Result<std::string> ReadChange(ChangePosition position) const;
  // Calls visit(position) for every entry of an index at "from" and after it,
  // while it returns true.
  using VisitPosition = std::function<Result<bool>(ChangePosition)>;
  Status ScanIndex(const std::string& prefix, ChangePosition from,
                   const VisitPosition& visit) const;
  // Of a mailbox or professional; publication 0 where nothing is remembered.
  struct Ends {
    ChangePosition first;
    ChangePosition last;
  };
  Result<Ends> FindEnds(const std::string& prefix) const;
};

History::History(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;
History::~History() = default;

Result<History> History::Open(const std::string& store_directory, std::string_view generation) {
  Result<Database> database = NotFoundError("");
  for (int i = 0; i < kOpenTries; ++i) {
    database = history_layout::OpenForReading(history_layout::FolderOf(store_directory));
    const StatusCode code = database.status().code();
    if (code != StatusCode::kUnavailable && code != StatusCode::kDataLoss) break;
  }
  if (!database.ok()) return database.status();
  Result<std::vector<Publication>> publications = history_layout::ReadPublications(*database);
  if (!publications.ok()) return publications.status();
  const Result<std::uint32_t> confirmed = history_layout::ReadConfirmed(*database);
  if (!confirmed.ok()) return confirmed.status();

  // Up to the last publication of "generation": what CURRENT names was
  // published, be it noted or not.
  const auto last = std::find_if(publications->rbegin(), publications->rend(),
                                 [&](const auto& one) { return one.generation == generation; });
  publications->erase(last.base(),
                      last == publications->rend() ? publications->begin() : publications->end());
  if (last == publications->rend()) {
    std::erase_if(*publications, [&](const auto& one) { return one.number > *confirmed; });
  }
  if (publications->empty()) return NotFoundError("nothing is remembered yet");
  Mentioned mentioned = ReadMentioned(*database);
  return History(std::make_unique<Rep>(
      Rep{*std::move(database), *std::move(publications), std::move(mentioned)}));
}

const std::vector<Publication>& History::publications() const { return rep_->publications; }

const Publication* History::Rep::Find(std::uint32_t number) const {
  const auto at = std::lower_bound(publications.begin(), publications.end(), number,
                                   [](const Publication& one, auto n) { return one.number < n; });
  return at == publications.end() || at->number != number ? nullptr : &*at;
}

std::string History::Rep::DateOfMailboxesBefore(const Publication& publication) const {
  std::string date;
  for (const Publication& one : publications) {
    if (one.number >= publication.number) break;
    if ((one.holds & kComparedMailboxes) != 0) date = one.date;
  }
  return date;
}

Result<std::string> History::Rep::ReadChange(ChangePosition position) const {
  std::string bytes;
  const rocksdb::Status read =
      database.db->Get(rocksdb::ReadOptions(), database[history_layout::kChange],
                       history_layout::PositionKey(position), &bytes);
  if (read.IsNotFound()) return DataLossError("history: an indexed change is not stored");
  RETURN_IF_ERROR(rocks::ToStatus(read, "reading the history"));
  return bytes;
}

Status History::Rep::ScanIndex(const std::string& prefix, ChangePosition from,
                               const VisitPosition& visit) const {
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  const std::unique_ptr<rocksdb::Iterator> at(
      database.db->NewIterator(options, database[history_layout::kIndex]));
  for (at->Seek(prefix + history_layout::PositionKey(from)); at->Valid(); at->Next()) {
    const Result<bool> more = visit(history_layout::ToPosition(rocks::ToView(at->key())));
    if (!more.ok()) return more.status();
    if (!*more) return OkStatus();
  }
  return rocks::ToStatus(at->status(), "reading the history");
}

Result<History::Rep::Ends> History::Rep::FindEnds(const std::string& prefix) const {
  Ends ends;
  const Status scanned = ScanIndex(prefix, {}, [&](ChangePosition position) -> Result<bool> {
    if (Find(position.publication) == nullptr) return false;  // not ours to see
    if (ends.first.publication == 0) ends.first = position;
    ends.last = position;
    return true;
  });
  if (!scanned.ok()) return scanned;
  return ends;
}

Result<ChangePosition> History::Scan(const ChangeFilter& filter, ChangePosition from,
                                     const ScanLimits& limits, const Visit& visit) const {
  std::size_t examined = 0;
  std::size_t passed = 0;
  ChangePosition next = std::max(from, begin());
  Change change;
  // Visits one change and says whether there may be another.
  const auto take = [&](ChangePosition position, const Publication& publication,
                        std::string_view bytes) -> Result<bool> {
    RETURN_IF_ERROR(history_layout::DecodeChange(bytes, change));
    ++examined;
    if (filter.Passes(change)) {
      RETURN_IF_ERROR(visit(position, publication, change));
      ++passed;
    }
    next = {position.publication, position.ordinal + 1};
    return passed < limits.changes && examined < limits.examined;
  };

  if (const std::optional<std::string> prefix = IndexFor(filter)) {
    bool cut = false;
    RETURN_IF_ERROR(rep_->ScanIndex(*prefix, next, [&](ChangePosition at) -> Result<bool> {
      const Publication* publication = rep_->Find(at.publication);
      if (publication == nullptr) return false;
      if (!filter.Passes(*publication)) {
        next = {at.publication, at.ordinal + 1};
        cut = ++examined >= limits.examined;
        return !cut;
      }
      const Result<std::string> bytes = rep_->ReadChange(at);
      if (!bytes.ok()) return bytes.status();
      const Result<bool> more = take(at, *publication, *bytes);
      cut = more.ok() && !*more;
      return more;
    }));
    return cut ? next : end();
  }

  for (const Publication& publication : rep_->publications) {
    if (publication.number < next.publication || !filter.Passes(publication)) continue;
    if (publication.number > next.publication) next = {publication.number, 0};
    const std::string until = history_layout::PositionKey({publication.number + 1, 0});
    const rocksdb::Slice bound(until);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = &bound;
    const std::unique_ptr<rocksdb::Iterator> at(
        rep_->database.db->NewIterator(options, rep_->database[history_layout::kChange]));
    for (at->Seek(history_layout::PositionKey(next)); at->Valid(); at->Next()) {
      const Result<bool> more = take(history_layout::ToPosition(rocks::ToView(at->key())),
                                     publication, rocks::ToView(at->value()));
      if (!more.ok()) return more.status();
      if (!*more) return next;
    }
    RETURN_IF_ERROR(rocks::ToStatus(at->status(), "reading the history"));
  }
  return end();
}

Status History::FindMailbox(std::string_view folded_address, MailboxPast& past) const {
  past.first_seen.clear();
  past.since_baseline = past.withdrawn = false;
  past.last_seen.clear();
  past.withdrawn_on.clear();
  Result<Rep::Ends> ends = Rep::Ends();
  if (rep_->mentioned.MayHold(folded_address)) {
    ends = rep_->FindEnds(history_layout::IndexPrefix(history_layout::kByAddress, folded_address));
  }
  if (!ends.ok()) return ends.status();
  std::uint32_t known_since = rep_->publications.back().number;
  if (ends->first.publication != 0) {
    Change first;
    const Result<std::string> bytes = rep_->ReadChange(ends->first);
    if (!bytes.ok()) return bytes.status();
    RETURN_IF_ERROR(history_layout::DecodeChange(*bytes, first));
    if (first.kind == ChangeKind::kMailboxPublished) {
      past.first_seen = rep_->Find(ends->first.publication)->date;
    }
    known_since = ends->first.publication;
    Result<std::string> last = rep_->ReadChange(ends->last);
    if (!last.ok()) return last.status();
    past.withdrawal_bytes = *std::move(last);
    RETURN_IF_ERROR(history_layout::DecodeChange(past.withdrawal_bytes, past.withdrawal));
    if (past.withdrawal.kind == ChangeKind::kMailboxWithdrawn) {
      const Publication& publication = *rep_->Find(ends->last.publication);
      past.withdrawn = true;
      past.last_seen = rep_->DateOfMailboxesBefore(publication);
      past.withdrawn_on = publication.date;
    }
  }
  if (!past.first_seen.empty()) return OkStatus();
  // It was there when remembering began, the last time before it was spoken of.
  for (const Publication& publication : rep_->publications) {
    if (publication.number > known_since) break;
    if (publication.IsBaselineOf(kComparedMailboxes)) past.first_seen = publication.date;
  }
  past.since_baseline = !past.first_seen.empty();
  return OkStatus();
}

Result<std::optional<Departure>> History::FindDeparture(std::string_view practitioner_id) const {
  const std::string prefix =
      history_layout::IndexPrefix(history_layout::kByPractitioner, practitioner_id);
  std::vector<ChangePosition> positions;
  RETURN_IF_ERROR(rep_->ScanIndex(prefix, {}, [&](ChangePosition position) -> Result<bool> {
    if (rep_->Find(position.publication) == nullptr) return false;
    positions.push_back(position);
    return true;
  }));
  Change change;
  for (auto at = positions.rbegin(); at != positions.rend(); ++at) {
    const Result<std::string> bytes = rep_->ReadChange(*at);
    if (!bytes.ok()) return bytes.status();
    RETURN_IF_ERROR(history_layout::DecodeChange(*bytes, change));
    // His mailboxes change as well, after he left.
    if (change.kind == ChangeKind::kPractitionerLeft) {
      return std::optional<Departure>({rep_->Find(at->publication)->date, std::string(change.name),
                                       std::string(change.given_name)});
    }
    if (change.kind == ChangeKind::kPractitionerAppeared ||
        change.kind == ChangeKind::kPractitionerChanged) {
      break;
    }
  }
  return std::optional<Departure>();
}

}  // namespace annuaire
