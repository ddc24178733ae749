// FileKind tells the published files apart by their first bytes; their names
// say nothing reliable once downloaded, renamed or zipped.
//
// Pure functions; safe from any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace annuaire {

enum class FileKind : std::uint8_t {
  kUnknown = 0,     // Porteurs_CPS_CPF, activity sectors, anything else
  kPersonActivity,  // PS_LibreAcces_Personne_activite
  kSkill,           // PS_LibreAcces_SavoirFaire
  kDiploma,         // PS_LibreAcces_Dipl_AutExerc
  kMailbox,         // Extraction_Correspondance_MSSante
  kFinessCsv,       // legacy FINESS csv, stock or geocoded variant
  kFinessPlus,      // finess-structures JSON
  kWhiteList,       // listeblanchemssante.xml
  kFhir,            // resources or Bundles of the FHIR API
};

std::string_view ToString(FileKind kind);

// How many first bytes decide: the longest header is under 2 KiB.
inline constexpr std::size_t kFileKindProbeBytes = 8 * 1024;

// "first_bytes" holds the first kFileKindProbeBytes of the file, or all of it.
// A '|' header that names its file but lacks columns still tells its kind, so
// that the parser can say which ones.
FileKind DetectFileKind(std::string_view first_bytes);

// The day these bytes tell, "2026-11-20"; empty for the kinds whose names alone tell it.
std::string_view DateInFirstBytes(FileKind kind, std::string_view first_bytes);

}  // namespace annuaire
