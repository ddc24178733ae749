#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "directory/store/generation.h"
#include "directory/store/generation_writer.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Person {
  std::string_view id;
  std::string_view profession;
};

class GenerationDifferenceTest : public testing::Test {
 protected:
  Generation Build(const std::string& name, const std::vector<Person>& people,
                   const Generation* former = nullptr) {
    const std::string path = directory_.path() + "/" + name;
    Result<GenerationWriter> writer = GenerationWriter::Create(path);
    EXPECT_TRUE(writer.ok()) << writer.status().ToString();
    if (former != nullptr) writer->ContinueCodes(*former);
    for (const Person& person : people) {
      Practitioner practitioner;
      practitioner.id = person.id;
      practitioner.professions = {{{person.profession, "label"}, {"C", "Civil"}}};
      EXPECT_TRUE(writer->Add(practitioner).ok());
    }
    EXPECT_TRUE(writer->Finish({}).ok());
    Result<Generation> generation = Generation::Open(path);
    EXPECT_TRUE(generation.ok()) << generation.status().ToString();
    return *std::move(generation);
  }

  // "id before > after" of what is visited.
  static std::vector<std::string> Visit(const Generation& before, const Generation& after) {
    std::vector<std::string> visited;
    const auto profession = [](const Practitioner* one) {
      return one == nullptr ? std::string("none")
                            : std::string(one->professions.front().profession.code);
    };
    const Status walked = before.VisitDifferences<Practitioner>(
        after, [&](const Practitioner* left, const Practitioner* right) {
          visited.push_back(std::string((left != nullptr ? left : right)->id) + " " +
                            profession(left) + " > " + profession(right));
          return OkStatus();
        });
    EXPECT_TRUE(walked.ok()) << walked.ToString();
    return visited;
  }

  TempDirectory directory_;
};

TEST_F(GenerationDifferenceTest, VisitsWhatCameWentAndChanged) {
  const Generation before = Build("a", {{"81", "10"}, {"82", "21"}, {"84", "60"}, {"85", "10"}});
  const Generation after =
      Build("b", {{"80", "26"}, {"81", "10"}, {"82", "60"}, {"85", "10"}, {"86", "10"}}, &before);
  EXPECT_THAT(Visit(before, after),
              ElementsAre("80 none > 26", "82 21 > 60", "84 60 > none", "86 none > 10"));
  EXPECT_THAT(Visit(after, before),
              ElementsAre("80 26 > none", "82 60 > 21", "84 none > 60", "86 10 > none"));
  EXPECT_THAT(Visit(before, before), IsEmpty());
}

TEST_F(GenerationDifferenceTest, NumbersThatMeanOtherCodesAreNotTakenForEqual) {
  // Built apart, each numbers its codes in order of use: 82 has the bytes of
  // another profession in the other generation.
  const Generation before = Build("a", {{"81", "10"}, {"82", "21"}});
  const Generation after = Build("b", {{"81", "21"}, {"82", "10"}});
  EXPECT_THAT(Visit(before, after), ElementsAre("81 10 > 21", "82 21 > 10"));
}

TEST_F(GenerationDifferenceTest, AnEmptyGenerationIsLikeAnyOther) {
  const Generation none = Build("a", {});
  const Generation one = Build("b", {{"81", "10"}}, &none);
  EXPECT_THAT(Visit(none, one), ElementsAre("81 none > 10"));
  EXPECT_THAT(Visit(one, none), ElementsAre("81 10 > none"));
  EXPECT_THAT(Visit(none, none), IsEmpty());
}

}  // namespace
}  // namespace annuaire
