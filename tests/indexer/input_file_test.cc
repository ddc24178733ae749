#include "indexer/input_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Entries = std::vector<std::pair<std::string, std::string>>;

class InputFileTest : public testing::Test {
 protected:
  std::string Path(const std::string& name) const { return directory_.path() + "/" + name; }

  std::string WriteFile(const std::string& name, std::string_view content) {
    std::filesystem::create_directories(std::filesystem::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
    return Path(name);
  }

  std::string WriteArchive(const std::string& name, const Entries& entries,
                           const char* password = nullptr) {
    archive* out = archive_write_new();
    archive_write_set_format_zip(out);
    if (password != nullptr) {
      archive_write_set_options(out, "zip:encryption=zipcrypt");
      archive_write_set_passphrase(out, password);
    }
    EXPECT_EQ(archive_write_open_filename(out, Path(name).c_str()), ARCHIVE_OK);
    for (const auto& [entry_name, content] : entries) {
      archive_entry* entry = archive_entry_new();
      archive_entry_set_pathname(entry, entry_name.c_str());
      archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
      archive_entry_set_filetype(entry, entry_name.ends_with('/') ? AE_IFDIR : AE_IFREG);
      archive_entry_set_perm(entry, 0644);
      EXPECT_EQ(archive_write_header(out, entry), ARCHIVE_OK);
      if (!content.empty()) archive_write_data(out, content.data(), content.size());
      archive_entry_free(entry);
    }
    EXPECT_EQ(archive_write_close(out), ARCHIVE_OK);
    archive_write_free(out);
    return Path(name);
  }

  std::string WriteGzip(const std::string& name, const std::string& content) {
    archive* out = archive_write_new();
    archive_write_set_format_raw(out);
    archive_write_add_filter_gzip(out);
    EXPECT_EQ(archive_write_open_filename(out, Path(name).c_str()), ARCHIVE_OK);
    archive_entry* entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(out, entry);
    archive_write_data(out, content.data(), content.size());
    archive_entry_free(entry);
    archive_write_close(out);
    archive_write_free(out);
    return Path(name);
  }

  // Every entry with its bytes, read through chunks of "chunk_bytes".
  static Status ReadAll(const std::string& path, Entries& entries, std::size_t chunk_bytes = 4096,
                        const InputLimits& limits = {}) {
    Result<InputFile> file = InputFile::Open(path, limits);
    if (!file.ok()) return file.status();
    std::vector<char> buffer(chunk_bytes);
    while (true) {
      const Result<bool> more = file->NextEntry();
      if (!more.ok()) return more.status();
      if (!*more) return OkStatus();
      auto& [name, content] = entries.emplace_back(file->entry_name(), "");
      while (true) {
        const Result<std::size_t> size = file->Read(buffer);
        if (!size.ok()) return size.status();
        if (*size == 0) break;
        content.append(buffer.data(), *size);
      }
    }
  }

  TempDirectory directory_;
};

std::string Text(std::size_t bytes) {
  std::string text;
  for (unsigned i = 0; text.size() < bytes; ++i) text += std::to_string(i * 2654435761u) + "\n";
  text.resize(bytes);
  return text;
}

TEST_F(InputFileTest, ReadsEveryWrappingByContent) {
  const std::string text = Text(3000000);
  struct Case {
    std::string path;
    Entries want;
  };
  const Case cases[] = {
      {WriteFile("plain.zip", text), {{"plain.zip", text}}},
      {WriteFile("empty.txt", ""), {{"empty.txt", ""}}},
      {WriteFile("short.txt", "P"), {{"short.txt", "P"}}},
      {WriteGzip("a.json", text), {{"a.json", text}}},
      {WriteArchive("b.txt", {{"one.txt", text}, {"folder/", ""}, {"folder/two.txt", "2"}}),
       {{"b.txt!one.txt", text}, {"b.txt!folder/two.txt", "2"}}},
      {WriteArchive("none.zip", {}), {}},
      {WriteArchive("debris.zip", {{"__MACOSX/a.txt", "x"}, {"b/.DS_Store", "x"}, {"c", ""}}),
       {{"debris.zip!c", ""}}},
      {WriteArchive("up.zip", {{"../../outside.txt", "x"}}), {{"up.zip!../../outside.txt", "x"}}},
  };
  for (const Case& c : cases) {
    for (const std::size_t chunk : {std::size_t{1} << 20, std::size_t{1000}}) {
      Entries entries;
      const Status status = ReadAll(c.path, entries, chunk);
      EXPECT_TRUE(status.ok()) << c.path << ": " << status.ToString();
      EXPECT_EQ(entries == c.want, true) << c.path;
    }
  }
  EXPECT_FALSE(std::filesystem::exists(directory_.path() + "/../outside.txt"));
}

TEST_F(InputFileTest, RefusesWhatItCannotTrust) {
  const std::string text = Text(3000000);
  const auto cut = [&](const std::string& from, const std::string& name, std::size_t bytes) {
    std::ifstream file(from, std::ios::binary);
    std::string content(std::istreambuf_iterator<char>(file), {});
    content.resize(content.size() - bytes);
    return WriteFile(name, content);
  };
  const std::string zip = WriteArchive("whole.zip", {{"a.txt", text}});
  const std::string gzip = WriteGzip("whole.gz", text);
  const std::string flat = WriteGzip("flat.gz", std::string(3000000, 'x'));
  InputLimits tight;
  tight.inflation_free_bytes = 1000000;
  tight.inflation_max = 100;
  InputLimits small;
  small.entry_bytes_max = 2999999;
  InputLimits few;
  few.entries_max = 1;
  struct Case {
    std::string path;
    InputLimits limits;
    StatusCode code;
    const char* message;
  };
  const Case cases[] = {
      {Path("absent"), {}, StatusCode::kUnavailable, "cannot read"},
      {cut(zip, "cut.zip", 900000), {}, StatusCode::kDataLoss, "cut.zip"},
      {cut(gzip, "cut.gz", 100), {}, StatusCode::kDataLoss, "cut.gz is damaged"},
      {WriteArchive("locked.zip", {{"a.txt", text}}, "secret"),
       {},
       StatusCode::kFailedPrecondition,
       "locked.zip!a.txt is encrypted: unpack it first"},
      {flat, tight, StatusCode::kResourceExhausted, "flat.gz inflates more than 100 times"},
      {gzip, small, StatusCode::kResourceExhausted, "whole.gz is larger than 2999999 bytes"},
      {WriteArchive("two.zip", {{"a", ""}, {"b", ""}}), few, StatusCode::kResourceExhausted,
       "more than 1 entries"},
  };
  for (const Case& c : cases) {
    Entries entries;
    const Status status = ReadAll(c.path, entries, 4096, c.limits);
    EXPECT_EQ(status.code(), c.code) << c.path << ": " << status.ToString();
    EXPECT_THAT(status.message(), HasSubstr(c.message)) << c.path;
  }
  Entries entries;
  EXPECT_TRUE(ReadAll(flat, entries).ok());  // small enough to inflate as it likes
}

TEST_F(InputFileTest, RefusesWhatOthersInflate) {
  // Would be told only by what libzip made of it, so that any of it might be a bomb.
  std::ifstream file(WriteArchive("deflated.zip", {{"a.txt", Text(3000)}}), std::ios::binary);
  std::string archive(std::istreambuf_iterator<char>(file), {});
  for (const int method : {9, 12, 14, 95}) {  // deflate64, bzip2, lzma, xz
    archive.at(archive.find("PK\x03\x04") + 8) = static_cast<char>(method);
    archive.at(archive.find("PK\x01\x02") + 10) = static_cast<char>(method);
    const std::string number = std::to_string(method);
    Entries entries;
    const Status status = ReadAll(WriteFile(number + ".zip", archive), entries);
    EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition) << status.ToString();
    EXPECT_THAT(status.message(),
                HasSubstr(number + ".zip!a.txt is compressed by method " + number));
  }
}

