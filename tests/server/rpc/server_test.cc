#include "server/rpc/server.h"

#include <gmock/gmock.h>
#include <google/protobuf/stubs/logging.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "echo.grpc.pb.h"
#include "echo_service.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace annuaire::rpc {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() {
    auto server = Server::Start({&service_}, {.listen = {"127.0.0.1:0"}, .threads = 2});
    EXPECT_TRUE(server.ok()) << server.status().ToString();
    server_ = std::move(*server);
    channel_ =
        ::grpc::CreateChannel(server_->addresses().front(), ::grpc::InsecureChannelCredentials());
    stub_ = test::EchoService::NewStub(channel_);
  }

  // Waits for what a handler does in its own thread; gives up after a minute.
  static bool Eventually(const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + 1min;
    while (!holds()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::yield();
    }
    return true;
  }

  static test::EchoRequest Request(std::string text, unsigned count = 0) {
    test::EchoRequest request;
    request.set_text(std::move(text));
    request.set_count(count);
    return request;
  }

  EchoService service_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<::grpc::Channel> channel_;
  std::unique_ptr<test::EchoService::Stub> stub_;
};

TEST_F(ServerTest, AnswersUnaryCallsOfAnySize) {
  for (const std::size_t size : {0ul, 1ul, 22ul, 23ul, 24ul, 1000ul, 100'000ul, 3'000'000ul}) {
    SCOPED_TRACE(size);
    const std::string text(size, 'x');
    test::EchoResponse response;
    ::grpc::ClientContext context, context_of_bytes;
    EXPECT_TRUE(stub_->Echo(&context, Request(text), &response).ok());
    EXPECT_EQ(response.text(), text);
    EXPECT_TRUE(stub_->EchoBytes(&context_of_bytes, Request(text), &response).ok());
    EXPECT_EQ(response.text(), text);
  }
}

TEST_F(ServerTest, GivesTheHandlersStatus) {
  test::EchoResponse response;
  ::grpc::ClientContext context;
  const auto status = stub_->Fail(&context, Request("nobody has it", 5), &response);
  EXPECT_EQ(status.error_code(), ::grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "nobody has it");
}

// Sends "bytes" as the request of a unary or streaming call.
::grpc::Status SendBytes(const std::shared_ptr<::grpc::Channel>& channel, const std::string& method,
                         const std::string& bytes) {
  ::grpc::GenericStub stub(channel);
  ::grpc::CompletionQueue queue;
  ::grpc::ClientContext context;
  const ::grpc::Slice slice(bytes);
  auto call = stub.PrepareUnaryCall(&context, method, ::grpc::ByteBuffer(&slice, 1), &queue);
  call->StartCall();
  ::grpc::ByteBuffer reply;
  ::grpc::Status status;
  call->Finish(&reply, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  queue.Shutdown();
  return status;
}

TEST_F(ServerTest, RefusesBytesThatAreNoMessage) {
  google::protobuf::LogSilencer silent;
  const std::string malformed[] = {
      std::string("\x0a\x05"
                  "ab",
                  4),                      // a text cut short
      std::string("\x0a\x02\xc3\x28", 4),  // not UTF-8
      std::string("\xff\xff\xff\xff", 4),  // no tag at all
  };
  for (const std::string& bytes : malformed) {
    for (const char* method : {"Echo", "EchoBytes", "Repeat", "Chat", "Post"}) {
      SCOPED_TRACE(method);
      const auto status =
          SendBytes(channel_, std::string("/annuaire.test.EchoService/") + method, bytes);
      EXPECT_EQ(status.error_code(), ::grpc::StatusCode::INVALID_ARGUMENT);
      EXPECT_THAT(status.error_message(), HasSubstr("annuaire.test.EchoRequest"));
    }
  }
}

TEST_F(ServerTest, RefusesUnknownMethods) {
  EXPECT_EQ(SendBytes(channel_, "/annuaire.test.EchoService/Nothing", "").error_code(),
            ::grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(ServerTest, KeepsUpWithMoreCallsInFlightThanItAccepts) {
  constexpr int kCalls = 2000;
  ::grpc::CompletionQueue queue;
  struct Call {
    ::grpc::ClientContext context;
    test::EchoResponse response;
    ::grpc::Status status;
    std::unique_ptr<::grpc::ClientAsyncResponseReader<test::EchoResponse>> reader;
  };
  std::vector<Call> calls(kCalls);
  for (Call& call : calls) {
    call.reader = stub_->AsyncEcho(&call.context, Request("burst"), &queue);
    call.reader->Finish(&call.response, &call.status, &call);
  }
  void* tag = nullptr;
  bool ok = false;
  for (int i = 0; i < kCalls; ++i) {
    ASSERT_TRUE(queue.Next(&tag, &ok));
    ASSERT_TRUE(static_cast<Call*>(tag)->status.ok());
    ASSERT_EQ(static_cast<Call*>(tag)->response.text(), "burst");
  }
  queue.Shutdown();
}

TEST_F(ServerTest, StreamsAnswersInOrder) {
  for (const unsigned count : {0u, 1u, 5000u}) {
    SCOPED_TRACE(count);
    ::grpc::ClientContext context;
    auto reader = stub_->Repeat(&context, Request("again", count));
    test::EchoResponse response;
    unsigned got = 0;
    while (reader->Read(&response)) EXPECT_EQ(response.number(), got++);
    EXPECT_TRUE(reader->Finish().ok());
    EXPECT_EQ(got, count);
  }
}

TEST_F(ServerTest, WritesNoFasterThanTheClientReads) {
  constexpr unsigned kCount = 20'000;
  const std::string text(10'000, 'x');  // 200 MB in all
  ::grpc::ClientContext context;
  auto reader = stub_->Repeat(&context, Request(text, kCount));
  test::EchoResponse response;
  ASSERT_TRUE(reader->Read(&response));
  // A call of another kind goes through while the stream is stalled.
  ::grpc::ClientContext other;
  ASSERT_TRUE(stub_->Echo(&other, Request("meanwhile"), &response).ok());
  EXPECT_LT(service_.repeated, kCount / 2);
  context.TryCancel();
  while (reader->Read(&response)) continue;
  EXPECT_EQ(reader->Finish().error_code(), ::grpc::StatusCode::CANCELLED);
}

TEST_F(ServerTest, ConversesUntilTheClientIsDone) {
  ::grpc::ClientContext context;
  auto chat = stub_->Chat(&context);
  for (unsigned i = 0; i < 1000; ++i) {
    ASSERT_TRUE(chat->Write(Request(std::to_string(i))));
    test::EchoResponse response;
    ASSERT_TRUE(chat->Read(&response));
    EXPECT_EQ(response.text(), std::to_string(i));
    EXPECT_EQ(response.number(), i);
  }
  chat->WritesDone();
  test::EchoResponse response;
  EXPECT_FALSE(chat->Read(&response));
  EXPECT_TRUE(chat->Finish().ok());
}

TEST_F(ServerTest, GivesTheStatusOfAnEmptyConversation) {
  ::grpc::ClientContext context;
  auto chat = stub_->Chat(&context);
  chat->WritesDone();
  EXPECT_EQ(chat->Finish().error_code(), ::grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(ServerTest, PostsAnswersInOrder) {
  struct Case {
    unsigned messages, answers_each;
  };
  for (const Case& c :
       {Case{0, 1}, Case{1, 0}, Case{1, 1}, Case{20'000, 1}, Case{1, 1000}, Case{3, 1000}}) {
    SCOPED_TRACE(c.messages);
    ::grpc::ClientContext context;
    auto post = stub_->Post(&context);
    std::thread asking([&] {
      for (unsigned i = 0; i < c.messages; ++i) {
        ASSERT_TRUE(post->Write(Request(std::to_string(i), c.answers_each)));
      }
      post->WritesDone();
    });
    test::EchoResponse response;
    unsigned got = 0;
    for (; post->Read(&response); ++got) {
      ASSERT_EQ(response.number(), got);
      ASSERT_EQ(response.text(), std::to_string(got / c.answers_each));
    }
    asking.join();
    EXPECT_TRUE(post->Finish().ok());
    EXPECT_EQ(got, c.messages * c.answers_each);
  }
}

TEST_F(ServerTest, PostsAtOnceToAClientThatWaits) {
  ::grpc::ClientContext context;
  auto post = stub_->Post(&context);
  for (unsigned i = 0; i < 1000; ++i) {
    ASSERT_TRUE(post->Write(Request("next", 1)));
    test::EchoResponse response;
    ASSERT_TRUE(post->Read(&response));
    EXPECT_EQ(response.number(), i);
  }
  post->WritesDone();
  EXPECT_TRUE(post->Finish().ok());
}

TEST_F(ServerTest, GivesWhatWasPostedBeforeTheStatus) {
  constexpr unsigned kCount = 300;
  ::grpc::ClientContext context;
  auto post = stub_->Post(&context);
  for (unsigned i = 0; i < kCount; ++i) ASSERT_TRUE(post->Write(Request("x", 1)));
  post->Write(Request("stop"));
  test::EchoResponse response;
  unsigned got = 0;
  while (post->Read(&response)) ++got;
  EXPECT_EQ(post->Finish().error_code(), ::grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(got, kCount);
}

TEST_F(ServerTest, PostsNoFasterThanTheClientReads) {
  constexpr unsigned kCount = 20'000;
  const std::string text(10'000, 'x');  // 200 MB in all
  ::grpc::ClientContext context;
  auto post = stub_->Post(&context);
  ASSERT_TRUE(post->Write(Request(text, kCount)));
  test::EchoResponse response;
  ASSERT_TRUE(post->Read(&response));
  ::grpc::ClientContext other;
  ASSERT_TRUE(stub_->Echo(&other, Request("meanwhile"), &response).ok());
  EXPECT_LT(service_.posted, kCount / 2);
  context.TryCancel();
  while (post->Read(&response)) continue;
  EXPECT_EQ(post->Finish().error_code(), ::grpc::StatusCode::CANCELLED);
}

TEST_F(ServerTest, LetsGoOfACancelledStreamAtOnce) {
  ::grpc::ClientContext context;
  auto reader = stub_->Wait(&context, Request(""));
  ASSERT_TRUE(Eventually([&] { return service_.waiting == 1; }));
  context.TryCancel();
  EXPECT_EQ(reader->Finish().error_code(), ::grpc::StatusCode::CANCELLED);
  EXPECT_TRUE(Eventually([&] { return service_.waited == 1; }));
}

TEST_F(ServerTest, LetsGoOfAStreamWhoseDeadlinePasses) {
  ::grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + 50ms);
  auto reader = stub_->Wait(&context, Request(""));
  EXPECT_EQ(reader->Finish().error_code(), ::grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_TRUE(Eventually([&] { return service_.waited == service_.waiting; }));
}

TEST_F(ServerTest, TellsItsHealth) {
  auto health = ::grpc::health::v1::Health::NewStub(channel_);
  const auto check = [&](const std::string& service) {
    ::grpc::ClientContext context;
    ::grpc::health::v1::HealthCheckRequest request;
    ::grpc::health::v1::HealthCheckResponse response;
    request.set_service(service);
    const auto status = health->Check(&context, request, &response);
    return status.ok() ? HealthCheckResponse_ServingStatus_Name(response.status())
                       : status.error_message();
  };
  for (const char* service : {"", "annuaire.test.EchoService"}) {
    SCOPED_TRACE(service);
    server_->SetServing(false);
    EXPECT_EQ(check(service), "NOT_SERVING");
    server_->SetServing(true);
    EXPECT_EQ(check(service), "SERVING");
  }
  EXPECT_THAT(check("annuaire.test.Nobody"), HasSubstr("unknown"));
}

TEST_F(ServerTest, TellsWatchersOfItsHealthUntilItLeaves) {
  using Response = ::grpc::health::v1::HealthCheckResponse;
  auto health = ::grpc::health::v1::Health::NewStub(channel_);
  ::grpc::ClientContext context, unknown_context;
  ::grpc::health::v1::HealthCheckRequest request;
  Response response;
  auto watch = health->Watch(&context, request);
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), Response::NOT_SERVING);
  server_->SetServing(true);
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), Response::SERVING);

  request.set_service("annuaire.test.Nobody");
  auto unknown = health->Watch(&unknown_context, request);
  ASSERT_TRUE(unknown->Read(&response));
  EXPECT_EQ(response.status(), Response::SERVICE_UNKNOWN);

  std::thread leaving([&] { server_->Shutdown(10s); });
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), Response::NOT_SERVING);
  EXPECT_FALSE(watch->Read(&response));
  EXPECT_TRUE(watch->Finish().ok());
  leaving.join();
}

TEST_F(ServerTest, ShutsDownInTheMiddleOfCalls) {
  std::atomic<bool> stop{false};
  std::atomic<unsigned> answered{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      while (!stop) {
        ::grpc::ClientContext context;
        test::EchoResponse response;
        const auto status = stub_->Echo(&context, Request("x"), &response);
        if (status.ok()) {
          ++answered;
        } else {
          // CANCELLED is what gRPC tells a call that arrives while it shuts down.
          EXPECT_THAT(status.error_code(),
                      AnyOf(::grpc::StatusCode::UNAVAILABLE, ::grpc::StatusCode::CANCELLED));
        }
      }
    });
  }
  ::grpc::ClientContext waiting, stalled, talking, posting;
  auto wait = stub_->Wait(&waiting, Request(""));
  auto repeat = stub_->Repeat(&stalled, Request(std::string(10'000, 'x'), 100'000));
  auto chat = stub_->Chat(&talking);
  ASSERT_TRUE(chat->Write(Request("x")));
  auto post = stub_->Post(&posting);
  ASSERT_TRUE(post->Write(Request(std::string(10'000, 'x'), 100'000)));
  ASSERT_TRUE(Eventually([&] {
    return service_.waiting == 1 && service_.repeated > 0 && service_.posted > 0 && answered > 100;
  }));

  server_->Shutdown(100ms);
  stop = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(service_.waited, 1u);
  test::EchoResponse response;
  for (auto* reader : std::initializer_list<::grpc::internal::ReaderInterface<test::EchoResponse>*>{
           wait.get(), repeat.get(), chat.get(), post.get()}) {
    while (reader->Read(&response)) continue;
  }
  wait->Finish();  // well or not: it looks once a second whether the server stops
  EXPECT_FALSE(repeat->Finish().ok());
  EXPECT_FALSE(chat->Finish().ok());
  EXPECT_FALSE(post->Finish().ok());
  server_->Shutdown(100ms);  // again: nothing left to do
}

TEST_F(ServerTest, LongWorkThatGivesWayHoldsUpNobody) {
  EchoService service;
  auto server = Server::Start({&service}, {.listen = {"127.0.0.1:0"}, .threads = 1});
  ASSERT_TRUE(server.ok()) << server.status().ToString();
  const auto stub = test::EchoService::NewStub(
      ::grpc::CreateChannel((*server)->addresses().front(), ::grpc::InsecureChannelCredentials()));
  ::grpc::ClientContext toil_context;
  const auto toil = stub->Toil(&toil_context, Request(""));
  ASSERT_TRUE(Eventually([&] { return service.toiling.load(); }));
  ::grpc::ClientContext context;
  test::EchoResponse response;
  EXPECT_TRUE(stub->Echo(&context, Request("x"), &response).ok());
  EXPECT_FALSE(toil->Read(&response));
  EXPECT_TRUE(toil->Finish().ok());
  (*server)->Shutdown(1s);
}

TEST_F(ServerTest, LetsACallEndWhileItDrains) {
  ::grpc::ClientContext context;
  auto reader = stub_->Repeat(&context, Request(std::string(1000, 'x'), 10'000));
  test::EchoResponse response;
  ASSERT_TRUE(reader->Read(&response));
  std::thread leaving([&] { server_->Shutdown(1min); });
  unsigned got = 1;
  while (reader->Read(&response)) ++got;
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(got, 10'000u);
  leaving.join();
}

TEST_F(ServerTest, CountsCallsWhenTold) {
  EXPECT_TRUE(server_->calls().empty());
  EchoService service;
  const auto server =
      Server::Start({&service}, {.listen = {"127.0.0.1:0"}, .threads = 2, .measured = true});
  ASSERT_TRUE(server.ok());
  const auto stub = test::EchoService::NewStub(
      ::grpc::CreateChannel((*server)->addresses().front(), ::grpc::InsecureChannelCredentials()));
  for (int i = 0; i < 3; ++i) {
    ::grpc::ClientContext context;
    test::EchoResponse response;
    EXPECT_TRUE(stub->Echo(&context, Request("x"), &response).ok());
  }
  ::grpc::ClientContext context;
  test::EchoResponse response;
  auto reader = stub->Repeat(&context, Request("x", 2));
  while (reader->Read(&response)) {
  }
  EXPECT_TRUE(reader->Finish().ok());

  const auto counted = [&](const std::string& method) {
    for (const MethodCalls& calls : (*server)->calls()) {
      if (calls.method == method) return calls;
    }
    ADD_FAILURE() << method;
    return MethodCalls();
  };
  const MethodCalls echo = counted("annuaire.test.EchoService/Echo");
  EXPECT_TRUE(echo.is_unary);
  EXPECT_EQ(echo.by_code[static_cast<std::size_t>(StatusCode::kOk)], 3u);
  EXPECT_EQ(std::accumulate(echo.by_duration.begin(), echo.by_duration.end(), 0u), 3u);
  EXPECT_GT(echo.spent.count(), 0);
  const MethodCalls repeat = counted("annuaire.test.EchoService/Repeat");
  EXPECT_FALSE(repeat.is_unary);
  EXPECT_EQ(repeat.by_code[static_cast<std::size_t>(StatusCode::kOk)], 1u);
  EXPECT_EQ(repeat.spent.count(), 0);
  EXPECT_EQ(counted("grpc.health.v1.Health/Check").by_code.front(), 0u);
}

}  // namespace
}  // namespace annuaire::rpc
