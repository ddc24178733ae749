// Holds Suggest against the plain implementation over random worlds and texts.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/plain_suggest.h"
#include "tests/directory/lookup/random_world.h"
#include "tests/directory/lookup/small_world.h"

namespace annuaire {
namespace {

std::vector<plain::Recipient> RecipientsOf(const World& world, const Directory& directory) {
  std::map<std::string_view, const Practitioner*> by_id;
  for (const Practitioner& practitioner : world.practitioners) {
    by_id[practitioner.id] = &practitioner;
  }
  std::vector<plain::Recipient> recipients;
  for (const Mailbox& mailbox : world.mailboxes) {
    recipients.push_back(plain::RecipientOf(mailbox, directory, [&](std::string_view id) {
      return plain::FirstPlaceOf(*by_id.at(id));
    }));
  }
  plain::PutInOrder(recipients);
  return recipients;
}

// Some of "all", in their order.
std::vector<std::string_view> SomeOf(std::vector<std::string_view> all, RandomWorld& random) {
  std::erase_if(all, [&](std::string_view) { return random.OneIn(2); });
  return all;
}

TEST(SuggestRandomTest, EqualsRankingEveryMailbox) {
  // In the large worlds every name is frequent, in the small ones rare.
  for (unsigned seed = 1; seed <= 20; ++seed) {
    RandomWorld random(seed);
    const bool large = seed > 18;
    const World world = random.MakeWorld(large ? 6000 : seed % 2 == 0 ? 60 : 300);
    const auto directory = world.Build();
    const std::vector<plain::Recipient> recipients = RecipientsOf(world, *directory);
    for (std::uint32_t i = 0; i < recipients.size(); ++i) {
      ASSERT_EQ(directory->row(MailboxIndex{i}).address, recipients[i].address)
          << "seed " << seed << ", number " << i;
    }
    for (int i = 0; i < (large ? 60 : 100); ++i) {
      std::string text = random.Text();
      if (random.OneIn(10)) {  // an address, or as much of it as is typed
        const std::string_view address =
            world.mailboxes[random.Below(world.mailboxes.size())].folded_address;
        text = address.substr(random.OneIn(4) ? address.find('@') : 0);
        text.resize(1 + random.Below(text.size()));
        if (random.OneIn(4)) text[random.Below(text.size())] = 'x';
      }
      SuggestQuery query;
      query.text = text;
      query.limit = static_cast<std::uint32_t>(1 + random.Below(20));
      const auto departments = SomeOf({"54", "2A", "999"}, random);
      if (random.OneIn(2)) query.near_departments = departments;
      if (random.OneIn(4)) query.near_organization = world.organizations[random.Below(8)].key;
      if (random.OneIn(2)) query.own_domain = random.Domain();
      std::vector<std::string_view> correspondents{"nobody@medecin.mssante.fr"};
      for (int c = 0; c < 5; ++c) {
        correspondents.push_back(
            world.mailboxes[random.Below(world.mailboxes.size())].folded_address);
      }
      if (random.OneIn(4)) query.correspondents = correspondents;
      const auto types = SomeOf({"ORG", "PER", "CAB", "APP", "NEW", "OLD"}, random);
      if (random.OneIn(3)) query.types = types;
      const Suggestions got = directory->Suggest(query);
      const Suggestions want = PlainSuggest(*directory, recipients, query);
      ASSERT_EQ(AddressesOf(*directory, got), AddressesOf(*directory, want))
          << "seed " << seed << " text '" << text << "'";
      ASSERT_EQ(got.otherwise, want.otherwise) << text;
      ASSERT_EQ(got.as_typed, want.as_typed) << text;
      ASSERT_EQ(got.truncated, want.truncated) << text;
    }
  }
}

}  // namespace
}  // namespace annuaire
