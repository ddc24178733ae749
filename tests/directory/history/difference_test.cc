#include "directory/history/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace annuaire {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "kind subject | fact: before > after | …", or "" for no change.
std::string Describe(const Change* change) {
  if (change == nullptr) return "";
  const auto join = [](const std::vector<std::string_view>& values) {
    std::string text;
    for (const std::string_view value : values) {
      text.append(text.empty() ? "" : ",").append(value);
    }
    return text;
  };
  std::string text = std::to_string(static_cast<int>(change->kind)) + " ";
  text += change->subject;
  for (const FactChange& fact : change->facts) {
    text += " | " + std::to_string(static_cast<int>(fact.fact)) + ": " + join(fact.before) + " > " +
            join(fact.after);
  }
  return text;
}

Attachment Row(std::string_view holder, std::string_view structure, std::string_view service) {
  Attachment row;
  row.practitioner_id = holder;
  row.organization_key = structure;
  row.service = service;
  row.name = {"DUPRÉ", "Jean-Noël"};
  return row;
}

Mailbox Box() {
  Mailbox box;
  box.folded_address = "jean.dupre@ch.mssante.fr";
  box.spellings = {"Jean.Dupre@ch.mssante.fr"};
  box.type_code = "PER";
  box.attachments = {Row("899700000013", "540000001", ""),
                     Row("899700000021", "540000001", "Cardiologie")};
  return box;
}

TEST(DifferenceTest, OfMailboxes) {
  struct Case {
    const char* name;
    std::function<void(Mailbox&)> edit;
    const char* change;
  };
  const Case cases[] = {
      {"the same", [](Mailbox&) {}, ""},
      {"rows in another order",
       [](Mailbox& box) { std::swap(box.attachments[0], box.attachments[1]); }, ""},
      {"a row twice", [](Mailbox& box) { box.attachments.push_back(box.attachments[0]); }, ""},
      {"another spelling", [](Mailbox& box) { box.spellings = {"JEAN.DUPRE@ch.mssante.fr"}; }, ""},
      {"another postal address",
       [](Mailbox& box) { box.attachments[0].address.postcode = "54000"; }, ""},
      {"type", [](Mailbox& box) { box.type_code = "ORG"; },
       "3 jean.dupre@ch.mssante.fr | 1: PER > ORG"},
      {"holder", [](Mailbox& box) { box.attachments[1].practitioner_id = "899700000039"; },
       "3 jean.dupre@ch.mssante.fr | 2: 899700000013,899700000021 > 899700000013,899700000039"},
      {"one of two rows gone", [](Mailbox& box) { box.attachments.pop_back(); },
       "3 jean.dupre@ch.mssante.fr | 2: 899700000013,899700000021 > 899700000013 | 4: Cardiologie "
       "> "},
      {"structure of one row", [](Mailbox& box) { box.attachments[1].organization_key = "5"; },
       "3 jean.dupre@ch.mssante.fr | 3: 540000001 > 5,540000001"},
  };
  Difference difference;
  for (const Case& c : cases) {
    const Mailbox before = Box();
    Mailbox after = Box();
    c.edit(after);
    EXPECT_EQ(Describe(difference.Between(&before, &after)), c.change) << c.name;
  }
  const Mailbox box = Box();
  EXPECT_EQ(Describe(difference.Between(nullptr, &box)),
            "1 jean.dupre@ch.mssante.fr | 1:  > PER | 2:  > 899700000013,899700000021 | 3:  > "
            "540000001 | 4:  > Cardiologie");
  EXPECT_EQ(Describe(difference.Between(&box, static_cast<const Mailbox*>(nullptr))),
            "2 jean.dupre@ch.mssante.fr | 1: PER >  | 2: 899700000013,899700000021 >  | 3: "
            "540000001 >  | 4: Cardiologie > ");
}

TEST(DifferenceTest, AMailboxNamesEverybodyConcernedBeforeAndAfter) {
  const Mailbox before = Box();
  Mailbox after = Box();
  after.attachments[1] = Row("899700000039", "540000009", "Cardiologie");
  Difference difference;
  const Change* change = difference.Between(&before, &after);
  ASSERT_NE(change, nullptr);
  EXPECT_THAT(change->practitioners, ElementsAre("899700000013", "899700000021", "899700000039"));
  EXPECT_THAT(change->organizations, ElementsAre("540000001", "540000009"));
  EXPECT_EQ(change->name, "DUPRÉ");
  EXPECT_EQ(change->given_name, "Jean-Noël");
}

TEST(DifferenceTest, AServicesMailboxGoesByItsStructure) {
  Mailbox box;
  box.folded_address = "cardiologie@ch.mssante.fr";
  box.type_code = "ORG";
  box.attachments.resize(1);
  box.attachments[0].legal_name = "CH DES TROIS PICS";
  Difference difference;
  const Change* change = difference.Between(nullptr, &box);
  EXPECT_EQ(change->name, "CH DES TROIS PICS");
  EXPECT_THAT(change->practitioners, IsEmpty());
}

Practitioner Doctor() {
  Practitioner doctor;
  doctor.id = "899700000013";
  doctor.names = {{"DUPRÉ", "Jean-Noël"}};
  doctor.professions = {{{"10", "Médecin"}, {"C", "Civil"}}};
  doctor.activities.resize(2);
  doctor.activities[0].organization_key = "540000001";
  doctor.activities[1].organization_key = "R10100000000001";
  return doctor;
}

