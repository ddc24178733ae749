#include <compare>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "directory/base/distinct.h"
#include "directory/base/prefetch.h"
#include "directory/join/join.h"
#include "directory/join/join_rows.h"
#include "directory/join/key_order.h"
#include "directory/join/structure_fields.h"

namespace annuaire {
namespace {

// The same code is the same fact, whatever labels two files give it.
using CodeKey = std::pair<std::string_view, std::string_view>;
CodeKey KeyOf(const Coded& coded) {
  return coded.code.empty() ? CodeKey("", coded.label) : CodeKey(coded.code, "");
}
auto KeyOf(const ProfessionHeld& held) {
  return std::pair(KeyOf(held.profession), KeyOf(held.category));
}
auto KeyOf(const Skill& skill) {
  return std::tuple(skill.profession_code, KeyOf(skill.type), KeyOf(skill.skill));
}
auto KeyOf(const Diploma& diploma) {
  return std::pair(KeyOf(diploma.type), KeyOf(diploma.diploma));
}
auto KeyOf(const Authorisation& authorisation) {
  return std::pair(KeyOf(authorisation.type), KeyOf(authorisation.discipline));
}

template <typename T>
void AddFact(const T& fact, std::vector<T>& facts) {
  if (fact != T{}) facts.push_back(fact);
}

template <typename T>
void DropKnown(std::vector<T>& facts) {
  DistinctInOrder(facts, [](const T& fact) { return KeyOf(fact); });
}

// Usual lengths of texts.
constexpr std::size_t kRunBytes = 45;
constexpr std::size_t kSiteBytes = 220;

// The runs of one file, of one of its three kinds.
struct RunList {
  enum class Kind { kActivities, kSkills, kDiplomas };

  const JoinRows* rows;
  Kind kind;
  const Column<PersonRun>* runs;
  const std::vector<std::uint32_t>* sorted;

  const std::vector<std::uint32_t>& order() const { return *sorted; }
  std::string_view KeyOf(std::uint32_t run) const { return rows->KeyOfText((*runs)[run].text); }

  void Prefetch(std::uint32_t run, int step) const {
    if (step == 0) PrefetchLine(&(*runs)[run]);
    if (step == 1) {
      rows->texts.Prefetch((*runs)[run].text, kRunBytes);
      PrefetchLine(FirstRowOf(run));
    }
    if (kind != Kind::kActivities) return;
    if (step == 2) rows->sites.PrefetchPlace(FirstSiteOf(run));
    if (step == 3) rows->sites.Prefetch(FirstSiteOf(run), kSiteBytes);
  }
  const void* FirstRowOf(std::uint32_t run) const {
    const std::uint32_t row = (*runs)[run].first_row;
    switch (kind) {
      case Kind::kActivities:
        return &rows->activities.rows[row];
      case Kind::kSkills:
        return &rows->skills.rows[row];
      case Kind::kDiplomas:
        break;
    }
    return &rows->diplomas.rows[row];
  }
  std::uint32_t FirstSiteOf(std::uint32_t run) const {
    return rows->activities.rows[(*runs)[run].first_row].site;
  }
};

// What tells two activities of one person apart.
struct ActivityTexts {
  std::string_view doing;
  std::string_view site;

  friend auto operator<=>(const ActivityTexts&, const ActivityTexts&) = default;
};

// Builds one practitioner after another, reusing its memory.
class Assembler {
 public:
  const Practitioner& Assemble(const std::vector<KeyMerge<RunList>::Item>& items) {
    record_.Clear();
    for (std::vector<std::string_view>* texts : {&names_, &held_, &skills_, &diplomas_}) {
      texts->clear();
    }
    activities_.clear();
    for (const auto& [list, run] : items) Collect(*list, run);
    AddNames();
    AddFacts();
    AddActivities();
    return record_;
  }

 private:
  using Texts = std::vector<std::string_view>;

  // Calls "collect" with each row of the run.
  template <typename Row, typename Visit>
  static void ForEachRow(const PersonRows<Row>& of, std::uint32_t run, Visit collect) {
    const std::size_t end = run + 1 < of.runs.size() ? of.runs[run + 1].first_row : of.rows.size();
    for (std::size_t row = of.runs[run].first_row; row < end; ++row) collect(of.rows[row]);
  }

  void Collect(const RunList& list, std::uint32_t run) {
    const JoinRows& rows = *list.rows;
    FieldUnpacker text(rows.texts.Text((*list.runs)[run].text));
    record_.id = text.Next();
    names_.push_back(text.Rest());
    switch (list.kind) {
      case RunList::Kind::kActivities:
        ForEachRow(rows.activities, run, [&](const ActivityRow& row) {
          held_.push_back(rows.facts.Text(row.held));
          activities_.push_back({rows.facts.Text(row.doing), rows.sites.Text(row.site)});
        });
        break;
      case RunList::Kind::kSkills:
        ForEachRow(rows.skills, run,
                   [&](const SkillFacts& row) { skills_.push_back(rows.facts.Text(row.held)); });
        break;
      case RunList::Kind::kDiplomas:
        ForEachRow(rows.diplomas, run, [&](const DiplomaFacts& row) {
          diplomas_.push_back(rows.facts.Text(row.diploma));
        });
        break;
    }
  }

