// The EchoService of echo.proto: every shape of call and nothing else.

#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "echo.pb.h"
#include "server/rpc/service.h"

namespace annuaire::rpc {

class EchoService final : public Service {
 public:
  EchoService() : Service("annuaire.test.EchoService") {
    Unary("Echo", &EchoService::Echo);
    UnaryBytes<Request, Response>("EchoBytes", &EchoService::EchoBytes);
    Unary("Fail", &EchoService::Fail);
    ServerStreaming("Repeat", &EchoService::Repeat);
    BidiStreaming("Chat", &EchoService::Chat);
    BidiStreaming("Post", &EchoService::Post);
    ServerStreaming("Toil", &EchoService::Toil);
    ServerStreaming("Wait", &EchoService::Wait);
  }

  // Messages that Repeat and Post handed over; Wait calls begun and over.
  mutable std::atomic<unsigned> repeated{0};
  mutable std::atomic<unsigned> posted{0};
  mutable std::atomic<unsigned> waiting{0};
  mutable std::atomic<unsigned> waited{0};
  mutable std::atomic<unsigned> echoed{0};
  mutable std::atomic<bool> toiling{false};

 private:
  using Request = test::EchoRequest;
  using Response = test::EchoResponse;

  Status Echo(const Request& request, Response& response) const {
    response.set_text(request.text());
    ++echoed;
    return OkStatus();
  }

  Status EchoBytes(std::string_view bytes, ::grpc::ByteBuffer& reply) const {
    Request request;
    if (!request.ParseFromString(std::string(bytes))) return MalformedError<Request>();
    WriteBytes(bytes.size(), reply, [bytes](std::uint8_t* first) {
      std::copy(bytes.begin(), bytes.end(), first);  // field 1 is a text in both
    });
    return OkStatus();
  }

  Status Fail(const Request& request, Response& response) const {
    response.set_text("never seen");
    return Status(static_cast<StatusCode>(request.count()), request.text());
  }

  Task<Status> Repeat(const Request& request, Writer<Response>& writer) const {
    Response response;
    response.set_text(request.text());
    for (unsigned i = 0; i < request.count(); ++i) {
      response.set_number(i);
      if (!co_await writer.Write(response)) break;
      ++repeated;
    }
    co_return OkStatus();
  }

  Task<Status> Chat(Stream<Request, Response>& stream) const {
    Request request;
    Response response;
    unsigned number = 0;
    while (co_await stream.Read(request)) {
      response.set_text(request.text());
      response.set_number(number++);
      if (!co_await stream.Write(response)) break;
    }
    co_return number == 0 ? InvalidArgumentError("request: nothing said") : OkStatus();
  }

  Task<Status> Post(Stream<Request, Response>& stream) const {
    Request request;
    Response response;
    unsigned number = 0;
    while (co_await stream.Read(request)) {
      if (request.text() == "stop") co_return InvalidArgumentError("request: stop");
      response.set_text(request.text());
      for (unsigned i = 0; i < request.count(); ++i) {
        response.set_number(number++);
        if (!co_await stream.Post(response)) co_return OkStatus();
        ++posted;
      }
    }
    co_return OkStatus();
  }

  Task<Status> Toil(const Request&, Writer<Response>& writer) const {
    toiling = true;
    for (const unsigned before = echoed; echoed == before && !writer.over();) {
      co_await writer.GiveWay();
    }
    co_return OkStatus();
  }

  Task<Status> Wait(const Request&, Writer<Response>& writer) const {
    ++waiting;
    while (!writer.over()) co_await writer.Sleep(std::chrono::seconds(1));
    ++waited;
    co_return OkStatus();
  }
};

}  // namespace annuaire::rpc
