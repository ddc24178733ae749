#include "bench/synth/domains.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "directory/base/fold.h"

namespace annuaire::synth {
namespace {

struct National {
  std::string_view label;
  std::uint32_t share;           // of all mailboxes, per 10,000
  std::uint32_t organizational;  // of those, per 10,000 of all
};

// The last one of the first ten is a hospital.
constexpr auto kNational = std::to_array<National>({
    {"medecin", 1160, 0},
    {"infirmier", 890, 0},
    {"masseur-kinesitherapeute", 630, 0},
    {"pharmacien", 410, 0},
    {"chirurgien-dentiste", 370, 0},
    {"pro", 340, 150},
    {"orthophoniste", 220, 0},
    {"sage-femme", 180, 0},
    {"pedicure-podologue", 160, 0},
});
constexpr double kFirstTenShare = 0.46;
constexpr double kFirstFiftyShare = 0.66;
constexpr std::uint64_t kOrganizationalPercent = 15;

// Mailboxes of the domains beyond the fiftieth, by position among them.
struct Quantile {
  double position;  // 0 the fiftieth, 1 the last
  double size;
};
constexpr auto kTail = std::to_array<Quantile>({
    {0.0, 1193},
    {0.0050, 752},
    {0.0101, 542},
    {0.0202, 342},
    {0.0303, 247},
    {0.0505, 156},
    {0.0707, 112},
    {0.0909, 87},
    {0.1313, 49},
    {0.1919, 27},
    {0.2727, 15.5},
    {0.3535, 10},
    {0.4949, 4},
    {0.6364, 3},
    {0.7980, 2},
    {1.0, 1},
});

double TailSize(double position) {
  std::size_t i = 1;
  while (i + 1 < kTail.size() && kTail[i].position < position) ++i;
  const Quantile& a = kTail[i - 1];
  const Quantile& b = kTail[i];
  return a.size + (b.size - a.size) * (position - a.position) / (b.position - a.position);
}

// Domains grow more slowly than people: (N / national)^(5/8), by square roots,
// which every machine rounds alike.
std::size_t DomainCount(std::uint64_t practitioners) {
  const double ratio = static_cast<double>(practitioners) / 1'950'000.0;
  const double power = std::sqrt(ratio) * std::sqrt(std::sqrt(std::sqrt(ratio)));
  return std::max<std::size_t>(12, static_cast<std::size_t>(5000.0 * power + 0.5));
}

// The largest factor f with sum(sizes(f)) <= total, by bisection.
template <typename Sizes>
double FitFactor(double total, Sizes sum_with) {
  double low = 0.0;
  double high = 64.0;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (sum_with(middle) <= total ? low : high) = middle;
  }
  return low;
}

// How many mailboxes the domains after the national ones have: the tenth, the
// "middle" ones next (forty in the country), the "tail" others.
std::vector<double> SizesByRank(double all, double national, std::size_t middle, std::size_t tail) {
  std::vector<double> sizes;
  sizes.push_back(std::max(1.0, all * kFirstTenShare - national));
  double weights = 0;
  for (std::size_t i = 0; i < middle; ++i) {
    const double rank = 10.0 + 40.0 * (static_cast<double>(i) + 0.5) / static_cast<double>(middle);
    sizes.push_back(1.0 / (rank * std::sqrt(rank)));
    weights += sizes.back();
  }
  const double middle_total = all * (kFirstFiftyShare - kFirstTenShare);
  for (std::size_t i = 1; i < sizes.size(); ++i) sizes[i] *= middle_total / weights;

  const double largest = 1.6 * std::max(1.0, sizes.back());
  const auto tail_size = [tail, largest](std::size_t i, double factor) {
    const double size = TailSize((static_cast<double>(i) + 0.5) / static_cast<double>(tail));
    const double grown = size * (size >= 10 ? factor : std::min(factor, 1.1));
    return std::max(1.0, std::floor(std::min(grown, largest) + 0.5));
  };
  const double factor = FitFactor(all * (1.0 - kFirstFiftyShare), [&](double f) {
    double sum = 0;
    for (std::size_t i = 0; i < tail; ++i) sum += tail_size(i, f);
    return sum;
  });
  for (std::size_t i = 0; i < tail; ++i) sizes.push_back(tail_size(i, factor));
  return sizes;
}

bool IsParticle(std::string_view word) {
  return word == "de" || word == "du" || word == "des" || word == "d" || word == "la" ||
         word == "les" || word == "le" || word == "l";
}

// Auvergne-Rhône-Alpes, whose region gives its structures a common parent.
bool UnderAura(std::string_view department) {
  constexpr std::string_view kDepartments = "01 03 07 15 26 38 42 43 63 69 73 74";
  return kDepartments.find(department) != std::string_view::npos;
}

}  // namespace

