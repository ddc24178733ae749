#include "directory/lookup/directory_builder.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "directory/base/fold.h"
#include "directory/lookup/edit_distance.h"
#include "directory/lookup/recipient_index_builder.h"
#include "directory/lookup/tables.h"
#include "directory/lookup/term_collector.h"
#include "directory/record/geography.h"

namespace annuaire {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Interns values made of several symbols, by a text key of their bytes.
template <typename Entry>
class EntryPool {
 public:
  EntryPool() { Intern(Entry{}); }

  std::uint32_t Intern(const Entry& entry) {
    const std::string_view key(reinterpret_cast<const char*>(&entry), sizeof(Entry));
    const std::uint32_t number = keys_.Intern(key);
    if (number == entries_.size()) entries_.push_back(entry);
    return number;
  }
  std::vector<Entry> Take() && {
    entries_.shrink_to_fit();
    return std::move(entries_);
  }
  const Entry& at(std::uint32_t number) const { return entries_[number]; }

 private:
  TermCollector keys_;
  std::vector<Entry> entries_;
};

// PlaceEntry without padding, so that equal places have equal bytes.
struct PlaceKey {
  Symbol city;
  Symbol folded_city;
  Symbol postcode;
  std::uint32_t department;
};

// A published name, ordered by its folded form, then as spelled.
struct Named {
  std::string folded;
  std::uint32_t number;
};

// Ranks the names of "spelled" in folded order and indexes their words.
// Returns number -> rank.
std::vector<std::uint32_t> RankNames(const TermCollector& spelled, TextPoolBuilder& texts,
                                     NameTable& table) {
  std::vector<Named> order(spelled.size());
  for (std::uint32_t i = 0; i < spelled.size(); ++i) order[i] = {Fold(spelled.at(i)), i};
  std::sort(order.begin(), order.end(), [&](const Named& a, const Named& b) {
    return a.folded != b.folded ? a.folded < b.folded : spelled.at(a.number) < spelled.at(b.number);
  });
  std::vector<std::uint32_t> rank(spelled.size());
  TermCollector words;
  Pairs pairs;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const std::string_view name = spelled.at(order[i].number);
    rank[order[i].number] = i;
    table.names.push_back(texts.Intern(name));
    for (const std::string& word : NameTerms(name)) pairs.emplace_back(words.Intern(word), i);
  }
  const TermCollector::Sealed sealed = words.Seal();
  for (auto& [term, name] : pairs) term = sealed.position[term];
  table.terms = sealed.dictionary;
  table.having_term = Csr<std::uint32_t>::FromPairs(table.terms.size(), pairs);
  table.having_term.SortUnique();
  return rank;
}

std::uint8_t DepartmentNumber(const Address& address) {
  const DeliveryLine line = SplitDeliveryLine(address.delivery_line);
  const Department* department = DepartmentOf(
      address.commune.code, address.postcode.empty() ? line.postcode : address.postcode);
  if (department == nullptr) return 0;
  return static_cast<std::uint8_t>(department - Departments().data() + 1);
}

}  // namespace

struct DirectoryBuilder::Work {
  Tables tables;
  TextPoolBuilder texts;
  EntryPool<CodedEntry> coded;
  EntryPool<PlaceKey> places;
  enum class Phase { kOrganizations, kPractitioners, kDomains, kMailboxes, kVerdicts };
  Phase phase = Phase::kOrganizations;
  std::string last_key;

  std::vector<Symbol> legal_entity_finess;  // per organization
  TermCollector organization_words;
  Pairs organization_word_pairs;

  TermCollector family_names;
  TermCollector given_names;
  Pairs practitioner_places;

  RecipientIndexBuilder recipients;
  std::vector<std::pair<std::uint32_t, RemarkEntry>> remarks;

  CodedId Code(const Coded& value) {
    return CodedId{coded.Intern({texts.Intern(value.code), texts.Intern(value.label)})};
  }

  std::uint32_t Place(const Address& address) {
    const DeliveryLine line = SplitDeliveryLine(address.delivery_line);
    const std::string_view city =
        WithoutCedex(address.commune.label.empty() ? line.city : address.commune.label);
    PlaceKey key{};
    key.city = texts.Intern(city);
    key.folded_city = texts.Intern(FoldPlace(city));
    key.postcode = texts.Intern(address.postcode.empty() ? line.postcode : address.postcode);
    key.department = DepartmentNumber(address);
    return places.Intern(key);
  }

