// Any bytes as a typed recipient: the first is the limit, the bits of the second
// say which hints and types are given, the rest is the text.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/random_world.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annuaire;
  static RandomWorld random(1);
  static const std::unique_ptr<const Directory> directory = random.MakeWorld(300).Build();
  if (size < 2) return 0;
  const std::uint8_t given = data[1];
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);

  const std::string_view departments[] = {"54", "2A"};
  const std::string_view correspondents[] = {directory->row(MailboxIndex{7}).address,
                                             "nobody@medecin.mssante.fr"};
  const std::string_view types[] = {"APP", "ORG"};
  SuggestQuery query;
  query.text = text.substr(0, SuggestQuery::kTextBytesMax);
  query.limit = 1 + data[0] % SuggestQuery::kLimitMax;
  if (given & 1) query.near_departments = departments;
  if (given & 2) query.correspondents = correspondents;
  if (given & 4) query.own_domain = "medecin.mssante.fr";
  if (given & 8) query.types = std::span(types).first(given & 16 ? 1 : 2);

  const Suggestions first = directory->Suggest(query);
  Require(first.mailboxes.size() <= query.limit);
  auto sorted = first.mailboxes;
  std::sort(sorted.begin(), sorted.end());
  Require(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());
  for (const MailboxIndex mailbox : first.mailboxes) {
    const std::string_view type = directory->row(mailbox).type_code;
    Require(query.types.empty() ||
            std::find(query.types.begin(), query.types.end(), type) != query.types.end());
  }
  Require(directory->Suggest(query).mailboxes == first.mailboxes);
  return 0;
}
