#include "bench/synth/white_list.h"

#include <algorithm>
#include <vector>

#include "bench/synth/numbers.h"

namespace annuaire::synth {
namespace {

constexpr std::uint32_t kOperators = 320;

// Listed, though no mailbox of theirs is published.
constexpr std::string_view kOtherNames[] = {
    "patient.mssante.fr",
    "interop-mssante.apicrypt.org",
    "mssante.apicrypt.org",
    "test.mssante.fr",
    "demo-test.mssante.fr",
    "social.mssante.fr",
    "lerefugeprotestant.mssante.fr",
};

std::string Iso(const std::string& stamp) {
  return stamp.substr(0, 4) + '-' + stamp.substr(4, 2) + '-' + stamp.substr(6, 2) + 'T' +
         stamp.substr(8, 2) + ':' + stamp.substr(10, 2) + ":07Z";
}

std::string InventOperator(std::uint32_t number) {
  const std::string letters = std::to_string(number);
  const bool hospital = number % 5 == 4;
  const std::string unit = hospital ? "1" + FinessOf("75", 900'000 + number)
                                    : "3" + SiretOf(SirenOf(50'000'000 + number), 1);
  const char* separator = number % 40 == 7 ? ", " : ",";  // as a few certificates have it
  return "CN=mss-" + letters + ".operateur.invalid" + separator + "OU=" + unit + separator +
         "O=" + (hospital ? "GIP FICTIF " : "OPERATEUR FICTIF ") + letters + separator +
         "ST=Paris (75)" + separator + "C=FR";
}

// With the dirt of the real list: no-break spaces, line feeds, doubled quotes.
std::string InventDescription(const std::string& name, Random& random) {
  const std::string label = name.substr(0, name.find('.'));
  const std::uint32_t x = random.Below(1000);
  if (x < 15) return "Domaine MSSanté\u00A0de " + label;
  if (x < 19) return "Domaine de messagerie\nMSSanté de " + label;
  if (x < 21) return "Domaine \"\"" + label + "\"\"";
  if (x < 60) return "Messagerie de " + label + " &amp; annexes";
  return "Domaine MSSanté de " + label;
}

void AppendEntry(const std::string& name, std::uint32_t operator_number, const std::string& date,
                 Random& random, Output& output) {
  constexpr std::string_view kContact = "00 00 00 00 00, contact@example.invalid";
  const auto element = [&output](std::string_view tag, std::string_view text) {
    output.Append("            <");
    output.Append(tag);
    output.Append(">");
    output.Append(text);
    output.Append("</");
    output.Append(tag);
    output.Append(">\n");
  };
  output.Append("        <Domaine>\n");
  element("Nom", name);
  element("Description", InventDescription(name, random));
  element("DNCertificatOperateur", InventOperator(operator_number));
  element("ResponsableContact", kContact);
  element("SupportContact", kContact);
  element("DateMAJ", date);
  output.Append("        </Domaine>\n");
}

}  // namespace

Status WriteWhiteList(std::uint64_t seed, const Domains& domains, const std::string& stamp,
                      const OutputFolder& folder) {
  std::vector<std::string> names(std::begin(kOtherNames), std::end(kOtherNames));
  for (const MailDomain& domain : domains.all()) {
    if (domain.listed) names.push_back(domain.name);
  }
  std::sort(names.begin(), names.end());
  const auto output = folder.Plain("listeblanchemssante.xml");
  output->Append(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<ListeBlancheMSSante xmlns=\"https://listeblanche.mssante.fr/schema\">\n"
      "    <DateDeGeneration>" +
      Iso(stamp) + "</DateDeGeneration>\n    <ListeDomaines>\n");
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    Random random(seed, Stream::kDomain, i | (std::uint64_t{1} << 41));
    const std::uint32_t entries = random.Percent(22) ? 2 + random.Skewed(4, 1) : 1;
    const std::uint32_t first = random.Skewed(kOperators, 2);
    for (std::uint32_t entry = 0; entry < entries; ++entry) {
      const std::string date = InventDate(random, 2020, 6) + "T09:00:00Z";
      AppendEntry(names[i], (first + entry) % kOperators, date, random, *output);
    }
  }
  output->Append("    </ListeDomaines>\n</ListeBlancheMSSante>\n");
  return output->Close();
}

}  // namespace annuaire::synth
