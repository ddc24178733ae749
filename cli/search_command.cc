#include <memory>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/csv.h"
#include "cli/describe.h"
#include "cli/json_output.h"
#include "cli/progress.h"
#include "cli/search_csv.h"
#include "cli/search_filters.h"
#include "cli/suggestion_table.h"

namespace annuaire::cli {
namespace {

// What the three searches do not share: their words, call, rows and columns.

struct Practitioners {
  using Request = v1::SearchPractitionersRequest;
  static constexpr const char* kName = "practitioners";
  static constexpr const char* kDescription = "Professionals by name, profession, place…";
  static constexpr const char* kExample =
      "annuaire search practitioners --name mar --profession 10 --department 44";
  static constexpr std::span<const FilterFlag> kFilters = kPractitionerFilters;
  static constexpr auto kCall = &v1::DirectoryService::Stub::SearchPractitioners;
  static constexpr auto kCsvTitles = &PractitionerTitles;

  static const auto& Rows(const v1::SearchPractitionersResponse& response) {
    return response.practitioners();
  }
  static TextTable Columns() {
    return TextTable({{.title = "ID", .keep = true},
                      {.title = "NAME"},
                      {.title = "PROFESSION"},
                      {.title = "SAVOIR-FAIRE"},
                      {.title = "STRUCTURE"},
                      {.title = "MAILBOX"}});
  }
  static void Add(TextTable& table, const v1::PractitionerSummary& row) {
    std::string name = row.given_name();
    Append(name, row.family_name(), " ");
    std::string professions;
    for (const v1::ProfessionHeld& held : row.professions()) {
      Append(professions, Describe(held.profession()));
    }
    table.Add({row.id(), std::move(name), std::move(professions), Join(row.skills()),
               FirstOf(row.organizations()), FirstOf(row.mailboxes())});
  }

 private:
  // "the first +2"
  template <typename Items>
  static std::string FirstOf(const Items& items) {
    if (items.empty()) return {};
    std::string text;
    if constexpr (requires { Describe(items[0]); }) {
      text = Describe(items[0]);
    } else {
      text = items[0];
    }
    if (items.size() > 1) text += " +" + std::to_string(items.size() - 1);
    return text;
  }
};

struct Organizations {
  using Request = v1::SearchOrganizationsRequest;
  static constexpr const char* kName = "organizations";
  static constexpr const char* kDescription = "Structures by name, number, category, place…";
  static constexpr const char* kExample =
      "annuaire search organizations --name \"robert debre\" --state open --mailbox-types ORG";
  static constexpr std::span<const FilterFlag> kFilters = kOrganizationFilters;
  static constexpr auto kCall = &v1::DirectoryService::Stub::SearchOrganizations;
  static constexpr auto kCsvTitles = &OrganizationTitles;

  static const auto& Rows(const v1::SearchOrganizationsResponse& response) {
    return response.organizations();
  }
  static TextTable Columns() {
    return TextTable({{.title = "ID", .keep = true},
                      {.title = "NAME"},
                      {.title = "CATEGORY"},
                      {.title = "PLACE"},
                      {.title = "STATE", .keep = true},
                      {.title = "MAILBOXES", .right = true},
                      {.title = "PEOPLE", .right = true}});
  }
  static void Add(TextTable& table, const v1::OrganizationSummary& row) {
    const char* state = row.state() == v1::OPEN_STATE_OPEN     ? "open"
                        : row.state() == v1::OPEN_STATE_CLOSED ? "closed"
                                                               : "";
    std::string city = row.postcode();
    Append(city, row.city(), " ");
    table.Add({row.id(), row.trade_name().empty() ? row.legal_name() : row.trade_name(),
               Describe(row.category()), Place(city, row.department()), state,
               std::to_string(row.mailboxes_count()), std::to_string(row.practitioners_count())});
  }
};

struct Mailboxes {
  using Request = v1::SearchMailboxesRequest;
  static constexpr const char* kName = "mailboxes";
  static constexpr const char* kDescription = "Mailboxes by domain, type, holder, structure…";
  static constexpr const char* kExample =
      "annuaire search mailboxes --domain hopital-robert-debre.mssante.fr --type ORG --all --json";
  static constexpr std::span<const FilterFlag> kFilters = kMailboxFilters;
  static constexpr auto kCall = &v1::DirectoryService::Stub::SearchMailboxes;
  static constexpr auto kCsvTitles = &MailboxTitles;