std::string Slug(std::string_view text) {
  const std::string folded = Fold(text);
  std::string slug;
  std::string word;
  const auto flush = [&] {
    if (!word.empty() && !IsParticle(word)) slug += (slug.empty() ? "" : "-") + word;
    word.clear();
  };
  for (const char c : folded) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      word += c;
    } else {
      flush();
    }
  }
  flush();
  return slug;
}

std::uint64_t MailboxCount(std::uint64_t practitioners) {
  return practitioners * 536'000 / 1'950'000;
}

std::uint32_t Domains::NationalDomainOf(const Profession& profession) const {
  for (std::uint32_t i = 0; i < kNational.size(); ++i) {
    if (kNational[i].label == profession.domain) return i;
  }
  return kNoDomain;
}

Domains::Domains(std::uint64_t seed, std::uint64_t practitioners, const People& people,
                 const Structures& structures)
    : seed_(seed), structures_(&structures) {
  // While counting, every entity is its own domain.
  domain_of_entity_.resize(structures.entities().size());
  for (std::uint32_t i = 0; i < domain_of_entity_.size(); ++i) {
    domain_of_entity_[i] = static_cast<std::uint32_t>(kNational.size()) + i;
  }
  const Census census = Count(practitioners, people);
  std::fill(domain_of_entity_.begin(), domain_of_entity_.end(), kNoDomain);
  const std::uint64_t mailboxes = MailboxCount(practitioners);
  AddNational(mailboxes, census);
  AddEntityDomains(practitioners, mailboxes, census);
  SplitKinds(mailboxes * kOrganizationalPercent / 100);
}

void Domains::CandidaciesOf(const Person& person, std::vector<Candidacy>& out) const {
  out.clear();
  if (person.student() || person.adeli) return;
  if (const auto national = NationalDomainOf(*person.profession); national != kNoDomain) {
    out.push_back({national, kNoSite});
  }
  for (const Work& work : person.works) {
    if (work.place.kind != Workplace::Kind::kSite) continue;
    const Site& site = structures_->sites()[work.place.index];
    const std::uint32_t domain = domain_of_entity_[site.entity];
    if (domain == kNoDomain) continue;
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const Candidacy& c) { return c.domain == domain; });
    if (!known) out.push_back({domain, work.place.index});
  }
}

Domains::Census Domains::Count(std::uint64_t practitioners, const People& people) const {
  Census census;
  census.staff.resize(domain_of_entity_.size());
  census.colleague.resize(domain_of_entity_.size());
  census.national.resize(kNational.size());
  Person person;
  std::vector<Candidacy> candidacies;
  for (std::uint64_t i = 0; i < practitioners; ++i) {
    people.DescribeCareer(i, person);
    CandidaciesOf(person, candidacies);
    for (const Candidacy& candidacy : candidacies) {
      if (candidacy.site == kNoSite) {
        ++census.national[candidacy.domain];
        continue;
      }
      const std::uint32_t entity = structures_->sites()[candidacy.site].entity;
      ++census.staff[entity];
      census.colleague[entity] = i;
    }
  }
  return census;
}

void Domains::AddNational(std::uint64_t mailboxes, const Census& census) {
  for (std::size_t i = 0; i < kNational.size(); ++i) {
    MailDomain domain;
    domain.name = std::string(kNational[i].label) + ".mssante.fr";
    domain.candidates = census.national[i];
    domain.organizational =
        static_cast<std::uint32_t>(mailboxes * kNational[i].organizational / 10'000);
    const std::uint64_t all = mailboxes * kNational[i].share / 10'000;
    domain.personal = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(all - domain.organizational, domain.candidates));
    domains_.push_back(std::move(domain));
  }
}

