#include "cli/status.h"

#include <charconv>
#include <string_view>
#include <utility>

namespace annuaire::cli {
namespace {

std::string Seconds(double seconds) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, seconds).ptr;
  return std::string(text, end).append(" s");
}

// What gRPC says of a connection that was not made tells where it failed.
Status NoServer(const CallSite& site, std::string_view reason) {
  const auto tells = [reason](std::string_view words) {
    return reason.find(words) != std::string_view::npos;
  };
  if (tells("DNS resolution failed")) {
    return UnavailableError("the name of " + site.server +
                            " is unknown; name another server with --server");
  }
  if (tells("Permission denied")) {
    return UnavailableError("permission denied at " + site.server +
                            ": this user may not connect to that socket, or enter its folder");
  }
  if (tells("certificate verify failed")) {
    return UnavailableError("the certificate of " + site.server +
                            " is of no authority that is trusted; name its authorities with --ca");
  }
  if (tells("is not in peer certificate")) {
    return UnavailableError("the certificate of " + site.server +
                            " is that of another name; connect with --server to one it holds");
  }
  if (tells("wrong version number")) {
    return UnavailableError("what listens at " + site.server +
                            " does not encrypt; leave out --tls and --ca");
  }
  if (tells("http1.x server")) {
    return UnavailableError("what listens at " + site.server +
                            " is no annuaire-server, or encrypts: try --tls");
  }
  const bool somebody = tells("last error") && !tells("Connection refused") &&
                        !tells("No such file") && !tells("unreachable") && !tells("timed out");
  if (somebody) {
    return UnavailableError("what listens at " + site.server +
                            " is no annuaire-server; name another one with --server");
  }
  return UnavailableError("no annuaire-server answers at " + site.server +
                          "; start annuaire-server --store DIR --listen " + site.server +
                          ", or name another server with --server");
}

// What a server tells any client, for who types commands.
std::string InWordsOfCommands(std::string message) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"ListProfessions", "annuaire professions"},
      {"ListRules", "annuaire rules"},
      {"page_token", "--page"},
      {"page_size", "--page-size"},
      {"without a cursor", "without --cursor"},
      {"cursor: ", "--cursor: "},
  };
  for (const auto& [call, command] : kWords) {
    const std::size_t at = message.find(call);
    if (at != std::string::npos) message.replace(at, call.size(), command);
  }
  return message;
}

std::string Or(const std::string& message, std::string_view fallback) {
  return message.empty() ? std::string(fallback) : message;
}

}  // namespace

int ExitCode(StatusCode code) {
  switch (code) {
    case StatusCode::kOk:
      return kExitOk;
    case StatusCode::kNotFound:
      return kExitNotFound;
    case StatusCode::kInvalidArgument:
      return kExitUsage;
    case StatusCode::kAlreadyExists:
    case StatusCode::kResourceExhausted:
    case StatusCode::kFailedPrecondition:
    case StatusCode::kAborted:
    case StatusCode::kInternal:
    case StatusCode::kUnavailable:
    case StatusCode::kDataLoss:
      return kExitFailure;
  }
  return kExitFailure;
}

Status FromGrpc(const grpc::Status& status, const CallSite& site) {
  const std::string& message = status.error_message();
  switch (status.error_code()) {
    case grpc::StatusCode::OK:
      return OkStatus();
    case grpc::StatusCode::NOT_FOUND:
      return NotFoundError(Or(message, "not found"));
    case grpc::StatusCode::INVALID_ARGUMENT:
      return InvalidArgumentError(
          InWordsOfCommands(Or(message, "the server cannot read these words")));
    case grpc::StatusCode::ABORTED:
      return AbortedError(InWordsOfCommands(
          Or(message, "what was begun cannot be gone on with; start the listing again")));
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return ResourceExhaustedError(Or(message, "the answer exceeds a limit of the server"));
    case grpc::StatusCode::FAILED_PRECONDITION:
      return FailedPreconditionError(Or(message, "the server cannot answer in its present state"));
    case grpc::StatusCode::DATA_LOSS:
      return DataLossError(Or(message, "the server cannot read its store"));
    case grpc::StatusCode::UNAVAILABLE:
      if (!site.connected) return NoServer(site, message);
      return UnavailableError("the server at " + site.server + " is not ready: " +
                              Or(message, "no directory is loaded; try again shortly"));
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      if (!site.connected) return NoServer(site, message);
      return UnavailableError("the server at " + site.server + " did not answer within " +
                              Seconds(site.timeout_seconds) +
                              "; allow it more time with --timeout SECONDS");
    case grpc::StatusCode::UNIMPLEMENTED:
      return FailedPreconditionError(
          "the server at " + site.server +
          " does not know this command: it is older than this program, or no annuaire-server");
    default:
      return InternalError("the server at " + site.server +
                           " failed: " + Or(message, "no reason given"));
  }
}

}  // namespace annuaire::cli
