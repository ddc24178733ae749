#include "server/grpc/request_texts.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "annuaire/v1/directory_service.pb.h"
#include "annuaire/v1/mailbox_service.pb.h"
#include "annuaire/v1/mirror_service.pb.h"

namespace annuaire::grpc_front {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Every request with texts that are looked for.
std::vector<const Message*> Requests() {
  return {&v1::SearchPractitionersRequest::default_instance(),
          &v1::SearchOrganizationsRequest::default_instance(),
          &v1::SearchMailboxesRequest::default_instance(),
          &v1::GetPractitionerRequest::default_instance(),
          &v1::GetOrganizationRequest::default_instance(),
          &v1::GetDomainRequest::default_instance(),
          &v1::AuditRequest::default_instance(),
          &v1::ChangeFilter::default_instance(),
          &v1::WatchChangesRequest::default_instance()};
}

struct Row {
  const char* what;
  std::string text;
  std::string want;  // after the field; nothing when it may stand
};

const std::vector<Row>& Rows() {
  static const std::vector<Row> rows = {
      {"a word", "dup", ""},
      {"one letter", "é", ""},
      {"one digit", "-5-", ""},
      {"as long as may be", std::string(256, 'a'), ""},
      {"a byte longer", std::string(257, 'a'), ": 257 bytes is above 256"},
      {"very long", std::string(std::size_t{1} << 20, 'a'), ": 1048576 bytes is above 256"},
      {"signs", "???", ": holds no letter and no digit"},
      {"signs outside ASCII", "§§§", ": holds no letter and no digit"},
      {"a hyphen", "-", ": holds no letter and no digit"},
      {"blanks", "  ", ": holds no letter and no digit"},
  };
  return rows;
}

TEST(RequestTextsTest, HoldForEveryTextOfEveryRequest) {
  for (const Message* empty : Requests()) {
    EXPECT_TRUE(CheckTexts(*empty).ok()) << empty->GetTypeName();
    for (int i = 0; i < empty->GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor* field = empty->GetDescriptor()->field(i);
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
      for (const Row& row : Rows()) {
        SCOPED_TRACE(field->full_name() + ", " + row.what);
        const std::unique_ptr<Message> request(empty->New());
        if (field->is_repeated()) {
          request->GetReflection()->AddString(request.get(), field, row.text);
        } else {
          request->GetReflection()->SetString(request.get(), field, row.text);
        }
        const Status status = CheckTexts(*request);
        EXPECT_EQ(status.ok(), row.want.empty());
        if (row.want.empty()) continue;
        EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
        EXPECT_EQ(status.message(), field->name() + row.want);
      }
    }
  }
}

TEST(RequestTextsTest, OfAListEachIsSet) {
  v1::AuditRequest request;
  request.add_rules("ORG");
  request.add_rules("");
  EXPECT_EQ(CheckTexts(request).message(), "rules: holds no letter and no digit");
}

TEST(RequestTextsTest, ListsHaveALimit) {
  v1::AuditRequest texts;
  v1::ListChangesRequest numbers;  // of a message in a message
  for (std::size_t i = 0; i < kListedMax; ++i) {
    texts.add_rules("ORG-01");
    numbers.mutable_filter()->add_kinds(v1::CHANGE_KIND_MAILBOX_PUBLISHED);
  }
  EXPECT_TRUE(CheckTexts(texts).ok());
  EXPECT_TRUE(CheckTexts(numbers).ok());
  texts.add_rules("ORG-01");
  numbers.mutable_filter()->add_kinds(v1::CHANGE_KIND_MAILBOX_PUBLISHED);
  EXPECT_EQ(CheckTexts(texts).message(), "rules: 129 is above 128");
  EXPECT_EQ(CheckTexts(numbers).message(), "kinds: 129 is above 128");
}

}  // namespace
}  // namespace annuaire::grpc_front
