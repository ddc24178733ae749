#include "directory/words/place_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

using ::testing::UnorderedElementsAreArray;

TEST(PlaceTermsTest, AnArrondissementIsOneWordToo) {
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{
           {"", {}},
           {"Nancy", {"nancy"}},
           {"Paris", {"paris"}},
           {"Paris 13e Arrondissement", {"paris", "13e", "arrondissement", "paris13", "paris13e"}},
           {"Lyon 1er Arrondissement", {"lyon", "1er", "arrondissement", "lyon1", "lyon1e"}},
           {"PARIS 13", {"paris", "13", "paris13", "paris13e"}},
           {"Paris 21e", {"paris", "21e"}},
           {"Lyon 10", {"lyon", "10"}},
           {"75001", {"75001", "paris1e75001"}},
           {"75020", {"75020", "paris20e75020"}},
           {"75021", {"75021"}},
           {"75116", {"75116", "paris16e75116"}},
           {"69009", {"69009", "lyon9e69009"}},
           {"69100", {"69100"}},
           {"13016", {"13016", "marseille16e13016"}},
           {"54000", {"54000"}}}) {
    EXPECT_THAT(PlaceTerms(c.text), UnorderedElementsAreArray(c.want)) << c.text;
  }
}

}  // namespace
}  // namespace annuaire
