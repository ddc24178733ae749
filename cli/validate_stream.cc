#include "cli/validate_stream.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "cli/stream_watch.h"
#include "directory/base/fold.h"

namespace annuaire::cli {
namespace {

constexpr std::size_t kAddressOctetsMax = 512;  // of the contract

using Stream = grpc::ClientReaderWriter<v1::ValidateRequest, v1::ValidateResponse>;

// The writing half. Its own thread runs Run(); the others look at the atomics.
class Writer {
 public:
  Writer(Stream& stream, LineSource& source, const std::string& expected_type)
      : stream_(stream), source_(source) {
    request_.set_expected_type(expected_type);
  }

  void Run() {
    for (std::string_view line; !stopped_ && source_.Next(line);) {
      const std::string_view address = Trim(line);
      if (address.empty()) continue;
      if (address.size() > kAddressOctetsMax) ++lines_cut_;
      request_.mutable_address()->assign(address.substr(0, kAddressOctetsMax));
      octets_ = source_.octets_handed_out();
      // Announced before it is sent: an answer may be faster than we are.
      Announce(1);
      // Small messages share a packet while there are more of them at hand.
      grpc::WriteOptions options;
      if (source_.HasText()) options.set_buffer_hint();
      if (!stream_.Write(request_, options)) break;
    }
    stream_.WritesDone();
    Announce(kDone);
  }

  // Waits until more than "received" requests are on their way, or all are.
  void WaitForMoreThan(std::uint64_t received) const {
    for (std::uint64_t state = state_; state <= received; state = state_) state_.wait(state);
  }
  bool HasMoreThan(std::uint64_t received) const { return (state_ & ~kDone) > received; }
  std::uint64_t octets() const { return octets_; }
  void Stop() { stopped_ = true; }

  // After Run() has ended.
  std::uint64_t lines_cut() const { return lines_cut_; }

 private:
  static constexpr std::uint64_t kDone = std::uint64_t{1} << 63;

  void Announce(std::uint64_t more) {
    state_ += more;
    state_.notify_one();
  }

  Stream& stream_;
  LineSource& source_;
  v1::ValidateRequest request_;
  std::atomic<std::uint64_t> state_ = 0;  // requests, and kDone after the last
  std::atomic<std::uint64_t> octets_ = 0;
  std::atomic<bool> stopped_ = false;
  std::uint64_t lines_cut_ = 0;
};

}  // namespace

ValidateOutcome ValidateAll(Client& client, LineSource& source, const std::string& expected_type,
                            const EachAnswer& each) {
  grpc::ClientContext context;
  StreamWatch watch(context, client.timeout_seconds());
  const std::unique_ptr<Stream> stream =
      client.stub<v1::MailboxService::Stub>().ValidateStream(&context);
  Writer writer(*stream, source, expected_type);
  std::thread thread([&writer] { writer.Run(); });

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
                             .answers_are_due = writer.HasMoreThan(received + 1)});
  }
  if (!wanted) {
    writer.Stop();
    context.TryCancel();
  }
  thread.join();
  watch.Begin();
  const grpc::Status ended = stream->Finish();
  watch.End();
  ValidateOutcome outcome{.status = source.status(), .lines_cut = writer.lines_cut()};
  if (wanted && outcome.status.ok()) outcome.status = client.Explain(watch.Judge(ended));
  if (wanted && outcome.status.ok() && writer.HasMoreThan(received)) {
    outcome.status = InternalError("the server ended the stream before its last answer");
  }
  return outcome;
}

}  // namespace annuaire::cli
