#include "server/grpc/typed_hints.h"

#include <algorithm>

#include "directory/base/fold.h"
#include "directory/record/geography.h"
#include "directory/record/identifier.h"

namespace annuaire::grpc_front {
namespace {

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const Department* DepartmentNamed(std::string_view name) {
  const std::string glued = FoldGlued(name);
  for (const Department& department : Departments()) {
    if (FoldGlued(department.name) == glued) return &department;
  }
  return nullptr;
}

}  // namespace

std::string_view ReadDepartment(std::string_view typed) {
  constexpr std::size_t kCodeMax = 3;
  constexpr std::size_t kPostcode = 5;
  constexpr std::size_t kNameMax = 64;
  const std::string_view code = Trim(typed);
  if (FindDepartment(code) != nullptr || code.size() > kNameMax) return code;
  const Department* found = nullptr;
  if (code.size() == kCodeMax && code.front() == '0') {
    found = FindDepartment(code.substr(1));
  } else if (code.size() == kPostcode && IsDigits(code)) {
    found = DepartmentOf({}, code);
  } else if (code.size() > kCodeMax) {
    found = DepartmentNamed(code);
  }
  return found == nullptr ? code : found->code;
}

std::string ReadOrganization(std::string_view typed) {
  constexpr std::string_view kSiren = "SIREN:";
  std::string number(Trim(typed));
  if (FoldAddress(number.substr(0, kSiren.size())) == FoldAddress(kSiren)) {
    number.replace(0, kSiren.size(), kSiren);
  }
  std::string glued = number;
  std::erase(glued, ' ');
  return IsDigits(glued) || FinessId::Parse(glued) ? glued : number;
}

std::string_view ReadDomain(std::string_view typed) {
  const std::string_view domain = Trim(typed.substr(typed.rfind('@') + 1));
  return domain.substr(0, domain.find_last_not_of(".>") + 1);
}

std::string_view ReadAddress(std::string_view typed) {
  const std::size_t open = typed.rfind('<');
  if (open == std::string_view::npos) return Trim(typed);
  typed.remove_prefix(open + 1);
  return Trim(typed.substr(0, typed.find('>')));
}

}  // namespace annuaire::grpc_front
