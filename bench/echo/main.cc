// echo_server: the server's own rpc room around a service that does nothing.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <iostream>
#include <string>
#include <thread>

#include "bench/echo/echo_service.h"
#include "server/rpc/server.h"

int main(int argc, char** argv) {
  annuaire::rpc::ServerOptions options{.listen = {"127.0.0.1:0"}, .threads = 0};
  CLI::App app(
      "Answers what echo_floor.proto says with the very code annuaire-server answers with: the "
      "floor to "
      "hold its calls against. Prints \"listening on ADDRESS\", leaves at SIGTERM.\n"
      "Example: echo_server --listen unix:/tmp/echo.sock --threads 1");
  app.add_option("--listen", options.listen, "HOST:PORT or unix:/PATH")->capture_default_str();
  app.add_option("--threads", options.threads, "Threads that answer; 0 for one per core")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());

  sigset_t signals;  // held back in every thread from here on
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  annuaire::bench::EchoService echo;
  auto server = annuaire::rpc::Server::Start({&echo}, options);
  if (!server.ok()) {
    std::cerr << "echo_server: " << server.status().message() << '\n';
    return 3;
  }
  (*server)->SetServing(true);
  for (const std::string& address : (*server)->addresses()) {
    std::cout << "listening on " << address << std::endl;
  }
  int signal = 0;
  sigwait(&signals, &signal);
  (*server)->Shutdown(std::chrono::seconds(1));
  return 0;
}
