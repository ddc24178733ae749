// Reads what annuaire-synth wrote, for its tests: whole files, rows, archives.
// Failures are empty results, which the tests notice.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace annuaire::synth {

// Every file of a directory, by name.
std::map<std::string, std::string> ReadFiles(const std::string& directory);

// The entries of a .zip, or the one of a .gz under the name "".
std::map<std::string, std::string> ReadArchive(const std::string& path);

// The rows of a text, cut at "separator"; every line ends in a line feed.
using Rows = std::vector<std::vector<std::string_view>>;
Rows RowsOf(std::string_view text, char separator);

// The only text of "files" whose name contains "part".
std::string_view Find(const std::map<std::string, std::string>& files, std::string_view part);

}  // namespace annuaire::synth
