#include "directory/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/directory/store/other_user.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class StoreTest : public testing::Test {
 protected:
  StoreWriter OpenWriter() {
    Result<StoreWriter> writer = StoreWriter::Open(path_);
    EXPECT_TRUE(writer.ok()) << writer.status().ToString();
    return *std::move(writer);
  }
  // A generation whose one domain has the generation's name.
  void Build(StoreWriter& writer, const std::string& name) {
    Result<GenerationWriter> generation = writer.Begin(name);
    ASSERT_TRUE(generation.ok()) << generation.status().ToString();
    Domain domain;
    domain.name = name;
    ASSERT_TRUE(generation->Add(domain).ok());
    const Result<Metadata> stored = generation->Finish({});
    ASSERT_TRUE(stored.ok()) << stored.status().ToString();
  }
  void BuildAndPublish(StoreWriter& writer, const std::string& name) {
    Build(writer, name);
    const Status status = writer.Publish(name);
    ASSERT_TRUE(status.ok()) << status.ToString();
  }
  std::string Served() {
    const Result<Store> store = Store::Open(path_);
    if (!store.ok()) return store.status().ToString();
    const Result<Generation> generation = store->OpenCurrent();
    if (!generation.ok()) return generation.status().ToString();
    EXPECT_TRUE(generation->Get<Domain>(generation->metadata().generation)->has_value());
    return generation->metadata().generation;
  }
  std::vector<std::string> Folders() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path_ + "/generations")) {
      names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  // So that it still opens, where one block of it is read no more.
  void Tear(const std::string& name) {
    for (const auto& entry : fs::directory_iterator(path_ + "/generations/" + name)) {
      if (entry.path().extension() != ".sst") continue;
      std::fstream(entry.path(), std::ios::in | std::ios::out | std::ios::binary) << "torn";
    }
  }
  void WriteFile(const std::string& name, std::string_view content) {
    std::ofstream(path_ + "/" + name, std::ios::binary) << content;
  }

  TempDirectory directory_;
  std::string path_ = directory_.path() + "/store";
};

