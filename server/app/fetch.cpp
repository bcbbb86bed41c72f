#include "app/fetch.hpp"

#include <fmt/format.h>

#include <boost/url.hpp>

namespace parlance::app {
namespace {

constexpr int kFine = 200, kFirstRedirect = 300, kFirstError = 400;

std::string host_of(const std::string& url) {
  const auto parsed = boost::urls::parse_uri(url);
  return parsed && parsed->scheme().starts_with("http") ? std::string(parsed->encoded_host_and_port()) : std::string();
}

Result<std::string> resolved(const std::string& base, std::string_view location) {
  const auto from = boost::urls::parse_uri(base);
  const auto to = boost::urls::parse_uri_reference(location);
  boost::urls::url out;
  if (from && to && boost::urls::resolve(*from, *to, out)) return std::string(out.buffer());
  return fail(kInvalidField, fmt::format("{} leads to `{}`", base, location));
}

}  // namespace

Result<void> Fetcher::keep_to_one_host(const std::string& url) {
  const auto host = host_of(url);
  if (host.empty()) return fail(kInvalidField, fmt::format("{} is no address of the web", url));
  if (host_.empty()) host_ = host;
  if (host != host_) return fail(kInvalidField, fmt::format("{} is on another host than {}", url, host_));
  return {};
}

Task<Result<Fetcher::Step>> Fetcher::once(std::string url, http::Clock::time_point latest) {
  latest = std::min(latest, http::Clock::now() + limits_.time);
  auto exchange = client_.send({"GET", url, {"accept: text/html, application/xml"}});
  const auto head = co_await exchange.head(latest);
  if (!head) co_return fail(kInvalidField, fmt::format("{}: {}", url, head.error().what));
  Step out{{{}, std::string(head->find("content-type")), std::string(head->find("x-robots-tag"))}, {}};
  if (head->status >= kFirstRedirect && head->status < kFirstError) {
    out.location = head->find("location");
    co_return out;
  }
  if (head->status != kFine) co_return fail(kInvalidField, fmt::format("{} is answered by {}", url, head->status));
  for (;;) {
    const auto piece = co_await exchange.read(latest);
    if (!piece) co_return fail(kInvalidField, fmt::format("{}: {}", url, piece.error().what));
    if (piece->empty()) co_return out;
    out.page.body += *piece;
    if (out.page.body.size() > limits_.bytes)
      co_return fail(kInvalidField, fmt::format("{} is larger than {} bytes", url, limits_.bytes));
  }
}

Task<Result<Fetched>> Fetcher::get(std::string url, http::Clock::time_point latest) {
  for (int i = 0; i <= limits_.redirects; ++i) {
    if (auto kept = keep_to_one_host(url); !kept) co_return std::unexpected(kept.error());
    auto step = co_await once(url, latest);
    if (!step) co_return std::unexpected(step.error());
    if (step->location.empty()) co_return std::move(step->page);
    auto next = resolved(url, step->location);
    if (!next) co_return std::unexpected(next.error());
    url = std::move(*next);
  }
  co_return fail(kInvalidField, fmt::format("{} is the last of too many redirects", url));
}

}  // namespace parlance::app
