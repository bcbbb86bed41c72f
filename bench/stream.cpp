// The way of a reply that is written piece by piece, without a model: the server's own edge and chat, and in place of an
// assistant one that writes so many tokens to each question, a token to each session in turn. `stream_bench DIR TOKENS`
// prints its port; customers are the demo's.
#include <cstdlib>
#include <iostream>

#include "app/stack.hpp"
#include "app/vendors.hpp"
#include "gateway/http/server.hpp"
#include "gateway/http/web_files.hpp"
#include "gateway/realtime/realtime.hpp"

namespace parlance {
namespace {

constexpr std::string_view kToken = " token";

Task<> write_reply(chat::Service& chat, chat::MessageId question, int tokens) {
  const auto executor = co_await asio::this_coro::executor;
  for (int i = 0; i < tokens; ++i) {
    chat.write(question, 1, kToken);
    co_await asio::post(executor, use_task);
  }
  chat.end_writing(question);
}

int serve(const app::Config& config, int tokens) {
  using namespace gateway::http;
  gateway::Limits limits(config.limits);
  app::FolderLock lock(config.data_dir);
  Loops loops(1);
  app::Stores stores(app::open_database(loops, config, &lock));
  chat::Service chat(loops, stores.chat, config.chat);
  crm::Service crm(stores.crm);
  crm::Identity identity(stores.identity);
  crm::Importer importer(stores.import);
  encoder::Encoding encoding;
  const crm::search::Knowledge knowledge(stores.crm, encoding);
  const ai::IntentBook intents(stores.intents, encoding);
  ai::Models models(stores.models, stores.models, app::server_settings(config.models), {},
                    app::model_options(config.models));
  ai::Assistant assistant(loops, chat, crm, knowledge, intents, encoding, stores.turns, stores.exchanges, models);
  gateway::Realtime realtime(loops);
  const WebFiles web("", false);
  gateway::Services services{loops, chat, crm, identity, stores.identity, importer, assistant, limits, realtime, web};
  const Router router(services, {session_routes(), event_routes()});
  Server server(loops, router, config.http);
  app::run_to_end(loops, app::load_demo(stores));
  chat.on_question([&](Caller, const chat::Message& question) {
    spawn(loops.home(question.session().value), "write", write_reply(chat, question.id, tokens));
  }, [](chat::SessionId) { return std::int64_t{0}; });
  server.start();
  loops.start();
  std::cout << server.port() << std::endl;
  std::cin.get();  // until whoever started it goes
  loops.stop();
  return 0;
}

}  // namespace
}  // namespace parlance

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: stream_bench DIR TOKENS\n", 2;
  parlance::app::Config config;
  static_cast<void>(parlance::config::load(parlance::app::settings(config), std::nullopt, nullptr));
  config.data_dir = argv[1], config.http.port = 0, config.limits.enabled = false;
  return parlance::serve(config, std::atoi(argv[2]));
}
