// What the tests of Join share: a join of sample files, and its records by key.

#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "directory/join/join.h"
#include "tests/directory/extract/sample_file.h"

namespace annuaire {

// Adds the file as a part of its own, its rows so many times.
template <typename Parser>
void AddFile(Join& join, const std::string& name, int times = 1) {
  JoinPart& part = join.AddPart();
  const std::string text = ReadSample(name);
  const auto lines = LinesOf(text);
  auto parser = Parser::Make(lines.at(0));
  ASSERT_TRUE(parser.ok()) << name;
  for (int k = 0; k < times; ++k) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (parser->Parse(lines[i]).ok()) part.Add(parser->row());
    }
  }
  part.Close();
}

inline constexpr char kActivities[] = "personne_activite_56col.SYNTHETIC.txt";
inline constexpr char kSkills[] = "savoirfaire.SYNTHETIC.txt";
inline constexpr char kDiplomas[] = "dipl_autexerc.SYNTHETIC.txt";
inline constexpr char kMailboxes[] = "correspondance_mssante.SYNTHETIC.txt";

// Calls "look" with every record; its views live as long as the join.
inline std::map<std::string, Practitioner> Practitioners(const Join& join) {
  std::map<std::string, Practitioner> records;
  std::string last;
  EXPECT_TRUE(join.EmitPractitioners([&](const Practitioner& record) {
                    EXPECT_LT(last, record.id);
                    last = record.id;
                    records[last] = record;
                    return OkStatus();
                  })
                  .ok());
  return records;
}

inline std::map<std::string, Organization> Organizations(const Join& join) {
  std::map<std::string, Organization> records;
  std::string last;
  EXPECT_TRUE(join.EmitOrganizations([&](const Organization& record) {
                    EXPECT_LT(last, record.key);
                    last = record.key;
                    records[last] = record;
                    return OkStatus();
                  })
                  .ok());
  return records;
}

inline std::map<std::string, Mailbox> Mailboxes(const Join& join) {
  std::map<std::string, Mailbox> records;
  std::string last;
  EXPECT_TRUE(join.EmitMailboxes([&](const Mailbox& record) {
                    EXPECT_LT(last, record.folded_address);
                    last = record.folded_address;
                    records[last] = record;
                    return OkStatus();
                  })
                  .ok());
  return records;
}

inline MailboxRow RowOf(std::string_view address, std::string_view type, std::string_view structure,
                        std::string_view service, std::string_view legal_name) {
  MailboxRow row;
  row.address = row.folded_address = address;
  row.attachment.type_code = type;
  row.attachment.organization_key = row.structure.key = structure;
  row.attachment.service = service;
  row.attachment.legal_name = legal_name;
  return row;
}

}  // namespace annuaire
