#include "cli/filter_flags.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "annuaire/v1/directory_service.pb.h"
#include "cli/search_filters.h"

namespace annuaire::cli {
namespace {

template <typename Request>
std::set<std::string> FieldsOf() {
  std::set<std::string> names;
  const google::protobuf::Descriptor& descriptor = *Request::descriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) names.insert(descriptor.field(i)->name());
  names.erase("page_size");
  names.erase("page_token");
  return names;
}

std::set<std::string> FieldsOf(std::span<const FilterFlag> flags) {
  std::set<std::string> names;
  for (const FilterFlag& flag : flags) names.insert(flag.field);
  return names;
}

TEST(FilterFlagsTest, EveryFilterOfTheContractIsAFlag) {
  EXPECT_EQ(FieldsOf(kPractitionerFilters), FieldsOf<v1::SearchPractitionersRequest>());
  EXPECT_EQ(FieldsOf(kOrganizationFilters), FieldsOf<v1::SearchOrganizationsRequest>());
  EXPECT_EQ(FieldsOf(kMailboxFilters), FieldsOf<v1::SearchMailboxesRequest>());
}

TEST(FilterFlagsTest, WritesWhatWasTypedIntoTheRequest) {
  v1::SearchOrganizationsRequest request;
  CLI::App command;
  AddFilterFlags(command, request, kOrganizationFilters);
  command.parse(
      "--name 'trois pics' --state open --kind legal-entity --mailbox-types ORG "
      "--mailbox-types=PER");
  EXPECT_EQ(request.ShortDebugString(),
            "name: \"trois pics\" state: OPEN_STATE_OPEN kind: ORGANIZATION_KIND_LEGAL_ENTITY "
            "mailbox_types: \"ORG\" mailbox_types: \"PER\"");
}

TEST(FilterFlagsTest, TellsYesFromNoFromUnsaid) {
  struct Case {
    const char* words;
    const char* want;
  };
  for (const Case& c : {Case{"", ""},
                        {"--has-mailbox", "has_mailbox: true"},
                        {"--no-mailbox", "has_mailbox: false"}}) {
    v1::SearchPractitionersRequest request;
    CLI::App command;
    AddFilterFlags(command, request, kPractitionerFilters);
    command.parse(c.words);
    EXPECT_EQ(request.ShortDebugString(), c.want) << c.words;
  }
}

TEST(FilterFlagsTest, RefusesAChoiceThatIsNone) {
  v1::SearchOrganizationsRequest request;
  CLI::App command;
  AddFilterFlags(command, request, kOrganizationFilters);
  EXPECT_THROW(command.parse("--state ajar"), CLI::ValidationError);
}

}  // namespace
}  // namespace annuaire::cli
