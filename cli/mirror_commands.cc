#include <string>
#include <string_view>
#include <utility>

#include "cli/commands.h"
#include "directory/display/number.h"
#include "directory/display/text_table.h"

namespace annuaire::cli {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

std::string_view ToText(v1::Registration registration) {
  if (registration == v1::REGISTRATION_COMPULSORY) return "compulsory";
  if (registration == v1::REGISTRATION_OPTIONAL) return "optional";
  return {};
}

Status ListProfessions(Session& session) {
  const auto response = session.client.Call(&v1::DirectoryService::Stub::ListProfessions,
                                            v1::ListProfessionsRequest());
  if (!response.ok()) return response.status();
  if (session.options.json) {
    session.WriteJson(*response);
    return session.out.Flush();
  }
  TextTable table({{.title = "CODE", .keep = true},
                   {.title = "PROFESSION"},
                   {.title = "CATEGORY"},
                   {.title = "REGISTRATION"},
                   {.title = "AUTHORITY"},
                   {.title = "PORTAL"},
                   {.title = "PEOPLE", .right = true}});
  for (const v1::Profession& profession : response->professions()) {
    table.Add({profession.code(), profession.label(), profession.category(),
               std::string(ToText(profession.registration())), profession.authority(),
               profession.portal(), WithThousands(profession.practitioners_count())});
  }
  session.out.Write(table.Print(session.out_terminal));
  return session.out.Flush();
}

Status CheckHealth(Session& session) {
  const auto response =
      session.client.Call(&grpc::health::v1::Health::Stub::Check, HealthCheckRequest());
  if (!response.ok()) return response.status();
  const std::string& state = HealthCheckResponse::ServingStatus_Name(response->status());
  if (session.options.json) {
    session.WriteJson(*response);
  } else {
    session.out.Write(state + "\n");
  }
  RETURN_IF_ERROR(session.out.Flush());
  if (response->status() == HealthCheckResponse::SERVING) return OkStatus();
  return UnavailableError("the server at " + session.options.server +
                          " is alive but not serving; it has no directory loaded yet");
}

}  // namespace

void AddMirrorCommands(CLI::App& app, Command& chosen) {
  const auto add = [&](const char* name, const char* description, Command work) {
    CLI::App* command = app.add_subcommand(name, description);
    command->footer(std::string("Example:\n  annuaire ") + name);
    command->callback([&chosen, work = std::move(work)] { chosen = work; });
  };
  add("professions", "The professions and how each registers", ListProfessions);
  add("health", "Exit 0 when the server is serving, for probes", CheckHealth);
}

}  // namespace annuaire::cli
