// Whether the codes that filters name are any: a misspelt one is told, where it would silently
// find nobody. A code is one if its list has it, or if the directory asked has it in such a field:
// lists grow between two releases.
//
// Every failure is kInvalidArgument and names the field and what it takes, or what may have been
// meant; none repeats what the client wrote. Fields that are not set are fine. Pure functions; safe
// from any thread.

#pragma once

#include <span>
#include <string_view>

#include "annuaire/v1/directory_service.pb.h"
#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/base/status.h"
#include "directory/lookup/directory.h"
#include "directory/record/code_list.h"

namespace annuaire::grpc_front {

Status CheckCodes(const v1::SearchPractitionersRequest& request, const Directory& directory);
Status CheckCodes(const v1::SearchOrganizationsRequest& request, const Directory& directory);
Status CheckCodes(const v1::SearchMailboxesRequest& request, const Directory& directory);
Status CheckCodes(const v1::AuditRequest& request, const Directory& directory);
Status CheckMailboxType(std::string_view field, std::string_view type, const Directory& directory);
constexpr std::size_t kTypesMax = 16;  // asked for at once
// Of a list each is set, be it empty.
Status CheckMailboxTypes(std::string_view field, std::span<const std::string_view> types,
                         const Directory& directory);

// The code as its list writes it: "per" is "PER". A code that is not listed is as it came.
std::string_view AsListed(CodeList list, std::string_view code);

}  // namespace annuaire::grpc_front
