#include "directory/history/renumbered.h"

#include <gtest/gtest.h>

#include <string_view>

namespace annuaire {
namespace {

// What the columns of one structure hold; the best of them is its key.
struct Numbers {
  std::string_view key;
  std::string_view finess = {};
  std::string_view siret = {};
  std::string_view siren = {};
  std::string_view technical_id = {};
  std::string_view former_id = {};
};

Organization Make(const Numbers& numbers) {
  Organization made;
  made.key = numbers.key;
  made.finess = numbers.finess;
  if (!numbers.siret.empty()) made.sirets = {numbers.siret};
  if (!numbers.siren.empty()) made.sirens = {numbers.siren};
  if (!numbers.technical_id.empty()) made.technical_ids = {numbers.technical_id};
  if (!numbers.former_id.empty()) made.former_ids = {numbers.former_id};
  return made;
}

constexpr const char* kFiness = "990000018";
constexpr const char* kSiret = "99940088500020";
constexpr const char* kRang = "499700000013001";

TEST(RenumberedTest, WhoGoesByAnotherKeyNeitherCameNorWent) {
  struct Case {
    const char* name;
    std::vector<Numbers> former;
    std::vector<Numbers> next;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {"nothing", {}, {}, {}},
      {"one closes", {{.key = kSiret, .siret = kSiret}}, {}, {kSiret}},
      {"one opens", {}, {{.key = kFiness, .finess = kFiness, .siret = kSiret}}, {kFiness}},
      {"one closes and another opens",
       {{.key = kSiret, .siret = kSiret}},
       {{.key = kFiness, .finess = kFiness}},
       {kFiness, kSiret}},
      {"a FINESS beside the SIRET",
       {{.key = kSiret, .siret = kSiret}},
       {{.key = kFiness, .finess = kFiness, .siret = kSiret}},
       {}},
      {"and the way back",
       {{.key = kFiness, .finess = kFiness, .siret = kSiret}},
       {{.key = kSiret, .siret = kSiret}},
       {}},
      {"a SIRET beside the SIREN",
       {{.key = "SIREN:999400885", .siren = "999400885"}},
       {{.key = kSiret, .siret = kSiret, .siren = "999400885"}},
       {}},
      {"a SIRET beside the technical id",
       {{.key = "R10100000000001", .technical_id = "R10100000000001"}},
       {{.key = kSiret, .siret = kSiret, .technical_id = "R10100000000001"}},
       {}},
      {"what was its former id",
       {{.key = kRang, .technical_id = kRang}},
       {{.key = "R10100000000001", .technical_id = "R10100000000001", .former_id = kRang}},
       {}},
      {"one among others",
       {{.key = "990000026", .finess = "990000026"}, {.key = kSiret, .siret = kSiret}},
       {{.key = kFiness, .finess = kFiness, .siret = kSiret},
        {.key = "990000034", .finess = "990000034", .siren = "999400885"}},
       {"990000026", "990000034"}},
      {"two that were one",
       {{.key = kSiret, .siret = kSiret}},
       {{.key = kFiness, .finess = kFiness, .siret = kSiret},
        {.key = "990000026", .finess = "990000026", .siret = kSiret}},
       {"990000026"}},
      {"the same number in one generation pairs nobody",
       {},
       {{.key = kSiret, .siret = kSiret}, {.key = kFiness, .finess = kFiness, .siret = kSiret}},
       {kFiness, kSiret}},
  };
  for (const Case& c : cases) {
    Renumbered structures;
    for (const Numbers& one : c.former) structures.Add(Make(one), Renumbered::kFormer);
    for (const Numbers& one : c.next) structures.Add(Make(one), Renumbered::kNext);
    EXPECT_EQ(structures.TakeOthers(), c.want) << c.name;
    EXPECT_TRUE(structures.TakeOthers().empty()) << c.name;
  }
}

}  // namespace
}  // namespace annuaire
