#include "cli/mailbox_batch.h"

#include "cli/describe.h"
#include "directory/base/fold.h"

namespace annuaire::cli {
namespace {

const std::vector<std::string_view> kColumns = {"type",  "address", "holders",    "organization",
                                                "staff", "service", "description"};

std::vector<std::string> People(std::string_view field) {
  std::vector<std::string> people;
  for (const std::string_view person : Cut(field, ';')) {
    if (!Trim(person).empty()) people.emplace_back(Trim(person));
  }
  return people;
}

}  // namespace

Result<MailboxBatch> MailboxBatch::Open(const std::string& path) {
  Result<LineSource> source = LineSource::Open(path);
  if (!source.ok()) return source.status();
  std::string_view header;
  while (source->Next(header) && IsSkipped(header)) {
  }
  RETURN_IF_ERROR(source->status());
  const std::string expected =
      "the first line names the columns, separated by tabs: " + Join(kColumns);
  if (IsSkipped(header)) return InvalidArgumentError(path + ": empty; " + expected);
  TabColumns columns(Cut(header, '\t'));
  if (!columns.Has("address")) {
    return InvalidArgumentError(source->Where() + ": no column \"address\"; " + expected);
  }
  if (const auto repeated = columns.Repeated(); !repeated.empty()) {
    return InvalidArgumentError(source->Where() + ": column \"" + repeated.front() +
                                "\" stands twice; keep one");
  }
  return MailboxBatch(*std::move(source), std::move(columns));
}

MailboxBatch::MailboxBatch(LineSource source, TabColumns columns)
    : source_(std::move(source)),
      columns_(std::move(columns)),
      unused_columns_(columns_.Unknown(kColumns)) {}

bool MailboxBatch::Next(DescribedMailbox& mailbox) {
  std::string_view line;
  do {
    if (!source_.Next(line)) {
      status_ = source_.status();
      return false;
    }
  } while (IsSkipped(line));
  status_ = Read(line, mailbox).Annotate(source_.Where());
  return status_.ok();
}

Status MailboxBatch::Read(std::string_view line, DescribedMailbox& mailbox) const {
  if (!IsValidUtf8(line)) return InvalidArgumentError("not UTF-8; save the file as UTF-8");
  const std::vector<std::string_view> row = Cut(line, '\t');
  if (row.size() > columns_.size()) {
    return InvalidArgumentError(std::to_string(row.size()) + " fields where the header names " +
                                std::to_string(columns_.size()) + "; remove the tabs too many");
  }
  mailbox.type = columns_.Field(row, "type");
  mailbox.address = columns_.Field(row, "address");
  mailbox.holders = People(columns_.Field(row, "holders"));
  mailbox.organization = columns_.Field(row, "organization");
  mailbox.staff = People(columns_.Field(row, "staff"));
  mailbox.service = columns_.Field(row, "service");
  mailbox.description = columns_.Field(row, "description");
  if (mailbox.address.empty()) {
    return InvalidArgumentError("no address; fill the column \"address\" or remove the line");
  }
  return CheckForm(mailbox);
}

}  // namespace annuaire::cli
