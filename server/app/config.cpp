#include "app/config.hpp"

#include <boost/asio/ip/address.hpp>

#include "app/vendors.hpp"

namespace parlance::app {

using config::Boolean, config::Integer, config::Text;

std::vector<config::Setting> settings(Config& c) {
  std::vector<config::Setting> out{
      {"limits", Boolean{&c.limits.enabled, true}, "", "Rate limits; may be off only while listening on loopback."},
      {"data.dir", Text{&c.data_dir, "data"}, "", "Folder of the database and all that is kept."},
      {"database.url", Text{&c.database.url, ""}, "",
       "PostgreSQL's, such as postgres://parlance@db.example/parlance; empty for SQLite in the data folder."},
      {"database.owner_url", Text{&c.database.owner_url, ""}, "",
       "PostgreSQL's for migrations, where another role owns the tables; empty for `database.url`."},
      {"database.readers", Integer{&c.database.readers, 2, 1, 64}, "connections",
       "To PostgreSQL, for reading, of each event loop; it has one more for writing."},
      {"redis.url", Text{&c.redis.url, ""}, "",
       "Redis 7's or Valkey's, such as redis://:password@redis.example:6379/0, where several nodes share a PostgreSQL; "
       "empty for none."},
      {"redis.prefix", Text{&c.redis.prefix, "parlance:"}, "", "Of every key and channel there."},
      {"metrics.address", Text{&c.metrics.address, ""}, "",
       "IP address of a listener of its own for /metrics; empty for none. This machine finds them on the main one."},
      {"metrics.port", Integer{&c.metrics.port, 9464, 0, 65535}, "", "Its port; 0 for a free one."},
      {"metrics.max_tenants", Integer{&c.metrics.max_tenants, 0, 0, 10'000}, "tenants",
       "Whose messages are counted apart; all others are counted together."},
      {"log.level", Text{&c.log_level, "info", {"debug", "info", "warn", "error"}}, "",
       "Least severe lines that are written."},
      {"http.address", Text{&c.http.address, "127.0.0.1"}, "", "IP address to listen on; 0.0.0.0 for all."},
      {"http.port", Integer{&c.http.port, 8080, 0, 65535}, "", "Port to listen on; 0 for a free one."},
      {"http.request_timeout_ms", Integer{&c.http.request_timeout_ms, 15'000, 100, 600'000}, "ms",
       "Time for a whole request to come in."},
      {"http.max_connections", Integer{&c.http.max_connections, 16'000, 1, 1'000'000}, "sockets",
       "Open sockets; one more is closed at once."},
      {"http.trusted_proxies", Text{&c.http.trusted_proxies, ""}, "",
       "IP addresses, by commas, of proxies whose X-Forwarded-For tells a client's address."},
      {"http.tls_certificate", Text{&c.http.tls_certificate, ""}, "",
       "PEM file of the certificate chain; empty for plain HTTP."},
      {"http.tls_key", Text{&c.http.tls_key, ""}, "", "PEM file of the certificate's key."},
      {"web.root", Text{&c.web_root, ""}, "", "Folder of the built web files; empty for the one beside the program."},
      {"io.threads", Integer{&c.io_threads, 0, 0, 256}, "threads", "Event loops; 0 for one per core."},
      {"limits.messages_burst", Integer{&c.limits.customer.burst, 30, 1, 10'000'000}, "messages",
       "A customer may send at once."},
      {"limits.messages_per_minute", Integer{&c.limits.customer.per_minute, 120, 1, 100'000'000}, "messages",
       "A customer may send after that."},
      {"limits.session_messages_burst", Integer{&c.limits.session.burst, 30, 1, 10'000'000}, "messages",
       "May be sent in one conversation at once."},
      {"limits.session_messages_per_minute", Integer{&c.limits.session.per_minute, 120, 1, 100'000'000}, "messages",
       "May be sent in one conversation after that."},
      {"limits.tenant_messages_burst", Integer{&c.limits.tenant.burst, 20'000, 1, 10'000'000}, "messages",
       "A company's customers may send together at once."},
      {"limits.tenant_messages_per_minute", Integer{&c.limits.tenant.per_minute, 120'000, 1, 100'000'000}, "messages",
       "A company's customers may send together after that."},
      {"limits.address_messages_burst", Integer{&c.limits.address.burst, 300, 1, 10'000'000}, "messages",
       "May be sent from one network address at once."},
      {"limits.address_messages_per_minute", Integer{&c.limits.address.per_minute, 3'000, 1, 100'000'000}, "messages",
       "May be sent from one network address after that."},
      {"limits.frames_burst", Integer{&c.limits.frames.burst, 300, 1, 10'000'000}, "frames",
       "One connection may send at once."},
      {"limits.frames_per_minute", Integer{&c.limits.frames.per_minute, 1'200, 1, 100'000'000}, "frames",
       "One connection may send after that."},
      {"limits.ai_turns_burst", Integer{&c.limits.ai_turns.burst, 10, 1, 10'000'000}, "turns",
       "A customer may have the assistant think at once without a message of theirs."},
      {"limits.ai_turns_per_minute", Integer{&c.limits.ai_turns.per_minute, 30, 1, 100'000'000}, "turns",
       "The same, after that. Models' tokens and money are bounded by what each company says of its assistant."},
      {"limits.uploads_burst", Integer{&c.limits.uploads.burst, 100, 1, 10'000'000}, "uploads",
       "A company may import at once."},
      {"limits.uploads_per_minute", Integer{&c.limits.uploads.per_minute, 300, 1, 100'000'000}, "uploads",
       "A company may import after that."},
      {"limits.tenant_weights", Text{&c.tenant_weights, ""}, "",
       "Companies' shares of the server where there is not enough for all, such as acme=3,globex=0.5; 1 for the "
       "others."},
      {"limits.connections", Integer{&c.limits.connections, 20, 1, 100'000}, "connections",
       "Live connections of one customer."},
      {"chat.max_unanswered", Integer{&c.chat.max_unanswered, 200, 1, chat::kMaxUnanswered}, "messages",
       "Messages of one session that may wait for their answer on one node; then sending is refused as overloaded."},
      {"chat.max_at_once", Integer{&c.chat.max_at_once, 128, 1, 100'000}, "messages",
       "Stored at a time by one event loop; the others wait, fairly between companies."},
      {"chat.max_waiting", Integer{&c.chat.max_waiting, 2'000, 1, 1'000'000}, "messages",
       "Of one company that may wait for that on one event loop; then sending is refused as overloaded."},
      {"chat.idle_close_hours", Integer{&c.idle_close_hours, 720, 0, 87'600}, "h",
       "A conversation without a message for so long is closed; 0 for never."},
  };
  std::ranges::move(model_settings(c.models), std::back_inserter(out));
  return out;
}

std::vector<config::Problem> check(const Config& c) {
  std::vector<config::Problem> problems;
  if (!c.redis.url.empty() && c.database.url.empty())
    problems.push_back({"redis.url", "needs `database.url` too: a data folder is one server's, which asks no other"});
  boost::system::error_code ec;
  const auto address = boost::asio::ip::make_address(c.http.address, ec);
  if (ec)
    problems.push_back({"http.address", "must be an IP address such as 127.0.0.1"});
  else if (!c.limits.enabled && !address.is_loopback())
    problems.push_back({"limits", "may be off only while http.address is a loopback address"});
  if (c.http.tls_certificate.empty() != c.http.tls_key.empty())
    problems.push_back({"http.tls_certificate", "needs http.tls_key, and the other way round"});
  std::ranges::move(check(c.models), std::back_inserter(problems));
  return problems;
}

}  // namespace parlance::app
