#include "directory/record/geography.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace annuaire {
namespace {

TEST(DepartmentsTest, AreSortedAndComplete) {
  const auto all = Departments();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.code < b.code; }));
  EXPECT_EQ(all.size(), 96u + 13u);
}

TEST(DepartmentOfTest, Table) {
  struct Case {
    std::string_view commune, postcode, want;
  };
  for (const auto& [commune, postcode, want] : std::initializer_list<Case>{
           {"54395", "", "54"},       {"54395", "75001", "54"},  // the commune wins
           {"75108", "", "75"},                                  // arrondissement
           {"2A004", "20000", "2A"},  {"2B033", "20200", "2B"},
           {"", "20000", "2A"},       {"", "20190", "2A"},
           {"", "20200", "2B"},       {"", "20600", "2B"},
           {"97411", "", "974"},      {"", "97110", "971"},
           {"", "97133", "977"},      {"", "97150", "978"},
           {"97123", "97133", "971"}, {"", "98600", "986"},
           {"", "01440", "01"},       {"", "20", "-"},
           {"", "GL", "-"},           {"", "", "-"},
           {"99001", "54000", "54"},  // not a commune of any department
           {"", "99002", "-"},        {"5439", "54000", "54"}}) {
    const Department* found = DepartmentOf(commune, postcode);
    EXPECT_EQ(found ? found->code : "-", want) << commune << "/" << postcode;
  }
}

TEST(IsAbroadTest, Table) {
  struct Case {
    Coded country;
    bool want;
  };
  for (const Case& c : {Case{{"", ""}, false},
                        {{"99000", "FRANCE"}, false},
                        {{"99100", ""}, false},
                        {{"99109", "Allemagne"}, true},
                        {{"99131", ""}, true},
                        {{"FR", ""}, false},
                        {{"", "FRANCE"}, false},
                        {{"", "France métropolitaine"}, false},
                        {{"", "REUNION"}, false},
                        {{"", "Guadeloupe"}, false},
                        {{"", "POLYNÉSIE FRANÇAISE"}, false},
                        {{"", "ALLEMAGNE"}, true},
                        {{"", "Belgique"}, true}}) {
    EXPECT_EQ(IsAbroad(c.country), c.want) << c.country.code << " " << c.country.label;
  }
}

TEST(FindDepartmentTest, AcceptsWhatPeopleType) {
  EXPECT_EQ(FindDepartment("2a")->name, "Corse-du-Sud");
  EXPECT_EQ(FindDepartment("1")->name, "Ain");
  EXPECT_EQ(FindDepartment("974")->region_name, "La Réunion");
  EXPECT_EQ(FindDepartment("20"), nullptr);
  EXPECT_EQ(FindDepartment(""), nullptr);
  EXPECT_EQ(FindDepartment("9999"), nullptr);
}

TEST(IsInRegionTest, TakesTheCodeOrTheNameAsPeopleWriteIt) {
  struct Case {
    const char* department;
    const char* region;
    bool want;
  };
  for (const Case& c : {
           Case{"75", "11", true},
           {"75", "Île-de-France", true},
           {"75", "ile de france", true},
           {"75", "IDF", false},
           {"54", "Grand-Est", true},
           {"54", "grand", false},
           {"44", "pays-de-la-loire", true},
           {"59", "Hauts de France", true},
           {"69", "auvergne rhone alpes", true},
           {"13", "Provence Alpes Côte d’Azur", true},
           {"54", "11", false},
           {"54", "", false},
           {"975", "", false},  // of no region
           {"975", " ", false},
       }) {
    EXPECT_EQ(IsInRegion(*FindDepartment(c.department), c.region), c.want)
        << c.department << " " << c.region;
  }
}

TEST(CommuneOfLegacyFinessTest, Table) {
  struct Case {
    std::string_view department, commune, want;
  };
  for (const auto& [department, commune, want] : std::initializer_list<Case>{{"01", "451", "01451"},
                                                                             {"2A", "004", "2A004"},
                                                                             {"9A", "123", "97123"},
                                                                             {"9D", "410", "97410"},
                                                                             {"9F", "606", "97606"},
                                                                             {"9J", "613", "98613"},
                                                                             {"9Z", "613", "-"},
                                                                             {"1", "451", "-"},
                                                                             {"01", "45", "-"},
                                                                             {"01", "4A1", "-"}}) {
    const auto code = CommuneOfLegacyFiness(department, commune);
    EXPECT_EQ(code ? std::string(code->view()) : "-", want) << department << commune;
  }
}

TEST(SplitDeliveryLineTest, Table) {
  struct Case {
    std::string_view line, postcode, city;
  };
  for (const auto& [line, postcode, city] :
       std::initializer_list<Case>{{"54000 NANCY", "54000", "NANCY"},
                                   {"54035 NANCY CEDEX", "54035", "NANCY CEDEX"},
                                   {"25300  DOUBS", "25300", "DOUBS"},
                                   {"GL 5O 2QJ CHELTENHAM", "", "GL 5O 2QJ CHELTENHAM"},
                                   {"54000", "54000", ""},
                                   {"540001 X", "", "540001 X"},
                                   {"", "", ""}}) {
    const auto split = SplitDeliveryLine(line);
    EXPECT_EQ(split.postcode, postcode) << line;
    EXPECT_EQ(split.city, city) << line;
  }
}

TEST(WithoutCedexTest, Table) {
  EXPECT_EQ(WithoutCedex("NANCY CEDEX 12"), "NANCY");
  EXPECT_EQ(WithoutCedex("Lyon Cedex"), "Lyon");
  EXPECT_EQ(WithoutCedex("CEDEXVILLE"), "CEDEXVILLE");
  EXPECT_EQ(WithoutCedex("CEDEX"), "CEDEX");
  EXPECT_EQ(WithoutCedex(""), "");
}

}  // namespace
}  // namespace annuaire
