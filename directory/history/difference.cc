#include "directory/history/difference.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace annuaire {
namespace {

using Values = std::vector<std::string_view>;

void SortDistinct(Values& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// The values "value_of" takes from each of "items", empty ones left out.
template <typename Items, typename ValueOf>
Values Collect(const Items& items, ValueOf value_of) {
  Values values;
  for (const auto& item : items) {
    if (const std::string_view value = value_of(item); !value.empty()) values.push_back(value);
  }
  return values;
}

template <typename ValueOf>
Values OfMailbox(const Mailbox* mailbox, ValueOf value_of) {
  return mailbox == nullptr ? Values() : Collect(mailbox->attachments, value_of);
}

Values Types(const Mailbox* mailbox) {
  return mailbox == nullptr || mailbox->type_code.empty() ? Values() : Values{mailbox->type_code};
}
Values Holders(const Mailbox* mailbox) {
  return OfMailbox(mailbox, [](const Attachment& one) { return one.practitioner_id; });
}
Values Structures(const Mailbox* mailbox) {
  return OfMailbox(mailbox, [](const Attachment& one) { return one.organization_key; });
}
Values Services(const Mailbox* mailbox) {
  return OfMailbox(mailbox, [](const Attachment& one) { return one.service; });
}

Values Professions(const Practitioner* practitioner) {
  if (practitioner == nullptr) return {};
  return Collect(practitioner->professions,
                 [](const ProfessionHeld& one) { return one.profession.code; });
}
Values Places(const Practitioner* practitioner) {
  if (practitioner == nullptr) return {};
  return Collect(practitioner->activities,
                 [](const Activity& one) { return one.organization_key; });
}

Values Operators(const Domain* domain) {
  if (domain == nullptr) return {};
  return Collect(domain->registrations,
                 [](const DomainRegistration& one) { return one.operator_name; });
}

std::string_view StateText(OpenState state) {
  switch (state) {
    case OpenState::kUnknown:
      return "unknown";
    case OpenState::kOpen:
      return "open";
    case OpenState::kClosed:
      return "closed";
  }
  return "unknown";
}

Values States(const Organization* organization) {
  return organization == nullptr ? Values() : Values{StateText(organization->state)};
}

bool IsThere(const Organization* organization) {
  return organization != nullptr && organization->state != OpenState::kClosed;
}

// What people call it: the best source's name comes first.
std::string_view NameOf(const Organization& organization) {
  if (!organization.trade_names.empty()) return organization.trade_names.front();
  return organization.legal_names.empty() ? std::string_view{} : organization.legal_names.front();
}

// The first name, unless the other generation knew it among its own: sources
// take turns at the first place.
Values NewName(const Values& names, const Values& others) {
  if (names.empty() || std::find(others.begin(), others.end(), names.front()) != others.end()) {
    return {};
  }
  return {names.front()};
}

template <typename Record>
ChangeKind KindOf(const Record* before, const Record* after, ChangeKind came, ChangeKind went,
                  ChangeKind changed) {
  assert(before != nullptr || after != nullptr);
  return before == nullptr ? came : after == nullptr ? went : changed;
}

Values Union(Values left, const Values& right) {
  left.insert(left.end(), right.begin(), right.end());
  SortDistinct(left);
  return left;
}

}  // namespace

void Difference::AddFact(ChangedFact fact, Values before, Values after) {
  SortDistinct(before);
  SortDistinct(after);
  if (before != after) change_.facts.push_back({fact, std::move(before), std::move(after)});
}

const Change* Difference::Between(const Mailbox* before, const Mailbox* after) {
  change_.Clear();
  change_.kind = KindOf(before, after, ChangeKind::kMailboxPublished, ChangeKind::kMailboxWithdrawn,
                        ChangeKind::kMailboxChanged);
  AddFact(ChangedFact::kType, Types(before), Types(after));
  AddFact(ChangedFact::kHolder, Holders(before), Holders(after));
  AddFact(ChangedFact::kStructure, Structures(before), Structures(after));
  AddFact(ChangedFact::kService, Services(before), Services(after));
  if (change_.kind == ChangeKind::kMailboxChanged && change_.facts.empty()) return nullptr;

  const Mailbox& mailbox = after != nullptr ? *after : *before;
  change_.subject = mailbox.folded_address;
  change_.practitioners = Union(Holders(before), Holders(after));
  change_.organizations = Union(Structures(before), Structures(after));
  for (const Attachment& attachment : mailbox.attachments) {
    if (!change_.name.empty()) break;
    change_.name = attachment.name.family_name;
    change_.given_name = attachment.name.given_name;
    if (change_.name.empty()) change_.name = attachment.trade_name;
    if (change_.name.empty()) change_.name = attachment.legal_name;
  }
  return &change_;
}

const Change* Difference::Between(const Practitioner* before, const Practitioner* after) {
  change_.Clear();
  change_.kind = KindOf(before, after, ChangeKind::kPractitionerAppeared,
                        ChangeKind::kPractitionerLeft, ChangeKind::kPractitionerChanged);
  AddFact(ChangedFact::kProfession, Professions(before), Professions(after));
  AddFact(ChangedFact::kPlace, Places(before), Places(after));
  if (change_.kind == ChangeKind::kPractitionerChanged && change_.facts.empty()) return nullptr;

  const Practitioner& practitioner = after != nullptr ? *after : *before;
  change_.subject = practitioner.id;
  change_.practitioners = {practitioner.id};
  change_.organizations = Union(Places(before), Places(after));
  if (!practitioner.names.empty()) {
    change_.name = practitioner.names.front().family_name;
    change_.given_name = practitioner.names.front().given_name;
  }
  return &change_;
}

const Change* Difference::Between(const Organization* before, const Organization* after) {
  change_.Clear();
  const Organization& organization = after != nullptr ? *after : *before;
  if (IsThere(before) != IsThere(after)) {
    change_.kind =
        IsThere(after) ? ChangeKind::kOrganizationOpened : ChangeKind::kOrganizationClosed;
    AddFact(ChangedFact::kState, States(before), States(after));
  } else if (before != nullptr && after != nullptr && IsThere(after)) {
    change_.kind = ChangeKind::kOrganizationRenamed;
    const auto add_name = [&](const Values& old_names, const Values& new_names) {
      // A name that was added or dropped beside a first one that stays is no
      // new name.
      const Values became = NewName(new_names, old_names);
      if (became.empty() || old_names.empty()) return;
      change_.facts.push_back({ChangedFact::kName, {old_names.front()}, became});
    };
    add_name(before->legal_names, after->legal_names);
    add_name(before->trade_names, after->trade_names);
  }
  if (change_.facts.empty()) return nullptr;
  change_.subject = organization.key;
  change_.name = NameOf(organization);
  change_.organizations = {organization.key};
  return &change_;
}

const Change* Difference::Between(const Domain* before, const Domain* after) {
  change_.Clear();
  change_.kind = KindOf(before, after, ChangeKind::kDomainListed, ChangeKind::kDomainUnlisted,
                        ChangeKind::kDomainChanged);
  AddFact(ChangedFact::kOperator, Operators(before), Operators(after));
  if (change_.kind == ChangeKind::kDomainChanged && change_.facts.empty()) return nullptr;
  const Domain& domain = after != nullptr ? *after : *before;
  change_.subject = domain.name;
  for (const DomainRegistration& registration : domain.registrations) {
    if (change_.name.empty()) change_.name = registration.description;
  }
  return &change_;
}

}  // namespace annuaire
