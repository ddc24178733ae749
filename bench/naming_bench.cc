// What one mailbox costs the naming rules, by kind of mailbox; the rules alone,
// with contexts and evidence built beforehand.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "directory/naming/checker.h"

namespace annuaire {
namespace {

// The makeup of the national extract: five PER for one ORG.
struct Workload {
  std::vector<MailboxFacts> mailboxes;
  std::vector<HolderFacts> holders;
  std::vector<std::string> addresses;
  std::vector<StructureContext> structures;
  std::vector<const StructureContext*> structure_list;
};

constexpr std::string_view kFamilies[] = {"DUPONT",   "LE GUEN", "MARTIN",      "KOWALCZYK",
                                          "LEFEBVRE", "N'DIAYE", "QUISTREBERT", "DE LA TOUR"};
constexpr std::string_view kGivens[] = {"JEAN",   "ANNE-MARIE", "SOPHIE", "JERZY",
                                        "NICOLE", "FRANÇOIS",   "LAURENT"};
constexpr std::string_view kServices[] = {"secretariat",         "cardiologie",
                                          "service-pediatrie",   "secretariatcardio",
                                          "accueil.urgences",    "pavillon.pasteur",
                                          "ehpadsaintmartin",    "consultations.memoire",
                                          "hopital-manager",     "equipe.mobile.geriatrie",
                                          "secretariat.zorglub", "antirejet.greffons"};

const Workload& Mailboxes() {
  static const Workload* const workload = [] {
    auto* made = new Workload;
    StructureFacts facts;
    facts.names = {"CENTRE HOSPITALIER DES TROIS PICS", "CH TROIS PICS"};
    facts.places = {"TROISPICS", "1 RUE DE LA MONTAGNE"};
    for (const auto family : kFamilies) {
      for (const auto given : kGivens) facts.staff.push_back({family, given});
    }
    made->structures.emplace_back(facts);
    made->structure_list = {&made->structures.front()};
    constexpr std::size_t kCount = 6000;
    made->holders.reserve(kCount);
    made->addresses.reserve(kCount);
    for (std::size_t i = 0; i < kCount; ++i) {
      MailboxFacts mailbox;
      if (i % 6 == 0) {
        mailbox.type = MailboxType::kOrganizational;
        made->addresses.push_back(std::string(kServices[i / 6 % std::size(kServices)]) +
                                  "@ch-troispics.mssante.fr");
        mailbox.structures = made->structure_list;
      } else {
        mailbox.type = MailboxType::kPersonal;
        const auto family = kFamilies[i % std::size(kFamilies)];
        const auto given = kGivens[i % std::size(kGivens)];
        const NameForms forms = FormsOf({family, given});
        made->holders.emplace_back();
        made->holders.back().name = {family, given};
        made->holders.back().state = HolderState::kActive;
        mailbox.holders = {&made->holders.back(), 1};
        made->addresses.push_back(forms.given[0] + "." + forms.family[0] + "@medecin.mssante.fr");
      }
      mailbox.address = made->addresses.back();
      made->mailboxes.push_back(mailbox);
    }
    return made;
  }();
  return *workload;
}

void Run(benchmark::State& state, bool personal, bool organizational) {
  std::vector<MailboxFacts> mailboxes;
  for (const auto& one : Mailboxes().mailboxes) {
    const bool is_personal = one.type == MailboxType::kPersonal;
    if (is_personal ? personal : organizational) mailboxes.push_back(one);
  }
  const Checker checker;
  const Evidence evidence;
  for (const auto& one : mailboxes) {  // a fast wrong answer does not count
    if (checker.Check(one, evidence).verdict > Severity::kInfo) std::abort();
  }
  for (auto _ : state) {
    for (const auto& one : mailboxes)
      benchmark::DoNotOptimize(checker.Check(one, evidence).verdict);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(mailboxes.size()));
}

void BM_CheckMailbox(benchmark::State& state) { Run(state, true, true); }
void BM_CheckPersonal(benchmark::State& state) { Run(state, true, false); }
void BM_CheckOrganizational(benchmark::State& state) { Run(state, false, true); }
BENCHMARK(BM_CheckMailbox);
BENCHMARK(BM_CheckPersonal);
BENCHMARK(BM_CheckOrganizational);

void BM_BuildStructureContext(benchmark::State& state) {
  StructureFacts facts;
  facts.names = {"CENTRE HOSPITALIER DES TROIS PICS"};
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    facts.staff.push_back({kFamilies[static_cast<std::size_t>(i) % std::size(kFamilies)],
                           kGivens[static_cast<std::size_t>(i) % std::size(kGivens)]});
  }
  for (auto _ : state) benchmark::DoNotOptimize(StructureContext(facts).has_staff());
}
BENCHMARK(BM_BuildStructureContext)->Arg(1)->Arg(1000);

}  // namespace
}  // namespace annuaire
