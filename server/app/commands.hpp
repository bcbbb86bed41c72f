#pragma once
#include <string>
#include <vector>

#include "app/config.hpp"

// The commands but for `serve`. Each returns the process's exit code and throws what says what to do.
namespace parlance::app {

// The whole text of a file that a command was given. Throws where it cannot be read.
std::string read_file(const std::string& path);

struct TokenCommand {
  std::string tenant, subject, email, name, life = "1h";
};

int migrate(const Config& config);
// All companies from `from` (sqlite:FOLDER or sqlite:FILE) to the PostgreSQL of the URL `to`.
int move_data(const std::string& from, const std::string& to);
// A copy of a data folder's database in a file that is not there yet.
int back_up(const Config& config, const std::string& copy);
int print_token(const Config& config, const TokenCommand& command);
int add_tenant(const Config& config, const std::string& slug, const std::string& name,
               const std::vector<std::string>& origins, const std::string& secret_file);
int list_tenants(const Config& config);
int rotate_key(const Config& config, const std::string& slug, const std::string& secret_file);
// `files`: JWKS or PEM, all in place of the keys before; none: no public keys.
int set_token_keys(const Config& config, const std::string& slug, const std::vector<std::string>& files);
// The work that was given up: prints it, or puts one entry or (`entry` empty) all of it back.
int list_dead(const Config& config);
int replay_dead(const Config& config, const std::string& entry);
// Prints what a company says of its assistant, or stores the next version of it from a file of JSON.
int tenant_assistant(const Config& config, const std::string& slug, const std::string& file);
// What the assistant would answer a customer and why; nothing is stored.
int ask(const Config& config, const TokenCommand& customer, const std::string& text);
// How well the embedded engine understands labelled messages, {"text","intent"} a line, or another of `measures()` in
// place of the intent: prints a report.
int test_nlu(const std::string& path, const std::string& what);
// Questions that nothing answered, most frequent first.
int list_gaps(const Config& config, const std::string& slug, std::int64_t days, std::int64_t limit);
struct CompanyNluTest {
  std::string messages, intents;
  std::string before;    // the company's intents as they were; empty: not compared
  bool as_rows = false;  // each message's outcome in place of the report
};
int test_company_nlu(const CompanyNluTest& test);
// How well articles ({"external_id","title","body"} a line) are found by questions ({"question","external_ids"} a
// line).
int test_search(const std::string& articles, const std::string& questions);
// How well it finds entities, {"text","entities":[{"type","start","end","values"}],"kinds","lang","now","zone"} a line,
// offsets in code points; `verbose` prints what it got wrong.
int test_entities(const std::string& path, bool verbose);
int import_file(const Config& config, const std::string& tenant, const std::string& kind, const std::string& file);

}  // namespace parlance::app
