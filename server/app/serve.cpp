#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <future>
#include <iostream>
#include <ranges>

#include "app/cluster.hpp"
#include "app/stack.hpp"
#include "app/turns.hpp"
#include "app/vendors.hpp"
#include "base/async/timer.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "chat/stages.hpp"
#include "gateway/http/web_files.hpp"
#include "gateway/realtime/realtime.hpp"

namespace parlance::app {
namespace {

constexpr std::int64_t kMaxScrapers = 16;             // sockets of the listener for metrics
constexpr auto kDrainTime = std::chrono::seconds(5);  // at most, for turns and sockets to end
constexpr auto kDrainLook = std::chrono::milliseconds(5);

void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::size_t thread_count(const Config& config) {
  return config.io_threads > 0 ? static_cast<std::size_t>(config.io_threads)
                               : std::max(1u, std::thread::hardware_concurrency());
}

// Beside the program, as it is built.
std::filesystem::path web_root(const Config& config) {
  if (!config.web_root.empty()) return config.web_root;
  std::error_code ec;
  return std::filesystem::read_symlink("/proc/self/exe", ec).parent_path().parent_path() / "web" / "dist";
}

Task<> keep_fresh(crm::search::Knowledge& knowledge, ai::IntentBook& intents, ai::SettingsBook& book) {
  Timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(use_task);
    try {
      co_await knowledge.refresh();
      co_await intents.refresh();
      co_await book.refresh();
    } catch (const Fault& e) {
      log::warn("knowledge_refresh_failed", {{"what", e.what()}});
    }
  }
}

// After a start on a database that is this server's alone: all of it was begun by one before.
Task<std::vector<ai::Unanswered>> find_all_unanswered(Stores& stores) {
  constexpr std::int64_t kHoweverNew = -1, kAll = std::numeric_limits<std::int64_t>::max();
  auto all = co_await stores.turns.unanswered(kHoweverNew, kAll);
  for (auto& unanswered : all) unanswered.begun = true;
  co_return all;
}

// "slug=weight,…"; a slug that is not there yet is told and left out.
Task<std::map<std::int64_t, double>> weights_of(Stores& stores, std::string_view list) {
  std::map<std::int64_t, double> out;
  for (const auto part : std::views::split(list, ',')) {
    const auto entry = trim(std::string_view(part));
    if (entry.empty()) continue;
    const auto equals = entry.find('=');
    const double weight = equals == entry.npos ? 0 : std::atof(std::string(entry.substr(equals + 1)).c_str());
    const auto tenant = co_await stores.identity.find_tenant(trim(entry.substr(0, equals)));
    if (!tenant || weight <= 0)
      log::warn("tenant_weight_ignored", {{"entry", entry}, {"what", "no such tenant, or no weight above 0"}});
    else
      out[tenant->id.value] = weight;
  }
  co_return out;
}

Task<bool> prepare(Stores& stores, chat::Service& chat, jobs::FairGates& gates, crm::search::Knowledge& knowledge,
                   ai::IntentBook& intents, ai::SettingsBook& book, const Config& config, bool demo) {
  if (demo) co_await load_demo(stores);
  const auto weights = co_await weights_of(stores, config.tenant_weights);
  chat.set_weights(weights), gates.set_weights(weights);
  co_await knowledge.refresh();
  co_await intents.refresh();
  co_await book.refresh();
  co_return true;
}

gateway::http::ServerOptions metrics_listener(const Config& config) {
  gateway::http::ServerOptions options;
  options.address = config.metrics.address, options.port = config.metrics.port;
  options.request_timeout_ms = config.http.request_timeout_ms, options.max_connections = kMaxScrapers;
  return options;
}

void wait_for_signal() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  int signal = 0;
  sigwait(&set, &signal);
  log::info("stopping", {{"signal", signal}});
}

std::string welcome(const Config& config, int port, bool demo) {
  const auto url =
      fmt::format("{}://{}:{}", config.http.tls_certificate.empty() ? "http" : "https", config.http.address, port);
  return demo ? fmt::format("Open {} and choose a customer to sign in as.", url)
              : fmt::format("Serving on {}; `build/parlanced tenant add` makes a company.", url);
}

