#include "directory/extract/file_kind.h"

#include <algorithm>
#include <string>
#include <vector>

#include "directory/extract/column_map.h"
#include "directory/extract/delimited_line.h"

namespace annuaire {
namespace {

FileKind KindOfHeader(std::string_view header) {
  DelimitedLine line;
  if (!line.Split(header)) return FileKind::kUnknown;
  std::vector<std::string> keys;
  for (const std::string_view field : line.fields()) keys.push_back(ColumnKey(field));
  const auto has = [&keys](std::string_view name) {
    return std::find(keys.begin(), keys.end(), ColumnKey(name)) != keys.end();
  };
  if (has("Adresse BAL") || has("Type de BAL")) return FileKind::kMailbox;
  if (has("Numéro carte") || has("Code type de carte")) return FileKind::kUnknown;
  if (!has("Identification nationale PP") && !has("Identifiant PP")) return FileKind::kUnknown;
  if (has("Code diplôme obtenu") || has("Code type autorisation")) return FileKind::kDiploma;
  if (has("Code mode exercice") || has("Identifiant technique de la structure")) {
    return FileKind::kPersonActivity;
  }
  if (has("Code savoir-faire")) return FileKind::kSkill;
  return FileKind::kUnknown;
}

bool StartsLikeFinessCsv(std::string_view line) {
  for (const std::string_view first :
       {"finess;etalab;", "structureet;", "structureej;", "geolocalisation;", "nofinesset;"}) {
    if (line.starts_with(first)) return true;
  }
  return false;
}

// What stands before the day, in the words of the file.
std::string_view DateMarkOf(FileKind kind) {
  switch (kind) {
    case FileKind::kFinessCsv:
      return "finess;etalab;";
    case FileKind::kFinessPlus:
      return "\"generatedAt\"";
    case FileKind::kWhiteList:
      return "<DateDeGeneration>";
    default:
      return {};
  }
}

}  // namespace

std::string_view ToString(FileKind kind) {
  switch (kind) {
    case FileKind::kUnknown:
      return "unknown";
    case FileKind::kPersonActivity:
      return "Personne_activite";
    case FileKind::kSkill:
      return "SavoirFaire";
    case FileKind::kDiploma:
      return "Dipl_AutExerc";
    case FileKind::kMailbox:
      return "Correspondance_MSSante";
    case FileKind::kFinessCsv:
      return "FINESS csv";
    case FileKind::kFinessPlus:
      return "FINESS+";
    case FileKind::kWhiteList:
      return "white list";
    case FileKind::kFhir:
      return "FHIR";
  }
  return "unknown";
}

FileKind DetectFileKind(std::string_view first_bytes) {
  std::string_view text = WithoutBom(first_bytes);
  const auto start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return FileKind::kUnknown;
  text.remove_prefix(start);
  if (text.front() == '<') {
    const bool listed = text.find("ListeBlancheMSSante") != std::string_view::npos;
    return listed ? FileKind::kWhiteList : FileKind::kUnknown;
  }
  if (text.front() == '{') {
    for (const std::string_view key : {"\"gcc\"", "\"gco\"", "\"pmej\""}) {
      if (text.find(key) != std::string_view::npos) return FileKind::kFinessPlus;
    }
    return text.find("\"resourceType\"") != std::string_view::npos ? FileKind::kFhir
                                                                   : FileKind::kUnknown;
  }
  const std::string_view line = text.substr(0, text.find('\n'));
  if (StartsLikeFinessCsv(line)) return FileKind::kFinessCsv;
  return line.find('|') == std::string_view::npos ? FileKind::kUnknown : KindOfHeader(line);
}

std::string_view DateInFirstBytes(FileKind kind, std::string_view first_bytes) {
  const std::string_view mark = DateMarkOf(kind);
  const std::size_t found = mark.empty() ? mark.npos : first_bytes.find(mark);
  if (found == mark.npos) return {};
  // At most a number, blanks and a quote in between.
  constexpr std::size_t kBetweenMax = 16;
  constexpr std::size_t kDateLength = 10;
  const std::string_view after = first_bytes.substr(found + mark.size(), kBetweenMax + kDateLength);
  for (std::size_t from = 0; from + kDateLength <= after.size(); ++from) {
    const std::string_view date = after.substr(from, kDateLength);
    if (date.starts_with("20") && date[4] == '-' && date[7] == '-') return date;
  }
  return {};
}

}  // namespace annuaire
