#include "indexer/source_reader.h"

#include <algorithm>
#include <cstdio>

#include "directory/base/fold.h"
#include "directory/base/give_way.h"
#include "directory/extract/fhir.h"
#include "directory/extract/finess_csv.h"
#include "directory/extract/finess_plus.h"
#include "directory/extract/row_id.h"
#include "indexer/file_date.h"

namespace annuaire::indexer {
namespace {

constexpr std::uint8_t kBadKeys = kBadPersonKey | kBadFinessKey | kBadSiretKey | kBadSirenKey;

constexpr std::string_view kExpected =
    "expected PS_LibreAcces (Personne_activite, SavoirFaire, Dipl_AutExerc), "
    "Extraction_Correspondance_MSSante, a FINESS csv, finess-structures JSON, the MSSanté white "
    "list or resources of the FHIR API";

bool IsBlank(std::string_view line) { return line.empty() || line == "\r"; }

void CountReject(SourceFile& source, std::string_view kind, std::uint64_t rows) {
  if (rows == 0) return;
  source.rows_rejected += rows;
  auto found = std::find_if(source.rejects.begin(), source.rejects.end(),
                            [&](const RejectCount& count) { return count.kind == kind; });
  if (found == source.rejects.end()) found = source.rejects.insert(found, {std::string(kind), 0});
  found->rows += rows;
}

std::string ToPercent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g %%", share * 100);
  return text;
}

std::string Joined(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

}  // namespace

Result<SourceFile> SourceReader::Read(const std::string& name, const ChunkSource& chunks) {
  // The first chunk is whole: it holds all that tells the kind.
  std::span<const char> first = chunks();
  const FileKind kind =
      DetectFileKind(std::string_view(first.data(), std::min(first.size(), kFileKindProbeBytes)));
  const ChunkSource again = [&]() -> std::span<const char> {
    if (!first.empty()) return std::exchange(first, {});
    if (options_.stop != nullptr && *options_.stop) return {};
    return chunks();
  };
  if (first.empty()) {
    return FailedPreconditionError(name + ": empty: fetch it again, or leave it out");
  }
  if (IsUtf16(std::string_view(first.data(), first.size()))) {
    return FailedPreconditionError(name +
                                   ": UTF-16, as no file is published: fetch it again, or convert "
                                   "it with iconv -f UTF-16 -t UTF-8");
  }
  SourceFile source;
  source.kind = ToString(kind);
  source.file_name = name;
  source.extract_date = DateInName(name);
  Status status = ReadAs(kind, again, source);
  RETURN_IF_ERROR(BetweenRows());
  if (status.ok()) status = CheckShare(source);
  if (status.code() == StatusCode::kInvalidArgument ||
      status.code() == StatusCode::kResourceExhausted) {
    status = DataLossError(status.message() + "; fetch the file again, or leave it out");
  }
  if (!status.ok()) return std::move(status).Annotate(name);
  log_.Event("read", {{"file", name},
                      {"kind", source.kind},
                      {"date", source.extract_date},
                      {"rows", source.rows_read},
                      {"rejected", source.rows_rejected}});
  return source;
}

Status SourceReader::ReadAs(FileKind kind, const ChunkSource& chunks, SourceFile& source) {
  switch (kind) {
    case FileKind::kPersonActivity:
      return ReadRows<PersonActivityParser>(chunks, source);
    case FileKind::kSkill:
      return ReadRows<SkillParser>(chunks, source);
    case FileKind::kDiploma:
      return ReadRows<DiplomaParser>(chunks, source);
    case FileKind::kMailbox:
      return ReadRows<MailboxParser>(chunks, source);
    case FileKind::kFinessCsv:
      return ReadFinessRows(chunks, source);
    case FileKind::kFinessPlus:
      return ReadFinessPlusFile(chunks, source);
    case FileKind::kWhiteList:
      return ReadWhiteListFile(chunks, source);
    case FileKind::kFhir:
      return ReadFhirFile(chunks, source);
    case FileKind::kUnknown:
      break;
  }
  return FailedPreconditionError("not a file of the directory, leave it out: " +
                                 std::string(kExpected));
}

template <typename Parser>
Status SourceReader::ReadRows(const ChunkSource& chunks, SourceFile& source) {
  LineReader lines(chunks);
  if (!lines.Next()) return lines.status();
  Result<Parser> parser = Parser::Make(lines.line());
  if (!parser.ok()) {
    return Status(parser.status().code(), parser.status().message() +
                                              ": fetch the file again; if its columns have new "
                                              "names, this version does not know them");
  }
  if (const auto unknown = parser->columns().UnknownNames(); !unknown.empty()) {
    log_.Event("unknown_columns", {{"file", source.file_name}, {"columns", Joined(unknown)}},
               LogLevel::kWarning);
  }
  while (lines.Next()) {
    if (IsBlank(lines.line())) continue;
    ++source.rows_read;
    RETURN_IF_ERROR(BetweenRows());
    const RowProblem problem = parser->Parse(lines.line());
    if (!problem.ok()) {
      Reject(problem, lines.line_number(), source);
      continue;
    }
    if ((parser->row().flags & kBadKeys) != 0) ++source.bad_keys;
    part_.Add(parser->row());
  }
  source.windows_1252_rows = parser->decoded_lines();
  return lines.status();
}

Status SourceReader::ReadFinessRows(const ChunkSource& chunks, SourceFile& source) {
  LineReader lines(chunks);
  FinessCsvParser parser;
  while (lines.Next()) {
    RETURN_IF_ERROR(BetweenRows());
    const RowProblem problem = parser.Parse(lines.line());
    if (!problem.ok()) {
      ++source.rows_read;
      Reject(problem, lines.line_number(), source);
    } else if (parser.has_row()) {
      ++source.rows_read;
      if ((parser.flags() & kBadKeys) != 0) ++source.bad_keys;
      part_.Add(parser.row());
    }
  }
  source.windows_1252_rows = parser.decoded_lines();
  if (!parser.extract_date().empty()) source.extract_date = parser.extract_date();
  return lines.status();
}

Status SourceReader::ReadFinessPlusFile(const ChunkSource& chunks, SourceFile& source) {
  const Result<FinessPlusSummary> summary =
      ReadFinessPlus(chunks, [&](const Organization& row) -> Status {
        part_.Add(row);
        return BetweenRows();
      });
  if (!summary.ok()) return summary.status();
  source.rows_read = summary->legal_entities + summary->establishments + summary->without_finess;
  source.bad_keys = summary->bad_finess_keys;
  CountReject(source, ToString(RowError::kMalformedFiness), summary->without_finess);
  if (summary->generated_at.size() >= 10) source.extract_date = summary->generated_at.substr(0, 10);
  for (const auto& [key, times] : summary->unknown_keys) {
    log_.Event("unknown_key", {{"file", source.file_name}, {"key", key}, {"times", times}},
               LogLevel::kWarning);
  }
  return OkStatus();
}

Status SourceReader::ReadWhiteListFile(const ChunkSource& chunks, SourceFile& source) {
  const Result<WhiteListSummary> summary =
      ReadWhiteList(chunks, [&](const WhiteListEntry& entry) -> Status {
        part_.Add(entry);
        return BetweenRows();
      });
  if (!summary.ok()) return summary.status();
  source.rows_read = summary->entries + summary->entries_without_name;
  CountReject(source, "blank domain name", summary->entries_without_name);
  if (summary->generated_at.size() >= 10) source.extract_date = summary->generated_at.substr(0, 10);
  return OkStatus();
}

Status SourceReader::ReadFhirFile(const ChunkSource& chunks, SourceFile& source) {
  const Result<FhirSummary> summary = ReadFhir(chunks, [&](const FhirResource& resource) -> Status {
    for (const MailboxRow& row : resource.mailboxes) part_.AddFallback(row);
    return BetweenRows();
  });
  if (!summary.ok()) return summary.status();
  source.rows_read = summary->resources;
  source.bad_keys = summary->bad_keys;
  for (std::size_t i = 0; i < summary->rejects.size(); ++i) {
    CountReject(source, ToString(static_cast<RowError>(i)), summary->rejects[i]);
  }
  if (summary->generated_at.size() >= 10) source.extract_date = summary->generated_at.substr(0, 10);
  return OkStatus();
}

void SourceReader::Reject(const RowProblem& problem, std::uint64_t line, SourceFile& source) {
  const std::string_view kind = ToString(problem.error);
  CountReject(source, kind, 1);
  rejects_.Add({.file = source.file_name,
                .line = line,
                .field = problem.field,
                .column = problem.column,
                .kind = kind});
}

Status SourceReader::CheckShare(const SourceFile& source) const {
  std::uint64_t unreadable = source.rows_rejected;
  for (const RejectCount& reject : source.rejects) {
    if (reject.kind == ToString(RowError::kPatientAddress)) unreadable -= reject.rows;
  }
  if (unreadable == 0) return OkStatus();
  const double share = static_cast<double>(unreadable) / static_cast<double>(source.rows_read);
  if (share <= options_.max_reject_share) return OkStatus();
  return FailedPreconditionError(std::to_string(unreadable) + " of " +
                                 std::to_string(source.rows_read) + " rows (" + ToPercent(share) +
                                 ") are unreadable, more than --max-reject-share " +
                                 ToPercent(options_.max_reject_share) +
                                 " allows: nothing is published, see " + rejects_.path());
}

Status SourceReader::BetweenRows() const {
  GiveWay();
  if (options_.stop == nullptr || !*options_.stop) return OkStatus();
  return AbortedError("stopped before publishing: the store serves what it served");
}

}  // namespace annuaire::indexer
