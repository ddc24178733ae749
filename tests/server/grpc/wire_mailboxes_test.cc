#include "server/grpc/wire_mailboxes.h"

#include <gtest/gtest.h>

#include <string>

#include "server/grpc/convert_metadata.h"
#include "server/rpc/message.h"
#include "tests/server/grpc/judged_store.h"
#include "tests/server/grpc/plain_messages.h"
#include "tests/server/grpc/sample_store.h"

namespace annuaire::grpc_front {
namespace {

std::string BytesOf(const ::grpc::ByteBuffer& reply) {
  return std::string(rpc::ViewOf(rpc::InOnePiece(reply)));
}

// Every mailbox there is, best first.
std::vector<MailboxIndex> AllMailboxes(const Edition& edition) {
  std::vector<MailboxIndex> all;
  for (std::uint32_t i = 0; i < edition.directory->counts().mailboxes; ++i) {
    all.push_back(MailboxIndex{i});
  }
  return all;
}

void ExpectTheBytesOfMessages(const Edition& edition) {
  for (const MailboxIndex mailbox : AllMailboxes(edition)) {
    for (const bool corrected : {false, true}) {
      v1::SuggestResponse want;
      Encode(edition.directory->row(mailbox), *want.add_suggestions());
      want.mutable_suggestions(0)->set_corrected(corrected);
      want.set_truncated(true);
      want.set_corrected(corrected);
      Encode(edition.generation.metadata(), *want.mutable_edition());
      ::grpc::ByteBuffer reply;
      WriteSuggestResponse(
          edition, {.mailboxes = {mailbox}, .as_typed = corrected ? 0u : 1u, .truncated = true},
          reply);
      ASSERT_EQ(BytesOf(reply), want.SerializeAsString()) << want.DebugString();
    }
  }
}

TEST(WireMailboxesTest, GivesTheBytesOfMessagesForEveryMailboxOfTheSample) {
  const SampleStore store;
  ASSERT_GT(store.edition().directory->counts().mailboxes, 100u);
  ExpectTheBytesOfMessages(store.edition());
}

TEST(WireMailboxesTest, GivesTheBytesOfMessagesForOddMailboxes) {
  ExpectTheBytesOfMessages(JudgedStore().edition());
}

TEST(WireMailboxesTest, ListsMailboxesInOrder) {
  const SampleStore store;
  const std::vector<MailboxIndex> all = AllMailboxes(store.edition());
  for (const std::string token : {"", "next"}) {
    v1::SearchMailboxesResponse want;
    for (const MailboxIndex mailbox : all) {
      Encode(store.edition().directory->row(mailbox), *want.add_mailboxes());
    }
    want.set_next_page_token(token);
    Encode(store.edition().generation.metadata(), *want.mutable_edition());
    ::grpc::ByteBuffer reply;
    WriteSearchMailboxesResponse(store.edition(), all, token, reply);
    EXPECT_EQ(BytesOf(reply), want.SerializeAsString());
  }
}

TEST(WireMailboxesTest, SaysThatNothingWasFound) {
  const JudgedStore store;
  v1::SuggestResponse want;
  Encode(store.edition().generation.metadata(), *want.mutable_edition());
  ::grpc::ByteBuffer reply;
  WriteSuggestResponse(store.edition(), {}, reply);
  EXPECT_EQ(BytesOf(reply), want.SerializeAsString());
}

TEST(WireMailboxesTest, NamesMailboxesAsMailClientsShowThem) {
  struct Row {
    const char* address;
    const char* want;
  };
  const Row rows[] = {
      {"jean.dupre@ch-troispics.mssante.fr", "Jean-Noël DUPRÉ"},
      {"cardiologie@ch-troispics.mssante.fr", "cardiologie – CH DES TROIS PICS"},
      {"cabinet@lab.ch-troispics.mssante.fr", "cabinet – CH DES TROIS PICS"},
  };
  const JudgedStore store;
  for (const Row& row : rows) {
    const auto mailbox = store.edition().directory->FindMailbox(row.address);
    ASSERT_TRUE(mailbox);
    ::grpc::ByteBuffer reply;
    WriteSuggestResponse(store.edition(), {.mailboxes = {*mailbox}, .as_typed = 1}, reply);
    v1::SuggestResponse response;
    ASSERT_TRUE(response.ParseFromString(BytesOf(reply)));
    EXPECT_EQ(response.suggestions(0).display_name(), row.want);
  }
}

}  // namespace
}  // namespace annuaire::grpc_front
