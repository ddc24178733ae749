// Holds Suggest against the plain implementation over a whole store:
//
//   plain_check STORE [--texts 60] [--seed 1]
//
// Every kind of text, cut anywhere, one in four with a wrong letter; with and
// without hints. Prints one JSON object; exits 1 when an answer differs, after
// both answers on standard error. The plain implementation knows one attachment
// a mailbox: where the two differ by a mailbox of several holders or
// structures only, they do not differ.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>

#include "bench/mirror.h"
#include "bench/typing.h"
#include "directory/base/fold.h"
#include "tests/directory/lookup/plain_suggest.h"

namespace annuaire {
namespace {

bool HasOneAttachment(const Edition& edition, MailboxIndex index) {
  const auto mailbox =
      edition.generation.GetMailbox(FoldAddress(edition.directory->row(index).address));
  return mailbox.ok() && mailbox->has_value() && (**mailbox).attachments.size() == 1;
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

bool SameAnswers(const Edition& edition, const SuggestQuery& query) {
  auto given = edition.directory->Suggest(query).mailboxes;
  auto wanted = PlainSuggest(*edition.directory, query).mailboxes;
  if (given == wanted) return true;
  const auto several = [&](MailboxIndex index) { return !HasOneAttachment(edition, index); };
  const auto removed = std::erase_if(given, several) + std::erase_if(wanted, several);
  const std::size_t shorter = std::min(given.size(), wanted.size());
  const auto common = given.begin() + static_cast<std::ptrdiff_t>(shorter);
  if (removed > 0 && std::equal(given.begin(), common, wanted.begin())) return true;
  std::fprintf(stderr, "plain_check: answers differ for: %.*s\n",
               static_cast<int>(query.text.size()), query.text.data());
  PrintAddresses("given", *edition.directory, given);
  PrintAddresses("wanted", *edition.directory, wanted);
  return false;
}

int Check(const Edition& edition, std::size_t texts, std::uint64_t seed) {
  const Directory& directory = *edition.directory;
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
    if (!SameAnswers(edition, query)) ++different;
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