// Clients are told to come back, and what is under way ends, before the loops do.
void drain(const std::vector<gateway::http::Server*>& servers, gateway::Realtime& realtime, TurnQueue& queue,
           ai::Assistant& assistant) {
  for (auto* server : servers) server->stop_accepting();
  realtime.shut_down();
  queue.close();
  assistant.stop_writing();
  const auto latest = std::chrono::steady_clock::now() + kDrainTime;
  const auto open_sockets = [&] {
    std::int64_t sum = 0;
    for (const auto* server : servers) sum += server->open_sockets();
    return sum;
  };
  while ((open_sockets() > 0 || !queue.idle()) && std::chrono::steady_clock::now() < latest)
    std::this_thread::sleep_for(kDrainLook);
  log::info("stopped", {{"sockets_cut", open_sockets()}});
}

// Before any thread is made, so that all of them leave the signals to wait_for_signal.
void block_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

int serve(const Config& config, const ServeCommand& command) {
  block_signals();
  raise_file_limit();
  std::optional<FolderLock> lock;  // of a folder's database; PostgreSQL is shared
  if (config.database.url.empty()) lock.emplace(config.data_dir);
  gateway::Limits limits(config.limits);  // outlives the loops, whose connections hold places under it
  Loops loops(thread_count(config));
  Stores stores(open_database(loops, config, lock ? &*lock : nullptr));
  chat::Service chat(loops, stores.chat, config.chat);
  crm::Service crm(stores.crm);
  crm::Identity identity(stores.identity);
  crm::Importer importer(stores.import);
  encoder::Encoding encoding;  // outlived by the loops, on which its questions go on
  crm::search::Knowledge knowledge(stores.crm, encoding);
  ai::IntentBook intents(stores.intents, encoding);
  const auto outbound = http_clients(loops, config.models);
  ai::Models models(stores.models, stores.models, server_settings(config.models),
                    vendor_models(loops, outbound, config.models), model_options(config.models));
  ai::Assistant assistant(loops, chat, crm, knowledge, intents, encoding, stores.turns, stores.exchanges, models);
  TurnQueue queue(loops, {});
  jobs::FairGates gates(loops, kTurnGates);
  gateway::Realtime realtime(loops);
  const gateway::http::WebFiles web(web_root(config), command.demo);
  gateway::Services services{loops, chat, crm, identity, stores.identity, importer, assistant, limits, realtime, web};
  using namespace gateway::http;
  const Router router(services, {session_routes(), message_routes(), event_routes(), crm_routes(), ai_routes(),
                                 import_routes(), service_routes(), metrics_routes(), web_routes()});
  Server server(loops, router, config.http);
  const Router metrics_router(services, {metrics_listener_routes()});
  std::optional<Server> metrics_server;
  if (!config.metrics.address.empty()) metrics_server.emplace(loops, metrics_router, metrics_listener(config));
  chat::messages_of_tenants().limit(static_cast<std::size_t>(config.metrics.max_tenants));

  run_to_end(loops, prepare(stores, chat, gates, knowledge, intents, models.book, config, command.demo));
  std::optional<Cluster> cluster;
  if (config.database.url.empty())
    resume(loops, queue, run_to_end(loops, find_all_unanswered(stores)));
  else
    cluster.emplace(loops, stores, chat, queue, config);
  if (cluster) cluster->share(limits);
  connect(chat, queue, gates, assistant, cluster ? cluster->dispatch() : Dispatch{});
  realtime.start();
  spawn(loops.at(0), "knowledge", keep_fresh(knowledge, intents, models.book));
  server.start();
  if (metrics_server) metrics_server->start();
  loops.start();
  log::info("serving", {{"address", config.http.address},
                        {"port", server.port()},
                        {"threads", loops.size()},
                        {"metrics_port", metrics_server ? metrics_server->port() : 0},
                        {"virus_scan", "off"}});

  if (command.welcome) std::cout << welcome(config, server.port(), command.demo) << std::endl;

  wait_for_signal();
  if (cluster) cluster->close();
  std::vector<Server*> servers{&server};
  if (metrics_server) servers.push_back(&*metrics_server);
  drain(servers, realtime, queue, assistant);
  if (cluster) cluster->leave();
  loops.stop();
  limits.keep_to_itself();  // connections that were cut give their places back when the loops go, after the cluster
  return 0;
}

}  // namespace parlance::app
