// Places, numbers and addresses as people write them, read as the directory writes them. What
// cannot be read stays as it is, less blanks at both ends.
//
// Pure functions; safe from any thread. Views point into what was given, or are static.

#pragma once

#include <string>
#include <string_view>

namespace annuaire::grpc_front {

// "54" of "054", of the postcode "54000" and of "Meurthe-et-Moselle".
std::string_view ReadDepartment(std::string_view typed);

// "440000719" of "44 000 071 9", "SIREN:353086648" of "siren:353086648".
std::string ReadOrganization(std::string_view typed);

// "chu.mssante.fr" of "@chu.mssante.fr", of an address there and of "chu.mssante.fr.".
std::string_view ReadDomain(std::string_view typed);

// "a@b" of "Laura <a@b>".
std::string_view ReadAddress(std::string_view typed);

}  // namespace annuaire::grpc_front
