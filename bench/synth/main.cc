// annuaire-synth: invented national files, in the exact published formats.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>

#include "bench/synth/synth.h"

int main(int argc, char** argv) {
  annuaire::synth::Options options;
  CLI::App app(
      "Writes invented data in the published formats of the Annuaire Santé: PS_LibreAcces, the "
      "MSSanté correspondence, FINESS, FINESS+, the white list. Same options, same bytes.\n"
      "Example: annuaire-synth --practitioners 1950000 --seed 1 --out /tmp/national");
  bool plain = false;
  app.add_option("--practitioners", options.practitioners,
                 "How many; everything else follows (1950000 is the country)")
      ->required()
      ->check(CLI::Range(std::uint64_t{1}, annuaire::synth::kPractitionersMax));
  app.add_option("--seed", options.seed, "Another seed, another country")->default_val(1);
  app.add_option("--out", options.directory, "Directory to write to; made when missing")
      ->required();
  app.add_option("--date", options.stamp, "YYYYMMDDhhmm of the extracts")
      ->default_str(options.stamp)
      ->check([](const std::string& text) {
        const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
        return text.size() == 12 && digits ? "" : "expected twelve digits, YYYYMMDDhhmm";
      });
  app.add_option("--truth", options.truth, "Report of the rule-breaking mailboxes (TSV)");
  app.add_flag("--plain", plain, "Write .txt and .json instead of .zip and .json.gz");
  CLI11_PARSE(app, argc, argv);
  options.form = plain ? annuaire::synth::OutputFolder::Form::kPlain
                       : annuaire::synth::OutputFolder::Form::kPacked;

  std::error_code error;
  std::filesystem::create_directories(options.directory, error);
  const annuaire::Status status = annuaire::synth::WriteCountry(options);
  if (status.ok()) return 0;
  std::fprintf(stderr, "annuaire-synth: %s\n", status.ToString().c_str());
  return 1;
}
