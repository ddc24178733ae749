#include "server/ldap/plan.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "directory/base/fold.h"
#include "directory/lookup/query.h"
#include "directory/record/identifier.h"
#include "server/ldap/match.h"

namespace annuaire::ldap_front {
namespace {

using Questions = std::vector<Question>;

Questions Everything() { return {Question{}}; }

// Attributes that no entry lacks.
bool IsAlwaysThere(Attribute attribute) {
  switch (attribute) {
    case Attribute::kObjectClass:
    case Attribute::kCn:
    case Attribute::kSn:
    case Attribute::kDisplayName:
    case Attribute::kMail:
      return true;
    default:
      return false;
  }
}

bool IsClassOfEntries(std::string_view folded) {
  return folded == "inetorgperson" || folded == "organizationalperson" || folded == "person" ||
         folded == "top";
}

// What the filter is for every mailbox, when that can be told without one.
std::optional<Truth> Constant(const Filter& filter) {
  switch (filter.kind) {
    case Filter::Kind::kTrue:
      return Truth::kTrue;
    case Filter::Kind::kFalse:
      return Truth::kFalse;
    case Filter::Kind::kUndefined:
      return Truth::kUndefined;
    case Filter::Kind::kPresent:
      if (IsAlwaysThere(filter.attribute)) return Truth::kTrue;
      return std::nullopt;
    case Filter::Kind::kEqual:
      if (filter.attribute != Attribute::kObjectClass) return std::nullopt;
      return IsClassOfEntries(filter.value.folded) ? Truth::kTrue : Truth::kFalse;
    case Filter::Kind::kSubstring:
      return std::nullopt;
    case Filter::Kind::kNot: {
      const auto child = Constant(filter.children.front());
      if (!child || *child == Truth::kUndefined) return child;
      return *child == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
    }
    case Filter::Kind::kAnd:
    case Filter::Kind::kOr: {
      const bool is_and = filter.kind == Filter::Kind::kAnd;
      const Truth decisive = is_and ? Truth::kFalse : Truth::kTrue;
      Truth all = is_and ? Truth::kTrue : Truth::kFalse;
      bool known = true;
      for (const Filter& child : filter.children) {
        const auto truth = Constant(child);
        if (truth == decisive) return decisive;
        known = known && truth.has_value();
        if (truth) all = is_and ? std::min(all, *truth) : std::max(all, *truth);
      }
      if (!known) return std::nullopt;
      return all;
    }
  }
  return std::nullopt;
}

// Adds the words that are new, as they stand in "text" when all are.
void AddText(std::string_view text, Question& question) {
  const std::vector<std::string> words = QueryWords(text);
  std::string added;
  std::size_t count = 0;
  for (const std::string& word : words) {
    if (question.words.size() == MailboxFilter::kWordsMax) break;
    const auto place = std::lower_bound(question.words.begin(), question.words.end(), word);
    if (place != question.words.end() && *place == word) continue;
    question.words.insert(place, word);
    if (count++ > 0) added += ' ';
    added += word;
  }
  if (count == 0) return;
  if (!question.text.empty()) question.text += ' ';
  question.text += count == words.size() ? text : std::string_view(added);
}

Questions OfEqual(const Filter& filter) {
  Question question;
  if (filter.attribute == Attribute::kMail) {
    question.address = FoldAddress(filter.value.text);
    if (question.address.empty()) return {};
  } else if (filter.attribute == Attribute::kEmployeeType) {
    for (const char c : filter.value.folded) {
      question.type += c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
    }
  } else {
    AddText(filter.value.text, question);
  }
  return {std::move(question)};
}

void Join(std::string_view text, std::string& texts) {
  if (!texts.empty() && !text.empty()) texts += ' ';
  texts += text;
}

Questions OfSubstring(const Filter& filter) {
  Question question;
  // A code and a number are no words: they are only found whole.
  if (filter.attribute != Attribute::kEmployeeType && filter.attribute != Attribute::kObjectClass &&
      filter.attribute != Attribute::kEmployeeNumber) {
    AddText(filter.initial.text, question);
    for (const Assertion& piece : filter.any) AddText(piece.text, question);
    AddText(filter.final.text, question);
  }
  if (filter.attribute == Attribute::kCn) {
    Join(filter.initial.text, question.common_name);
    for (const Assertion& piece : filter.any) Join(piece.text, question.common_name);
    Join(filter.final.text, question.common_name);
  }
  return {std::move(question)};
}

void AddDistinct(Question question, Questions& questions) {
  const auto same = std::find(questions.begin(), questions.end(), question);
  if (same == questions.end()) {
    questions.push_back(std::move(question));
  } else if (same->common_name.empty()) {
    same->common_name = std::move(question.common_name);
  }
}

std::string BothCommonNames(const Question& a, const Question& b) {
  if (a.words.empty()) return b.common_name;
  if (b.words.empty() || std::ranges::includes(a.words, b.words)) return a.common_name;
  if (a.common_name.empty() || b.common_name.empty()) return {};
  return a.common_name + ' ' + b.common_name;
}

// Candidates of both; nullopt when no mailbox can be.
std::optional<Question> Both(const Question& a, const Question& b) {
  Question both = a;
  if (both.address.empty()) {
    both.address = b.address;
  } else if (!b.address.empty() && a.address != b.address) {
    return std::nullopt;
  }
  if (both.type.empty()) {
    both.type = b.type;
  } else if (!b.type.empty() && a.type != b.type) {
    return std::nullopt;
  }
  both.common_name = BothCommonNames(a, b);
  AddText(b.text, both);
  return both;
}

Questions Ask(const Filter& filter);

Questions OfAnd(const Filter& filter) {
  Questions questions = Everything();
  for (const Filter& child : filter.children) {
    const Questions others = Ask(child);
    if (others.empty()) return {};
    const bool grow = questions.size() > 1 && others.size() > 1;
    // More candidates, no fewer.
    if (grow && questions.size() * others.size() > kQuestionsMax) continue;
    Questions product;
    for (const Question& question : questions) {
      for (const Question& other : others) {
        if (auto both = Both(question, other)) AddDistinct(*std::move(both), product);
      }
    }
    questions = std::move(product);
  }
  return questions;
}

// One mailbox, or those of one person: they are found at once, however many are asked for.
bool NamesOne(const Question& question) {
  return !question.address.empty() ||
         (question.words.size() == 1 && ParseTypedPractitionerId(question.words.front()));
}

Questions OfOr(const Filter& filter) {
  Questions questions;
  for (const Filter& child : filter.children) {
    for (Question& question : Ask(child)) AddDistinct(std::move(question), questions);
  }
  const auto count = std::count_if(questions.begin(), questions.end(),
                                   [](const Question& question) { return !NamesOne(question); });
  if (static_cast<std::size_t>(count) > kQuestionsMax) return Everything();
  return questions;
}

Questions Ask(const Filter& filter) {
  if (const auto truth = Constant(filter)) {
    return truth == Truth::kTrue ? Everything() : Questions{};
  }
  switch (filter.kind) {
    case Filter::Kind::kAnd:
      return OfAnd(filter);
    case Filter::Kind::kOr:
      return OfOr(filter);
    case Filter::Kind::kEqual:
      return OfEqual(filter);
    case Filter::Kind::kSubstring:
      return OfSubstring(filter);
    case Filter::Kind::kNot:
      if (const Filter& child = filter.children.front(); child.kind == Filter::Kind::kNot) {
        return Ask(child.children.front());
      }
      return Everything();
    default:  // a presence
      return Everything();
  }
}

// All of it, in several words, is among what is asked for, and can be sent.
bool IsAskedFor(std::string_view common_name, const Question& question) {
  if (question.words.size() < 2 || common_name.size() > SuggestQuery::kTextBytesMax ||
      !IsValidUtf8(common_name)) {
    return false;
  }
  return std::ranges::all_of(QueryWords(common_name), [&](const std::string& word) {
    return std::ranges::binary_search(question.words, word);
  });
}

}  // namespace

std::vector<Question> Plan(const Filter& filter) {
  Questions questions = Ask(filter);
  for (Question& question : questions) {
    if (!IsAskedFor(question.common_name, question)) question.common_name.clear();
  }
  const auto precision = [](const Question& question) {
    return std::pair(!question.address.empty(), question.words.size() * 2 + !question.type.empty());
  };
  std::stable_sort(questions.begin(), questions.end(), [&](const Question& a, const Question& b) {
    return precision(a) > precision(b);
  });
  return questions;
}

bool Includes(const Question& wide, const Question& narrow) {
  return wide.address.empty() && (wide.type.empty() || wide.type == narrow.type) &&
         std::includes(narrow.words.begin(), narrow.words.end(), wide.words.begin(),
                       wide.words.end());
}

}  // namespace annuaire::ldap_front
