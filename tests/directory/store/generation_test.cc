#include "directory/store/generation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "directory/store/generation_writer.h"
#include "directory/store/wire.h"
#include "tests/directory/store/invented.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

using testing::HasSubstr;

// Invented records under rising keys, some with every field, some with few.
template <typename Record>
std::map<std::string, Record> Invent(Filler& filler, std::string_view prefix, int count) {
  std::map<std::string, Record> records;
  for (int i = 0; i < count; ++i) {
    char number[16];
    std::snprintf(number, sizeof number, "%08d", i * 3);
    const std::string key = std::string(prefix) + number;
    records.emplace(key, filler.Make<Record>(key));
  }
  return records;
}

template <typename Record>
void AddAll(GenerationWriter& writer, const std::map<std::string, Record>& records) {
  for (const auto& [key, record] : records) {
    const Status status = writer.Add(record);
    ASSERT_TRUE(status.ok()) << status.ToString();
  }
}

template <typename Record>
auto Compare(const std::map<std::string, Record>& want, std::vector<std::string>& keys) {
  return [&](const Record& record) -> Status {
    const std::string key(KeyOf(record));
    keys.push_back(key);
    EXPECT_EQ(Describe(record), Describe(want.at(key)));
    return OkStatus();
  };
}

class GenerationTest : public testing::Test {
 protected:
  Generation Reopen(const GenerationOptions& options = {}) {
    Result<Generation> generation = Generation::Open(path_, options);
    EXPECT_TRUE(generation.ok()) << generation.status().ToString();
    return *std::move(generation);
  }
  GenerationWriter NewWriter() {
    Result<GenerationWriter> writer = GenerationWriter::Create(path_);
    EXPECT_TRUE(writer.ok()) << writer.status().ToString();
    return *std::move(writer);
  }

  TempDirectory directory_;
  std::string path_ = directory_.path() + "/20260915T041207.000Z";
};

TEST_F(GenerationTest, GivesBackEveryRecordByKeyAndByScan) {
  Filler filler(1, 40);
  const auto practitioners = Invent<Practitioner>(filler, "8997", 500);
  const auto organizations = Invent<Organization>(filler, "99", 300);
  const auto mailboxes = Invent<Mailbox>(filler, "someone@", 400);
  const auto domains = Invent<Domain>(filler, "domain-", 50);
  const auto verdicts = Invent<Verdict>(filler, "someone@", 70);
  std::uint64_t activities = 0;
  for (const auto& [key, record] : practitioners) activities += record.activities.size();

  GenerationWriter writer = NewWriter();
  std::thread other([&] {  // two kinds from two threads
    AddAll(writer, mailboxes);
    AddAll(writer, domains);
    AddAll(writer, verdicts);
  });
  AddAll(writer, practitioners);
  AddAll(writer, organizations);
  other.join();
  Metadata metadata{.generation = "",
                    .created_at = "2026-09-15T04:12:07Z",
                    .extract_date = "2026-09-14",
                    .product_version = "0.1.0",
                    .counts = {},
                    .sources = {{}},
                    .rule_set_version = "2026-09-01.1"};
  const Result<Metadata> stored = writer.Finish(metadata);
  ASSERT_TRUE(stored.ok()) << stored.status().ToString();

  const Generation generation = Reopen();
  metadata.generation = "20260915T041207.000Z";
  metadata.counts = {500, activities, 300, 400, 50, 70};
  EXPECT_EQ(*stored, metadata);
  EXPECT_EQ(generation.metadata(), metadata);
  EXPECT_TRUE(generation.Verify(VerifyLevel::kSample).ok());
  EXPECT_TRUE(generation.Verify(VerifyLevel::kFull).ok());

  for (const auto& [key, record] : practitioners) {
    auto found = generation.Get<Practitioner>(key);
    ASSERT_TRUE(found.ok() && found->has_value());
    const Stored<Practitioner> moved = *std::move(found);
    EXPECT_EQ(Describe(*moved), Describe(record));
  }
  EXPECT_EQ(Describe(**generation.Get<Organization>("9900000003")),
            Describe(organizations.at("9900000003")));
  EXPECT_EQ(Describe(**generation.Get<Mailbox>("someone@00000003")),
            Describe(mailboxes.at("someone@00000003")));
  EXPECT_EQ(Describe(**generation.Get<Domain>("domain-00000003")),
            Describe(domains.at("domain-00000003")));
  EXPECT_EQ(Describe(**generation.Get<Verdict>("someone@00000003")),
            Describe(verdicts.at("someone@00000003")));

  std::vector<std::string> keys;
  EXPECT_TRUE(generation.Scan<Practitioner>(Compare(practitioners, keys)).ok());
  EXPECT_TRUE(generation.Scan<Organization>(Compare(organizations, keys)).ok());
  EXPECT_TRUE(generation.Scan<Mailbox>(Compare(mailboxes, keys)).ok());
  EXPECT_TRUE(generation.Scan<Domain>(Compare(domains, keys)).ok());
  EXPECT_TRUE(generation.Scan<Verdict>(Compare(verdicts, keys)).ok());
  EXPECT_EQ(keys.size(), 500u + 300 + 400 + 50 + 70);
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.begin() + 500));
}

