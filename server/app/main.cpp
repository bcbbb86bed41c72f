#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/stack.hpp"
#include "app/vendors.hpp"
#include "base/log.hpp"

extern char** environ;

namespace {

using namespace parlance;

constexpr int kBadConfiguration = 2;

log::Level level_named(std::string_view name) {
  if (name == "debug") return log::Level::debug;
  if (name == "warn") return log::Level::warn;
  return name == "error" ? log::Level::error : log::Level::info;
}

// What the command line says over file and environment.
struct Overrides {
  std::string file, data;
  int port = -1;
};

bool load(app::Config& config, const Overrides& overrides) {
  const auto settings = app::settings(config);
  auto problems = config::load(
      settings, overrides.file.empty() ? std::nullopt : std::optional<std::filesystem::path>(overrides.file), environ);
  if (!overrides.data.empty()) config.data_dir = overrides.data;
  if (overrides.port >= 0) config.http.port = overrides.port;
  if (problems.empty()) app::read_keys(config.models);
  if (problems.empty()) problems = app::check(config);
  for (const auto& problem : problems) std::cerr << problem.where << ": " << problem.what << "\n";
  config.chat.idle_close_ms = config.idle_close_hours * kHourMs;
  log::set_level(level_named(config.log_level));
  return problems.empty();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App cli{"Parlance, an in-app support chatbot server"};
  cli.require_subcommand(1);
  app::Config config;
  Overrides overrides;
  std::function<int()> run;
  cli.add_option("--config", overrides.file, "TOML file with settings")->check(CLI::ExistingFile);
  cli.add_option("--data", overrides.data, "Data folder");
  cli.fallthrough();

  app::ServeCommand serving;
  auto* serve = cli.add_subcommand("serve", "Serve customers");
  serve->add_option("--port", overrides.port, "Port to listen on")->check(CLI::Range(0, 65535));
  serve->add_flag("--demo", serving.demo,
                  "Load two invented companies into an empty data folder, with sign-ins for their customers");
  serve->add_flag("--welcome", serving.welcome, "Say on standard output where to go, once it is served");
  serve->callback([&] { run = [&] { return app::serve(config, serving); }; });

  std::string from, to;
  auto* migrate = cli.add_subcommand("migrate", "Bring the database up to date, or move it to PostgreSQL");
  auto* from_option = migrate->add_option("--from", from, "What to move: sqlite: and a data folder");
  auto* to_option = migrate->add_option("--to", to, "Where to: the URL of a PostgreSQL without companies");
  from_option->needs(to_option);
  to_option->needs(from_option);
  migrate->callback(
      [&] { run = [&] { return from.empty() && to.empty() ? app::migrate(config) : app::move_data(from, to); }; });
  std::string copy;
  auto* backup = cli.add_subcommand("backup", "Copy the data folder's database while it is served");
  backup->add_option("copy", copy, "A file that is not there yet")->required();
  backup->callback([&] { run = [&] { return app::back_up(config, copy); }; });
  cli.add_subcommand("version", "Print the version")->callback([&] {
    run = [] { return std::cout << PARLANCE_VERSION << "\n", 0; };
  });

  app::TokenCommand token;
  auto* token_command = cli.add_subcommand("token", "Print a customer's token, for scripts and trials");
  token_command->add_option("--tenant", token.tenant, "The company's slug")->required();
  token_command->add_option("--sub", token.subject, "The customer's id in the portal")->required();
  token_command->add_option("--email", token.email);
  token_command->add_option("--name", token.name);
  token_command->add_option("--ttl", token.life, "90s, 30m, 1h");
  token_command->callback([&] { run = [&] { return app::print_token(config, token); }; });

  std::string slug, name, secret_file, kind, file;
  std::vector<std::string> origins, key_files;
  auto* tenant = cli.add_subcommand("tenant", "The companies that are served")->require_subcommand(1);
  auto* add = tenant->add_subcommand("add", "Add a company; its secrets go to a file");
  add->add_option("slug", slug)->required();
  add->add_option("--name", name);
  add->add_option("--origin", origins, "A page origin that may call, such as https://portal.example.com; repeatable");
  add->add_option("--secret-file", secret_file);
  add->callback([&] { run = [&] { return app::add_tenant(config, slug, name, origins, secret_file); }; });
  tenant->add_subcommand("list", "List them")->callback([&] { run = [&] { return app::list_tenants(config); }; });
  auto* rotate = tenant->add_subcommand("rotate-key", "New secrets in place of the old");
  rotate->add_option("slug", slug)->required();
  rotate->add_option("--secret-file", secret_file);
  rotate->callback([&] { run = [&] { return app::rotate_key(config, slug, secret_file); }; });

  auto* keys =
      tenant->add_subcommand("keys", "Public keys that verify its customers' tokens, in place of those before");
  keys->add_option("slug", slug)->required();
  keys->add_option("files", key_files, "JWKS, or PEM files whose names are the keys' `kid`; none: no keys");
  keys->callback([&] { run = [&] { return app::set_token_keys(config, slug, key_files); }; });

  auto* assistant = tenant->add_subcommand("assistant", "Print what it says of its assistant, or store a new version");
  assistant->add_option("slug", slug)->required();
  assistant->add_option("file", file,
                        "JSON: models, mode, share_percent, company_name, prompt, send_name, send_email, "
                        "tokens_per_day, customer_tokens_per_day, cents_per_day");
  assistant->callback([&] { run = [&] { return app::tenant_assistant(config, slug, file); }; });

  std::string question;
  std::int64_t days = 30, most = 50;
  auto* gaps = tenant->add_subcommand("gaps", "Print what its customers asked and nothing answered");
  gaps->add_option("slug", slug)->required();
  gaps->add_option("--days", days, "Of how many days")->check(CLI::Range(1, 3650))->capture_default_str();
  gaps->add_option("--most", most, "At most so many")->check(CLI::Range(1, 10'000))->capture_default_str();
  gaps->callback([&] { run = [&] { return app::list_gaps(config, slug, days, most); }; });

  auto* ask = cli.add_subcommand("ask", "Print what the assistant would answer, and why; nothing is stored");
  ask->add_option("text", question)->required();
  ask->add_option("--tenant", token.tenant)->required();
  ask->add_option("--sub", token.subject, "The customer's id in the portal")->required();
  ask->callback([&] { run = [&] { return app::ask(config, token, question); }; });

  auto* nlu = cli.add_subcommand("nlu", "The embedded language engine")->require_subcommand(1);
  auto* test = nlu->add_subcommand("test", "Say how well it understands labelled messages");
  std::string what = "intent";
  test->add_option("file", file, "A message a line: {\"text\":…,\"intent\":…}")->required();
  test->add_option("--what", what, "intent, language, sentiment or entities, as the lines call it");
  bool verbose = false;
  test->add_flag("--verbose", verbose, "Print the messages in which entities were found wrongly");
  app::CompanyNluTest company;
  auto* own =
      test->add_option("--intents", company.intents, "With a company's own intents, as `import intents` takes them");
  test->add_option("--before", company.before, "As they were: say what changes")->needs(own);
  test->add_flag("--rows", company.as_rows, "Print each message's outcome instead, as JSON lines");
  test->callback([&] {
    company.messages = file;
    run = [&] {
      if (what == "entities") return app::test_entities(file, verbose);
      return company.intents.empty() ? app::test_nlu(file, what) : app::test_company_nlu(company);
    };
  });
  std::string questions;
  auto* search = nlu->add_subcommand("search", "Say how well articles are found by questions whose articles are known");
  search->add_option("articles", file, "An article a line: {\"external_id\":…,\"title\":…,\"body\":…}")->required();
  search->add_option("questions", questions, "A question a line: {\"question\":…,\"external_ids\":[…]}")->required();
  search->callback([&] { run = [&] { return app::test_search(file, questions); }; });

  auto* import = cli.add_subcommand("import", "Load a company's data from CSV or JSON lines");
  import->add_option("kind", kind, "accounts, contacts, tickets, orders, transactions, articles or intents")
      ->required();
  import
      ->add_option(
          "file", file,
          "CSV (.csv) or JSON lines; of articles also a folder of Markdown files, or a sitemap (.xml, file or address)")
      ->required();
  import->add_option("--tenant", slug)->required();
  import->callback([&] { run = [&] { return app::import_file(config, slug, kind, file); }; });

  std::string entry;
  auto* dead = cli.add_subcommand("dead", "Work that brought down each server that took it")->require_subcommand(1);
  dead->add_subcommand("list", "Print it")->callback([&] { run = [&] { return app::list_dead(config); }; });
  auto* replay = dead->add_subcommand("replay", "Have it worked anew");
  replay->add_option("entry", entry, "As `list` prints it; none: all");
  replay->callback([&] { run = [&] { return app::replay_dead(config, entry); }; });

  auto* settings = cli.add_subcommand("config", "The settings")->require_subcommand(1);
  settings->add_subcommand("check", "Say whether they are right")->callback([&] {
    run = [] { return std::cout << "The configuration is right.\n", 0; };
  });
  settings->add_subcommand("print", "Print them as a file")->callback([&] {
    run = [&] { return std::cout << config::to_toml(app::settings(config)), 0; };
  });
  settings->add_subcommand("doc", "Print what there is to set")->callback([&] {
    run = [&] { return std::cout << config::to_markdown(app::settings(config)), 0; };
  });

  CLI11_PARSE(cli, argc, argv);
  try {
    if (!load(config, overrides)) return kBadConfiguration;
    return run();
  } catch (const std::exception& e) {
    std::cerr << "parlanced: " << e.what() << "\n";
    return 1;
  }
}
