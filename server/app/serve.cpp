#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <future>
#include <iostream>

#include "app/stack.hpp"
#include "base/async/timer.hpp"
#include "base/log.hpp"
#include "gateway/http/web_files.hpp"
#include "gateway/realtime/realtime.hpp"
#include "jobs/serial_queue.hpp"

namespace parlance::app {
namespace {

struct TurnJob {
  Caller caller;
  chat::MessageId message;
  bool outlived = false;  // the server that took it in
};
using TurnQueue = jobs::SerialQueue<TurnJob>;

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

Task<> keep_fresh(crm::search::Knowledge& knowledge) {
  Timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(use_task);
    try {
      co_await knowledge.refresh();
    } catch (const Fault& e) {
      log::warn("knowledge_refresh_failed", {{"what", e.what()}});
    }
  }
}

Task<bool> prepare(Stores& stores, crm::search::Knowledge& knowledge, bool demo) {
  if (demo) co_await load_demo(stores);
  co_await knowledge.refresh();
  co_return true;
}

Task<std::vector<ai::Unanswered>> find_unanswered(Stores& stores) { co_return co_await stores.turns.unanswered(); }

Task<> answer(ai::Assistant& assistant, TurnJob& job) {
  if (job.outlived && !co_await assistant.may_begin_again(job.caller, job.message))
    co_return co_await assistant.give_up(job.caller, job.message);
  job.outlived = false;
  co_await assistant.answer(job.caller, job.message);
}

void connect(chat::Service& chat, TurnQueue& queue, ai::Assistant& assistant) {
  chat.answer_at_once([&assistant](Caller caller, const chat::NewMessage& message, UnixMs idle_since) {
    return assistant.answer_at_once(caller, message, idle_since);
  });
  chat.on_question(
      [&queue](Caller caller, const chat::Message& message) {
        queue.submit(message.session().value, {caller, message.id});
      },
      [&queue](chat::SessionId session) { return queue.depth(session.value); });
  queue.start([&assistant](TurnJob& job) { return answer(assistant, job); },
              [&assistant](TurnJob& job) { return assistant.give_up(job.caller, job.message); },
              [&chat](const TurnJob& job) {
                chat.announce_typing(chat::session_of(job.message), {chat::SenderType::bot, true});
              });
}

void resume(Loops& loops, TurnQueue& queue, const std::vector<ai::Unanswered>& unanswered) {
  if (!unanswered.empty()) log::info("resuming", {{"unanswered", unanswered.size()}});
  for (const auto& u : unanswered) {
    const auto key = chat::session_of(u.message).value;
    asio::post(loops.home(key).executor(), [&queue, u, key] { queue.submit(key, {u.caller, u.message, true}); });
  }
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
void drain(gateway::http::Server& server, gateway::Realtime& realtime, TurnQueue& queue) {
  server.stop_accepting();
  realtime.shut_down();
  queue.close();
  const auto latest = std::chrono::steady_clock::now() + kDrainTime;
  while ((server.open_sockets() > 0 || !queue.idle()) && std::chrono::steady_clock::now() < latest)
    std::this_thread::sleep_for(kDrainLook);
  log::info("stopped", {{"sockets_cut", server.open_sockets()}});
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
  const FolderLock lock(config.data_dir);
  const auto data = open_data(config.data_dir, &lock);
  gateway::Limits limits(config.limits);  // outlives the loops, whose connections hold places under it
  Loops loops(thread_count(config));
  Stores stores(data);
  chat::Service chat(loops, stores.chat, config.chat);
  crm::Service crm(stores.crm);
  crm::Identity identity(stores.identity);
  crm::Importer importer(stores.import);
  crm::search::Knowledge knowledge(stores.crm);
  ai::Assistant assistant(chat, crm, knowledge, stores.turns, stores.exchanges);
  TurnQueue queue(loops, {});
  connect(chat, queue, assistant);
  gateway::Realtime realtime(loops);
  const gateway::http::WebFiles web(web_root(config), command.demo);
  gateway::Services services{loops, chat, crm, identity, stores.identity, importer, assistant, limits, realtime, web};
  using namespace gateway::http;
  const Router router(services, {session_routes(), message_routes(), event_routes(), crm_routes(), ai_routes(),
                                 import_routes(), service_routes(), web_routes()});
  Server server(loops, router, config.http);

  run_to_end(loops, prepare(stores, knowledge, command.demo));
  resume(loops, queue, run_to_end(loops, find_unanswered(stores)));
  realtime.start();
  spawn(loops.at(0), "knowledge", keep_fresh(knowledge));
  server.start();
  loops.start();
  log::info(
      "serving",
      {{"address", config.http.address}, {"port", server.port()}, {"threads", loops.size()}, {"virus_scan", "off"}});

  if (command.welcome) std::cout << welcome(config, server.port(), command.demo) << std::endl;

  wait_for_signal();
  drain(server, realtime, queue);
  loops.stop();
  return 0;
}

}  // namespace parlance::app
