#include "app/site.hpp"

#include <fmt/format.h>

#include <iostream>
#include <unordered_set>

#include "app/commands.hpp"
#include "app/fetch.hpp"
#include "app/stack.hpp"
#include "crm/import/kinds.hpp"
#include "crm/import/page.hpp"
#include "crm/import/sitemap.hpp"

namespace parlance::app {
namespace {

bool is_address(std::string_view name) { return name.starts_with("https://") || name.starts_with("http://"); }

void leave_out(std::string_view why) { std::cerr << fmt::format("left out: {}\n", why); }

// What a site's sitemaps list, each page once.
class Reader {
 public:
  Reader(Loop& loop, std::string start)
      : fetcher_(loop, {kMaxPageBytes, kMostRedirects, kPageLimit}), start_(std::move(start)) {}

  Task<std::vector<crm::Record>> read() {
    std::vector<crm::Record> out;
    for (const auto& url : co_await pages()) {
      auto record = co_await page(url);
      if (!record) {
        leave_out(record.error().detail);
        continue;
      }
      record->line = out.size() + 1;
      out.push_back(std::move(*record));
    }
    co_return out;
  }

 private:
  // The start's own failure is the import's.
  Task<std::vector<std::string>> pages() {
    std::vector<std::string> pages, waiting{start_};
    std::unordered_set<std::string> known{start_};
    while (!waiting.empty()) {
      const auto name = std::move(waiting.back());
      waiting.pop_back();
      const auto map = co_await sitemap(name);
      if (!map && name == start_) throw std::runtime_error(map.error().detail + ". Nothing was imported.");
      if (!map) {
        leave_out(map.error().detail);
        continue;
      }
      for (const auto& url : map->pages)
        if (known.insert(url).second) pages.push_back(url);
      for (const auto& url : map->sitemaps)
        if (known.insert(url).second) waiting.push_back(url);
      if (pages.size() > crm::kMaxPages || known.size() > 2 * crm::kMaxPages)
        throw std::runtime_error(
            fmt::format("{} lists more than {} pages. Nothing was imported.", start_, crm::kMaxPages));
    }
    co_return pages;
  }

  Task<Result<crm::Sitemap>> sitemap(std::string name) {
    if (!is_address(name)) co_return crm::read_sitemap(name, read_file(name));
    const auto fetched = co_await fetcher_.get(name, ends_);
    co_return fetched ? crm::read_sitemap(name, fetched->body) : std::unexpected(fetched.error());
  }

  Task<Result<crm::Record>> page(std::string url) {
    const auto fetched = co_await fetcher_.get(url, ends_);
    if (!fetched) co_return std::unexpected(fetched.error());
    if (!fetched->type.starts_with("text/html") && !fetched->type.starts_with("application/xhtml+xml"))
      co_return fail(kInvalidField, fmt::format("{} is no page, but {}", url, fetched->type));
    auto record = crm::forbids_index(fetched->robots) ? std::nullopt : crm::read_page(url, fetched->body);
    if (!record) co_return fail(kInvalidField, fmt::format("{} says nothing, or asks not to be indexed", url));
    const auto checked = crm::check_row(*crm::find_kind("articles"), *record);
    if (!checked) co_return fail(kInvalidField, fmt::format("{}: {}", url, checked.error().detail));
    co_return std::move(*record);
  }

  Fetcher fetcher_;
  const std::string start_;
  const http::Clock::time_point ends_ = http::Clock::now() + kSiteLimit;
};

Task<std::vector<crm::Record>> read_all(Loop& loop, std::string sitemap) {
  Reader reader(loop, std::move(sitemap));
  co_return co_await reader.read();
}

}  // namespace

std::vector<crm::Record> read_site(const std::string& sitemap) {
  Loops loops(1);
  auto out = run_to_end(loops, read_all(loops.at(0), sitemap));
  if (out.empty()) throw std::runtime_error(fmt::format("{} has no page to import. Nothing was imported.", sitemap));
  return out;
}

}  // namespace parlance::app