// The bytes of "path" with the one at "at" changed.
std::string Damaged(const std::string& path, std::size_t at) {
  std::ifstream file(path, std::ios::binary);
  std::string content(std::istreambuf_iterator<char>(file), {});
  content.at(at) = static_cast<char>(content.at(at) ^ 0x55);
  return content;
}

TEST_F(InputFileTest, ChecksumsAndSizesAreVerified) {
  const std::string text = Text(3000000);
  const std::string zip = WriteArchive("whole.zip", {{"a.txt", text}});
  const std::string gzip = WriteGzip("whole.gz", text);
  const auto zip_bytes = std::filesystem::file_size(zip);
  const auto gzip_bytes = std::filesystem::file_size(gzip);
  const std::string cases[] = {
      WriteFile("middle.zip", Damaged(zip, zip_bytes / 2)),
      WriteFile("middle.gz", Damaged(gzip, gzip_bytes / 2)),
      WriteFile("checksum.gz", Damaged(gzip, gzip_bytes - 8)),
  };
  for (const std::string& path : cases) {
    for (const std::size_t chunk : {std::size_t{1} << 20, std::size_t{1000}}) {
      Entries entries;
      const Status status = ReadAll(path, entries, chunk);
      EXPECT_EQ(status.code(), StatusCode::kDataLoss) << path << ": " << status.ToString();
      EXPECT_THAT(status.message(), HasSubstr(" is damaged: ")) << path;
    }
  }
}

TEST_F(InputFileTest, ReadsAllMembersOfAGzipFile) {
  const auto bytes_of = [](const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string first = Text(200000);
  const std::string members =
      bytes_of(WriteGzip("1.gz", first)) + bytes_of(WriteGzip("2.gz", "two"));
  for (const std::string& tail : {std::string(), std::string("trailing"), std::string(100, '\0')}) {
    Entries entries;
    const Status status = ReadAll(WriteFile("all.gz", members + tail), entries);
    EXPECT_TRUE(status.ok()) << status.ToString();
    EXPECT_EQ(entries == (Entries{{"all.gz", first + "two"}}), true) << tail.size();
  }
}

TEST_F(InputFileTest, FindsFilesOfFoldersInOrderAndOnce) {
  const std::string b = WriteFile("in/b.txt", "");
  const std::string c = WriteFile("in/a/c.txt", "");
  WriteFile("in/.hidden", "");
  WriteFile("in/.git/d.txt", "");
  EXPECT_THAT(*FindInputFiles({Path("in")}), ElementsAre(c, b));
  EXPECT_THAT(*FindInputFiles({b, Path("in"), Path("in/../in/b.txt")}), ElementsAre(b, c));
  EXPECT_EQ(FindInputFiles({Path("in"), Path("no")}).status().code(), StatusCode::kNotFound);
  std::filesystem::create_directory(Path("void"));
  EXPECT_EQ(FindInputFiles({Path("void")}).status().code(), StatusCode::kNotFound);
}

TEST_F(InputFileTest, LinksThatLeadNowhereAreNoFilesOrAnError) {
  const std::string b = WriteFile("in/b.txt", "");
  std::filesystem::create_symlink("absent.txt", Path("in/dangling.txt"));
  EXPECT_THAT(*FindInputFiles({Path("in")}), ElementsAre(b));
  std::filesystem::create_symlink("circle.txt", Path("in/circle.txt"));
  const Status status = FindInputFiles({Path("in")}).status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_THAT(status.message(), HasSubstr("in/circle.txt"));
}

}  // namespace
}  // namespace annuaire::indexer
