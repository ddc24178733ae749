// Holds Suggest against the plain implementation over a whole store:
//
//   plain_check STORE [--texts 60] [--seed 1]
//
// Every kind of text, cut anywhere, one in four with a wrong letter; with and
// without hints. Prints one JSON object; exits 1 when an answer differs, after
// both answers on standard error.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "bench/mirror.h"
#include "bench/typing.h"
#include "directory/base/fold.h"
#include "tests/directory/lookup/plain_recipients.h"
#include "tests/directory/lookup/plain_suggest.h"

namespace annuaire {
namespace {

// All mailboxes of the edition, as its records tell them. Ends the program where they stand in
// another order.
std::vector<plain::Recipient> RecipientsOf(const Edition& edition) {
  std::vector<plain::Recipient> recipients;
  const auto first_place_of = [&](std::string_view id) {
    const auto stored = edition.generation.Get<Practitioner>(id);
    return stored.ok() && stored->has_value() ? plain::FirstPlaceOf(**stored) : plain::Place();
  };
  const Status scanned = edition.generation.Scan<Mailbox>([&](const Mailbox& mailbox) {
    recipients.push_back(plain::RecipientOf(mailbox, *edition.directory, first_place_of));
    return OkStatus();
  });
  if (!scanned.ok()) {
    std::fprintf(stderr, "plain_check: %s\n", scanned.ToString().c_str());
    std::exit(3);
  }
  plain::PutInOrder(recipients);
  for (std::uint32_t i = 0; i < recipients.size(); ++i) {
    const std::string_view address = edition.directory->row(MailboxIndex{i}).address;
    if (FoldAddress(address) == recipients[i].address) continue;
    std::fprintf(stderr, "plain_check: number %u is %.*s, wanted %s\n", i,
                 static_cast<int>(address.size()), address.data(), recipients[i].address.c_str());
    std::exit(1);
  }
  return recipients;
}

void PrintAddresses(const char* whose, const Directory& directory,
                    const std::vector<MailboxIndex>& mailboxes) {
  std::fprintf(stderr, "  %s:", whose);
  for (const MailboxIndex index : mailboxes) {
    const std::string_view address = directory.row(index).address;
    std::fprintf(stderr, " %.*s", static_cast<int>(address.size()), address.data());
  }
  std::fprintf(stderr, "\n");
}

bool SameAnswers(const Directory& directory, std::span<const plain::Recipient> recipients,
                 const SuggestQuery& query) {
  const auto given = directory.Suggest(query).mailboxes;
  const auto wanted = PlainSuggest(directory, recipients, query).mailboxes;
  if (given == wanted) return true;
  std::fprintf(stderr, "plain_check: answers differ for: %.*s\n",
               static_cast<int>(query.text.size()), query.text.data());
  PrintAddresses("given", directory, given);
  PrintAddresses("wanted", directory, wanted);
  return false;
}

int Check(const Edition& edition, std::size_t texts, std::uint64_t seed) {
  const Directory& directory = *edition.directory;
  const std::vector<plain::Recipient> recipients = RecipientsOf(edition);
  RecipientSampler sampler(directory, seed);
  std::size_t compared = 0;
  std::size_t different = 0;
  for (std::size_t i = 0; i < texts; ++i) {
    const TypedQuery kind = kTypedQueries[i % kTypedQueries.size()];
    const MailboxIndex recipient = sampler.AnyFor(kind);
    if (recipient == MailboxIndex{kNoIndex}) continue;
    const MailboxRow row = directory.row(recipient);
    std::string text = TypeText(kind, row);
    text.resize(1 + sampler.random()() % text.size());
    if (sampler.random()() % 4 == 0) text = Misspell(text, sampler.random());
    if (text.empty()) continue;
    SuggestQuery query{.text = text};
    const std::string_view department = row.department;
    const std::vector<std::string> known = sampler.Correspondents(recipient, 30);
    const std::vector<std::string_view> correspondents(known.begin(), known.end());
    if (i % 8 >= 4) {
      // A row without a department gives no hint: Suggest ignores unknown values.
      if (!department.empty()) query.near_departments = {&department, 1};
      query.own_domain = DomainOf(row.address);
      query.correspondents = correspondents;
    }
    ++compared;
    if (!SameAnswers(directory, recipients, query)) ++different;
  }
  std::printf(R"({"what":"suggestions","texts":%zu,"different":%zu})"
              "\n",
              compared, different);
  return different == 0 ? 0 : 1;
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  std::string store;
  std::size_t texts = 60;
  std::uint64_t seed = 1;
  CLI::App app("Holds Suggest against the plain implementation over a whole store.");
  app.add_option("store", store, "a store annuaire-indexer made")->required();
  app.add_option("--texts", texts, "how many");
  app.add_option("--seed", seed, "of the draw");
  CLI11_PARSE(app, argc, argv);
  return annuaire::Check(*annuaire::OpenMirror("plain_check", store), texts, seed);
}
