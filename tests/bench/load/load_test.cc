#include "bench/load/load.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include "bench/echo/echo_service.h"
#include "bench/load/report.h"
#include "echo_floor.grpc.pb.h"
#include "server/rpc/server.h"

namespace annuaire::bench {
namespace {

using testing::Each;
using testing::Gt;
using testing::IsEmpty;
using testing::SizeIs;

::grpc::ByteBuffer Bytes(const std::string& text) {
  const ::grpc::Slice slice(text);
  return {&slice, 1};
}

std::string TextOf(const ::grpc::ByteBuffer& bytes) {
  ::grpc::Slice slice;
  EXPECT_TRUE(bytes.DumpToSingleSlice(&slice).ok());
  return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
}

class LoadTest : public testing::Test {
 protected:
  LoadTest() {
    auto started = rpc::Server::Start({&echo_}, {.listen = {"127.0.0.1:0"}});
    EXPECT_TRUE(started.ok());
    server_ = *std::move(started);
    channel_ =
        ::grpc::CreateChannel(server_->addresses().front(), ::grpc::InsecureChannelCredentials());
  }

  // Keeps "reply" and returns the request that brings it back.
  ::grpc::ByteBuffer Keep(const std::string& reply) {
    ::grpc::ClientContext context;
    echo::KeepRequest request;
    echo::KeepReply kept;
    request.set_reply(reply);
    EXPECT_TRUE(echo::EchoService::Stub(channel_).Keep(&context, request, &kept).ok());
    echo::RepeatRequest repeat;
    repeat.set_number(kept.number());
    return Bytes(repeat.SerializeAsString());
  }

  Calls Repeat(const std::vector<std::string>& replies) {
    Calls calls{channel_, "/annuaire.echo.EchoService/Repeat", {}, {}};
    for (const std::string& reply : replies) {
      calls.requests.push_back(Keep(reply));
      calls.reply_bytes.push_back(reply.size());
    }
    return calls;
  }

  EchoService echo_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<::grpc::Channel> channel_;
};

TEST_F(LoadTest, EchoRepeatsWhatItKept) {
  const auto replies = Ask(Repeat({"one", std::string("\0\xff", 2), std::string(100'000, 'x')}));
  ASSERT_THAT(replies, SizeIs(3));
  EXPECT_EQ(TextOf(replies[0]), "one");
  EXPECT_EQ(TextOf(replies[1]), std::string("\0\xff", 2));
  EXPECT_EQ(TextOf(replies[2]), std::string(100'000, 'x'));
}

TEST_F(LoadTest, ClosedLoopMakesAsManyCallsAsAsked) {
  for (const std::size_t in_flight : {1, 16, 64}) {
    const LoadResult result =
        RunClosed(Repeat({"one", "two"}), {.in_flight = in_flight, .calls = 50});
    EXPECT_THAT(result.latencies_ns, SizeIs(50)) << in_flight;
    EXPECT_THAT(result.latencies_ns, Each(Gt(0)));
    EXPECT_EQ(result.failed, 0u) << result.first_failure;
  }
}

TEST_F(LoadTest, ClosedLoopOfAStatedTimeEnds) {
  const LoadResult result =
      RunClosed(Repeat({"one"}), {.in_flight = 4, .time = std::chrono::milliseconds(20)});
  EXPECT_GE(result.seconds, 0.02);
  EXPECT_EQ(result.failed, 0u) << result.first_failure;
}

TEST_F(LoadTest, OpenLoopMakesEveryCallThatIsDue) {
  const LoadResult result = RunOpen(Repeat({"one"}), {.calls_per_second = 5000, .calls = 50});
  EXPECT_THAT(result.latencies_ns, SizeIs(50));
  EXPECT_GE(result.seconds, 49 / 5000.0);  // the last one is not due before
  EXPECT_EQ(result.failed, 0u) << result.first_failure;
}

TEST_F(LoadTest, AReplyOfAnotherSizeHasFailed) {
  Calls calls = Repeat({"one"});
  calls.reply_bytes = {4};
  const LoadResult result = RunClosed(calls, {.calls = 5});
  EXPECT_EQ(result.failed, 5u);
  EXPECT_THAT(result.latencies_ns, IsEmpty());
}

TEST_F(LoadTest, ACallThatIsRefusedHasFailed) {
  echo::RepeatRequest unknown;
  unknown.set_number(1000);
  const Calls calls{
      channel_, "/annuaire.echo.EchoService/Repeat", {Bytes(unknown.SerializeAsString())}, {}};
  const LoadResult result = RunOpen(calls, {.calls = 3});
  EXPECT_EQ(result.failed, 3u);
  EXPECT_EQ(result.first_failure, "number: nothing is kept under it");
  EXPECT_THAT(Ask(calls), IsEmpty());
}

TEST(ReportTest, CentilesAreLatenciesThatOccurred) {
  LoadResult result;
  for (int i = 1000; i > 0; --i) result.latencies_ns.push_back(i * 1000);
  result.seconds = 2;
  const Figures figures = FiguresOf(result);
  EXPECT_EQ(figures.p50_us, 500);
  EXPECT_EQ(figures.p99_us, 990);
  EXPECT_EQ(figures.p999_us, 999);
  EXPECT_EQ(figures.max_us, 1000);
  EXPECT_EQ(figures.calls_per_s, 500);
  EXPECT_EQ(figures.n, 1000u);
}

TEST(ReportTest, RoundsAreSummarizedByTheirMedian) {
  const Figures all = Summarize({{.p50_us = 3, .max_us = 9, .n = 10},
                                 {.p50_us = 1, .max_us = 30, .n = 10, .failed = 1},
                                 {.p50_us = 2, .max_us = 8, .n = 10}});
  EXPECT_EQ(all.p50_us, 2);
  EXPECT_EQ(all.max_us, 30);
  EXPECT_EQ(all.n, 30u);
  EXPECT_EQ(all.failed, 1u);
}

TEST(ReportTest, ALineIsOneObject) {
  EXPECT_EQ(ToJson({.what = "suggest", .in_flight = 16}, {.p50_us = 40.25,
                                                          .p99_us = 80,
                                                          .p999_us = 90,
                                                          .max_us = 100,
                                                          .calls_per_s = 12345.6,
                                                          .n = 7}),
            R"({"what":"suggest","in_flight":16,"p50_us":40.2,"p99_us":80.0,"p999_us":90.0,)"
            R"("max_us":100.0,"calls_per_s":12345.6,"n":7,"failed":0})");
}

}  // namespace
}  // namespace annuaire::bench
