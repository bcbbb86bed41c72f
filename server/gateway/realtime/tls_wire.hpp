#pragma once
#include <boost/asio/ssl/stream.hpp>

#include "gateway/realtime/plain_wire.hpp"

namespace parlance::gateway {

using TlsSocket = asio::ssl::stream<PlainSocket>;

std::shared_ptr<Wire> make_tls_wire(std::unique_ptr<TlsSocket> socket);

}  // namespace parlance::gateway