  // Moves to "next" on the first record of a kind and checks that keys rise.
  Status Enter(Phase next, std::string_view key) {
    if (next < phase) {
      return InternalError("records of a directory must come kind by kind");
    }
    while (phase < next) {
      FinishPhase();
      phase = static_cast<Phase>(static_cast<int>(phase) + 1);
      last_key.clear();
    }
    if (!last_key.empty() && key <= last_key) {
      return DataLossError("the stored keys do not rise: run annuaire-indexer verify");
    }
    last_key = key;
    return OkStatus();
  }

  void FinishPhase() {
    if (phase == Phase::kOrganizations) FinishOrganizations();
    if (phase == Phase::kPractitioners) FinishPractitioners();
    if (phase == Phase::kMailboxes) FinishMailboxes();
  }

  void AddNumber(std::string_view number) {
    if (number.empty()) return;
    tables.numbers.push_back(
        {HashIndex::Hash(number), static_cast<std::uint32_t>(tables.organizations.size())});
  }

  void FinishOrganizations();
  void FinishPractitioners();
  void FinishMailboxes();
};

DirectoryBuilder::DirectoryBuilder() : work_(std::make_unique<Work>()) {}
DirectoryBuilder::~DirectoryBuilder() = default;

Status DirectoryBuilder::Add(const Organization& organization) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kOrganizations, organization.key));
  const auto number = static_cast<std::uint32_t>(w.tables.organizations.size());
  for (const auto siret : organization.sirets) {
    if (siret != organization.key) w.AddNumber(siret);
  }
  for (const auto siren : organization.sirens) {
    w.AddNumber(siren);
    if (const std::string key = "SIREN:" + std::string(siren); key != organization.key) {
      w.AddNumber(key);
    }
  }
  for (const auto id : organization.technical_ids) {
    if (id != organization.key && id.substr(id.empty() ? 0 : 1) != organization.key) {
      w.AddNumber(id);
    }
  }
  OrganizationEntry entry{};
  entry.key = w.texts.Add(organization.key);
  if (!organization.legal_names.empty()) {
    entry.legal_name = w.texts.Intern(organization.legal_names.front());
  }
  if (!organization.trade_names.empty()) {
    entry.trade_name = w.texts.Intern(organization.trade_names.front());
  }
  entry.category = w.Code(organization.category);
  entry.place = organization.addresses.empty() ? 0 : w.Place(organization.addresses.front());
  entry.legal_entity = kNoIndex;
  entry.state = organization.state;
  entry.kind = organization.kind;
  w.tables.organizations.push_back(entry);
  w.legal_entity_finess.push_back(w.texts.Intern(organization.legal_entity_finess));
  for (const auto* names : {&organization.legal_names, &organization.trade_names}) {
    for (const auto name : *names) {
      for (const std::string& word : IndexTerms(name)) {
        w.organization_word_pairs.emplace_back(w.organization_words.Intern(word), number);
      }
    }
  }
  return OkStatus();
}

void DirectoryBuilder::Work::FinishOrganizations() {
  Tables& t = tables;
  const auto count = static_cast<std::uint32_t>(t.organizations.size());
  t.organizations_by_key = HashIndex(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    t.organizations_by_key.Insert(texts.at(t.organizations[i].key), i);
  }
  std::sort(t.numbers.begin(), t.numbers.end(), [](const NumberEntry& a, const NumberEntry& b) {
    return std::tie(a.hash, a.organization) < std::tie(b.hash, b.organization);
  });
  t.numbers.shrink_to_fit();

  std::vector<std::pair<std::uint32_t, OrganizationIndex>> establishments;
  Pairs in_place;
  for (std::uint32_t i = 0; i < count; ++i) {
    in_place.emplace_back(t.organizations[i].place, i);
    const std::string_view finess = texts.at(legal_entity_finess[i]);
    if (finess.empty()) continue;
    const std::uint32_t legal_entity = t.organizations_by_key.Find(
        finess, [&](std::uint32_t j) { return texts.at(t.organizations[j].key) == finess; });
    if (legal_entity == kNoIndex || legal_entity == i) continue;
    t.organizations[i].legal_entity = legal_entity;
    establishments.emplace_back(legal_entity, OrganizationIndex{i});
  }
  t.establishments = Csr<OrganizationIndex>::FromPairs(count, establishments);
  legal_entity_finess = {};

  const TermCollector::Sealed sealed = organization_words.Seal();
  for (auto& [term, organization] : organization_word_pairs) term = sealed.position[term];
  t.organization_terms = sealed.dictionary;
  t.organizations_with_term =
      Csr<std::uint32_t>::FromPairs(t.organization_terms.size(), organization_word_pairs);
  t.organizations_with_term.SortUnique();
  organization_words = {};
  organization_word_pairs = {};
  // Places grow with practitioners; the lists of organizations end here.
  std::uint32_t last_place = 0;
  for (const auto& [place, organization] : in_place) last_place = std::max(last_place, place);
  t.organizations_in_place = Csr<std::uint32_t>::FromPairs(last_place + 1u, in_place);
}