// Entities that may have a domain, the busiest first; in a small country, where
// these are too few, then all others.
std::vector<std::uint32_t> Domains::OwnersBySize(const Census& census, std::size_t wanted) const {
  std::vector<std::uint32_t> owners;
  std::vector<std::uint32_t> others;
  const auto& entities = structures_->entities();
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    if (entities[i].site_count == 0) continue;
    Random random(seed_, Stream::kDomain, i);
    const bool usual = random.Percent(structures_->ClassOf(entities[i]).domains);
    (usual && census.staff[i] > 0 ? owners : others).push_back(i);
  }
  const auto busier = [&](std::uint32_t a, std::uint32_t b) {
    return census.staff[a] > census.staff[b];
  };
  std::stable_sort(others.begin(), others.end(), busier);
  const std::size_t missing = wanted - std::min(wanted, owners.size());
  others.resize(std::min(missing, others.size()));
  owners.insert(owners.end(), others.begin(), others.end());
  std::stable_sort(owners.begin(), owners.end(), busier);
  return owners;
}

void Domains::AddEntityDomains(std::uint64_t practitioners, std::uint64_t mailboxes,
                               const Census& census) {
  const std::size_t wanted = DomainCount(practitioners) - kNational.size();
  const std::vector<std::uint32_t> owners = OwnersBySize(census, wanted);
  const std::size_t count = std::min(wanted, owners.size());
  if (count == 0) return;
  const std::size_t middle = std::min<std::size_t>({40, wanted / 8 + 1, count - 1});
  const std::size_t tail = count - 1 - middle;

  double national = 0;
  for (const MailDomain& domain : domains_) national += domain.personal + domain.organizational;
  const std::vector<double> sizes =
      SizesByRank(static_cast<double>(mailboxes), national, middle, tail);

  // The busiest entities come first; further down one in several has a domain.
  const std::size_t dense = 1 + middle + tail / 8;
  std::unordered_set<std::string> names;
  for (const MailDomain& domain : domains_) names.insert(domain.name);
  Structure structure;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t spread =
        i < dense ? i : dense + (i - dense) * (owners.size() - dense) / (count - dense);
    const std::uint32_t entity = owners[spread];
    structures_->DescribeEntity(entity, structure);
    Random random(seed_, Stream::kDomain, entity | (std::uint64_t{1} << 40));
    const std::string_view department = DepartmentCode(*structure.commune);
    std::string label = Slug(structure.name.brief);
    std::string parent = ".mssante.fr";
    if (random.Percent(9)) std::erase(label, '-');
    if (UnderAura(department) && random.Percent(60)) parent = ".aura.mssante.fr";
    if (names.contains(label + parent)) label += '-' + Slug(CityOf(*structure.commune));
    for (int n = 2; names.contains(label + parent); ++n) {
      if (n > 2) label.resize(label.rfind('-'));
      label += '-' + std::to_string(n);
    }
    names.insert(label + parent);
    MailDomain domain;
    domain.name = label + parent;
    domain.entity = entity;
    domain.personal = static_cast<std::uint32_t>(sizes[i] + 0.5);  // split below
    domain.candidates = census.staff[entity];
    domain.colleague = census.colleague[entity];
    domain.listed = i % 300 != 20;
    domain_of_entity_[entity] = static_cast<std::uint32_t>(domains_.size());
    domains_.push_back(std::move(domain));
  }
}

// Turns part of the mailboxes of each entity's domain into organizational ones:
// what its staff cannot hold, and then more in small domains than in large ones.
void Domains::SplitKinds(std::uint64_t organizational) {
  double budget = static_cast<double>(organizational);
  for (MailDomain& domain : domains_) {
    if (domain.entity != kNoEntity) {
      const std::uint32_t holders = domain.candidates - domain.candidates / 4;
      domain.organizational = domain.personal - std::min(domain.personal, holders);
      domain.personal -= domain.organizational;
    }
    budget -= domain.organizational;
  }
  const auto share = [](const MailDomain& domain, double factor) {
    if (domain.entity == kNoEntity) return 0.0;
    const double appetite = domain.personal < 10 ? 0.60 : domain.personal < 100 ? 0.40 : 0.22;
    return std::floor(domain.personal * std::min(1.0, appetite * factor) + 0.5);
  };
  const double factor = FitFactor(std::max(0.0, budget), [&](double f) {
    double sum = 0;
    for (const MailDomain& domain : domains_) sum += share(domain, f);
    return sum;
  });
  for (MailDomain& domain : domains_) {
    const auto moved = static_cast<std::uint32_t>(share(domain, factor));
    domain.personal -= moved;
    domain.organizational += moved;
  }
}

}  // namespace annuaire::synth
