// The ceiling of `scripts/bench`: Beast's WebSocket on one thread, which answers each frame with an acknowledgement and a
// message of the size that the server's have, and does nothing else. `echo PORT`
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <cstdlib>
#include <string>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using tcp = asio::ip::tcp;

namespace {

using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
constexpr asio::use_awaitable_t<Executor> use_task{};

const std::string kAck = R"({"type":"ack","client_id":"00000000-0000-4000-8000-000000000000","message_id":1048577,"seq":1,"revision":1})";
const std::string kMessage = R"({"type":"message","message":{"sender_type":"bot","message_text":"#1 )" + std::string(560, 'x') + R"("}})";

asio::awaitable<void, Executor> serve(Socket socket) {
  websocket::stream<Socket> stream(std::move(socket));
  stream.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
    response.set(beast::http::field::sec_websocket_protocol, "parlance.v1");
  }));
  stream.next_layer().set_option(tcp::no_delay(true));
  beast::flat_buffer buffer;
  try {
    co_await stream.async_accept(use_task);
    stream.text(true);
    for (;;) {
      co_await stream.async_read(buffer, use_task);
      buffer.clear();
      co_await stream.async_write(asio::buffer(kAck), use_task);
      co_await stream.async_write(asio::buffer(kMessage), use_task);
    }
  } catch (const std::exception&) {
    // The client is gone.
  }
}

asio::awaitable<void, Executor> listen(asio::io_context& context, unsigned short port) {
  asio::basic_socket_acceptor<tcp, Executor> acceptor(context.get_executor(),
                                                     tcp::endpoint(asio::ip::address_v4::loopback(), port));
  for (;;) asio::co_spawn(context.get_executor(), serve(co_await acceptor.async_accept(use_task)), asio::detached);
}

}  // namespace

int main(int argc, char** argv) {
  asio::io_context context(1);
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 0);
  asio::co_spawn(context.get_executor(), listen(context, port), asio::detached);
  context.run();
}
