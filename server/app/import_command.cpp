#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/commands.hpp"
#include "app/site.hpp"
#include "app/stack.hpp"
#include "crm/import/markdown.hpp"

namespace parlance::app {
namespace {

Task<crm::ImportOutcome> load(Stores& stores, std::string slug, const crm::KindRules& kind,
                              const std::vector<crm::Record>& records) {
  const auto tenant = co_await stores.identity.find_tenant(slug);
  if (!tenant)
    throw std::runtime_error(fmt::format("there is no tenant `{}`; `parlanced tenant list` shows them", slug));
  crm::Importer importer(stores.import);
  co_return co_await importer.import(tenant->id, kind, records);
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("cannot read {}", path));
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

namespace {

// Every Markdown file below a folder, in order of path.
Result<std::vector<crm::Record>> read_articles(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".md") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<crm::Record> out;
  for (const auto& file : files) {
    auto record = crm::read_markdown(file.lexically_relative(folder).generic_string(), read_file(file.string()));
    if (!record) return std::unexpected(record.error());
    record->line = out.size() + 1;
    out.push_back(std::move(*record));
  }
  return out;
}

Result<std::vector<crm::Record>> read_records(const crm::KindRules& kind, const std::string& path) {
  const bool articles = kind.kind == crm::Kind::articles;
  if (articles && std::filesystem::is_directory(path)) return read_articles(path);
  if (articles && (path.ends_with(".xml") || path.starts_with("https://") || path.starts_with("http://")))
    return read_site(path);
  const auto text = read_file(path);
  return path.ends_with(".csv") ? crm::parse_csv(text) : crm::parse_json_lines(text);
}

}  // namespace

int import_file(const Config& config, const std::string& tenant, const std::string& kind_name,
                const std::string& path) {
  const auto* kind = crm::find_kind(kind_name);
  if (!kind)
    throw std::runtime_error(fmt::format(
        "there is no kind `{}`; known are accounts, contacts, tickets, orders, transactions, articles and intents",
        kind_name));
  const auto records = read_records(*kind, path);
  if (!records) throw std::runtime_error(fmt::format("{}: {}. Nothing was imported.", path, records.error().detail));
  Loops loops(1);
  Stores stores(open_database(loops, config));
  const auto outcome = run_to_end(loops, load(stores, tenant, *kind, *records));
  for (const auto& problem : outcome.problems)
    std::cerr << fmt::format("{}:{}: {}\n", path, problem.line, problem.what);
  if (!outcome.problems.empty()) throw std::runtime_error("nothing was imported; mend these rows and try again");
  std::cout << fmt::format("Imported {} {}.\n", outcome.rows, kind->name);
  return 0;
}

}  // namespace parlance::app
