#include "cli/unfolded_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/cli/scratch_file.h"

namespace annuaire::cli {
namespace {

using Lines = std::vector<std::pair<std::uint64_t, std::string>>;

Lines LinesOf(const std::string& text) {
  const ScratchFile file(text);
  Result<LineSource> source = LineSource::Open(file.path());
  EXPECT_TRUE(source.ok());
  UnfoldedLines lines(*source);
  Lines found;
  for (std::string_view line; lines.Next(line);) {
    found.emplace_back(lines.line_number(), line);
    EXPECT_EQ(lines.Where(), file.path() + ":" + std::to_string(lines.line_number()));
  }
  EXPECT_TRUE(source->status().ok());
  return found;
}

TEST(UnfoldedLinesTest, Table) {
  struct Case {
    const char* what;
    std::string text;
    Lines want;
  };
  for (const Case& c : std::vector<Case>{
           {"nothing", "", {}},
           {"no vCard", "a@b.fr\n c@d.fr\n", {{1, "a@b.fr"}, {2, " c@d.fr"}}},
           {"folded in the middle of an address",
            "BEGIN:VCARD\r\nEMAIL:jean.du\r\n pre@medecin.mss\r\n\tante.example\r\nEND:VCARD\r\n",
            {{1, "BEGIN:VCARD"},
             {2, "EMAIL:jean.dupre@medecin.mssante.example"},
             {5, "END:VCARD"}}},
           {"a blank of the text",
            "begin:vcard\nFN:Jean\n  Dupré\nend:vcard",
            {{1, "begin:vcard"}, {2, "FN:Jean Dupré"}, {4, "end:vcard"}}},
           {"after a vCard lines stand alone",
            "BEGIN:VCARD\nEND:VCARD\na\n b\n",
            {{1, "BEGIN:VCARD"}, {2, "END:VCARD"}, {3, "a"}, {4, " b"}}},
           {"one after the other",
            "BEGIN:VCARD\nX:a\nEND:VCARD\nBEGIN:VCARD\nX:a\n b",
            {{1, "BEGIN:VCARD"}, {2, "X:a"}, {3, "END:VCARD"}, {4, "BEGIN:VCARD"}, {5, "X:ab"}}},
           {"blank lines",
            "BEGIN:VCARD\n\n a\n\nEND:VCARD\n",
            {{1, "BEGIN:VCARD"}, {2, "a"}, {4, ""}, {5, "END:VCARD"}}},
           {"never ended", "BEGIN:VCARD\nX:a\n b", {{1, "BEGIN:VCARD"}, {2, "X:ab"}}}}) {
    EXPECT_EQ(LinesOf(c.text), c.want) << c.what;
  }
}

TEST(UnfoldedLinesTest, KnowTheLinesOfAVcard) {
  const ScratchFile file("a\nBEGIN:VCARD\nX:b\nEND:VCARD\nc\n");
  Result<LineSource> source = LineSource::Open(file.path());
  ASSERT_TRUE(source.ok());
  UnfoldedLines lines(*source);
  std::string found;
  for (std::string_view line; lines.Next(line);) found += lines.in_vcard() ? 'v' : '-';
  EXPECT_EQ(found, "-vvv-");
}

}  // namespace
}  // namespace annuaire::cli