TEST_F(GenerationTest, AbsentKeysAreNotFailures) {
  Filler filler(2, 50);
  GenerationWriter writer = NewWriter();
  AddAll(writer, Invent<Practitioner>(filler, "8997", 3));
  ASSERT_TRUE(writer.Finish({}).ok());
  const Generation generation = Reopen();
  for (const char* key : {"", "8", "899700000002", "8997000000030", "9"}) {
    const auto found = generation.Get<Practitioner>(key);
    EXPECT_TRUE(found.ok()) << key;
    EXPECT_FALSE(found->has_value()) << key;
  }
  EXPECT_FALSE(generation.Get<Mailbox>("nobody@example.test")->has_value());
  EXPECT_FALSE(generation.Get<Verdict>("nobody@example.test")->has_value());
  EXPECT_TRUE(generation.Scan<Domain>([](const Domain&) { return InternalError("?"); }).ok());
}

TEST_F(GenerationTest, AnEmptyGenerationIsAGeneration) {
  GenerationWriter writer = NewWriter();
  ASSERT_TRUE(writer.Finish({}).ok());
  const Generation generation = Reopen({.cache_bytes = 0});
  EXPECT_EQ(generation.metadata().counts, RecordCounts());
  EXPECT_TRUE(generation.Verify(VerifyLevel::kFull).ok());
  EXPECT_EQ(generation.Split(Table::kMailbox, 4), std::vector<KeyRange>(1));
}

TEST_F(GenerationTest, RefusesKeysThatDoNotRise) {
  struct Case {
    const char* first;
    const char* second;
    bool ok;
    const char* message;
  };
  const Case cases[] = {
      {"b", "c", true, ""},
      {"b", "b0", true, ""},
      {"b", "\xc3\xa9", true, ""},  // bytes compare unsigned
      {"b", "b", false, "table mailbox: row 2 is not in rising key order"},
      {"b", "a", false, "table mailbox: row 2 is not in rising key order"},
      {"b0", "b", false, "table mailbox: row 2 is not in rising key order"},
      {"b", "", false, "table mailbox: row 2 has no key"},
  };
  for (const Case& c : cases) {
    const TempDirectory directory;
    auto writer = GenerationWriter::Create(directory.path() + "/g");
    ASSERT_TRUE(writer.ok());
    Mailbox mailbox;
    mailbox.folded_address = c.first;
    ASSERT_TRUE(writer->Add(mailbox).ok());
    mailbox.folded_address = c.second;
    const Status status = writer->Add(mailbox);
    EXPECT_EQ(status.ok(), c.ok) << c.second;
    EXPECT_EQ(status.message(), c.message);
    // Order is a matter of each kind.
    Domain domain;
    domain.name = "a";
    EXPECT_TRUE(writer->Add(domain).ok());
  }
}

TEST_F(GenerationTest, AStatusOfTheVisitorEndsTheScan) {
  Filler filler(3, 30);
  GenerationWriter writer = NewWriter();
  AddAll(writer, Invent<Domain>(filler, "domain-", 10));
  ASSERT_TRUE(writer.Finish({}).ok());
  int seen = 0;
  const Status status = Reopen().Scan<Domain>(
      [&](const Domain&) { return ++seen == 4 ? AbortedError("enough") : OkStatus(); });
  EXPECT_EQ(status.code(), StatusCode::kAborted);
  EXPECT_EQ(seen, 4);
}

TEST_F(GenerationTest, ScansOfSplitRangesSeeEveryRecordOnce) {
  constexpr std::uint64_t kRows = kRecordsPerFence * 5 + 17;
  GenerationWriter writer = NewWriter();
  std::vector<std::string> keys;
  for (std::uint64_t i = 0; i < kRows; ++i) keys.push_back(std::to_string(1000000 + i));
  for (const std::string& key : keys) {
    Mailbox mailbox;
    mailbox.folded_address = key;
    ASSERT_TRUE(writer.Add(mailbox).ok());
  }
  ASSERT_TRUE(writer.Finish({}).ok());
  const Generation generation = Reopen();
  for (const std::size_t parts : {1u, 2u, 3u, 5u, 6u, 7u, 100u}) {
    const std::vector<KeyRange> ranges = generation.Split(Table::kMailbox, parts);
    EXPECT_EQ(ranges.size(), std::min<std::size_t>(parts, 6));
    std::vector<std::string> seen;
    for (const KeyRange& range : ranges) {
      const std::size_t before = seen.size();
      const auto note = [&](const Mailbox& mailbox) {
        seen.emplace_back(mailbox.folded_address);
        return OkStatus();
      };
      EXPECT_TRUE(generation.Scan<Mailbox>(note, range).ok());
      EXPECT_LE(seen.size() - before, kRows / ranges.size() + kRecordsPerFence);
    }
    EXPECT_EQ(seen, keys) << parts;
  }
}

