#include "server/grpc/wire_mailbox.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>

#include "server/grpc/convert_metadata.h"
#include "server/grpc/convert_record.h"
#include "server/grpc/validate.h"
#include "server/rpc/message.h"
#include "tests/server/grpc/judged_store.h"
#include "tests/server/grpc/plain_messages.h"
#include "tests/server/grpc/sample_store.h"

namespace annuaire::grpc_front {
namespace {

std::string BytesOf(const ::grpc::ByteBuffer& reply) {
  return std::string(rpc::ViewOf(rpc::InOnePiece(reply)));
}

// Calls visit(index, mailbox) for each.
template <typename Visit>
void ForEachMailbox(const Edition& edition, Visit visit) {
  const Status scanned = edition.generation.Scan<Mailbox>([&](const Mailbox& mailbox) {
    const auto index = edition.directory->FindMailbox(mailbox.folded_address);
    EXPECT_TRUE(index);
    if (index) visit(*index, mailbox);
    return OkStatus();
  });
  EXPECT_TRUE(scanned.ok()) << scanned.ToString();
}

v1::GetMailboxResponse PlainGetMailbox(const Edition& edition, const Mailbox& mailbox) {
  v1::GetMailboxResponse response;
  Encode(mailbox, *edition.directory, *response.mutable_mailbox());
  const std::string_view name = DomainOf(mailbox.folded_address);
  v1::Domain& domain = *response.mutable_mailbox()->mutable_domain();
  const auto stored = edition.generation.Get<Domain>(name);
  EXPECT_TRUE(stored.ok());
  if (stored->has_value()) Encode(**stored, domain);
  domain.mutable_name()->assign(name);
  domain.set_white_list_loaded(edition.directory->white_list_loaded());
  const DomainRow row = edition.directory->row(*edition.directory->FindDomain(name));
  domain.set_listed(row.listed);
  domain.set_mailboxes_count(row.mailboxes_count);
  Encode(edition.generation.metadata(), *response.mutable_edition());
  return response;
}

const PublishedSighting kSighting = {
    .first_seen = "2026-01-02", .since_baseline = true, .last_seen = "2026-11-20"};

// Both ways, with a sighting and without. Returns how many can be answered from
// memory.
std::size_t ExpectTheMessagesOfGetMailbox(const Edition& edition) {
  const auto details = edition.details.Get();
  std::size_t from_memory = 0;
  ForEachMailbox(edition, [&](MailboxIndex index, const Mailbox& mailbox) {
    v1::GetMailboxResponse want = PlainGetMailbox(edition, mailbox);
    ::grpc::ByteBuffer reply;
    WriteGetMailboxResponse(edition, index, mailbox, std::nullopt, reply);
    EXPECT_EQ(BytesOf(reply), want.SerializeAsString()) << want.DebugString();
    if (WriteGetMailboxResponse(edition, details.get(), index, std::nullopt, reply)) {
      ++from_memory;
      EXPECT_EQ(BytesOf(reply), want.SerializeAsString()) << want.DebugString();
    }

    v1::Sighting& sighting = *want.mutable_mailbox()->mutable_sighting();
    sighting.set_first_seen(kSighting.first_seen);
    sighting.set_since_baseline(kSighting.since_baseline);
    sighting.mutable_last_seen()->assign(kSighting.last_seen);
    WriteGetMailboxResponse(edition, index, mailbox, kSighting, reply);
    EXPECT_EQ(BytesOf(reply), want.SerializeAsString()) << want.DebugString();
    if (WriteGetMailboxResponse(edition, details.get(), index, kSighting, reply)) {
      EXPECT_EQ(BytesOf(reply), want.SerializeAsString()) << want.DebugString();
    }
  });
  return from_memory;
}

void ExpectTheMessagesOfValidate(const Edition& edition) {
  ForEachMailbox(edition, [&](MailboxIndex, const Mailbox& mailbox) {
    for (const char* expected : {"", "PER", "ORG", "org"}) {
      v1::ValidateRequest request;
      request.mutable_address()->assign(mailbox.spellings.front());
      request.set_expected_type(expected);
      v1::ValidateResponse want;
      ASSERT_TRUE(Validate(edition, request, want).ok());
      ::grpc::ByteBuffer reply;
      ASSERT_TRUE(Validate(edition, request.SerializeAsString(), reply).ok());
      EXPECT_EQ(BytesOf(reply), want.SerializeAsString()) << want.DebugString();
    }
  });
}

TEST(WireMailboxTest, GivesTheBytesOfMessagesForEveryMailboxOfTheSample) {
  const SampleStore store;
  const std::size_t count = store.edition().directory->counts().mailboxes;
  ASSERT_GT(count, 100u);
  const std::size_t from_memory = ExpectTheMessagesOfGetMailbox(store.edition());
  EXPECT_GT(from_memory, count * 9 / 10);
  ExpectTheMessagesOfValidate(store.edition());
}

TEST(WireMailboxTest, GivesTheBytesOfMessagesWithoutAWhiteList) {
  ExpectTheMessagesOfValidate(JudgedStore(JudgedStore::WhiteList::kNone).edition());
}

TEST(WireMailboxTest, GivesTheBytesOfMessagesForOddMailboxes) {
  const JudgedStore store;
  // All but the one with several attachments.
  EXPECT_EQ(ExpectTheMessagesOfGetMailbox(store.edition()),
            store.edition().directory->counts().mailboxes - 1);
  ExpectTheMessagesOfValidate(store.edition());
}

TEST(WireMailboxTest, KeepsEveryFieldAndTheKeyOfAStructureWithoutRow) {
  const JudgedStore store;
  Mailbox mailbox;
  mailbox.folded_address = "cardiologie@ch-troispics.mssante.fr";
  mailbox.spellings = {"Cardiologie@ch-troispics.mssante.fr", "cardiologie@ch-troispics.mssante.fr",
                       "CARDIOLOGIE@ch-troispics.mssante.fr"};
  mailbox.type_code = "ORG";
  Attachment attachment;
  attachment.type_code = "ORG";
  attachment.practitioner_id = "899700000013";
  attachment.name = {"DUPRÉ", ""};
  attachment.title = {"DR", "Docteur"};
  attachment.category = {"C", "Civil"};
  attachment.profession = {"10", ""};
  attachment.skill = {"", "Cardiologie"};
  attachment.organization_key = "540000404";
  attachment.organization_id_type = "FINESS";
  attachment.organization_id = "540000404";
  attachment.service = "Cardiologie";
  attachment.legal_name = "CH";
  attachment.trade_name = "PICS";
  attachment.address.recipient_complement = "BAT A";
  attachment.address.geographic_complement = "ENTREE 2";
  attachment.address.street_number = "12";
  attachment.address.repetition_index = "B";
  attachment.address.street_type = {"R", "Rue"};
  attachment.address.street_name = "DES PICS";
  attachment.address.distribution = "BP 7";
  attachment.address.delivery_line = "54035 NANCY CEDEX";
  attachment.address.postcode = "54035";
  attachment.address.commune = {"54395", "Nancy"};
  attachment.address.country = {"99100", "France"};
  attachment.department = "Meurthe-et-Moselle";
  attachment.paperless = Paperless::kAccepted;
  attachment.description = "Réponse sous 24 h";
  attachment.preferred_rank = 300;
  Attachment other;
  other.practitioner_id = "0999900012";
  other.paperless = Paperless::kRefused;
  mailbox.attachments = {attachment, other, Attachment{}};

  const auto index = store.edition().directory->FindMailbox(mailbox.folded_address);
  ASSERT_TRUE(index);
  ::grpc::ByteBuffer reply;
  WriteGetMailboxResponse(store.edition(), *index, mailbox, std::nullopt, reply);
  const v1::GetMailboxResponse want = PlainGetMailbox(store.edition(), mailbox);
  EXPECT_EQ(BytesOf(reply), want.SerializeAsString()) << want.DebugString();
}

TEST(WireMailboxTest, RefusesRequestsThatAreNone) {
  const JudgedStore store;
  ::grpc::ByteBuffer reply;
  const Status status = Validate(store.edition(), std::string_view("\x0a\x05x", 3), reply);
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace annuaire::grpc_front