TEST(DifferenceTest, OfProfessionals) {
  struct Case {
    const char* name;
    std::function<void(Practitioner&)> edit;
    const char* change;
  };
  const Case cases[] = {
      {"the same", [](Practitioner&) {}, ""},
      {"activities in another order",
       [](Practitioner& one) { std::swap(one.activities[0], one.activities[1]); }, ""},
      {"another telephone", [](Practitioner& one) { one.activities[0].phone = "03"; }, ""},
      {"another label of the profession",
       [](Practitioner& one) { one.professions[0].profession.label = "Médecins"; }, ""},
      {"profession",
       [](Practitioner& one) {
         one.professions[0].profession = {"21", ""};
       },
       "6 899700000013 | 5: 10 > 21"},
      {"no activity left", [](Practitioner& one) { one.activities.clear(); },
       "6 899700000013 | 6: 540000001,R10100000000001 > "},
      {"place", [](Practitioner& one) { one.activities[1].organization_key = "540000009"; },
       "6 899700000013 | 6: 540000001,R10100000000001 > 540000001,540000009"},
  };
  Difference difference;
  for (const Case& c : cases) {
    const Practitioner before = Doctor();
    Practitioner after = Doctor();
    c.edit(after);
    EXPECT_EQ(Describe(difference.Between(&before, &after)), c.change) << c.name;
  }
  const Practitioner doctor = Doctor();
  const Practitioner* nobody = nullptr;
  EXPECT_EQ(Describe(difference.Between(nobody, &doctor)),
            "4 899700000013 | 5:  > 10 | 6:  > 540000001,R10100000000001");
  const Change* left = difference.Between(&doctor, nobody);
  EXPECT_EQ(Describe(left), "5 899700000013 | 5: 10 >  | 6: 540000001,R10100000000001 > ");
  EXPECT_EQ(left->name, "DUPRÉ");
}

TEST(DifferenceTest, OfStructures) {
  using State = OpenState;
  struct Side {
    bool there = true;
    State state = State::kOpen;
    std::vector<std::string_view> legal_names = {"CH DES PICS"};
    std::vector<std::string_view> trade_names = {};
  };
  struct Case {
    const char* name;
    Side before;
    Side after;
    const char* change;
  };
  const Side absent{.there = false};
  const Side closed{.state = State::kClosed};
  const Side practice{.state = State::kUnknown};
  const Case cases[] = {
      {"the same", {}, {}, ""},
      {"a new establishment", absent, {}, "7 9 | 8:  > open"},
      {"a practice the extracts begin to name", absent, practice, "7 9 | 8:  > unknown"},
      {"a practice nobody names any more", practice, absent, "8 9 | 8: unknown > "},
      {"FINESS says closed", {}, closed, "8 9 | 8: open > closed"},
      {"FINESS no longer lists it", {}, absent, "8 9 | 8: open > "},
      {"open again", closed, {}, "7 9 | 8: closed > open"},
      {"closed from the start", absent, closed, ""},
      {"closed and dropped", closed, absent, ""},
      {"a practice FINESS takes up", practice, {}, ""},
      {"another name", {}, {.legal_names = {"CHR"}}, "9 9 | 7: CH DES PICS > CHR"},
      {"another spelling comes first",
       {.legal_names = {"CHR", "C.H.R."}},
       {.legal_names = {"C.H.R.", "CHR"}},
       ""},
      {"a second name", {}, {.legal_names = {"CH DES PICS", "CHR"}}, ""},
      {"a first trade name", {}, {.trade_names = {"LES PICS"}}, ""},
      {"another trade name",
       {.trade_names = {"LES PICS"}},
       {.trade_names = {"LE PIC"}},
       "9 9 | 7: LES PICS > LE PIC"},
      {"another name of a closed one",
       closed,
       {.state = State::kClosed, .legal_names = {"CHR"}},
       ""},
  };
  Difference difference;
  for (const Case& c : cases) {
    Organization sides[2];
    const Side* wanted[] = {&c.before, &c.after};
    const Organization* given[2] = {};
    for (int i = 0; i < 2; ++i) {
      sides[i].key = "9";
      sides[i].state = wanted[i]->state;
      sides[i].legal_names = wanted[i]->legal_names;
      sides[i].trade_names = wanted[i]->trade_names;
      if (wanted[i]->there) given[i] = &sides[i];
    }
    EXPECT_EQ(Describe(difference.Between(given[0], given[1])), c.change) << c.name;
  }
}

TEST(DifferenceTest, OfDomains) {
  Domain before;
  before.name = "ch.mssante.fr";
  before.registrations.resize(2);
  before.registrations[0].operator_name = "MIPIH";
  before.registrations[1].operator_name = "SESAN";
  before.registrations[1].description = "CH";
  Domain after = before;
  Difference difference;
  std::swap(after.registrations[0], after.registrations[1]);
  after.registrations[0].updated_at = "2026-11-20T00:00:00Z";
  EXPECT_EQ(difference.Between(&before, &after), nullptr);
  after.registrations[0].operator_name = "SIB";
  const Change* change = difference.Between(&before, &after);
  EXPECT_EQ(Describe(change), "12 ch.mssante.fr | 9: MIPIH,SESAN > MIPIH,SIB");
  EXPECT_EQ(change->name, "CH");
  const Domain* none = nullptr;
  EXPECT_EQ(Describe(difference.Between(none, &after)), "10 ch.mssante.fr | 9:  > MIPIH,SIB");
  EXPECT_EQ(Describe(difference.Between(&before, none)), "11 ch.mssante.fr | 9: MIPIH,SESAN > ");
}

}  // namespace
}  // namespace annuaire
