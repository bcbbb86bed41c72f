#include "app/config.hpp"

#include <boost/asio/ip/address.hpp>

namespace parlance::app {

using config::Boolean, config::Integer, config::Text;

std::vector<config::Setting> settings(Config& c) {
  return {
      {"limits", Boolean{&c.limits.enabled, true}, "", "Rate limits; may be off only while listening on loopback."},
      {"data.dir", Text{&c.data_dir, "data"}, "", "Folder of the database and all that is kept."},
      {"log.level", Text{&c.log_level, "info", {"debug", "info", "warn", "error"}}, "",
       "Least severe lines that are written."},
      {"http.address", Text{&c.http.address, "127.0.0.1"}, "", "IP address to listen on; 0.0.0.0 for all."},
      {"http.port", Integer{&c.http.port, 8080, 0, 65535}, "", "Port to listen on; 0 for a free one."},
      {"http.request_timeout_ms", Integer{&c.http.request_timeout_ms, 15'000, 100, 600'000}, "ms",
       "Time for a whole request to come in."},
      {"http.max_connections", Integer{&c.http.max_connections, 16'000, 1, 1'000'000}, "sockets",
       "Open sockets; one more is closed at once."},
      {"http.tls_certificate", Text{&c.http.tls_certificate, ""}, "",
       "PEM file of the certificate chain; empty for plain HTTP."},
      {"http.tls_key", Text{&c.http.tls_key, ""}, "", "PEM file of the certificate's key."},
      {"web.root", Text{&c.web_root, ""}, "", "Folder of the built web files; empty for the one beside the program."},
      {"io.threads", Integer{&c.io_threads, 0, 0, 256}, "threads", "Event loops; 0 for one per core."},
      {"limits.messages_burst", Integer{&c.limits.messages_burst, 30, 1, 100'000}, "messages",
       "A customer may send at once."},
      {"limits.messages_per_minute", Integer{&c.limits.messages_per_minute, 120, 1, 1'000'000}, "messages",
       "A customer may send after that."},
      {"limits.connections", Integer{&c.limits.connections, 20, 1, 100'000}, "connections",
       "Live connections of one customer."},
      {"chat.max_unanswered", Integer{&c.chat.max_unanswered, 200, 1, chat::kMaxUnanswered}, "messages",
       "Messages of one session that may wait for their answer; then sending is refused as overloaded."},
      {"chat.idle_close_hours", Integer{&c.idle_close_hours, 720, 0, 87'600}, "h",
       "A conversation without a message for so long is closed; 0 for never."},
  };
}

std::vector<config::Problem> check(const Config& c) {
  std::vector<config::Problem> problems;
  boost::system::error_code ec;
  const auto address = boost::asio::ip::make_address(c.http.address, ec);
  if (ec)
    problems.push_back({"http.address", "must be an IP address such as 127.0.0.1"});
  else if (!c.limits.enabled && !address.is_loopback())
    problems.push_back({"limits", "may be off only while http.address is a loopback address"});
  if (c.http.tls_certificate.empty() != c.http.tls_key.empty())
    problems.push_back({"http.tls_certificate", "needs http.tls_key, and the other way round"});
  return problems;
}

}  // namespace parlance::app
