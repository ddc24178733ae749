// Runs the annuaire program of this build and says what it printed.

#pragma once

#include <string>
#include <utility>
#include <vector>

namespace annuaire::cli {

struct Printed {
  int exit_code = -1;  // 128 + signal when one ended it
  std::string out;
  std::string err;
};

using Environment = std::vector<std::pair<std::string, std::string>>;

// Standard output and error go to pipes; "environment" is added to ours.
Printed RunAnnuaire(const std::vector<std::string>& words, const Environment& environment = {});

// Both go to a terminal of "columns" columns; all that it showed is in "out",
// with line ends as "\n".
Printed RunAnnuaireOnTerminal(const std::vector<std::string>& words, unsigned short columns,
                              const Environment& environment = {});

// The same while somebody types: once the screen shows "seen", "keys" are sent;
// then the next pair. Leaves with what it showed when one is never seen.
struct Keys {
  std::string seen;
  std::string keys;
};
Printed TypeIntoAnnuaire(const std::vector<std::string>& words, const std::vector<Keys>& typed);

}  // namespace annuaire::cli