Status FinishRaw(TableWriter& writer, const RecordCounts& counts, const std::string& format,
                 const std::string& domain_fences = "") {
  std::map<std::string, std::string> meta;
  meta["format"] = format;
  Metadata metadata;
  metadata.counts = counts;
  meta["metadata"] = EncodeMetadata(metadata);
  for (const Table table : kRecordTables) {
    meta["codes/" + std::string(NameOf(table))] = "";
    meta["fences/" + std::string(NameOf(table))] = table == Table::kDomain ? domain_fences : "";
  }
  for (const auto& [key, value] : meta) {
    RETURN_IF_ERROR(writer.Put(Table::kMeta, key, value));
  }
  return writer.Finish();
}

// Writes rows as they are, where GenerationWriter would not.
Status WriteRaw(const std::string& path, const std::vector<std::pair<Table, std::string>>& rows,
                const RecordCounts& counts,
                const std::string& format = std::to_string(kStoreFormatVersion)) {
  Result<TableWriter> writer = TableWriter::Create(path);
  if (!writer.ok()) return writer.status();
  for (const auto& [table, value] : rows) {
    RETURN_IF_ERROR(writer->Put(table, "some key", value));
  }
  return FinishRaw(*writer, counts, format);
}

TEST_F(GenerationTest, VerifyTellsWhatIsWrong) {
  struct Case {
    const char* name;
    std::vector<std::pair<Table, std::string>> rows;
    RecordCounts counts;
    const char* message;
    bool sampled = true;  // found by a sample, too
  };
  const Case cases[] = {
      {"too few rows",
       {{Table::kDomain, ""}},
       {0, 0, 0, 0, 2},
       "1 domain rows, the metadata says 2"},
      {"too many rows",
       {{Table::kPractitioner, ""}},
       {},
       "1 practitioner rows, the metadata says 0"},
      {"wrong number of activities",
       {{Table::kPractitioner, ""}},
       {1, 3, 0, 0, 0},
       "0 activities, the metadata says 3",
       false},
      {"a malformed row",
       {{Table::kMailbox, "\x03"}},
       {0, 0, 0, 1, 0},
       "row 1: mailbox value malformed at byte 1"},
      {"a row with a field of another version",
       {{Table::kDomain, "\x07\x01x"}},
       {0, 0, 0, 0, 1},
       "domain row 1 does not encode to its own bytes"},
      {"a verdict too many", {{Table::kVerdict, ""}}, {}, "1 verdict rows, the metadata says 0"},
  };
  for (const Case& c : cases) {
    const TempDirectory directory;
    const std::string path = directory.path() + "/g";
    const Status written = WriteRaw(path, c.rows, c.counts);
    ASSERT_TRUE(written.ok()) << written.ToString();
    const Result<Generation> generation = Generation::Open(path);
    ASSERT_TRUE(generation.ok()) << generation.status().ToString();
    for (const VerifyLevel level : {VerifyLevel::kFull, VerifyLevel::kSample}) {
      const Status status = generation->Verify(level);
      if (level == VerifyLevel::kSample && !c.sampled) {
        EXPECT_TRUE(status.ok()) << c.name << ": " << status.ToString();
        continue;
      }
      EXPECT_EQ(status.code(), StatusCode::kDataLoss) << c.name;
      EXPECT_EQ(status.message(), "verifying " + path + ": " + c.message);
    }
  }
}