Status DirectoryBuilder::Add(const Practitioner& practitioner) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kPractitioners, practitioner.id));
  Tables& t = w.tables;
  const auto number = static_cast<std::uint32_t>(t.practitioners.size());
  PractitionerEntry entry{};
  entry.id = w.texts.Add(practitioner.id);
  entry.first_trait = static_cast<std::uint32_t>(t.traits.size());
  entry.first_activity = static_cast<std::uint32_t>(t.activities.size());
  const PersonName first = practitioner.names.empty() ? PersonName{} : practitioner.names.front();
  entry.family = w.family_names.Intern(first.family_name);
  entry.given = w.given_names.Intern(first.given_name);
  for (std::size_t i = 1; i < practitioner.names.size(); ++i) {
    t.aliases.push_back({w.family_names.Intern(practitioner.names[i].family_name),
                         w.given_names.Intern(practitioner.names[i].given_name), number});
  }
  for (const ProfessionHeld& held : practitioner.professions) {
    t.traits.push_back({w.Code(held.profession), w.Code(held.category)});
  }
  for (const Skill& skill : practitioner.skills) {
    t.traits.push_back({CodedId::kEmpty, w.Code(skill.skill)});
  }
  for (const Activity& activity : practitioner.activities) {
    const std::uint32_t organization =
        activity.organization_key.empty()
            ? kNoIndex
            : t.organizations_by_key.Find(activity.organization_key, [&](std::uint32_t i) {
                return w.texts.at(t.organizations[i].key) == activity.organization_key;
              });
    t.activities.push_back(
        {organization, w.Place(activity.address), w.Code(activity.mode), w.Code(activity.sector)});
  }
  t.practitioners.push_back(entry);
  return OkStatus();
}