  static const auto& Rows(const v1::SearchMailboxesResponse& response) {
    return response.mailboxes();
  }
  static TextTable Columns() { return SuggestionTable(); }
  static void Add(TextTable& table, const v1::Suggestion& row) { AddSuggestion(table, row); }
};

// The words typed after "search practitioners" and its sisters.
template <typename Listing>
struct SearchWords {
  typename Listing::Request request;
  std::string page;
  std::uint32_t page_size = 0;
  bool all = false;
  bool csv = false;
};

template <typename Listing, typename Response>
void WritePage(Session& session, const Response& response, TextTable& table,
               const SearchWords<Listing>& words) {
  if (words.csv) {
    for (const auto& row : Listing::Rows(response)) session.out.Write(CsvLine(CsvCells(row)));
  } else if (!session.options.json) {
    for (const auto& row : Listing::Rows(response)) Listing::Add(table, row);
    session.out.Write(table.Print(session.out_terminal));
  } else if (words.all) {
    // A stream of rows stays one object a line, also on a terminal.
    for (const auto& row : Listing::Rows(response)) session.out.Write(ToJson(row, Terminal{}));
  } else {
    session.WriteJson(response);
  }
}

template <typename Listing>
Status Search(Session& session, const SearchWords<Listing>& words) {
  RETURN_IF_ERROR(session.CheckForms(words.csv));
  auto request = words.request;
  request.set_page_token(words.page);
  request.set_page_size(words.all && words.page_size == 0 ? kPageSizeMax : words.page_size);
  TextTable table = Listing::Columns();
  Progress progress(session.err_terminal, session.out_terminal);
  std::uint64_t rows_count = 0;
  std::string next;
  do {
    const auto response = session.client.Call(Listing::kCall, request);
    if (!response.ok()) {
      if (rows_count == 0) return response.status();
      return Status(response.status())
          .Annotate("the listing is incomplete, " + std::to_string(rows_count) + " rows so far");
    }
    if (words.csv && request.page_token() == words.page) {
      session.out.Write(std::string(kCsvStart) + CsvLine(Listing::kCsvTitles()));
    }
    rows_count += static_cast<std::uint64_t>(Listing::Rows(*response).size());
    WritePage<Listing>(session, *response, table, words);
    RETURN_IF_ERROR(session.out.Flush());
    progress.Show(rows_count);
    next = response->next_page_token();
    request.set_page_token(next);
  } while (words.all && !next.empty() && !session.out.closed());

  if (rows_count == 0) {
    std::string note = std::string("no ") + Listing::kName + " match";
    if constexpr (requires { request.profession(); }) {
      // Codes are digits; a word is what people type first.
      const std::string& code = request.profession();
      if (code.find_first_not_of("0123456789") != std::string::npos) {
        note += "; --profession takes a code: annuaire professions lists them";
      }
    }
    session.Note(note);
  } else if (!next.empty() && !words.all && !session.options.json) {
    session.Note("there are more: add --page " + next + ", or --all");
  }
  return OkStatus();
}

template <typename Listing>
void AddSearch(CLI::App& search, Command& chosen) {
  const auto words = std::make_shared<SearchWords<Listing>>();
  CLI::App* command = search.add_subcommand(Listing::kName, Listing::kDescription);
  AddFilterFlags(*command, words->request, Listing::kFilters);
  command->add_option("--page-size", words->page_size, "rows of a page, 1 to 500 (20)")
      ->type_name("N")
      ->check(CLI::Range(std::uint32_t{1}, kPageSizeMax).description(""));
  command->add_option("--page", words->page, "token printed under the previous page");
  command->add_flag("--all", words->all, "every page; with --json one row a line");
  command->add_flag("--csv", words->csv, "for a French spreadsheet");
  command->footer(std::string("All filters given must hold.\n\nExample:\n  ") + Listing::kExample);
  command->callback([&chosen, words] {
    chosen = [words](Session& session) { return Search<Listing>(session, *words); };
  });
}

}  // namespace

void AddSearchCommands(CLI::App& app, Command& chosen) {
  CLI::App* search = app.add_subcommand("search", "Listings with filters");
  search->require_subcommand(1);
  search->footer(std::string("Example:\n  ") + Practitioners::kExample);
  AddSearch<Practitioners>(*search, chosen);
  AddSearch<Organizations>(*search, chosen);
  AddSearch<Mailboxes>(*search, chosen);
}

}  // namespace annuaire::cli
