#include "bench/synth/synth.h"

#include <filesystem>
#include <memory>

#include "bench/synth/domains.h"
#include "bench/synth/finess_files.h"
#include "bench/synth/mailbox_file.h"
#include "bench/synth/people.h"
#include "bench/synth/person_files.h"
#include "bench/synth/structures.h"
#include "bench/synth/white_list.h"

namespace annuaire::synth {
namespace {

// Seconds since 1970 of "YYYYMMDDhhmm", by Hinnant's days_from_civil.
std::int64_t UnixTime(const std::string& stamp) {
  const auto number = [&stamp](std::size_t at, std::size_t length) {
    return std::int64_t{std::stoi(stamp.substr(at, length))};
  };
  const std::int64_t month = number(4, 2);
  const std::int64_t year = number(0, 4) - (month <= 2 ? 1 : 0);
  const std::int64_t era = year / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + number(6, 2) - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  const std::int64_t days = era * 146'097 + day_of_era - 719'468;
  return days * 86'400 + number(8, 2) * 3'600 + number(10, 2) * 60;
}

}  // namespace

Status WriteCountry(const Options& options) {
  const OutputFolder folder(options.directory, options.form, UnixTime(options.stamp));
  const Structures structures(options.seed, options.practitioners);
  const People people(options.seed, structures);
  const Domains domains(options.seed, options.practitioners, people, structures);

  RETURN_IF_ERROR(WriteLegacyFiness(structures, options.stamp, folder));
  RETURN_IF_ERROR(WriteFinessPlus(structures, options.stamp, folder));
  RETURN_IF_ERROR(WriteWhiteList(options.seed, domains, options.stamp, folder));
  std::unique_ptr<Output> truth;
  if (!options.truth.empty()) {
    const std::filesystem::path path = std::filesystem::absolute(options.truth);
    const OutputFolder beside(path.parent_path().string(), OutputFolder::Form::kPlain, 0);
    truth = beside.Plain(path.filename().string());
  }
  RETURN_IF_ERROR(WriteMailboxFile(options.seed, options.practitioners, people, structures, domains,
                                   options.stamp, folder, truth.get()));
  if (truth != nullptr) RETURN_IF_ERROR(truth->Close());
  return WritePersonFiles(options.seed, options.practitioners, people, structures, options.stamp,
                          folder);
}

}  // namespace annuaire::synth