// Renumbers practitioners in name order.
void DirectoryBuilder::Work::FinishPractitioners() {
  Tables& t = tables;
  const auto count = static_cast<std::uint32_t>(t.practitioners.size());
  PractitionerEntry end{};
  end.first_trait = static_cast<std::uint32_t>(t.traits.size());
  end.first_activity = static_cast<std::uint32_t>(t.activities.size());
  t.practitioners.push_back(end);

  const std::vector<std::uint32_t> family_rank = RankNames(family_names, texts, t.families);
  const std::vector<std::uint32_t> given_rank = RankNames(given_names, texts, t.givens);
  family_names = {};
  given_names = {};

  std::vector<std::pair<std::uint64_t, std::uint32_t>> order(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const PractitionerEntry& entry = t.practitioners[i];
    order[i] = {std::uint64_t{family_rank[entry.family]} << 32 | given_rank[entry.given], i};
  }
  std::sort(order.begin(), order.end());

  std::vector<PractitionerEntry> practitioners;
  std::vector<TraitEntry> traits;
  std::vector<ActivityEntry> activities;
  practitioners.reserve(count + 1);
  traits.reserve(t.traits.size());
  activities.reserve(t.activities.size());
  std::vector<std::uint32_t> renumbered(count);
  for (const auto& [name, old] : order) {
    PractitionerEntry entry = t.practitioners[old];
    const PractitionerEntry& next = t.practitioners[old + 1];
    renumbered[old] = static_cast<std::uint32_t>(practitioners.size());
    const auto trait = t.traits.begin();
    const auto activity = t.activities.begin();
    const PractitionerEntry source = entry;
    entry.family = static_cast<std::uint32_t>(name >> 32);
    entry.given = static_cast<std::uint32_t>(name);
    entry.first_trait = static_cast<std::uint32_t>(traits.size());
    entry.first_activity = static_cast<std::uint32_t>(activities.size());
    traits.insert(traits.end(), trait + source.first_trait, trait + next.first_trait);
    activities.insert(activities.end(), activity + source.first_activity,
                      activity + next.first_activity);
    practitioners.push_back(entry);
  }
  end.family = static_cast<std::uint32_t>(t.families.names.size());
  practitioners.push_back(end);
  t.practitioners = std::move(practitioners);
  t.traits = std::move(traits);
  t.activities = std::move(activities);
  for (Tables::Alias& alias : t.aliases) {
    alias = {family_rank[alias.family], given_rank[alias.given], renumbered[alias.practitioner]};
  }
  std::sort(t.aliases.begin(), t.aliases.end(), [](const Tables::Alias& a, const Tables::Alias& b) {
    return std::tie(a.family, a.given, a.practitioner) <
           std::tie(b.family, b.given, b.practitioner);
  });

  t.family_starts.assign(t.families.names.size() + 1, count);
  for (std::uint32_t i = count; i-- > 0;) t.family_starts[t.practitioners[i].family] = i;

  t.practitioners_by_id = HashIndex(count);
  std::vector<std::pair<std::uint32_t, PractitionerIndex>> at_organization;
  Pairs in_place;
  TermCollector professions;
  Pairs of_profession;
  for (std::uint32_t i = 0; i < count; ++i) {
    const PractitionerEntry& entry = t.practitioners[i];
    const PractitionerEntry& next = t.practitioners[i + 1];
    t.practitioners_by_id.Insert(texts.at(entry.id), i);
    for (std::uint32_t a = entry.first_activity; a < next.first_activity; ++a) {
      in_place.emplace_back(t.activities[a].place, i);
      if (t.activities[a].organization != kNoIndex) {
        at_organization.emplace_back(t.activities[a].organization, PractitionerIndex{i});
      }
    }
    for (std::uint32_t p = entry.first_trait; p < next.first_trait; ++p) {
      if (t.traits[p].profession == CodedId::kEmpty) continue;
      const CodedEntry& held = coded.at(static_cast<std::uint32_t>(t.traits[p].profession));
      of_profession.emplace_back(professions.Intern(texts.at(held.code)), i);
    }
  }
  t.practitioners_at = Csr<PractitionerIndex>::FromPairs(t.organizations.size(), at_organization);
  t.practitioners_at.SortUnique();
  std::uint32_t last_place = 0;
  for (const auto& [place, practitioner] : in_place) last_place = std::max(last_place, place);
  t.practitioners_in_place = Csr<std::uint32_t>::FromPairs(last_place + 1u, in_place);
  t.practitioners_in_place.SortUnique();
  for (std::uint32_t i = 0; i < professions.size(); ++i) {
    t.profession_codes.push_back(texts.Intern(professions.at(i)));
  }
  t.practitioners_of_profession = Csr<std::uint32_t>::FromPairs(professions.size(), of_profession);
  t.practitioners_of_profession.SortUnique();
}

Status DirectoryBuilder::Add(const Domain& domain) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kDomains, domain.name));
  DomainEntry entry{};
  entry.name = w.texts.Intern(domain.name);
  entry.first_operator = static_cast<std::uint32_t>(w.tables.domain_operators.size());
  entry.listed = !domain.registrations.empty();
  for (const DomainRegistration& registration : domain.registrations) {
    const Symbol name = w.texts.Intern(registration.operator_name);
    const auto own = w.tables.domain_operators.begin() + entry.first_operator;
    if (std::find(own, w.tables.domain_operators.end(), name) == w.tables.domain_operators.end()) {
      w.tables.domain_operators.push_back(name);
    }
  }
  entry.operators_count =
      static_cast<std::uint32_t>(w.tables.domain_operators.size()) - entry.first_operator;
  w.tables.domains.push_back(entry);
  if (!domain.registrations.empty()) w.tables.white_list_loaded = true;
  return OkStatus();
}

