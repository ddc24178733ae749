#include "directory/store/table_writer.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>

#include "directory/store/table_reader.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

constexpr int kRows = 200'000;  // several batches of each table
const std::string kValue(40, 'v');

std::string KeyOfRow(int row) {
  char key[16];
  std::snprintf(key, sizeof key, "%08d", row);
  return key;
}

Status PutRows(TableWriter& writer, Table table) {
  for (int row = 0; row < kRows; ++row) {
    RETURN_IF_ERROR(writer.Put(table, KeyOfRow(row), kValue + std::to_string(row)));
  }
  return OkStatus();
}

TEST(TableWriterTest, RowsOfTwoThreadsAreReadBackInOrder) {
  TempDirectory directory;
  const std::string path = directory.path() + "/tables";
  Result<TableWriter> writer = TableWriter::Create(path);
  ASSERT_TRUE(writer.ok()) << writer.status().message();
  Status mailboxes;
  std::thread other([&] {
    mailboxes = PutRows(*writer, Table::kMailbox);
    writer->Complete(Table::kMailbox);
  });
  const Status practitioners = PutRows(*writer, Table::kPractitioner);
  other.join();
  ASSERT_TRUE(practitioners.ok()) << practitioners.message();
  ASSERT_TRUE(mailboxes.ok()) << mailboxes.message();
  ASSERT_TRUE(writer->Put(Table::kMeta, kFormatKey, std::to_string(kStoreFormatVersion)).ok());
  const Status finished = writer->Finish();
  ASSERT_TRUE(finished.ok()) << finished.message();

  const Result<TableReader> reader = TableReader::Open(path, 1 << 20);
  ASSERT_TRUE(reader.ok()) << reader.status().message();
  for (const Table table : {Table::kMailbox, Table::kPractitioner}) {
    int row = 0;
    const Status scanned =
        reader->Scan(table, {}, [&](std::string_view key, std::string_view value) {
          EXPECT_EQ(key, KeyOfRow(row));
          EXPECT_EQ(value, kValue + std::to_string(row));
          ++row;
          return OkStatus();
        });
    EXPECT_TRUE(scanned.ok()) << scanned.message();
    EXPECT_EQ(row, kRows);
  }
}

TEST(TableWriterTest, WhatCannotBeWrittenIsToldInTheEnd) {
  TempDirectory directory;
  const std::string path = directory.path() + "/tables";
  Result<TableWriter> writer = TableWriter::Create(path);
  ASSERT_TRUE(writer.ok()) << writer.status().message();
  std::filesystem::remove_all(path);
  (void)PutRows(*writer, Table::kMailbox);
  EXPECT_FALSE(writer->Finish().ok());
}

TEST(TableWriterTest, MayBeLeftUnfinished) {
  TempDirectory directory;
  const std::string path = directory.path() + "/tables";
  {
    Result<TableWriter> writer = TableWriter::Create(path);
    ASSERT_TRUE(writer.ok()) << writer.status().message();
    EXPECT_TRUE(PutRows(*writer, Table::kMailbox).ok());
  }
  EXPECT_FALSE(TableReader::Open(path, 1 << 20).ok());
}

TEST(TableWriterTest, RefusesKeysThatDoNotRise) {
  TempDirectory directory;
  Result<TableWriter> writer = TableWriter::Create(directory.path() + "/tables");
  ASSERT_TRUE(writer.ok()) << writer.status().message();
  EXPECT_TRUE(writer->Put(Table::kDomain, "b", "").ok());
  EXPECT_EQ(writer->Put(Table::kDomain, "b", "").code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(writer->Put(Table::kDomain, "a", "").code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(writer->Put(Table::kMailbox, "", "").code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace annuaire
