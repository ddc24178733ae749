#include "directory/store/generation_writer.h"

#include <filesystem>
#include <map>
#include <utility>

#include "directory/store/durable_file.h"
#include "directory/store/store.h"
#include "directory/store/wire.h"

namespace annuaire {

GenerationWriter::RemovedAtLast::~RemovedAtLast() {
  std::error_code ignored;  // the next writer tries again
  std::filesystem::remove_all(path, ignored);
}

GenerationWriter::GenerationWriter(const std::string& directory, TableWriter tables)
    : directory_(directory),
      building_(std::make_unique<RemovedAtLast>(directory + std::string(kBuildingSuffix))),
      tables_(std::move(tables)) {}

Result<GenerationWriter> GenerationWriter::Create(const std::string& directory) {
  Result<TableWriter> tables = TableWriter::Create(directory + std::string(kBuildingSuffix));
  if (!tables.ok()) return tables.status();
  return GenerationWriter(directory, *std::move(tables));
}

void GenerationWriter::ContinueCodes(const Generation& former) {
  for (const Table table : kRecordTables) {
    records_[IndexOf(table)].codes = CodeBookBuilder(former.codes(table));
  }
}

template <typename Record>
Status GenerationWriter::AddTo(const Record& record) {
  constexpr Table kTable = kTableOf<Record>;
  RecordTable& table = records_[IndexOf(kTable)];
  EncodeRecord(record, table.codes, table.value);
  RETURN_IF_ERROR(tables_.Put(kTable, KeyOf(record), table.value));
  if (table.rows != 0 && table.rows % kRecordsPerFence == 0) {
    wire::AppendText(KeyOf(record), table.fences);
  }
  ++table.rows;
  return OkStatus();
}

Status GenerationWriter::Add(const Practitioner& practitioner) {
  RETURN_IF_ERROR(AddTo(practitioner));
  records_[IndexOf(Table::kPractitioner)].activities += practitioner.activities.size();
  return OkStatus();
}
Status GenerationWriter::Add(const Organization& organization) { return AddTo(organization); }
Status GenerationWriter::Add(const Mailbox& mailbox) { return AddTo(mailbox); }
Status GenerationWriter::Add(const Domain& domain) { return AddTo(domain); }
Status GenerationWriter::Add(const Verdict& verdict) { return AddTo(verdict); }

Status GenerationWriter::WriteMeta(const Metadata& metadata) {
  std::map<std::string, std::string> rows;  // the meta table is sorted as well
  rows.emplace(kFormatKey, std::to_string(kStoreFormatVersion));
  rows.emplace(kMetadataKey, EncodeMetadata(metadata));
  for (const Table table : kRecordTables) {
    const std::string name(NameOf(table));
    rows.emplace(std::string(kCodesKeyPrefix) + name, records_[IndexOf(table)].codes.ToBytes());
    rows.emplace(std::string(kFencesKeyPrefix) + name, records_[IndexOf(table)].fences);
  }
  for (const auto& [key, value] : rows) RETURN_IF_ERROR(tables_.Put(Table::kMeta, key, value));
  return OkStatus();
}

Result<Metadata> GenerationWriter::Finish(Metadata metadata) {
  const std::filesystem::path target(directory_);
  metadata.generation = target.filename().string();
  metadata.counts = {.practitioners = RowsOf(Table::kPractitioner),
                     .activities = records_[IndexOf(Table::kPractitioner)].activities,
                     .organizations = RowsOf(Table::kOrganization),
                     .mailboxes = RowsOf(Table::kMailbox),
                     .domains = RowsOf(Table::kDomain),
                     .verdicts = RowsOf(Table::kVerdict)};
  RETURN_IF_ERROR(WriteMeta(metadata));
  RETURN_IF_ERROR(tables_.Finish());

  const std::string& building = building_->path;
  {
    const Result<Generation> generation = Generation::Open(building);
    if (!generation.ok()) return generation.status();
    RETURN_IF_ERROR(generation->Verify(VerifyLevel::kSample));
  }
  RETURN_IF_ERROR(ReplaceFile(building + "/" + std::string(kUnpublishedMark), ""));
  std::error_code error;
  std::filesystem::rename(building, target, error);
  if (error) return FileError("renaming", building, error);
  RETURN_IF_ERROR(SyncDirectory(target.parent_path().string()));
  return metadata;
}

}  // namespace annuaire
