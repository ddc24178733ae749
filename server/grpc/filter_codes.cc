#include "server/grpc/filter_codes.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "directory/base/fold.h"
#include "directory/record/geography.h"
#include "server/grpc/decode.h"

namespace annuaire::grpc_front {
namespace {

// Lists as short as this are told whole.
constexpr std::size_t kShortList = 8;
// From so many letters on a text may be the beginning of a label.
constexpr std::size_t kLabelLettersMin = 3;

std::string Named(std::string_view code, std::string_view label) {
  return std::string(code) + " (" + std::string(label) + ")";
}

// What may have been meant by a text that is no code: the first of "labels" that begins with it.
template <typename Label>
std::string DidYouMean(std::span<const Label> labels, std::string_view text,
                       std::string_view Label::*code, std::string_view Label::*name) {
  const std::string folded = FoldGlued(text);
  if (folded.size() < kLabelLettersMin) return {};
  const auto meant = std::find_if(labels.begin(), labels.end(), [&](const Label& label) {
    return FoldGlued(label.*name).starts_with(folded);
  });
  if (meant == labels.end()) return {};
  return "; did you mean " + Named((*meant).*code, (*meant).*name) + "?";
}

struct Field {
  std::string_view name;
  CodeList list;
  const char* takes;
};

// Lists grow between two releases: a code may be published before ours knows it.
template <typename Filter>
bool IsPublished(std::string_view code, std::string_view Filter::*field,
                 const Directory& directory) {
  if (!directory.HasCode(code)) return false;  // spares the search below
  Filter filter;
  filter.*field = code;
  const PageRequest one{.size = 1};
  if constexpr (std::is_same_v<Filter, PractitionerFilter>) {
    return !directory.SearchPractitioners(filter, one).rows.empty();
  } else if constexpr (std::is_same_v<Filter, OrganizationFilter>) {
    return !directory.SearchOrganizations(filter, one).rows.empty();
  } else {
    return !directory.SearchMailboxes(filter, one).rows.empty();
  }
}

std::string WholeList(CodeList list) {
  std::string codes;
  for (const CodeLabel& label : Labels(list)) {
    codes += (codes.empty() ? ": " : ", ") + Named(label.code, label.label);
  }
  return codes;
}

// "of" is where a code that is not listed has to be published.
template <typename Filter>
Status CheckSetCode(const Field& field, std::string_view text, std::string_view Filter::*of,
                    const Directory& directory) {
  const std::string_view code = AsListed(field.list, text);
  if (!code.empty() && (!LabelOf(field.list, code).empty() || IsPublished(code, of, directory))) {
    return OkStatus();
  }
  const auto labels = Labels(field.list);
  const std::string remedy = labels.size() <= kShortList
                                 ? WholeList(field.list)
                                 : DidYouMean(labels, text, &CodeLabel::code, &CodeLabel::label);
  return InvalidArgumentError(std::string(field.name) + ": not " + field.takes + remedy);
}

template <typename Filter>
Status CheckCode(const Field& field, std::string_view text, std::string_view Filter::*of,
                 const Directory& directory) {
  return text.empty() ? OkStatus() : CheckSetCode(field, text, of, directory);
}

Status CheckDepartment(std::string_view text, const std::string& field = "department") {
  if (text.empty() || FindDepartment(text) != nullptr) return OkStatus();
  return InvalidArgumentError(
      field + ": not a department: 01 to 95, 2A, 2B, 971 to 978 or 984 to 989" +
      DidYouMean(Departments(), text, &Department::code, &Department::name));
}

Status CheckRegion(std::string_view text) {
  const auto departments = Departments();
  const bool is_one = std::any_of(departments.begin(), departments.end(),
                                  [&](const auto& of) { return IsInRegion(of, text); });
  if (text.empty() || is_one) return OkStatus();
  return InvalidArgumentError(
      "region: not the INSEE code of a region (44), nor its whole name (Grand Est)" +
      DidYouMean(departments, text, &Department::region_code, &Department::region_name));
}

constexpr Field Profession(std::string_view name = "profession") {
  return {name, CodeList::kProfession, "the code of a profession, which ListProfessions has"};
}
constexpr Field Type(std::string_view name) {
  return {name, CodeList::kMailboxType, "a type of mailbox"};
}

}  // namespace

std::string_view AsListed(CodeList list, std::string_view code) {
  const auto same_letter = [](char a, char b) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
    return upper(a) == upper(b);
  };
  for (const CodeLabel& listed : Labels(list)) {
    if (std::equal(listed.code.begin(), listed.code.end(), code.begin(), code.end(), same_letter)) {
      return listed.code;
    }
  }
  return code;
}

Status CheckMailboxType(std::string_view field, std::string_view type, const Directory& directory) {
  return CheckCode(Type(field), type, &MailboxFilter::type, directory);
}

Status CheckMailboxTypes(std::string_view field, std::span<const std::string_view> types,
                         const Directory& directory) {
  if (types.size() > kTypesMax) return TooMany(field, types.size(), kTypesMax);
  for (const std::string_view type : types) {
    RETURN_IF_ERROR(CheckSetCode(Type(field), type, &MailboxFilter::type, directory));
  }
  return OkStatus();
}

Status CheckCodes(const v1::SearchPractitionersRequest& request, const Directory& directory) {
  RETURN_IF_ERROR(
      CheckCode(Profession(), request.profession(), &PractitionerFilter::profession, directory));
  RETURN_IF_ERROR(CheckCode({"category", CodeList::kProfessionCategory, "a category of TRE_R09"},
                            request.category(), &PractitionerFilter::category, directory));
  RETURN_IF_ERROR(CheckCode({"skill", CodeList::kSkill, "the code of a savoir-faire of JDV_J107"},
                            request.skill(), &PractitionerFilter::skill, directory));
  RETURN_IF_ERROR(CheckCode({"mode", CodeList::kExerciseMode, "a mode of TRE_R23"}, request.mode(),
                            &PractitionerFilter::mode, directory));
  RETURN_IF_ERROR(CheckCode({"sector", CodeList::kSector, "the code of a sector of TRE_R02"},
                            request.sector(), &PractitionerFilter::sector, directory));
  RETURN_IF_ERROR(CheckDepartment(request.department()));
  return CheckRegion(request.region());
}

Status CheckCodes(const v1::SearchOrganizationsRequest& request, const Directory& directory) {
  RETURN_IF_ERROR(
      CheckCode({"category", CodeList::kEstablishmentCategory, "the code of a category of TRE_R66"},
                request.category(), &OrganizationFilter::category, directory));
  const std::vector<std::string_view> types(request.mailbox_types().begin(),
                                            request.mailbox_types().end());
  RETURN_IF_ERROR(CheckMailboxTypes("mailbox_types", types, directory));
  RETURN_IF_ERROR(CheckDepartment(request.department()));
  return CheckRegion(request.region());
}

Status CheckCodes(const v1::SearchMailboxesRequest& request, const Directory& directory) {
  RETURN_IF_ERROR(CheckMailboxType("type", request.type(), directory));
  RETURN_IF_ERROR(
      CheckCode(Profession(), request.profession(), &MailboxFilter::profession, directory));
  return CheckDepartment(request.department());
}

Status CheckCodes(const v1::AuditRequest& request, const Directory& directory) {
  RETURN_IF_ERROR(CheckMailboxType("type", request.type(), directory));
  for (const std::string& department : request.departments()) {
    RETURN_IF_ERROR(CheckDepartment(department, "departments"));
  }
  return CheckRegion(request.region());
}

}  // namespace annuaire::grpc_front
