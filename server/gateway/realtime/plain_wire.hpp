#pragma once
#include <boost/asio/ip/tcp.hpp>

#include "gateway/realtime/wire.hpp"

namespace parlance::gateway {

using PlainSocket = asio::basic_stream_socket<asio::ip::tcp, Executor>;

std::shared_ptr<Wire> make_plain_wire(PlainSocket socket);

}  // namespace parlance::gateway
