// The published address that a mistyped one was meant to be.

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/edit_distance.h"
#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "tests/directory/lookup/small_world.h"

namespace annuaire {
namespace {

TEST(NearestMailboxTest, Table) {
  const auto directory = SmallWorld().Build();
  struct Case {
    const char* address;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{
           {"sophie.matrin@medecin.mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {"sophie-martin@medecin.mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {"SOPHIE.MARTI@medecin.mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {"sophie.mar@medecin.mssante.fr", "-"},  // three letters short
           {"jean.dupont@ch-troispic.mssante.fr", "jean.dupont@ch-troispics.mssante.fr"},
           {"jean.dupont@ch-toispics.mssant.fr", "jean.dupont@ch-troispics.mssante.fr"},
           {"accueil@medecin.mssante.fr", "-"},  // the domain exists: nobody's near there
           {"jean.dupont@elsewhere.mssante.fr", "-"},
           {"nobody@medecin.mssante.fr", "-"},
           // read with good will
           {"sophie.martin@medecin.mssante", "sophie.martin@medecin.mssante.fr"},
           {"sophie.martin@medecin.mssante.com", "sophie.martin@medecin.mssante.fr"},
           {"sophie.martin@medecin.fr", "sophie.martin@medecin.mssante.fr"},
           {"sophie.martin@medecin", "sophie.martin@medecin.mssante.fr"},
           {"sophie.martin@medecin.mssante.fr.", "sophie.martin@medecin.mssante.fr"},
           {"sophie.martin@medecin.mssanté.fr", "sophie.martin@medecin.mssante.fr"},
           {"sôphié.martin@medecin.mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {"\u00A0sophie.\u00A0martin @ medecin . mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {"ｓｏｐｈｉｅ.ｍａｒｔｉｎ@medecin.mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {"sop\u200Bhie..martin@@medecin,mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {".sophie.martin.@.medecin.mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {"jean.dupont@ch-troispics.fr", "jean.dupont@ch-troispics.mssante.fr"},
           {"jean.dupont@medecin.fr", "-"},
           // a letter on each side
           {"sophie.matin@medcin.mssante.fr", "sophie.martin@medecin.mssante.fr"},
           {"sophie.matin@medecin.mssante.com", "sophie.martin@medecin.mssante.fr"},
           {"sophie.matin@medcn.mssante.fr", "-"},
           {"sophie.matni@medcin.mssante.fr", "-"},
           {"sophie.martin", "-"},
           {"@", "-"},
           {"", "-"}}) {
    const auto found = directory->FindNearestMailbox(c.address);
    EXPECT_EQ(found ? directory->row(*found).address : "-", c.want) << c.address;
  }
}

TEST(NearestMailboxTest, IsOneThatWasMeant) {
  World world = SmallWorld();
  const Mailbox any = world.mailboxes[4];  // sophie.martin
  struct Published {
    const char* address;
    const char* family_name;
    const char* given_name;
  };
  for (const Published& p :
       std::vector<Published>{{"bouritiere.martine@medecin.mssante.fr", "BOURITIERE", "MARTINE"},
                              {"l.david@medecin.mssante.fr", "DAVID", "LAURE"},
                              {"remi.david@medecin.mssante.fr", "DAVID", "REMI"},
                              {"r.petitjean@medecin.mssante.fr", "PETITJEAN", "RÉMI"},
                              {"anne.roche@medecin.mssante.fr", "ROCHE", "ANNE"},
                              {"alice.roche@medecin.mssante.fr", "ROCHE", "ALICE"},
                              {"moreau.h@medecin.mssante.fr", "MOREAU", "HUGO"},
                              {"jean-marie.le-goff@medecin.mssante.fr", "LE GOFF", "JEAN-MARIE"},
                              {"thomas.duval@medecin.mssante.fr", "DUVAL", "THOMAS"},
                              {"claire.montaigne@medecin.mssante.fr", "MONTAIGNE", "CLAIRE"},
                              {"accueil12@medecin.mssante.fr", "", ""},
                              {"anne.dumas@pharmacien.mssante.fr", "DUMAS", "ANNE"}}) {
    Mailbox mailbox = any;
    mailbox.folded_address = p.address;
    mailbox.spellings = {p.address};
    mailbox.attachments.front().practitioner_id = p.address;  // of nobody in the extract of people
    mailbox.attachments.front().name = {p.family_name, p.given_name};
    world.mailboxes.push_back(std::move(mailbox));
  }
  const auto directory = world.Build();
  struct Case {
    const char* local_part;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{// swapped
                                         {"martine.bouritiere", "bouritiere.martine"},
                                         {"le-goff.jean-marie", "jean-marie.le-goff"},
                                         // of an initial
                                         {"r.david", "remi.david"},
                                         {"david.r", "-"},
                                         {"h.david", "-"},
                                         {"a.roche", "-"},  // of two
                                         {"remi.petitjean", "r.petitjean"},
                                         {"rosa.petitjean", "-"},
                                         {"moreau.hugo", "moreau.h"},
                                         {"r.petitjaen", "r.petitjean"},
                                         // a name is not another
                                         {"thomas.dumas", "-"},
                                         {"thomas.duvla", "thomas.duval"},
                                         {"thomas.duvlaa", "-"},
                                         {"claire.montagnie", "claire.montaigne"},
                                         {"claire.mntagne", "claire.montaigne"},
                                         {"anne.david", "-"},
                                         // nor a number
                                         {"accueil13", "-"},
                                         {"accuel12", "accueil12"},
                                         // what divides them
                                         {"jean_marie.le-goff", "jean-marie.le-goff"},
                                         {"jeanmarie.le-goff", "jean-marie.le-goff"},
                                         {"jean.marie.le.goff", "jean-marie.le-goff"},
                                         {"jean-marie.legoff", "jean-marie.le-goff"},
                                         {"annedumas", "-"},
                                         {"thomasxduval", "thomas.duval"},
                                         {"thomasxduvl", "-"},
                                         {"rpetitjean", "r.petitjean"}}) {
    const auto found =
        directory->FindNearestMailbox(std::string(c.local_part) + "@medecin.mssante.fr");
    EXPECT_EQ(found ? LocalPartOf(directory->row(*found).address) : "-", c.want) << c.local_part;
  }
}

TEST(NearestMailboxTest, IsTheOneNearestOfALargeDomain) {
  std::mt19937 random(7);
  const auto address = [&] {
    std::string made = "ndiaye";  // of so many letters two may be wrong
    for (std::size_t length = 3 + random() % 3; length > 0; --length) {
      made.push_back(static_cast<char>('a' + random() % 5));
    }
    return made + "@medecin.mssante.fr";
  };
  std::set<std::string> published;
  while (published.size() < 150) published.insert(address());
  World world = SmallWorld();
  const Mailbox any = world.mailboxes.front();
  world.mailboxes.clear();
  for (const std::string& one : published) {
    Mailbox mailbox = any;
    mailbox.folded_address = one;
    mailbox.spellings = {one};
    world.mailboxes.push_back(std::move(mailbox));
  }
  const auto directory = world.Build();
  for (int round = 0; round < 500; ++round) {
    const std::string typed = address();
    if (published.contains(typed)) continue;
    std::vector<std::string> nearest;
    for (std::size_t most = 1; most <= 2 && nearest.empty(); ++most) {
      for (const std::string& one : published) {
        if (EditDistance(one, typed, most) <= most) nearest.push_back(one);
      }
    }
    const auto found = directory->FindNearestMailbox(typed);
    EXPECT_EQ(found ? directory->row(*found).address : "-",
              nearest.size() == 1 ? nearest.front() : "-")
        << typed;
  }
}

TEST(NearestMailboxTest, SeveralEquallyNearGiveNone) {
  World world = SmallWorld();
  Mailbox twin = world.mailboxes[4];  // sophie.martin
  twin.folded_address = "sophie.martix@medecin.mssante.fr";
  twin.spellings = {twin.folded_address};
  world.mailboxes.push_back(twin);
  const auto directory = world.Build();
  EXPECT_FALSE(directory->FindNearestMailbox("sophie.martiz@medecin.mssante.fr"));
  EXPECT_TRUE(directory->FindNearestMailbox("sophi.martin@medecin.mssante.fr"));
}

}  // namespace
}  // namespace annuaire