Status DirectoryBuilder::Add(const Mailbox& mailbox) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kMailboxes, mailbox.folded_address));
  Tables& t = w.tables;
  MailboxEntry entry{};
  const std::string_view address =
      mailbox.spellings.empty() ? mailbox.folded_address : mailbox.spellings.front();
  entry.address = w.texts.Add(address);
  entry.type = w.Code({mailbox.type_code, {}});
  entry.first_attachment = static_cast<std::uint32_t>(t.attachments.size());
  entry.domain = static_cast<std::uint32_t>(t.domains.size());  // resolved when all are known
  RecipientWords words(mailbox);
  for (const Attachment& from : mailbox.attachments) {
    AttachmentEntry to{};
    to.practitioner = kNoIndex;
    if (!from.practitioner_id.empty()) {
      to.practitioner = t.practitioners_by_id.Find(from.practitioner_id, [&](std::uint32_t i) {
        return w.texts.at(t.practitioners[i].id) == from.practitioner_id;
      });
      to.practitioner_id = to.practitioner == kNoIndex ? w.texts.Intern(from.practitioner_id)
                                                       : t.practitioners[to.practitioner].id;
    }
    to.family_name = w.texts.Intern(from.name.family_name);
    to.given_name = w.texts.Intern(from.name.given_name);
    to.profession = w.Code(from.profession);
    to.skill = w.Code(from.skill);
    to.organization = kNoIndex;
    if (!from.organization_key.empty()) {
      to.organization = t.organizations_by_key.Find(from.organization_key, [&](std::uint32_t i) {
        return w.texts.at(t.organizations[i].key) == from.organization_key;
      });
    }
    to.service = w.texts.Intern(from.service);
    to.place = w.Place(from.address);
    if (w.places.at(to.place).city == Symbol::kEmpty && to.organization != kNoIndex) {
      to.place = t.organizations[to.organization].place;
    }
    if (to.place == 0 && to.practitioner != kNoIndex) {
      const PractitionerEntry& holder = t.practitioners[to.practitioner];
      if (holder.first_activity < t.practitioners[to.practitioner + 1].first_activity) {
        to.place = t.activities[holder.first_activity].place;
      }
    }
    const PlaceKey& place = w.places.at(to.place);
    if (entry.department == 0) entry.department = static_cast<std::uint8_t>(place.department);
    words.AddPlace(w.texts.at(place.city), w.texts.at(place.postcode), place.department);
    if (to.organization != kNoIndex) {
      const OrganizationEntry& organization = t.organizations[to.organization];
      words.AddStructure(w.texts.at(organization.legal_name));
      words.AddStructure(w.texts.at(organization.trade_name));
    }
    if (to.practitioner != kNoIndex) words.holder_listed = true;
    t.attachments.push_back(to);
  }
  w.recipients.Add(words);
  t.mailboxes.push_back(entry);
  return OkStatus();
}

