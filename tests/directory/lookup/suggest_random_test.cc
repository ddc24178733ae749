// Holds Suggest against the plain implementation over random worlds and texts.

#include <gtest/gtest.h>

#include <deque>
#include <random>
#include <string>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/plain_suggest.h"
#include "tests/directory/lookup/small_world.h"

namespace annuaire {
namespace {

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::size_t Below(std::size_t bound) { return random_() % bound; }
  bool OneIn(std::size_t n) { return Below(n) == 0; }

  // Few letters and few names, so that everything collides with everything.
  std::string_view Name() {
    static constexpr const char* kNames[] = {
        "MARTIN",  "MARTINE", "MARTINET", "DUPONT", "DUPOND",    "LE GUEN", "LEGUEN", "GUENE",
        "N'DIAYE", "ROSE",    "JEAN",     "JEANNE", "JEAN-NOËL", "MARIE",   "NANCY",  "PAUL",
        "PAULE",   "D'ARC",   "MART",     "GUEN",   "DUP",       "CARDIO",  "MEDECIN"};
    // Hardly anybody is called like a place or a job.
    if (OneIn(200)) return OneIn(2) ? "PARIS" : "INFIRMIER";
    return kNames[Below(std::size(kNames))];
  }
  // Two domains of many, one of few.
  std::string_view Domain() {
    if (OneIn(40)) return "ehpad-nancy.mssante.fr";
    return OneIn(2) ? "medecin.mssante.fr" : "ch-nancy.mssante.fr";
  }
  std::string_view Keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  World MakeWorld(std::size_t mailboxes) {
    World world;
    static constexpr const char* kCities[][3] = {{"54395", "Nancy", "54000"},
                                                 {"75108", "Paris", "75008"},
                                                 {"2A004", "Ajaccio", "20000"},
                                                 {"54329", "Saint-Martin", "54300"}};
    for (int i = 0; i < 8; ++i) {
      Organization organization;
      organization.key = Keep("54000000" + std::to_string(i));
      organization.legal_names = {Keep("CH DE " + std::string(Name()))};
      if (OneIn(2))
        organization.trade_names = {
            Keep((OneIn(2) ? "CLINIQUE " : "HOPITAL ST ") + std::string(Name()))};
      const auto& city = kCities[Below(4)];
      Address address;
      address.commune = {city[0], city[1]};
      address.postcode = city[2];
      organization.addresses = {address};
      world.organizations.push_back(organization);
    }
    for (std::size_t i = 0; i < mailboxes; ++i) {
      const bool personal = !OneIn(4);
      Attachment attachment;
      const std::string_view family = Name();
      const std::string_view given = Name();
      if (personal) {
        attachment.practitioner_id = Keep("8997" + std::to_string(10000000 + i));
        attachment.name = {family, given};
        attachment.profession = {"10", "Médecin"};
        if (OneIn(3)) attachment.profession = {"60", "Infirmier"};
        if (OneIn(2)) attachment.skill = {"SM04", "Cardiologie"};
        if (OneIn(2)) {  // the others have left
          Practitioner holder;
          holder.id = attachment.practitioner_id;
          holder.names = {attachment.name};
          world.practitioners.push_back(holder);
        }
      }
      if (!personal || OneIn(2)) {
        attachment.organization_key = world.organizations[Below(8)].key;
        if (OneIn(2)) attachment.service = Name();
      }
      Mailbox mailbox;
      mailbox.type_code = personal ? "PER" : "ORG";
      std::string local;
      for (const char c :
           personal ? std::string(given) + "." + std::string(family) : std::string(Name())) {
        if (c >= 'A' && c <= 'Z') local.push_back(static_cast<char>(c | 0x20));
        if (c == '.' || c == '-') local.push_back(c);
      }
      mailbox.folded_address = Keep(local + std::to_string(i) + "@" + std::string(Domain()));
      mailbox.spellings = {mailbox.folded_address};
      mailbox.attachments = {attachment};
      world.mailboxes.push_back(mailbox);
    }
    return world;
  }

  std::string Text() {
    std::string text;
    const bool impersonal = OneIn(8);  // all of it
    for (std::size_t words = 1 + Below(4); words > 0; --words) {
      std::string word(OneIn(5) ? std::string_view("Médecin") : Name());
      if (OneIn(8)) word = "54";
      if (OneIn(10)) word = OneIn(2) ? "de" : "Dr";
      static constexpr const char* kImpersonal[] = {"paris", "infirmier", "ajaccio", "hopital"};
      if (impersonal || OneIn(8)) word = kImpersonal[Below(std::size(kImpersonal))];
      word = word.substr(0, 1 + (impersonal ? word.size() - 1 : Below(word.size())));
      if (!impersonal && OneIn(3) && word.size() > 3) word[Below(word.size())] = 'x';
      static constexpr const char* kMeantWhole[] = {"ch", "st", "centre hospitalier"};
      if (OneIn(12)) word = OneIn(2) ? "le guen" : "le";
      if (OneIn(12)) word = kMeantWhole[Below(std::size(kMeantWhole))];
      text += word + (OneIn(9) ? "-" : " ");
    }
    return text;
  }

 private:
  std::mt19937 random_;
  std::deque<std::string> kept_;
};

TEST(SuggestRandomTest, EqualsRankingEveryMailbox) {
  // In the large worlds every name is frequent, in the small ones rare.
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Generator generator(seed);
    const bool large = seed > 6;
    const World world = generator.MakeWorld(large ? 6000 : seed % 2 == 0 ? 60 : 300);
    const auto directory = world.Build();
    for (int i = 0; i < (large ? 60 : 100); ++i) {
      const std::string text = generator.Text();
      SuggestQuery query;
      query.text = text;
      query.limit = static_cast<std::uint32_t>(1 + generator.Below(20));
      const std::vector<std::string_view> departments{"54", "2A"};
      if (generator.OneIn(2)) {
        query.near_departments = std::span(departments).first(1 + generator.Below(2));
      }
      if (generator.OneIn(4)) query.near_organization = world.organizations[2].key;
      if (generator.OneIn(2)) query.own_domain = generator.Domain();
      std::vector<std::string_view> correspondents;
      for (int c = 0; c < 5; ++c) {
        correspondents.push_back(
            world.mailboxes[generator.Below(world.mailboxes.size())].folded_address);
      }
      if (generator.OneIn(4)) query.correspondents = correspondents;
      const std::vector<std::string_view> types{"ORG", "PER"};
      if (generator.OneIn(3)) query.types = std::span(types).subspan(generator.Below(2), 1);
      const Suggestions got = directory->Suggest(query);
      const Suggestions want = PlainSuggest(*directory, query);
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
