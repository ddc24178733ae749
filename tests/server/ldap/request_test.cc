#include "server/ldap/request.h"

#include <gtest/gtest.h>

#include <string>

namespace annuaire::ldap_front {
namespace {

std::string SearchBlock(const std::string& attributes) {
  return "SEARCH\nmsgid: 2\nsuffix: ou=bal,o=mssante,c=fr\nbase: ou=bal,o=mssante,c=fr\nscope: 1\n"
         "deref: 0\nsizelimit: 100\ntimelimit: 3600\nfilter: (cn=*dup*)\nattrsonly: 0\nattrs:" +
         attributes + "\n\n";
}

TEST(RequestTest, ReadsASearch) {
  const std::string block = SearchBlock(" CN rfc822mailbox foo");
  const Result<Request> request = ParseRequest(block);
  ASSERT_TRUE(request.ok());
  ASSERT_EQ(request->operation, Request::Operation::kSearch);
  const SearchRequest& search = request->search;
  EXPECT_EQ(search.base, "ou=bal,o=mssante,c=fr");
  EXPECT_EQ(search.scope, Scope::kOneLevel);
  EXPECT_EQ(search.size_limit, 100);
  EXPECT_EQ(search.filter, "(cn=*dup*)");
  EXPECT_TRUE(search.attributes.Has(Attribute::kCn));
  EXPECT_TRUE(search.attributes.Has(Attribute::kMail));
  EXPECT_FALSE(search.attributes.Has(Attribute::kSn));
}

TEST(RequestTest, AsksForAllThatOnlyASchemaTells) {
  const struct {
    const char* attributes;
    bool all;
  } table[] = {{" all", true},  {" *", true},          {" * +", true},     {" 2.5.4.3", true},
               {" 1.1", false}, {" cn;lang-fr", true}, {" @person", true}, {" +", false},
               {"", false},     {" foo", false}};
  for (const auto& row : table) {
    const std::string block = SearchBlock(row.attributes);
    const Result<Request> request = ParseRequest(block);
    ASSERT_TRUE(request.ok());
    EXPECT_EQ(request->search.attributes.Has(Attribute::kSn), row.all) << row.attributes;
  }
}

TEST(RequestTest, LetsNoAttributeNameChangeWhatWasSaidBefore) {
  const std::string block = SearchBlock(" cn\nsizelimit: 100000\nfilter: (objectClass=*)");
  const Result<Request> request = ParseRequest(block);
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request->search.size_limit, 100);
  EXPECT_EQ(request->search.filter, "(cn=*dup*)");
}

TEST(RequestTest, TellsTheOperationsApart) {
  EXPECT_EQ(ParseRequest("UNBIND\nmsgid: 3\n\n")->operation, Request::Operation::kUnbind);
  EXPECT_EQ(ParseRequest("BIND\nmsgid: 1\ndn: cn=u\ncred: x\n\n")->operation,
            Request::Operation::kBind);
  EXPECT_EQ(ParseRequest("MODIFY\nmsgid: 1\n\n")->operation, Request::Operation::kOther);
}

TEST(RequestTest, RefusesWhatBackSockDoesNotWrite) {
  const std::string whole = SearchBlock(" cn");
  for (const char* name : {"base", "scope", "sizelimit", "filter", "attrs"}) {
    std::string block = whole;
    block.replace(block.find("\n" + std::string(name) + ":") + 1, 1, "X");
    EXPECT_EQ(ParseRequest(block).status().code(), StatusCode::kInvalidArgument) << name;
  }
  for (const char* block : {"", "\n\n", "search\n\n", "GET / HTTP/1.1\n\n"}) {
    EXPECT_EQ(ParseRequest(block).status().code(), StatusCode::kInvalidArgument) << block;
  }
  std::string bad_scope = whole;
  bad_scope.replace(bad_scope.find("scope: 1"), 8, "scope: 4");
  EXPECT_FALSE(ParseRequest(bad_scope).ok());
  std::string bad_limit = whole;
  bad_limit.replace(bad_limit.find("100"), 3, "1e2");
  EXPECT_FALSE(ParseRequest(bad_limit).ok());
}

}  // namespace
}  // namespace annuaire::ldap_front
