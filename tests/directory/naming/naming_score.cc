// naming_score prints how often the naming rules are right about labelled
// mailboxes: precision and recall of each rule about names, at each verdict.
//
//   naming_score [--errors] [FILE...]      default: the sets of tests/data/naming
//
// A row counts for ORG-01 when its type is ORG; its label says whether the
// local part names a person. ORG-02, APP-02 and PER-01 are counted alike. Exit
// code 1 when a file cannot be read.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "tests/directory/naming/labelled_mailbox.h"

namespace annuaire {
namespace {

struct Rate {
  int right = 0;     // spoken and true
  int spoken = 0;    // the rule spoke at this verdict or above
  int positive = 0;  // rows it should have spoken of
};

struct Target {
  std::string_view rule_id;
  std::string_view type;
  std::string_view label;
  Severity floor;  // the least verdict that counts as having spoken
};

constexpr Target kTargets[] = {{"ORG-01", "ORG", "person", Severity::kSuspect},
                               {"ORG-02", "ORG", "person-text", Severity::kSuspect},
                               {"APP-02", "APP", "person", Severity::kSuspect},
                               {"CAB-01", "CAB", "person", Severity::kInfo},
                               {"PER-01", "PER", "mismatch", Severity::kSuspect}};

double Share(int part, int whole) { return whole == 0 ? 1.0 : static_cast<double>(part) / whole; }

void PrintTarget(const Target& target, const std::vector<LabelledMailbox>& mailboxes, bool errors) {
  const Evidence evidence;
  Rate rates[4];
  for (const auto& mailbox : mailboxes) {
    if (mailbox.type != target.type) continue;
    const bool positive = mailbox.label == target.label;
    const Severity severity = SeverityOf(Judge(mailbox, evidence), target.rule_id);
    for (int level = 1; level <= 3; ++level) {
      const bool spoken = static_cast<int>(severity) >= level;
      rates[level].right += positive && spoken ? 1 : 0;
      rates[level].spoken += spoken ? 1 : 0;
      rates[level].positive += positive ? 1 : 0;
    }
    const bool wrong = positive != (severity >= target.floor);
    if (errors && wrong) {
      std::printf("  %-9s %s  [%s] %s\n", std::string(ToString(severity)).c_str(),
                  mailbox.address.c_str(), mailbox.label.c_str(), mailbox.note.c_str());
    }
  }
  for (int level = 3; level >= 1; --level) {
    const Rate& rate = rates[level];
    std::printf("  %s >= %-9s  precision %.4f (%d/%d)  recall %.4f (%d/%d)\n",
                std::string(target.rule_id).c_str(),
                std::string(ToString(static_cast<Severity>(level))).c_str(),
                Share(rate.right, rate.spoken), rate.right, rate.spoken,
                Share(rate.right, rate.positive), rate.right, rate.positive);
  }
}

int Run(int argc, char** argv) {
  bool errors = false;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--errors") {
      errors = true;
    } else {
      paths.emplace_back(argv[i]);
    }
  }
  if (paths.empty()) {
    const std::string folder = ANNUAIRE_SOURCE_DIR "/tests/data/naming/";
    paths = {folder + "development.tsv", folder + "test.tsv", folder + "second_test.tsv",
             folder + "third_test.tsv", folder + "fourth_test.tsv"};
  }
  for (const auto& path : paths) {
    const auto mailboxes = LoadLabelled(path);
    if (!mailboxes.ok()) {
      std::fprintf(stderr, "naming_score: %s\n", mailboxes.status().ToString().c_str());
      return 1;
    }
    std::printf("%s: %zu mailboxes\n", path.c_str(), mailboxes->size());
    for (const auto& target : kTargets) PrintTarget(target, *mailboxes, errors);
  }
  return 0;
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) { return annuaire::Run(argc, argv); }