TEST_F(GenerationTest, ASampleHasRowsFromEveryFenceOn) {
  constexpr std::uint64_t kRows = kRecordsPerFence + 3;
  Result<TableWriter> writer = TableWriter::Create(path_);
  ASSERT_TRUE(writer.ok());
  const auto key_of = [](std::uint64_t row) { return std::to_string(100'000 + row); };
  for (std::uint64_t row = 1; row <= kRows; ++row) {
    ASSERT_TRUE(writer->Put(Table::kDomain, key_of(row), row == kRows ? "\x03" : "").ok());
  }
  std::string fences;
  wire::AppendText(key_of(kRecordsPerFence + 1), fences);
  ASSERT_TRUE(
      FinishRaw(*writer, {.domains = kRows}, std::to_string(kStoreFormatVersion), fences).ok());
  EXPECT_THAT(std::string(Reopen().Verify(VerifyLevel::kSample).message()),
              HasSubstr("row " + std::to_string(kRows) + ": domain value malformed"));
}

TEST_F(GenerationTest, MalformedRowsFailGetAndScan) {
  ASSERT_TRUE(WriteRaw(path_, {{Table::kMailbox, "\x03"}}, {0, 0, 0, 1, 0}).ok());
  const Generation generation = Reopen();
  EXPECT_EQ(generation.Get<Mailbox>("some key").status().code(), StatusCode::kDataLoss);
  EXPECT_EQ(generation.Scan<Mailbox>([](const Mailbox&) { return OkStatus(); }).code(),
            StatusCode::kDataLoss);
}

TEST_F(GenerationTest, RefusesAnotherFormatWithTheRemedy) {
  ASSERT_TRUE(WriteRaw(path_, {}, {}, "4").ok());
  const Status status = Generation::Open(path_).status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(),
            "opening " + path_ + ": store format 4, this binary reads 2 to 3: update this program");
}

TEST_F(GenerationTest, DamagedFilesAreDataLoss) {
  Filler filler(4, 60);
  GenerationWriter writer = NewWriter();
  AddAll(writer, Invent<Practitioner>(filler, "8997", 2000));
  ASSERT_TRUE(writer.Finish({}).ok());
  std::filesystem::path largest;
  for (const auto& entry : std::filesystem::directory_iterator(path_)) {
    if (entry.path().extension() != ".sst") continue;
    if (largest.empty() || entry.file_size() > std::filesystem::file_size(largest)) {
      largest = entry.path();
    }
  }
  ASSERT_FALSE(largest.empty());
  {
    // One byte of a data block.
    std::fstream file(largest, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(5000);
    const char byte = static_cast<char>(file.get() ^ 0x20);
    file.seekp(5000);
    file.put(byte);
  }
  const Status status = Reopen().Verify(VerifyLevel::kSample);
  EXPECT_EQ(status.code(), StatusCode::kDataLoss) << status.ToString();
  EXPECT_THAT(status.message(), HasSubstr("checksum"));

  std::filesystem::resize_file(largest, std::filesystem::file_size(largest) / 2);
  EXPECT_EQ(Generation::Open(path_).status().code(), StatusCode::kDataLoss);
  std::filesystem::remove(largest);
  EXPECT_EQ(Generation::Open(path_).status().code(), StatusCode::kDataLoss);
  std::filesystem::remove(path_ + "/CURRENT");  // RocksDB's own
  EXPECT_EQ(Generation::Open(path_).status().code(), StatusCode::kDataLoss);
}

TEST_F(GenerationTest, AbsentFolderIsNotFound) {
  EXPECT_EQ(Generation::Open(path_).status().code(), StatusCode::kNotFound);
}

TEST_F(GenerationTest, SurvivesTheRemovalOfItsFolder) {
  Filler filler(5, 60);
  GenerationWriter writer = NewWriter();
  const auto practitioners = Invent<Practitioner>(filler, "8997", 2000);
  AddAll(writer, practitioners);
  ASSERT_TRUE(writer.Finish({}).ok());
  const Generation generation = Reopen();
  std::filesystem::remove_all(path_);
  std::vector<std::string> keys;
  EXPECT_TRUE(generation.Scan<Practitioner>(Compare(practitioners, keys)).ok());
  EXPECT_EQ(keys.size(), practitioners.size());
}

TEST_F(GenerationTest, EqualRecordsMakeEqualValues) {
  // Two generations of the same records, from one thread and from two.
  std::vector<std::vector<std::string>> dumps;
  for (const bool threaded : {false, true}) {
    Filler filler(6, 60);
    const auto practitioners = Invent<Practitioner>(filler, "8997", 300);
    const auto mailboxes = Invent<Mailbox>(filler, "someone@", 300);
    const TempDirectory directory;
    const std::string path = directory.path() + "/g";
    auto writer = GenerationWriter::Create(path);
    ASSERT_TRUE(writer.ok());
    if (threaded) {
      std::thread other([&] { AddAll(*writer, mailboxes); });
      AddAll(*writer, practitioners);
      other.join();
    } else {
      AddAll(*writer, mailboxes);
      AddAll(*writer, practitioners);
    }
    ASSERT_TRUE(writer->Finish({}).ok());
    auto& dump = dumps.emplace_back();
    auto reader = TableReader::Open(path, 0);
    ASSERT_TRUE(reader.ok());
    for (const Table table : {Table::kMeta, Table::kPractitioner, Table::kMailbox}) {
      const auto note = [&](std::string_view key, std::string_view value) {
        dump.emplace_back(key);
        dump.emplace_back(value);
        return OkStatus();
      };
      EXPECT_TRUE(reader->Scan(table, {}, note).ok());
    }
  }
  EXPECT_EQ(dumps[0], dumps[1]);
}

}  // namespace
}  // namespace annuaire
