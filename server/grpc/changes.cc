// MirrorService's two ways to what the history remembers.

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "server/grpc/convert_change.h"
#include "server/grpc/convert_metadata.h"
#include "server/grpc/edition_status.h"
#include "server/grpc/mirror_service.h"
#include "server/grpc/page_token.h"
#include "server/grpc/request_texts.h"

namespace annuaire::grpc_front {
namespace {

// How late a watcher may learn of a publication.
constexpr std::chrono::milliseconds kWatchPeriod(250);
// Changes taken from the history at a time: no edition is held while they are
// being sent.
constexpr std::size_t kWatchBatch = 64;
// Changes looked at in one turn of the queue, some milliseconds: few may pass the filter.
constexpr std::size_t kWatchExamined = 512;

// What a caller is told without a history.
Status WithoutHistory(const Status& why) {
  if (why.code() != StatusCode::kNotFound) return why;
  return FailedPreconditionError(
      "this mirror remembers nothing yet; its history begins with the next annuaire-indexer run");
}

// The messages of one turn of a watch.
class Batch {
 public:
  Batch(const History& history, ChangePosition from) : history_(history), next_(from) {}

  void Add(ChangePosition at, const Publication& publication, const Change& change) {
    Close(at.publication);
    v1::WatchChangesResponse& message = messages_.emplace_back();
    Encode(publication, change, *message.mutable_change());
    message.set_cursor(EncodeCursor({at.publication, at.ordinal + 1}, history_));
  }

  // What comes before publication "number" has been told.
  void Close(std::uint32_t number) {
    for (const Publication& publication : history_.publications()) {
      if (publication.number < next_.publication || publication.number >= number) continue;
      v1::WatchChangesResponse& message = messages_.emplace_back();
      Encode(publication, *message.mutable_publication());
      message.set_cursor(EncodeCursor({publication.number + 1, 0}, history_));
    }
    next_.publication = std::max(next_.publication, number);
  }

  std::vector<v1::WatchChangesResponse> Take() { return std::move(messages_); }

 private:
  const History& history_;
  ChangePosition next_;
  std::vector<v1::WatchChangesResponse> messages_;
};

// The messages of what "history" has at "position" and after it, some of them
// if there are many; moves "position" past them.
Result<std::vector<v1::WatchChangesResponse>> NextMessages(const History& history,
                                                           const ChangeFilter& filter,
                                                           ChangePosition& position) {
  Batch batch(history, position);
  const Result<ChangePosition> next =
      history.Scan(filter, position, {.changes = kWatchBatch, .examined = kWatchExamined},
                   [&](ChangePosition at, const Publication& publication, const Change& change) {
                     batch.Add(at, publication, change);
                     return OkStatus();
                   });
  if (!next.ok()) return next.status();
  batch.Close(next->publication);
  position = *next;
  return batch.Take();
}

}  // namespace

Status MirrorService::ListChanges(const v1::ListChangesRequest& request,
                                  v1::ListChangesResponse& response) const {
  RETURN_IF_ERROR(CheckTexts(request));
  const std::shared_ptr<const Edition> edition = editions_.Get();
  if (!edition) return NothingLoaded(editions_);
  const std::shared_ptr<const Result<History>> remembered = edition->history.Get();
  if (!remembered->ok()) return WithoutHistory(remembered->status());
  const History& history = **remembered;
  const Result<ChangeFilter> filter = Decode(request.filter(), *edition);
  if (!filter.ok()) return filter.status();
  const std::string filter_bytes = FilterOf(request);
  const Listing listing{history.identity(), filter_bytes};
  const Result<PageRequest> page = DecodePage(request, listing);
  if (!page.ok()) return page.status();

  const Result<ChangePosition> next =
      history.Scan(*filter, ToPosition(page->cursor), {.changes = page->size},
                   [&](ChangePosition, const Publication& publication, const Change& change) {
                     Encode(publication, change, *response.add_changes());
                     return OkStatus();
                   });
  if (!next.ok()) return next.status();

  if (*next != history.end()) {
    response.set_next_page_token(EncodePageToken(ToCursor(*next), listing));
  }
  Encode(edition->generation.metadata(), *response.mutable_edition());
  Encode(history, *response.mutable_horizon());
  return OkStatus();
}

rpc::Task<Status> MirrorService::WatchChanges(const v1::WatchChangesRequest& request,
                                              rpc::Writer<v1::WatchChangesResponse>& writer) const {
  Status readable = CheckTexts(request);
  if (!readable.ok()) co_return readable;
  ChangeFilter filter;
  ChangePosition position;
  v1::WatchChangesResponse first;
  {
    const std::shared_ptr<const Edition> edition = editions_.Get();
    if (!edition) co_return NothingLoaded(editions_);
    const std::shared_ptr<const Result<History>> remembered = edition->history.Get();
    if (!remembered->ok()) co_return WithoutHistory(remembered->status());
    const History& history = **remembered;
    Result<ChangeFilter> decoded = Decode(request.filter(), *edition);
    if (!decoded.ok()) co_return decoded.status();
    filter = *std::move(decoded);
    const Result<ChangePosition> from = DecodeCursor(request.cursor(), history);
    if (!from.ok()) co_return from.status();
    position = *from;
    Encode(history, *first.mutable_horizon());
    first.set_cursor(EncodeCursor(position, history));
  }
  const std::string identity = first.horizon().baseline_generation();
  if (!co_await writer.Post(first)) co_return OkStatus();

  while (!writer.over()) {
    std::vector<v1::WatchChangesResponse> messages;
    bool at_end = true;  // also of a history that cannot be opened for a while
    {
      const std::shared_ptr<const Result<History>> history = editions_.Get()->history.Get();
      if (history->ok()) {
        if ((*history)->identity() != identity) {
          co_return AbortedError("the history was begun anew; start again without a cursor");
        }
        auto next = NextMessages(**history, filter, position);
        if (!next.ok()) co_return next.status();
        messages = *std::move(next);
        at_end = position >= (*history)->end();
      } else if (!MayPass(history->status())) {
        co_return WithoutHistory(history->status());
      }
    }
    for (const v1::WatchChangesResponse& message : messages) {
      if (!co_await writer.Post(message)) co_return OkStatus();
    }
    if (at_end) {
      co_await writer.Sleep(kWatchPeriod);
    } else {
      co_await writer.GiveWay();
    }
  }
  co_return OkStatus();
}

}  // namespace annuaire::grpc_front
