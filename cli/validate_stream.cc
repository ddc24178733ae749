#include "cli/validate_stream.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "cli/address_finder.h"
#include "cli/stream_watch.h"
#include "cli/unfolded_lines.h"
#include "directory/base/fold.h"

namespace annuaire::cli {
namespace {

constexpr std::size_t kAddressOctetsMax = 512;  // of the contract

using Stream = grpc::ClientReaderWriter<v1::ValidateRequest, v1::ValidateResponse>;

// The writing half. Its own thread runs Run(); the others look at the atomics.
class Writer {
 public:
  Writer(Stream& stream, LineSource& source, const ValidateOptions& options)
      : stream_(stream), source_(source), extract_(options.extract) {
    request_.set_expected_type(options.expected_type);
  }

  void Run() {
    if (extract_) {
      AskOfEach();
    } else {
      for (std::string_view line; !stopped_ && source_.Next(line);) {
        octets_ = source_.octets_handed_out();
        if (!AskOf(Trim(line), source_.line_number())) break;
      }
    }
    stream_.WritesDone();
    Announce(kDone);
  }

  // Waits until more than "received" requests are on their way, or all are.
  void WaitForMoreThan(std::uint64_t received) const {
    for (std::uint64_t state = state_; state <= received; state = state_) state_.wait(state);
  }
  // The line of the oldest request whose line was not taken yet; 0 when a server
  // answers what it was not asked.
  std::uint64_t TakeLine() {
    const std::lock_guard lock(lines_mutex_);
    if (lines_.empty()) return 0;
    const std::uint64_t line = lines_.front();
    lines_.pop_front();
    return line;
  }
  bool HasMoreThan(std::uint64_t received) const { return (state_ & ~kDone) > received; }
  std::uint64_t octets() const { return octets_; }
  void Stop() {
    stopped_ = true;
    source_.Interrupt();
  }

  // After Run() has ended.
  ValidateOutcome outcome() const { return outcome_; }

 private:
  static constexpr std::uint64_t kDone = std::uint64_t{1} << 63;

  void Announce(std::uint64_t more) {
    state_ += more;
    state_.notify_one();
  }

  // False when the server takes no more, or it is not wanted any more.
  bool AskOf(std::string_view address, std::uint64_t line) {
    if (stopped_) return false;
    if (address.empty()) return true;
    if (!extract_ && HoldsMoreThanAnAddress(address)) ++outcome_.lines_crowded;
    if (address.size() > kAddressOctetsMax) ++outcome_.lines_cut;
    request_.mutable_address()->assign(address.substr(0, kAddressOctetsMax));
    {
      const std::lock_guard lock(lines_mutex_);
      lines_.push_back(line);
    }
    // Announced before it is sent: an answer may be faster than we are.
    Announce(1);
    // Small messages share a packet while there are more of them at hand.
    grpc::WriteOptions options;
    if (source_.HasText()) options.set_buffer_hint();
    return stream_.Write(request_, options);
  }

  void AskOfEach() {
    UnfoldedLines lines(source_);
    for (std::string_view line; !stopped_ && lines.Next(line);) {
      octets_ = source_.octets_handed_out();
      const std::vector<std::string> addresses = FindAddresses(line);
      const bool missed = addresses.empty() && !lines.in_vcard() && !Trim(line).empty();
      if (missed && ++outcome_.lines_without == 1) outcome_.first_without = lines.Where();
      for (const std::string& address : addresses) {
        if (!AskOf(address, lines.line_number())) return;
      }
    }
  }

  Stream& stream_;
  LineSource& source_;
  bool extract_;
  v1::ValidateRequest request_;
  std::atomic<std::uint64_t> state_ = 0;  // requests, and kDone after the last
  std::atomic<std::uint64_t> octets_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex lines_mutex_;
  std::deque<std::uint64_t> lines_;  // of the requests on their way
  ValidateOutcome outcome_;          // but for its status
};

// What both halves use.
struct Exchange {
  Exchange(Client& client, LineSource& source, const ValidateOptions& options)
      : stream(client.stub<v1::MailboxService::Stub>().ValidateStream(&context)),
        writer(*stream, source, options) {}

  grpc::ClientContext context;
  std::unique_ptr<Stream> stream;
  Writer writer;
};

// How long a write may take to end once nobody wants it. One that waits for a socket
// whose other end reads nothing does not end when its call is cancelled (gRPC 1.51).
constexpr std::chrono::seconds kWriteEnds{1};

}  // namespace

ValidateOutcome ValidateAll(Client& client, LineSource& source, const ValidateOptions& options,
                            const EachAnswer& each) {
  const auto exchange = std::make_shared<Exchange>(client, source, options);
  auto& [context, stream, writer] = *exchange;
  StreamWatch watch(context, client.timeout_seconds());
  std::packaged_task<void()> write([exchange] { exchange->writer.Run(); });
  const std::future<void> written = write.get_future();
  std::thread thread(std::move(write));

  bool wanted = true;
  v1::ValidateResponse response;
  std::uint64_t received = 0;
  for (; wanted; ++received) {
    writer.WaitForMoreThan(received);
    watch.Begin();
    const bool got = stream->Read(&response);
    watch.End();
    if (!got) break;
    wanted = each(response, {.octets_sent = writer.octets(),
                             .answers_are_due = writer.HasMoreThan(received + 1),
                             .line = writer.TakeLine()});
  }
  writer.Stop();  // be it that the server has ended the stream
  if (!wanted) context.TryCancel();
  if (written.wait_for(kWriteEnds) != std::future_status::ready) {
    thread.detach();  // with its share of the exchange; it does not look at "source" again
    ValidateOutcome outcome;
    if (wanted) outcome.status = client.Explain(watch.Judge(grpc::Status::CANCELLED));
    return outcome;
  }
  thread.join();
  watch.Begin();
  const grpc::Status ended = stream->Finish();
  watch.End();
  ValidateOutcome outcome = writer.outcome();
  outcome.status = source.status();
  if (wanted && outcome.status.ok()) outcome.status = client.Explain(watch.Judge(ended));
  if (wanted && outcome.status.ok() && writer.HasMoreThan(received)) {
    outcome.status = InternalError("the server ended the stream before its last answer");
  }
  return outcome;
}

}  // namespace annuaire::cli
