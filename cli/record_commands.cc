#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/record_sheet.h"
#include "cli/status.h"
#include "directory/display/text.h"

namespace annuaire::cli {
namespace {

Status WriteSheet(Session& session, std::string sheet, const v1::Edition& edition) {
  session.out.Write(sheet);
  const std::string from = Printable(Describe(edition));
  if (!from.empty()) session.out.Write("\n" + Faint(from, session.out_terminal) + "\n");
  return session.out.Flush();
}

// Calls "method"; "record" takes the record out of the response.
template <typename Method, typename Request, typename Record>
Status ShowRecord(Session& session, Method method, const Request& request, Record record) {
  const auto response = session.client.Call(method, request);
  if (!response.ok()) return response.status();
  if (session.options.json) {
    session.WriteJson(*response);
    return session.out.Flush();
  }
  return WriteSheet(session, ToSheet(record(*response), session.out_terminal), response->edition());
}

Status ShowPractitioner(Session& session, const std::string& id) {
  v1::GetPractitionerRequest request;
  request.set_id(id);
  return ShowRecord(session, &v1::DirectoryService::Stub::GetPractitioner, request,
                    [](const auto& response) { return response.practitioner(); });
}

Status ShowOrganization(Session& session, const std::string& id) {
  v1::GetOrganizationRequest request;
  request.set_id(id);
  return ShowRecord(session, &v1::DirectoryService::Stub::GetOrganization, request,
                    [](const auto& response) { return response.organization(); });
}

Status ShowMailbox(Session& session, const std::string& address) {
  v1::GetMailboxRequest request;
  request.set_address(address);
  const auto response = session.client.Call(&v1::DirectoryService::Stub::GetMailbox, request);
  if (!response.ok()) return response.status();
  if (response->has_withdrawn()) session.exit_code = kExitNotFound;
  if (session.options.json) {
    session.WriteJson(*response);
    return session.out.Flush();
  }
  return WriteSheet(session,
                    response->has_withdrawn() ? ToSheet(response->withdrawn(), session.out_terminal)
                                              : ToSheet(response->mailbox(), session.out_terminal),
                    response->edition());
}

Status ShowDomain(Session& session, const std::string& name) {
  v1::GetDomainRequest request;
  request.set_name(name);
  return ShowRecord(session, &v1::DirectoryService::Stub::GetDomain, request,
                    [](const auto& response) { return response.domain(); });
}

using Show = Status (*)(Session&, const std::string& key);

struct RecordCommand {
  const char* name;
  const char* description;
  const char* key;
  const char* key_help;
  const char* example;
  Show show;
};

constexpr RecordCommand kRecordCommands[] = {
    {"practitioner", "All that is known of one professional", "ID",
     "RPPS with or without its leading 8, ADELI with or without its leading 0",
     "annuaire practitioner 99716049533", ShowPractitioner},
    {"organization", "All that is known of one structure", "ID",
     "FINESS, SIRET, SIREN:number or technical id", "annuaire organization 490000023",
     ShowOrganization},
    {"mailbox", "All that is known of one mailbox", "ADDRESS", "the MSSanté address, in any case",
     "annuaire mailbox oceane.marchal@hopital-robert-debre.mssante.fr", ShowMailbox},
    {"domain", "What is known of one domain", "NAME", "the domain, without @",
     "annuaire domain hopital-robert-debre.mssante.fr", ShowDomain},
};

}  // namespace

void AddRecordCommands(CLI::App& app, Command& chosen) {
  for (const RecordCommand& record : kRecordCommands) {
    const auto key = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand(record.name, record.description);
    command->add_option(record.key, *key, record.key_help)->required();
    command->footer(std::string("Example:\n  ") + record.example);
    command->callback([&chosen, key, show = record.show] {
      chosen = [key, show](Session& session) { return show(session, *key); };
    });
  }
}

}  // namespace annuaire::cli
