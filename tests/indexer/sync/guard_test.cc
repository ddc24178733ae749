#include "indexer/sync/guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(GuardTest, HoldsEachMeasureToItsBand) {
  constexpr Bands kBands;
  struct Case {
    Measure measure;
    std::uint64_t before;
    std::uint64_t now;
    bool passes;
  };
  const Case cases[] = {
      {Measure::kProfessionals, 1'950'000, 1'950'000, true},
      {Measure::kProfessionals, 1'950'000, 1'860'000, true},
      {Measure::kProfessionals, 1'950'000, 1'850'000, false},
      {Measure::kProfessionals, 1'950'000, 2'140'000, true},
      {Measure::kProfessionals, 1'950'000, 2'150'000, false},
      {Measure::kPersonalMailboxes, 456'654, 455'471, true},  // 75 days of 2026
      {Measure::kOrganizationalMailboxes, 89'055, 80'200, true},
      {Measure::kOrganizationalMailboxes, 89'055, 79'886, false},  // 75 days at once
      {Measure::kOrganizationalMailboxes, 89'055, 0, false},
      {Measure::kOrganizationalMailboxes, 0, 0, false},  // none ever was without
      {Measure::kPersonalMailboxes, 0, 10, true},        // the first one
      {Measure::kDomains, 5'000, 4'500, true},
      {Measure::kDomains, 5'000, 4'499, false},
      {Measure::kDomains, 5'000, 8'655, true},  // operators register in bursts
      {Measure::kDomains, 0, 5'000, true},
      {Measure::kEstablishments, 100, 0, false},
  };
  for (const Case& c : cases) {
    const std::string reason = CheckMeasure(c.measure, c.before, c.now, kBands[c.measure]);
    EXPECT_EQ(reason.empty(), c.passes) << ToString(c.measure) << c.now << ": " << reason;
  }
}

TEST(GuardTest, NamesWhatWentWhere) {
  EXPECT_EQ(CheckMeasure(Measure::kPersonalMailboxes, 2000, 1000, {.shrink = 0.1, .growth = 0.2}),
            "PER went from 2,000 to 1,000 (-50.0 %, allowed -10 % to +20 %)");
}

TEST(GuardTest, EveryMeasureIsOfSomeKindOfFile) {
  EXPECT_TRUE(IsMeasuredBy(Measure::kPersonalMailboxes, FileKind::kMailbox));
  EXPECT_TRUE(IsMeasuredBy(Measure::kEstablishments, FileKind::kFinessCsv));
  EXPECT_FALSE(IsMeasuredBy(Measure::kDomains, FileKind::kMailbox));
  EXPECT_FALSE(IsMeasuredBy(Measure::kProfessionals, FileKind::kSkill));
}

}  // namespace
}  // namespace annuaire::indexer
