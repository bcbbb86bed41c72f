#include "app/site.hpp"

#include <fmt/format.h>

#include <boost/url.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/stack.hpp"
#include "base/http/client.hpp"
#include "crm/import/page.hpp"
#include "crm/import/sitemap.hpp"

namespace parlance::app {
namespace {

constexpr std::chrono::seconds kPageLimit{20};
constexpr int kFirstError = 400, kFirstRedirect = 300, kFine = 200;

Result<std::string> resolved(const std::string& base, std::string_view location) {
  const auto from = boost::urls::parse_uri(base);
  const auto to = boost::urls::parse_uri_reference(location);
  boost::urls::url out;
  if (from && to && boost::urls::resolve(*from, *to, out) && out.scheme().starts_with("http")) return out.buffer();
  return fail(kInvalidField, fmt::format("{} leads to `{}`", base, location));
}

// A page, or where else it is.
struct Fetched {
  std::string body, location;
};

Task<Result<Fetched>> fetch_once(http::Client& client, const std::string& url) {
  const auto latest = http::Clock::now() + kPageLimit;
  auto exchange = client.send({"GET", url, {"accept: text/html, application/xml"}});
  const auto head = co_await exchange.head(latest);
  if (!head) co_return fail(kInvalidField, fmt::format("{}: {}", url, head.error().what));
  if (head->status >= kFirstRedirect && head->status < kFirstError)
    co_return Fetched{{}, std::string(head->find("location"))};
  if (head->status != kFine) co_return fail(kInvalidField, fmt::format("{} is answered by {}", url, head->status));
  Fetched out;
  for (;;) {
    const auto piece = co_await exchange.read(latest);
    if (!piece) co_return fail(kInvalidField, fmt::format("{}: {}", url, piece.error().what));
    if (piece->empty()) co_return out;
    out.body += *piece;
    if (out.body.size() > kMaxPageBytes)
      co_return fail(kInvalidField, fmt::format("{} is larger than {} bytes", url, kMaxPageBytes));
  }
}

Task<Result<std::string>> fetch(http::Client& client, std::string url) {
  for (int i = 0; i <= kMostRedirects; ++i) {
    auto fetched = co_await fetch_once(client, url);
    if (!fetched) co_return std::unexpected(fetched.error());
    if (fetched->location.empty()) co_return std::move(fetched->body);
    auto next = resolved(url, fetched->location);
    if (!next) co_return std::unexpected(next.error());
    url = std::move(*next);
  }
  co_return fail(kInvalidField, fmt::format("{} is the last of too many redirects", url));
}

bool is_address(std::string_view name) { return name.starts_with("https://") || name.starts_with("http://"); }

// Every page of the sitemap and, where it is an index, of those that it lists.
Task<std::vector<std::string>> pages_of(http::Client& client, std::string start) {
  std::vector<std::string> pages, waiting{start}, seen;
  while (!waiting.empty()) {
    const auto name = std::move(waiting.back());
    waiting.pop_back();
    if (std::ranges::find(seen, name) != seen.end()) continue;
    seen.push_back(name);
    const auto text = is_address(name) ? co_await fetch(client, name) : Result<std::string>(read_file(name));
    const auto map = text ? crm::read_sitemap(name, *text) : Result<crm::Sitemap>(std::unexpected(text.error()));
    if (!map) throw std::runtime_error(map.error().detail + ". Nothing was imported.");
    pages.insert(pages.end(), map->pages.begin(), map->pages.end());
    waiting.insert(waiting.end(), map->sitemaps.begin(), map->sitemaps.end());
    if (pages.size() > kMaxPages || seen.size() > kMaxPages)
      throw std::runtime_error(fmt::format("{} lists more than {} pages. Nothing was imported.", start, kMaxPages));
  }
  co_return pages;
}

Task<std::vector<crm::Record>> read_pages(Loop& loop, std::string sitemap) {
  http::Client client(loop, {});
  std::vector<crm::Record> out;
  for (const auto& url : co_await pages_of(client, std::move(sitemap))) {
    const auto html = co_await fetch(client, url);
    auto record = html ? crm::read_page(url, *html) : std::nullopt;
    if (!html) std::cerr << fmt::format("left out: {}\n", html.error().detail);
    if (html && !record) std::cerr << fmt::format("left out: {} says nothing, or asks not to be indexed\n", url);
    if (!record) continue;
    record->line = out.size() + 1;
    out.push_back(std::move(*record));
  }
  co_return out;
}

}  // namespace

std::vector<crm::Record> read_site(const std::string& sitemap) {
  Loops loops(1);
  auto out = run_to_end(loops, read_pages(loops.at(0), sitemap));
  if (out.empty()) throw std::runtime_error(fmt::format("{} has no page to import. Nothing was imported.", sitemap));
  return out;
}

}  // namespace parlance::app