TEST_F(StoreTest, ServesWhatWasPublishedLast) {
  EXPECT_EQ(Store::Open(path_).status().code(), StatusCode::kNotFound);
  StoreWriter writer = OpenWriter();
  EXPECT_THAT(Served(), HasSubstr("FAILED_PRECONDITION: nothing is published"));
  Build(writer, "a");  // never judged: nothing to go back to
  EXPECT_THAT(Served(), HasSubstr("FAILED_PRECONDITION: nothing is published"));
  EXPECT_THAT(Served(), HasSubstr("run annuaire-indexer ingest --store " + path_));
  ASSERT_TRUE(writer.Publish("a").ok());
  EXPECT_EQ(Served(), "a");
  std::filesystem::remove(path_ + "/CURRENT");
  EXPECT_THAT(Served(), HasSubstr("run annuaire-indexer rollback --store " + path_));
  ASSERT_TRUE(writer.Publish("a").ok());
  Build(writer, "b");
  EXPECT_EQ(Served(), "a");
  ASSERT_TRUE(writer.Publish("b").ok());
  EXPECT_EQ(Served(), "b");
  EXPECT_EQ(Store::Open(path_)->OpenNamed("a")->metadata().generation, "a");
  EXPECT_EQ(Store::Open(path_)->OpenNamed("c").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(writer.Publish("c").code(), StatusCode::kNotFound);
}

TEST_F(StoreTest, AFolderWithoutANameIsNotTheRoot) {
  EXPECT_EQ(Store::Open("").status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(StoreWriter::Open("").status().code(), StatusCode::kInvalidArgument);
}

TEST_F(StoreTest, CurrentMustBeOneLineWithAName) {
  StoreWriter writer = OpenWriter();
  BuildAndPublish(writer, "a");
  for (const std::string& content :
       std::vector<std::string>{"", "a", "\n", "a\n\n", "../a\n", "a/b\n", ".\n", "a.building\n",
                                std::string(65, 'a') + "\n"}) {
    WriteFile("CURRENT", content);
    const Status status = Store::Open(path_)->OpenCurrent().status();
    EXPECT_EQ(status.code(), StatusCode::kDataLoss) << content;
    EXPECT_THAT(status.message(), HasSubstr("run annuaire-indexer rollback")) << content;
  }
  // The remedy works.
  const Result<std::string> back = writer.Rollback();
  ASSERT_TRUE(back.ok()) << back.status().ToString();
  EXPECT_EQ(Served(), "a");
}

TEST_F(StoreTest, CurrentNamingAMissingGenerationTellsSo) {
  StoreWriter writer = OpenWriter();
  BuildAndPublish(writer, "a");
  BuildAndPublish(writer, "b");
  fs::remove_all(path_ + "/generations/b");
  const Status status = Store::Open(path_)->OpenCurrent().status();
  EXPECT_EQ(status.code(), StatusCode::kNotFound);
  EXPECT_THAT(status.message(), HasSubstr("CURRENT names b, which cannot be opened"));
  EXPECT_EQ(*writer.Rollback(), "a");
  EXPECT_EQ(Served(), "a");
}

TEST_F(StoreTest, AWriterTakesWithItWhatItDidNotFinish) {
  StoreWriter writer = OpenWriter();
  BuildAndPublish(writer, "a");
  {
    Result<GenerationWriter> unfinished = writer.Begin("b");
    ASSERT_TRUE(unfinished.ok());
    EXPECT_THAT(Folders(), ElementsAre("a", "b.building"));
    EXPECT_EQ(writer.Begin("b").status().code(), StatusCode::kAlreadyExists);
  }
  EXPECT_THAT(Folders(), ElementsAre("a"));
  BuildAndPublish(writer, "b");
  EXPECT_THAT(Folders(), ElementsAre("a", "b"));
}

TEST_F(StoreTest, TheNextWriterSweepsWhatAnInterruptedOneLeft) {
  {
    StoreWriter writer = OpenWriter();
    BuildAndPublish(writer, "a");
    fs::create_directory(path_ + "/generations/b.building");
    fs::create_directory(path_ + "/generations/0.removing");
  }
  EXPECT_THAT(Folders(), ElementsAre("0.removing", "a", "b.building"));
  EXPECT_EQ(Store::Open(path_)->List()->size(), 1u);  // reading sweeps nothing
  EXPECT_THAT(Folders(), ElementsAre("0.removing", "a", "b.building"));
  StoreWriter writer = OpenWriter();
  EXPECT_THAT(Folders(), ElementsAre("a"));
  EXPECT_EQ(Served(), "a");
}

TEST_F(StoreTest, TakesOneWriterAtATime) {
  StoreWriter writer = OpenWriter();
  Result<GenerationWriter> unfinished = writer.Begin("a");
  const Status status = StoreWriter::Open(path_).status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "the store " + path_ + " cannot be written: " + path_ +
                                  "/LOCK is locked by another writer: wait for it to end");
  EXPECT_THAT(Folders(), ElementsAre("a.building"));  // the refused writer swept nothing
  {
    const StoreWriter moved = std::move(writer);
    EXPECT_FALSE(StoreWriter::Open(path_).ok());
  }
  EXPECT_TRUE(StoreWriter::Open(path_).ok());
}

TEST_F(StoreTest, NamesStayInsideTheStore) {
  StoreWriter writer = OpenWriter();
  for (const std::string& name : std::vector<std::string>{"", ".", "..", "a/b", "../x", ".a", "a b",
                                                          "\xc3\xa9", "a.building", "a.removing"}) {
    EXPECT_EQ(writer.Begin(name).status().code(), StatusCode::kInvalidArgument) << name;
    EXPECT_EQ(writer.store().OpenNamed(name).status().code(), StatusCode::kInvalidArgument);
    EXPECT_EQ(writer.Publish(name).code(), StatusCode::kNotFound) << name;
  }
  Build(writer, std::string(64, 'a'));
  EXPECT_EQ(writer.Begin(std::string(64, 'a')).status().code(), StatusCode::kAlreadyExists);
  EXPECT_EQ(writer.Begin(std::string(65, 'a')).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(StoreTest, ListShowsUnreadableGenerationsToo) {
  StoreWriter writer = OpenWriter();
  BuildAndPublish(writer, "a");
  Build(writer, "b");
  Build(writer, "c");
  fs::remove(path_ + "/generations/b/CURRENT");
  const Result<std::vector<GenerationEntry>> list = writer.store().List();
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->size(), 3u);
  EXPECT_EQ((*list)[0].name, "a");
  EXPECT_TRUE((*list)[0].is_current);
  EXPECT_EQ((*list)[0].metadata.counts.domains, 1u);
  EXPECT_GT((*list)[0].bytes, 500u);
  EXPECT_EQ((*list)[1].name, "b");
  EXPECT_EQ((*list)[1].status.code(), StatusCode::kDataLoss);
  EXPECT_EQ((*list)[2].name, "c");
  EXPECT_FALSE((*list)[2].is_current);
}

TEST_F(StoreTest, RollbackGoesToTheNewestEarlierOneThatVerifies) {
  StoreWriter writer = OpenWriter();
  for (const char* name : {"a", "b", "c", "d"}) BuildAndPublish(writer, name);
  fs::remove(path_ + "/generations/c/CURRENT");
  EXPECT_EQ(*writer.Rollback(), "b");
  EXPECT_EQ(Served(), "b");
  EXPECT_EQ(*writer.Rollback("d"), "d");
  EXPECT_EQ(Served(), "d");
  EXPECT_EQ(writer.Rollback("c").status().code(), StatusCode::kDataLoss);
  EXPECT_EQ(writer.Rollback("x").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(Served(), "d");
  EXPECT_EQ(*writer.Rollback("a"), "a");
  EXPECT_EQ(writer.Rollback().status().code(), StatusCode::kNotFound);
  EXPECT_EQ(Served(), "a");
}

TEST_F(StoreTest, PruneKeepsTheCurrentTheReplacedAndTheNewestThatCanBeRead) {
  using Names = std::vector<std::string>;
  struct Case {
    const char* name;
    const char* current;
    const char* replaced;
    Names torn;
    std::size_t keep;
    Names left;
  };
  const Case cases[] = {
      {"fewer than are kept", "b", "", {}, 9, {"a", "b", "c", "d", "e"}},
      {"the newest beside the current one", "b", "", {}, 3, {"b", "d", "e"}},
      {"the current one alone", "b", "", {}, 1, {"b"}},
      {"gone back from d to c, then on to e", "e", "c", {}, 2, {"c", "e"}},
      {"and one more", "e", "c", {}, 3, {"c", "d", "e"}},
      {"just gone back from e to b", "b", "e", {}, 2, {"b", "e"}},
      {"replaced and gone", "e", "x", {}, 2, {"d", "e"}},
      {"replaced itself", "e", "e", {}, 2, {"d", "e"}},
      {"torn ones do not count", "e", "d", {"b", "d"}, 2, {"c", "e"}},
      {"nor does the current one, which stays", "e", "d", {"e"}, 1, {"d", "e"}},
      {"torn ones beyond those kept", "e", "d", {"a"}, 3, {"c", "d", "e"}},
  };
  const std::string built = directory_.path() + "/built";
  {
    StoreWriter writer = OpenWriter();
    for (const char* name : {"a", "b", "c", "d", "e"}) BuildAndPublish(writer, name);
    fs::rename(path_, built);
  }
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    fs::remove_all(path_);
    fs::copy(built, path_, fs::copy_options::recursive);
    StoreWriter writer = OpenWriter();
    ASSERT_TRUE(writer.Publish(c.current).ok());
    for (const std::string& name : c.torn) Tear(name);
    const StoreWriter::Pruned pruned = writer.Prune(c.keep, c.replaced);
    ASSERT_TRUE(pruned.failure.ok()) << pruned.failure.ToString();
    EXPECT_EQ(Folders(), c.left);
    EXPECT_EQ(pruned.removed.size() + c.left.size(), 5u);
  }
}

TEST_F(StoreTest, WhatCannotBeReadNowIsNotPruned) {
  StoreWriter writer = OpenWriter();
  for (const char* name : {"a", "b", "c"}) Build(writer, name);
  EXPECT_EQ(writer.Prune(1).failure.code(), StatusCode::kFailedPrecondition);
  ASSERT_TRUE(writer.Publish("c").ok());
  const std::string file = path_ + "/generations/b/CURRENT";
  fs::remove(file);
  fs::create_symlink("CURRENT", file);  // a round; there, but not to be read
  EXPECT_THAT(writer.Prune(2).removed, ElementsAre());
  EXPECT_THAT(Folders(), ElementsAre("a", "b", "c"));
}

// As after a run of another user.
TEST_F(StoreTest, WhatCannotBeRemovedIsToldAndHindersNothing) {
  {
    StoreWriter writer = OpenWriter();
    for (const char* name : {"a", "b", "c", "d"}) BuildAndPublish(writer, name);
  }
  const std::string left = path_ + "/generations/b.removing: Permission denied";
  const OtherUser other(directory_.path(), path_ + "/generations/b");
  {
    StoreWriter writer = OpenWriter();
    const StoreWriter::Pruned pruned = writer.Prune(1);
    EXPECT_THAT(pruned.removed, ElementsAre("c", "a"));
    EXPECT_THAT(pruned.failure.message(), HasSubstr(left));
    EXPECT_THAT(pruned.failure.message(),
                HasSubstr(other.has_other() ? "belongs to root: run it as" : "it takes a folder"));
    fs::create_directory(path_ + "/generations/c.building");
  }
  StoreWriter writer = OpenWriter();
  EXPECT_THAT(writer.swept().message(), HasSubstr(left));
  EXPECT_THAT(Folders(), ElementsAre("b.removing", "d"));
  BuildAndPublish(writer, "e");
  EXPECT_EQ(Served(), "e");
}

TEST_F(StoreTest, TheRemedyIsThatOfTheCause) {
  StoreWriter writer = OpenWriter();
  BuildAndPublish(writer, "a");
  const std::string file = path_ + "/generations/a/CURRENT";
  fs::remove(file);
  EXPECT_THAT(Served(), HasSubstr("DATA_LOSS: "));
  EXPECT_THAT(Served(), HasSubstr("annuaire-indexer rollback goes back"));
  fs::create_symlink("CURRENT", file);  // a round; there, but not to be read
  EXPECT_THAT(Served(), HasSubstr("UNAVAILABLE: "));
  EXPECT_THAT(Served(), HasSubstr("check that this user may read it"));
  EXPECT_THAT(Served(), testing::Not(HasSubstr("rollback")));
}

// A user whose rights are those that the modes of files give, while it lives.
class Nobody {
 public:
  Nobody() {
    if (geteuid() == 0) {
      EXPECT_EQ(seteuid(65534), 0);
    }
  }
  Nobody(const Nobody&) = delete;
  Nobody& operator=(const Nobody&) = delete;
  ~Nobody() {
    if (getuid() == 0) {
      EXPECT_EQ(seteuid(0), 0);
    }
  }
};

TEST_F(StoreTest, WhatMayNotBeReadIsNotMissing) {
  StoreWriter writer = OpenWriter();
  BuildAndPublish(writer, "a");
  fs::permissions(directory_.path(), fs::perms(0755));
  struct Case {
    std::string path;
    const char* may_not;
  };
  for (const Case& c :
       {Case{path_, "enter"}, {path_ + "/CURRENT", "read"}, {path_ + "/generations", "enter"}}) {
    SCOPED_TRACE(c.path);
    const fs::perms before = fs::status(c.path).permissions();
    fs::permissions(c.path, fs::perms::none);
    {
      const Nobody nobody;
      const std::string said = Served();
      EXPECT_THAT(said, HasSubstr("UNAVAILABLE: "));
      EXPECT_THAT(said,
                  HasSubstr("user " + std::to_string(geteuid()) + " may not " + c.may_not + " " +
                            c.path + " (of user " + std::to_string(getuid()) + ", mode 0)"));
      EXPECT_THAT(said, testing::Not(HasSubstr("rollback")));
      EXPECT_THAT(said, testing::Not(HasSubstr("ingest")));
      EXPECT_THAT(said, testing::Not(HasSubstr("written")));
    }
    fs::permissions(c.path, before);
  }
  EXPECT_EQ(Served(), "a");
}

TEST_F(StoreTest, AMarkThatCannotBeLookedAtDecidesNothing) {
  StoreWriter writer = OpenWriter();
  Build(writer, "a");
  const std::string mark = path_ + "/generations/a/" + std::string(kUnpublishedMark);
  fs::remove(mark);
  fs::create_symlink(mark, mark);  // a round; nobody can tell whether it is there
  EXPECT_THAT(Served(), HasSubstr("UNAVAILABLE: looking at " + mark));
  { const StoreWriter left = std::move(writer); }
  EXPECT_EQ(OpenWriter().swept().code(), StatusCode::kUnavailable);
  EXPECT_THAT(Folders(), ElementsAre("a"));
}

TEST_F(StoreTest, DiscardsWhatIsNotServed) {
  StoreWriter writer = OpenWriter();
  BuildAndPublish(writer, "a");
  Build(writer, "b");
  ASSERT_TRUE(writer.Discard("b").ok());
  EXPECT_THAT(Folders(), ElementsAre("a"));
  EXPECT_EQ(writer.Discard("b").code(), StatusCode::kNotFound);
  EXPECT_EQ(writer.Discard("../a").code(), StatusCode::kNotFound);
  EXPECT_EQ(writer.Discard("a").code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(Served(), "a");
}

TEST_F(StoreTest, ReadingLeavesNoTrace) {
  {
    StoreWriter writer = OpenWriter();
    BuildAndPublish(writer, "a");
  }
  const auto files = [&] {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(path_)) names.push_back(entry.path());
    std::sort(names.begin(), names.end());
    return names;
  };
  const std::vector<std::string> before = files();
  EXPECT_EQ(Served(), "a");
  EXPECT_EQ(Store::Open(path_)->List()->size(), 1u);
  EXPECT_EQ(files(), before);
}

}  // namespace
}  // namespace annuaire
