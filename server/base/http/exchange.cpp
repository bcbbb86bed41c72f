#include "base/http/exchange.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>

#include "base/utf8.hpp"

namespace parlance::http {
namespace {

FailureKind kind_of(CURLcode result, bool headed) {
  if (result == CURLE_OPERATION_TIMEDOUT && !headed) return FailureKind::timed_out;
  return headed ? FailureKind::cut : FailureKind::unreachable;
}

}  // namespace

std::string_view Head::find(std::string_view name) const {
  const auto found =
      std::ranges::find(headers, name, [](const auto& header) { return std::string_view(header.first); });
  return found == headers.end() ? std::string_view{} : found->second;
}

Exchange::State::State(std::shared_ptr<Client::Multi> owner, Request wanted)
    : multi(std::move(owner)), request(std::move(wanted)), easy(curl_easy_init()), changed(multi->executor()) {
  const auto& options = multi->options();
  for (const auto& header : request.headers) headers = curl_slist_append(headers, header.c_str());
  headers = curl_slist_append(headers, "Expect:");
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (!request.body.empty() || request.method == "POST") {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_limit.count()));
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (!options.proxy.empty()) curl_easy_setopt(easy, CURLOPT_PROXY, options.proxy.c_str());
  if (!options.authority.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options.authority.c_str());
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
  multi->add(easy);
}

Exchange::State::~State() {
  multi->remove(easy);
  curl_easy_cleanup(easy);
  curl_slist_free_all(headers);
}

std::size_t Exchange::State::on_header(char* data, std::size_t, std::size_t size, void* state) {
  auto& self = *static_cast<State*>(state);
  const std::string_view line = trim({data, size});
  if (line.starts_with("HTTP/")) self.head = {};
  if (const auto colon = line.find(':'); colon != line.npos && !line.starts_with("HTTP/")) {
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    self.head.headers.emplace_back(std::move(name), trim(line.substr(colon + 1)));
  }
  if (!line.empty()) return size;
  long status = 0;
  curl_easy_getinfo(self.easy, CURLINFO_RESPONSE_CODE, &status);
  self.head.status = static_cast<int>(status);
  self.headed = status >= 200;  // what comes before is provisional
  self.changed.cancel();
  return size;
}

std::size_t Exchange::State::on_body(char* data, std::size_t, std::size_t size, void* state) {
  auto& self = *static_cast<State*>(state);
  if (self.body.size() >= kMaxBuffered) {
    self.paused = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  self.body.append(data, size);
  self.changed.cancel();
  return size;
}

void Exchange::State::finish(CURLcode result) {
  if (ended) return;
  if (result == CURLE_OK) {
    ended = true;
    changed.cancel();
  } else {
    fail(kind_of(result, headed), curl_easy_strerror(result));
  }
}

void Exchange::State::fail(FailureKind kind, std::string what) {
  if (ended) return;
  ended = true;
  failure = Failure{kind, std::move(what)};
  multi->remove(easy);
  changed.cancel();
}

Task<bool> Exchange::State::change(Clock::time_point latest) {
  changed.expires_at(latest);
  const auto [ec] = co_await changed.async_wait(asio::as_tuple(use_task));
  co_return ec == asio::error::operation_aborted;
}

Exchange::Exchange(std::unique_ptr<State> state) : state_(std::move(state)) {}
Exchange::Exchange(Exchange&&) noexcept = default;
Exchange::~Exchange() = default;

void Exchange::cancel() { state_->fail(FailureKind::cancelled, "it was asked to end"); }

Task<Outcome<Head>> Exchange::head(Clock::time_point latest) {
  auto& state = *state_;
  while (!state.headed && !state.ended)
    if (!co_await state.change(latest) && !state.headed) state.fail(FailureKind::timed_out, "no answer in time");
  if (state.headed) co_return state.head;
  co_return std::unexpected(state.failure.value_or(Failure{FailureKind::cut, "no answer"}));
}

Task<Outcome<std::string>> Exchange::read(Clock::time_point latest) {
  auto& state = *state_;
  while (state.body.empty() && !state.ended) {
    if (std::exchange(state.paused, false)) curl_easy_pause(state.easy, CURLPAUSE_CONT);
    if (!state.body.empty() || state.ended) break;
    if (!co_await state.change(latest) && state.body.empty()) state.fail(FailureKind::timed_out, "the answer stopped");
  }
  if (!state.body.empty()) co_return std::exchange(state.body, {});
  if (state.failure) co_return std::unexpected(*state.failure);
  co_return std::string();
}

Client::Client(Loop& loop, Options options) : multi_(std::make_shared<Multi>(loop.executor(), std::move(options))) {
  multi_->start();
}
Client::~Client() { multi_->stop(); }

Exchange Client::send(Request request) {
  return Exchange(std::make_unique<Exchange::State>(multi_, std::move(request)));
}

}  // namespace parlance::http
