#include <fmt/format.h>

#include <future>
#include <iostream>

#include "ai/assistant.hpp"
#include "app/commands.hpp"
#include "app/stack.hpp"
#include "app/vendors.hpp"
#include "base/json/writer.hpp"
#include "base/utf8.hpp"

namespace parlance::app {
namespace {

constexpr auto kArticlesWait = std::chrono::seconds(60);  // until their meaning is known; then by words alone

// All that answering takes, without anyone connected.
struct Rehearsal {
  Rehearsal(Loops& loops, Stores& stores, const Config& config)
      : outbound(http_clients(loops, config.models)),
        chat(loops, stores.chat, config.chat),
        crm(stores.crm),
        knowledge(stores.crm, encoding),
        intents(stores.intents, encoding),
        models(stores.models, stores.models, server_settings(config.models),
               vendor_models(loops, outbound, config.models), model_options(config.models)),
        assistant(loops, chat, crm, knowledge, intents, encoding, stores.turns, stores.exchanges, models) {}

  std::vector<std::unique_ptr<http::Client>> outbound;
  chat::Service chat;
  crm::Service crm;
  encoder::Encoding encoding;
  crm::search::Knowledge knowledge;
  ai::IntentBook intents;
  ai::Models models;
  ai::Assistant assistant;
};

Task<std::string> answer(Stores& stores, Rehearsal& rehearsal, TokenCommand customer, std::string text) {
  const auto tenant = co_await tenant_of(stores, customer.tenant);
  const auto contact = co_await stores.identity.find_contact(tenant.id, customer.subject);
  if (!contact)
    throw std::runtime_error(fmt::format("tenant `{}` has no customer `{}`", customer.tenant, customer.subject));
  co_await rehearsal.knowledge.refresh();
  co_await rehearsal.intents.refresh();
  rehearsal.encoding.finish(kArticlesWait);
  co_await rehearsal.models.book.refresh();
  const auto reasoning = co_await rehearsal.assistant.rehearse({tenant.id, *contact}, std::move(text), std::nullopt);
  if (!reasoning) throw std::runtime_error(reasoning.error().detail);
  std::string json;
  json::Writer out(json);
  out.open();
  ai::write(out, *reasoning, ai::ToldTo::operator_);
  out.close();
  co_return json;
}

std::vector<std::string> names_of(const std::map<std::string, ai::model::Choice>& models) {
  std::vector<std::string> out;
  for (const auto& [name, model] : models) out.push_back(name);
  return out;
}

}  // namespace

int tenant_assistant(const Config& config, const std::string& slug, const std::string& file) {
  Loops loops(1);
  Stores stores(open_database(loops, config));
  const auto tenant = run_to_end(loops, tenant_of(stores, slug));
  if (file.empty()) {
    for (const auto& stored : run_to_end(loops, stores.models.newest_settings()))
      if (stored.tenant == tenant.id) std::cout << (stored.json.empty() ? "{}" : stored.json) << "\n";
    return 0;
  }
  const auto text = std::string(trim(read_file(file)));
  const auto settings =
      ai::read_settings(text, names_of(vendor_models(loops, http_clients(loops, config.models), config.models)));
  if (!settings)
    throw std::runtime_error(fmt::format("{}: {} {}", file, settings.error().pointer, settings.error().detail));
  const auto version = run_to_end(loops, stores.models.store_settings(tenant.id, text, now_ms()));
  std::cout << fmt::format(
      "Tenant {} has version {} of its assistant's settings; servers take it up within a second.\n", slug, version);
  return 0;
}

int ask(const Config& config, const TokenCommand& customer, const std::string& text) {
  const auto checked = chat::check_text(text);
  if (!checked) throw std::runtime_error(checked.error().detail);
  Loops loops(1);
  Stores stores(open_database(loops, config));
  Rehearsal rehearsal(loops, stores, config);
  loops.start();
  std::promise<std::string> done;
  asio::co_spawn(loops.at(0).executor(), answer(stores, rehearsal, customer, *checked),
                 [&done](std::exception_ptr failure, std::string json) {
                   failure ? done.set_exception(failure) : done.set_value(std::move(json));
                 });
  auto said = done.get_future();
  said.wait();
  loops.stop();
  std::cout << said.get() << "\n";
  return 0;
}

}  // namespace parlance::app
