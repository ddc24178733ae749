#include "cli/json_text.h"

#include <gtest/gtest.h>

#include "annuaire/v1/mailbox_service.pb.h"
#include "cli/json_output.h"

namespace annuaire::cli {
namespace {

std::string Quoted(std::string_view text) {
  std::string json;
  AppendJsonString(json, text);
  return json;
}

TEST(JsonTextTest, EscapesStrings) {
  struct Case {
    std::string text;
    const char* want;
  };
  for (const Case& c : {
           Case{"", "\"\""},
           {"Noël 😀", "\"Noël 😀\""},
           {"a\"b\\c", R"("a\"b\\c")"},
           {"\b\f\n\r\t", R"("\b\f\n\r\t")"},
           {std::string("\0\x1b\x7f", 3), R"("\u0000\u001b\u007f")"},
           {"</script>", R"("\u003c/script\u003e")"},
           {"\xff"
            "a\xc3",
            "\"\uFFFDa\uFFFD\""},
       }) {
    EXPECT_EQ(Quoted(c.text), c.want);
  }
}

TEST(JsonTextTest, WritesMessagesAsProtobufDoes) {
  v1::ValidateResponse answer;
  const auto same = [](const google::protobuf::Message& message) {
    std::string json;
    AppendJson(json, message);
    EXPECT_EQ(json + "\n", ToJson(message, Terminal{}));
  };
  same(answer);
  answer.set_address("a<b>\"\\é\x01@ch.mssante.fr");
  answer.set_verdict(v1::SEVERITY_VIOLATION);
  v1::Finding& finding = *answer.add_findings();
  finding.set_rule("ORG-01");
  finding.add_tokens("jean");
  finding.add_tokens("dupont");
  answer.add_findings();
  answer.set_publication(static_cast<v1::Publication>(99));
  answer.set_type_differs(true);
  answer.add_holders()->mutable_name()->set_given_name("Jean");
  answer.mutable_organization();
  answer.add_operators("MAILIZ");
  answer.mutable_edition()->set_generation("20261120T061500Z");
  same(answer);

  v1::AuditResponse item;
  same(item);
  item.mutable_summary()->set_mailboxes_examined(UINT64_MAX);
  item.mutable_summary()->add_counts()->set_findings(1);
  same(item);
  item.mutable_row()->set_address("a@b");
  same(item);
}

}  // namespace
}  // namespace annuaire::cli
