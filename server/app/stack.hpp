#pragma once
#include "app/config.hpp"
#include "app/folder_lock.hpp"
#include "crm/import/importer.hpp"
#include "store/chat_store.hpp"
#include "store/crm_store.hpp"
#include "store/exchange_store.hpp"
#include "store/identity_store.hpp"
#include "store/import_store.hpp"
#include "store/intent_store.hpp"
#include "store/model_store.hpp"
#include "store/turn_store.hpp"

namespace parlance::app {

// A database and the stores on it.
struct Stores {
  explicit Stores(std::unique_ptr<store::Database> opened) : database(std::move(opened)) {}

  std::unique_ptr<store::Database> database;
  store::ChatStore chat{*database};
  store::CrmStore crm{*database};
  store::IdentityStore identity{*database};
  store::ImportStore import{*database};
  store::TurnStore turns{*database};
  store::ExchangeStore exchanges{*database};
  store::ModelStore models{*database};
  store::IntentStore intents{*database};
};

// Brings the configured database up to date: a data folder's, which is made (0700) where it is missing, under `held` or
// a lock of its own, so that no server is at work meanwhile; or PostgreSQL's. Throws what says what to do.
void migrate_data(const Config& config, const FolderLock* held = nullptr);
// After migrate_data.
std::unique_ptr<store::Database> open_database(Loops& loops, const Config& config, const FolderLock* held = nullptr);

// The tenant of that slug. Throws what says how to see those that there are.
Task<crm::Tenant> tenant_of(Stores& stores, std::string slug);

// Runs one task on the first of the loops, which are not started, and returns its value. The loops must outlive the
// stores: a store's thread may still be waking them when the task has ended.
template <class T>
T run_to_end(Loops& loops, Task<T> task) {
  auto& context = loops.at(0).context();
  std::optional<T> value;
  std::exception_ptr failure;
  asio::co_spawn(context, std::move(task), [&](std::exception_ptr e, T result) {
    failure = e;
    value.emplace(std::move(result));
    context.stop();
  });
  context.run();
  context.restart();
  if (failure) std::rethrow_exception(failure);
  return std::move(*value);
}

struct ServeCommand {
  bool demo = false;     // with the demo companies, their portal and its sign-in
  bool welcome = false;  // say on standard output where to go, once it is served
};

int serve(const Config& config, const ServeCommand& command);
// Loads the demo companies where the database has no tenant. Returns whether it did.
Task<bool> load_demo(Stores& stores);

}  // namespace parlance::app
