#include "server/rpc/status.h"

namespace annuaire::rpc {
namespace {

::grpc::StatusCode ToGrpcCode(StatusCode code) {
  switch (code) {
    case StatusCode::kOk:
      return ::grpc::StatusCode::OK;
    case StatusCode::kInvalidArgument:
      return ::grpc::StatusCode::INVALID_ARGUMENT;
    case StatusCode::kNotFound:
      return ::grpc::StatusCode::NOT_FOUND;
    case StatusCode::kAlreadyExists:
      return ::grpc::StatusCode::ALREADY_EXISTS;
    case StatusCode::kResourceExhausted:
      return ::grpc::StatusCode::RESOURCE_EXHAUSTED;
    case StatusCode::kFailedPrecondition:
      return ::grpc::StatusCode::FAILED_PRECONDITION;
    case StatusCode::kAborted:
      return ::grpc::StatusCode::ABORTED;
    case StatusCode::kInternal:
      return ::grpc::StatusCode::INTERNAL;
    case StatusCode::kUnavailable:
      return ::grpc::StatusCode::UNAVAILABLE;
    case StatusCode::kDataLoss:
      return ::grpc::StatusCode::DATA_LOSS;
  }
  return ::grpc::StatusCode::UNKNOWN;
}

}  // namespace

::grpc::Status ToGrpcStatus(const Status& status) {
  if (status.ok()) return ::grpc::Status::OK;
  return {ToGrpcCode(status.code()), status.message()};
}

}  // namespace annuaire::rpc
