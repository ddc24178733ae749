// Whether the numbers, domains and choices that filters name can be any: a wrong
// one is told, where it would silently find nobody, or everybody.
//
// Every failure is kInvalidArgument, names the field and what it takes; none
// repeats what the client wrote. Fields that are not set are fine. Pure functions.

#pragma once

#include "annuaire/v1/directory_service.pb.h"
#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/base/status.h"

namespace annuaire::grpc_front {

Status CheckShapes(const v1::SearchPractitionersRequest& request);
Status CheckShapes(const v1::SearchOrganizationsRequest& request);
Status CheckShapes(const v1::SearchMailboxesRequest& request);
Status CheckShapes(const v1::AuditRequest& request);

}  // namespace annuaire::grpc_front