  void AddNames() {
    DistinctInOrder(names_);
    for (const std::string_view name : names_) {
      FieldUnpacker fields(name);
      const std::string_view family = fields.Next();
      const std::string_view given = fields.Next();
      if (!family.empty() || !given.empty()) record_.names.push_back({family, given});
    }
  }

  void AddSkill(FieldUnpacker& fields) {
    const std::string_view profession = fields.Next();
    const Coded type = fields.NextCoded();
    AddFact(Skill{profession, type, fields.NextCoded()}, record_.skills);
  }

  void AddProfession(FieldUnpacker& fields) {
    const Coded profession = fields.NextCoded();
    AddFact(ProfessionHeld{profession, fields.NextCoded()}, record_.professions);
  }

  void AddFacts() {
    DistinctInOrder(held_);
    for (const std::string_view held : held_) {
      FieldUnpacker fields(held);
      AddFact(fields.NextCoded(), record_.titles);
      AddFact(fields.NextCoded(), record_.civilities);
      AddSkill(fields);
    }
    DistinctInOrder(activities_);
    for (const ActivityTexts& texts : activities_) {
      FieldUnpacker fields(texts.doing);
      fields.Next();  // whether it is an activity
      const std::string_view authority = fields.Next();
      if (!authority.empty()) record_.registration_authorities.push_back(authority);
      AddProfession(fields);
    }
    DistinctInOrder(record_.registration_authorities);
    DistinctInOrder(skills_);
    for (const std::string_view skill : skills_) {
      FieldUnpacker fields(skill);
      AddProfession(fields);
      AddSkill(fields);
    }
    DistinctInOrder(diplomas_);
    for (const std::string_view diploma : diplomas_) {
      FieldUnpacker fields(diploma);
      const Coded type = fields.NextCoded();
      AddFact(Diploma{type, fields.NextCoded()}, record_.diplomas);
      const Coded authorisation = fields.NextCoded();
      AddFact(Authorisation{authorisation, fields.NextCoded()}, record_.authorisations);
    }
    DropKnown(record_.titles);
    DropKnown(record_.civilities);
    DropKnown(record_.professions);
    DropKnown(record_.skills);
    DropKnown(record_.diplomas);
    DropKnown(record_.authorisations);
  }

  void AddActivities() {
    for (const ActivityTexts& texts : activities_) {
      FieldUnpacker doing(texts.doing);
      if (doing.Next() != "A") continue;
      Activity& activity = record_.activities.emplace_back();
      activity.registration_authority = doing.Next();
      activity.profession_code = doing.NextCoded().code;
      activity.category_code = doing.NextCoded().code;
      activity.mode = doing.NextCoded();
      activity.pharmacist_section = doing.NextCoded();
      activity.role = doing.NextCoded();
      activity.genre = doing.NextCoded();
      FieldUnpacker site(texts.site);
      const StructureFields structure = UnpackStructure(site);
      activity.organization_key = structure.key;
      activity.legal_name = structure.legal_name;
      activity.trade_name = structure.trade_name;
      activity.former_organization_id = structure.former_id;
      activity.address = site.NextAddress();
      activity.phone = site.Next();
      activity.phone2 = site.Next();
      activity.fax = site.Next();
      activity.email = site.Next();
      activity.sector = site.NextCoded();
    }
  }

  Practitioner record_;
  Texts names_;
  Texts held_;
  Texts skills_;
  Texts diplomas_;
  std::vector<ActivityTexts> activities_;
};

template <typename Row>
void AddList(const JoinPart& part, RunList::Kind kind, const PersonRows<Row>& of,
             std::vector<RunList>& lists) {
  lists.push_back({&part.rows(), kind, &of.runs, &of.order});
}

}  // namespace

Status Join::EmitPractitioners(const std::function<Status(const Practitioner&)>& sink) const {
  RETURN_IF_ERROR(CheckComplete());
  std::vector<RunList> lists;
  for (const JoinPart& part : parts_) {
    AddList(part, RunList::Kind::kActivities, part.rows().activities, lists);
  }
  for (const JoinPart& part : parts_) {
    AddList(part, RunList::Kind::kSkills, part.rows().skills, lists);
  }
  for (const JoinPart& part : parts_) {
    AddList(part, RunList::Kind::kDiplomas, part.rows().diplomas, lists);
  }
  KeyMerge<RunList> merge(lists);
  Assembler assembler;
  while (merge.Next()) RETURN_IF_ERROR(sink(assembler.Assemble(merge.items())));
  return OkStatus();
}

}  // namespace annuaire
