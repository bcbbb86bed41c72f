#include "gateway/http/server.hpp"

#include <fmt/format.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <ranges>

#include "base/async/timer.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "gateway/http/connection.hpp"

namespace parlance::gateway::http {
namespace {

using asio::ip::tcp;

constexpr int kListenBacklog = 4096;
constexpr auto kAcceptPause = std::chrono::milliseconds(100);  // after a failure to accept

asio::ssl::context load_certificate(const std::string& certificate, const std::string& key) {
  try {
    asio::ssl::context tls(asio::ssl::context::tls_server);
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                    asio::ssl::context::no_tlsv1_1);
    tls.use_certificate_chain_file(certificate);
    tls.use_private_key_file(key, asio::ssl::context::pem);
    return tls;
  } catch (const std::exception& e) {
    throw std::runtime_error(fmt::format("cannot use the TLS files {} and {}: {}", certificate, key, e.what()));
  }
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> out;
  for (const auto part : std::views::split(list, ','))
    if (const auto entry = trim(std::string_view(part)); !entry.empty()) out.emplace_back(entry);
  return out;
}

}  // namespace

struct Server::Impl {
  Loops& loops;
  ServerOptions options;
  IdleSockets idle;
  ConnectionContext context;
  asio::basic_socket_acceptor<tcp, Executor> acceptor;
  std::optional<asio::ssl::context> tls;
  // Shared: what the loops still hold when they go gives its places back after this is gone.
  std::shared_ptr<std::atomic<std::int64_t>> open = std::make_shared<std::atomic<std::int64_t>>(0);

  Impl(Loops& l, const Router& router, ServerOptions o)
      : loops(l),
        options(std::move(o)),
        idle(l),
        context{router, std::chrono::milliseconds(options.request_timeout_ms), idle, split(options.trusted_proxies)},
        acceptor(l.at(0).executor()) {}

  void listen() {
    boost::system::error_code ec;
    const auto address = asio::ip::make_address(options.address, ec);
    if (ec) throw std::runtime_error(fmt::format("http.address: {} is no IP address", options.address));
    const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(options.port));
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(kListenBacklog, ec);
    if (ec)
      throw std::runtime_error(
          fmt::format("cannot listen on {}:{}: {}. Stop what uses the port, or choose another with --port.",
                      options.address, options.port, ec.message()));
  }

  Task<> accept() {
    for (std::size_t next = 0; acceptor.is_open(); ++next) {
      auto& loop = loops.at(next % loops.size());
      boost::system::error_code ec;
      auto socket = co_await acceptor.async_accept(loop.executor(), asio::redirect_error(use_task, ec));
      if (ec == asio::error::operation_aborted) co_return;
      if (ec)
        co_await wait_for_files(ec);
      else if (open->load() < options.max_connections)
        begin(loop, PlainSocket(std::move(socket)));
    }
  }

  // Out of files: those who have a connection go on, and accepting is tried again.
  Task<> wait_for_files(boost::system::error_code ec) {
    log::warn("accept_failed", {{"what", ec.message()}});
    Timer timer(loops.at(0).executor(), kAcceptPause);
    co_await timer.async_wait(use_task);
  }

  void begin(Loop& loop, PlainSocket socket) {
    ++*open;
    Place place(this, [count = open](const void*) { --*count; });
    auto task = tls ? serve_tls(context, loop, std::move(socket), *tls, std::move(place))
                    : serve_plain(context, loop, std::move(socket), std::move(place));
    asio::co_spawn(loop.executor(), std::move(task), [](std::exception_ptr failure) {
      if (failure) log::debug("connection_failed", {{"what", internal_text(failure)}});
    });
  }
};

Server::Server(Loops& loops, const Router& router, ServerOptions options)
    : impl_(std::make_unique<Impl>(loops, router, std::move(options))) {}
Server::~Server() = default;

void Server::start() {
  const auto& options = impl_->options;
  if (!options.tls_certificate.empty()) impl_->tls = load_certificate(options.tls_certificate, options.tls_key);
  impl_->listen();
  spawn(impl_->loops.at(0), "accept", impl_->accept());
}

void Server::stop_accepting() {
  asio::post(impl_->loops.at(0).executor(), [this] {
    boost::system::error_code ignored;
    impl_->acceptor.close(ignored);
  });
  impl_->idle.close();
}

std::int64_t Server::open_sockets() const { return impl_->open->load(); }

std::uint16_t Server::port() const { return impl_->acceptor.local_endpoint().port(); }

}  // namespace parlance::gateway::http
