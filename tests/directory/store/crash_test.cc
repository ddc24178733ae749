// What is left when a writer dies, or its disk is full, at each step.
//
// Every step runs in a child process that ends in _exit(): the parent itself
// never opens a store, so that a child inherits no thread's half-done work.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>

#include "directory/store/store.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

// The exit status of "work" in a process of its own, which ends without
// running destructors or flushing anything, or 255 when a signal killed it.
int RunInChild(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

Status AddDomains(GenerationWriter& generation, int count) {
  for (int i = 0; i < count; ++i) {
    char name[32];
    std::snprintf(name, sizeof name, "domain-%08d.example", i);
    Domain domain;
    domain.name = name;
    domain.registrations.resize(1);
    domain.registrations[0].description = name;
    RETURN_IF_ERROR(generation.Add(domain));
  }
  return OkStatus();
}

enum class Step { kOpened, kBegun, kFilled, kFinished, kCurrentWritten, kNamed, kPublished };

// Makes generation "name" and stops, as a crash would, after "last".
int WriteUntil(const std::string& path, const std::string& name, Step last) {
  Result<StoreWriter> writer = StoreWriter::Open(path);
  if (!writer.ok()) return 1;
  if (last == Step::kOpened) return 0;
  Result<GenerationWriter> generation = writer->Begin(name);
  if (!generation.ok()) return 2;
  if (last == Step::kBegun) _exit(0);
  if (!AddDomains(*generation, 5000).ok()) return 3;
  if (last == Step::kFilled) _exit(0);
  if (!generation->Finish({}).ok()) return 4;
  if (last == Step::kFinished) _exit(0);
  if (last == Step::kCurrentWritten) {
    // Publish() dies between writing CURRENT.tmp and renaming it.
    std::ofstream(path + "/CURRENT.tmp") << name;
    _exit(0);
  }
  if (last == Step::kNamed) {
    // Publish() dies as soon as CURRENT is replaced.
    _exit(ReplaceFile(path + "/CURRENT", name + "\n").ok() ? 0 : 5);
  }
  return writer->Publish(name).ok() ? 0 : 6;
}

int RollBack(const std::string& path) {
  Result<StoreWriter> writer = StoreWriter::Open(path);
  return writer.ok() && writer->Rollback().ok() ? 0 : 1;
}

std::set<std::string> FoldersIn(const std::string& path) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

// 0 when "name" is served whole.
int Serves(const std::string& path, const std::string& name) {
  const Result<Store> store = Store::Open(path);
  if (!store.ok()) return 1;
  const Result<Generation> generation = store->OpenCurrent();
  if (!generation.ok()) return 2;
  if (!generation->Verify(VerifyLevel::kFull).ok()) return 3;
  return generation->metadata().generation == name ? 0 : 4;
}

TEST(CrashTest, TheLastGoodGenerationServesWhateverStepWasTheLast) {
  struct Case {
    const char* name;
    Step last;
    const char* served;
  };
  const Case cases[] = {
      {"before anything", Step::kOpened, "a"},         {"before the first row", Step::kBegun, "a"},
      {"before finishing", Step::kFilled, "a"},        {"before publishing", Step::kFinished, "a"},
      {"amid publishing", Step::kCurrentWritten, "a"}, {"amid publishing, late", Step::kNamed, "b"},
      {"after publishing", Step::kPublished, "b"},
  };
  for (const Case& c : cases) {
    const TempDirectory directory;
    const std::string& path = directory.path();
    ASSERT_EQ(RunInChild([&] { return WriteUntil(path, "a", Step::kPublished); }), 0) << c.name;
    ASSERT_EQ(RunInChild([&] { return WriteUntil(path, "b", c.last); }), 0) << c.name;
    EXPECT_EQ(RunInChild([&] { return Serves(path, c.served); }), 0) << c.name;
    // The next writer neither stumbles over what is left nor keeps it.
    EXPECT_EQ(RunInChild([&] { return WriteUntil(path, "c", Step::kPublished); }), 0) << c.name;
    EXPECT_EQ(RunInChild([&] { return Serves(path, "c"); }), 0) << c.name;
    EXPECT_EQ(FoldersIn(path + "/generations"), (std::set<std::string>{"a", c.served, "c"}))
        << c.name;
    EXPECT_EQ(RunInChild([&] { return RollBack(path); }), 0) << c.name;
    EXPECT_EQ(RunInChild([&] { return Serves(path, c.served); }), 0) << c.name;
  }
}

TEST(CrashTest, AFullDiskIsAFailureThatPublishesNothing) {
  // The limits are sizes no single file may exceed: from the first bytes of a
  // table to the files RocksDB writes around it.
  for (const rlim_t bytes : {1u, 300u, 4000u, 40000u}) {
    const TempDirectory directory;
    const std::string& path = directory.path();
    ASSERT_EQ(RunInChild([&] { return WriteUntil(path, "a", Step::kPublished); }), 0);
    EXPECT_EQ(RunInChild([&] {
                signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{bytes, bytes};
                if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 100;
                Result<StoreWriter> writer = StoreWriter::Open(path);
                if (!writer.ok()) return 101;
                Result<GenerationWriter> generation = writer->Begin("b");
                if (!generation.ok()) return 102;
                const Status filled = AddDomains(*generation, 50000);
                const Status status = filled.ok() ? generation->Finish({}).status() : filled;
                return status.code() == StatusCode::kUnavailable ||
                               status.code() == StatusCode::kResourceExhausted
                           ? 0
                           : 1;
              }),
              0)
        << bytes;
    EXPECT_FALSE(std::filesystem::exists(path + "/generations/b.building")) << bytes;
    EXPECT_EQ(RunInChild([&] { return Serves(path, "a"); }), 0) << bytes;
    EXPECT_EQ(RunInChild([&] { return WriteUntil(path, "b", Step::kPublished); }), 0) << bytes;
    EXPECT_EQ(RunInChild([&] { return Serves(path, "b"); }), 0) << bytes;
  }
}

TEST(CrashTest, AStoreThatMayNotBeWrittenCanBeRead) {
  const TempDirectory directory;
  const std::string path = directory.path() + "/store";
  ASSERT_EQ(RunInChild([&] { return WriteUntil(path, "a", Step::kPublished); }), 0);
  namespace fs = std::filesystem;
  const auto read_only = fs::perms::owner_read | fs::perms::owner_exec | fs::perms::group_read |
                         fs::perms::group_exec | fs::perms::others_read | fs::perms::others_exec;
  fs::permissions(directory.path(), read_only);
  for (const char* folder : {"", "/generations", "/generations/a"}) {
    fs::permissions(path + folder, read_only);
  }
  const auto as_nobody = [](const std::function<int()>& work) {
    constexpr uid_t kNobody = 65534;
    if (geteuid() == 0 && setuid(kNobody) != 0) return 100;
    return work();
  };
  EXPECT_EQ(RunInChild([&] { return as_nobody([&] { return Serves(path, "a"); }); }), 0);
  EXPECT_EQ(RunInChild([&] {
              return as_nobody([&] {
                return StoreWriter::Open(path).status().code() == StatusCode::kUnavailable ? 0 : 1;
              });
            }),
            0);
  for (const char* folder : {"", "/generations", "/generations/a"}) {
    fs::permissions(path + folder, fs::perms::owner_all);
  }
  fs::permissions(directory.path(), fs::perms::owner_all);
}

TEST(CrashTest, TheLockDiesWithItsProcess) {
  const TempDirectory directory;
  const std::string& path = directory.path();
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    Result<StoreWriter> writer = StoreWriter::Open(path);
    const char byte = writer.ok() ? '+' : '-';
    if (write(ready[1], &byte, 1) != 1) _exit(1);
    pause();
    _exit(0);
  }
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  EXPECT_EQ(byte, '+');
  const auto open = [&] { return StoreWriter::Open(path).ok() ? 0 : 1; };
  EXPECT_EQ(RunInChild(open), 1);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_EQ(RunInChild(open), 0);
  close(ready[0]);
  close(ready[1]);
}

}  // namespace
}  // namespace annuaire