// Renumbers mailboxes in the fixed order of suggestions and links them.
void DirectoryBuilder::Work::FinishMailboxes() {
  Tables& t = tables;
  const auto count = static_cast<std::uint32_t>(t.mailboxes.size());
  MailboxEntry end{};
  end.first_attachment = static_cast<std::uint32_t>(t.attachments.size());
  t.mailboxes.push_back(end);

  const std::vector<std::uint32_t> order = recipients.Order();
  std::vector<MailboxEntry> mailboxes;
  std::vector<AttachmentEntry> attachments;
  mailboxes.reserve(count + 1);
  attachments.reserve(t.attachments.size());
  for (const std::uint32_t old : order) {
    MailboxEntry entry = t.mailboxes[old];
    const auto first = t.attachments.begin() + entry.first_attachment;
    const auto last = t.attachments.begin() + t.mailboxes[old + 1].first_attachment;
    entry.first_attachment = static_cast<std::uint32_t>(attachments.size());
    attachments.insert(attachments.end(), first, last);
    mailboxes.push_back(entry);
  }
  mailboxes.push_back(end);
  t.mailboxes = std::move(mailboxes);
  t.attachments = std::move(attachments);
  t.recipients = std::move(recipients).Build(order);

  // Domains that hold mailboxes but stand in no white list.
  TermCollector unlisted;
  const auto find_domain = [&](const std::string& name) {
    const auto it = std::lower_bound(t.domains.begin(), t.domains.end(), name,
                                     [&](const DomainEntry& entry, const std::string& wanted) {
                                       return texts.at(entry.name) < wanted;
                                     });
    return it != t.domains.end() && texts.at(it->name) == name
               ? static_cast<std::uint32_t>(it - t.domains.begin())
               : kNoIndex;
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string name = FoldAddress(DomainOf(texts.at(t.mailboxes[i].address)));
    if (find_domain(name) == kNoIndex) unlisted.Intern(name);
  }
  for (std::uint32_t i = 0; i < unlisted.size(); ++i) {
    DomainEntry entry{};
    entry.name = texts.Intern(unlisted.at(i));
    t.domains.push_back(entry);
  }
  std::sort(t.domains.begin(), t.domains.end(), [&](const DomainEntry& a, const DomainEntry& b) {
    return texts.at(a.name) < texts.at(b.name);
  });

  t.mailboxes_by_address = HashIndex(count);
  std::vector<std::pair<std::uint32_t, MailboxIndex>> of_practitioner;
  std::vector<std::pair<std::uint32_t, MailboxIndex>> of_organization;
  Pairs in_department;
  Pairs of_domain;
  for (std::uint32_t i = 0; i < count; ++i) {
    MailboxEntry& entry = t.mailboxes[i];
    const std::string folded = FoldAddress(texts.at(entry.address));
    t.mailboxes_by_address.Insert(folded, i);
    entry.domain = find_domain(std::string(DomainOf(folded)));
    ++t.domains[entry.domain].mailboxes_count;
    of_domain.emplace_back(entry.domain, i);
    in_department.emplace_back(entry.department, i);
    for (std::uint32_t a = entry.first_attachment; a < t.mailboxes[i + 1].first_attachment; ++a) {
      const AttachmentEntry& attachment = t.attachments[a];
      if (attachment.practitioner != kNoIndex) {
        of_practitioner.emplace_back(attachment.practitioner, MailboxIndex{i});
      }
      if (attachment.organization != kNoIndex) {
        of_organization.emplace_back(attachment.organization, MailboxIndex{i});
      }
    }
  }
  t.mailboxes_of_practitioner =
      Csr<MailboxIndex>::FromPairs(t.practitioners.size() - 1, of_practitioner);
  t.mailboxes_of_practitioner.SortUnique();
  t.mailboxes_of_organization =
      Csr<MailboxIndex>::FromPairs(t.organizations.size(), of_organization);
  t.mailboxes_of_organization.SortUnique();
  t.mailboxes_in_department = Csr<std::uint32_t>::FromPairs(256, in_department);
  t.mailboxes_of_domain = Csr<std::uint32_t>::FromPairs(t.domains.size(), of_domain);
  t.local_part_letters.reserve(count);
  for (const std::uint32_t i : t.mailboxes_of_domain.Range(0, t.domains.size())) {
    t.local_part_letters.push_back(
        LettersOf(FoldAddress(LocalPartOf(texts.at(t.mailboxes[i].address)))));
  }
}

Status DirectoryBuilder::Add(const Verdict& verdict) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kVerdicts, verdict.folded_address));
  Tables& t = w.tables;
  const std::uint32_t mailbox =
      t.mailboxes_by_address.Find(verdict.folded_address, [&](std::uint32_t i) {
        return FoldAddress(w.texts.at(t.mailboxes[i].address)) == verdict.folded_address;
      });
  if (mailbox == kNoIndex) {
    return DataLossError("a stored verdict has no mailbox: run annuaire-indexer verify");
  }
  for (const Remark& remark : verdict.remarks) {
    const Symbol id = w.texts.Intern(remark.rule_id);
    auto rule = std::find(t.rules.begin(), t.rules.end(), id);
    if (rule == t.rules.end()) rule = t.rules.insert(rule, id);
    w.remarks.push_back(
        {mailbox, {static_cast<std::uint16_t>(rule - t.rules.begin()), remark.severity}});
  }
  return OkStatus();
}

std::unique_ptr<const Directory> DirectoryBuilder::Build() && {
  Work& w = *work_;
  while (w.phase < Work::Phase::kVerdicts) {
    w.FinishPhase();
    w.phase = static_cast<Work::Phase>(static_cast<int>(w.phase) + 1);
  }
  Tables& t = w.tables;
  t.remarks_of_mailbox = Csr<RemarkEntry>::FromPairs(t.mailboxes.size() - 1, w.remarks);
  t.organizations.shrink_to_fit();
  t.domains.shrink_to_fit();
  t.texts = std::move(w.texts).Build();
  t.coded = std::move(w.coded).Take();
  for (const PlaceKey& key : std::move(w.places).Take()) {
    t.places.push_back(
        {key.city, key.folded_city, key.postcode, static_cast<std::uint8_t>(key.department)});
  }
  auto tables = std::make_unique<const Tables>(std::move(w.tables));
  work_.reset();
  return std::make_unique<const Directory>(std::move(tables));
}

}  // namespace annuaire
