#include "cli/status.h"

#include <charconv>

namespace annuaire::cli {
namespace {

std::string Seconds(double seconds) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, seconds).ptr;
  return std::string(text, end).append(" s");
}

Status NoServer(const CallSite& site) {
  return UnavailableError("no annuaire-server answers at " + site.server +
                          "; start annuaire-server --store DIR --listen " + site.server +
                          ", or name another server with --server");
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
      return InvalidArgumentError(Or(message, "the server cannot read these words"));
    case grpc::StatusCode::ABORTED:
      return AbortedError(
          "the page token belongs to an edition that is no longer served; start the listing "
          "again without --page");
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return ResourceExhaustedError(Or(message, "the answer exceeds a limit of the server"));
    case grpc::StatusCode::FAILED_PRECONDITION:
      return FailedPreconditionError(Or(message, "the server cannot answer in its present state"));
    case grpc::StatusCode::DATA_LOSS:
      return DataLossError(Or(message, "the server cannot read its store"));
    case grpc::StatusCode::UNAVAILABLE:
      if (!site.connected) return NoServer(site);
      return UnavailableError("the server at " + site.server + " is not ready: " +
                              Or(message, "no directory is loaded; try again shortly"));
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      if (!site.connected) return NoServer(site);
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
