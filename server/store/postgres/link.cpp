#include "store/postgres/link.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>

#include "base/log.hpp"
#include "jobs/pause.hpp"
#include "store/postgres/hosts.hpp"
#include "store/postgres/values.hpp"

namespace parlance::store::postgres {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kFirstPauseMs = 20, kMaxPauseMs = 1000;  // before connecting again
constexpr auto kWatchEvery = std::chrono::milliseconds(250);

constexpr Statement kContext{
    "context", "SELECT set_config('parlance.tenant', ?1, true), set_config('statement_timeout', ?2, true)",
    Scope::crossing};

// An index answers every statement; a table that was just made must not teach the planner otherwise. A transaction sees
// one state of all tables, as in SQLite: where another was in the way it fails, and is tried again.
std::vector<std::string> settings(const LinkOptions& options) {
  std::vector<std::string> sql{
      "SET enable_seqscan = off", "SET plan_cache_mode = force_generic_plan",
      "SET jit = off",  // a plan costs more where scans are off, and compiling it would take half a second
      "SET bytea_output = 'hex'", fmt::format("SET statement_timeout = {}", Link::kWriteTimeoutMs),
      fmt::format("SET lock_timeout = {}", Link::kLockTimeoutMs),
      // What a node holds locked whose machine is gone, the server gives back after 25 s instead of two hours.
      "SET tcp_keepalives_idle = 10", "SET tcp_keepalives_interval = 5", "SET tcp_keepalives_count = 3",
      fmt::format("SET default_transaction_isolation = '{}'", options.writes ? "repeatable read" : "read committed")};
  if (!options.role.empty()) sql.push_back(fmt::format("SET ROLE \"{}\"", options.role));
  return sql;
}

}  // namespace

Link::Link(Executor executor, LinkOptions options)
    : executor_(executor), options_(std::move(options)), socket_(executor) {
  options_.statements.push_back(&kContext);
  for (const auto* statement : options_.statements)
    if (!keeps_scope(*statement))
      throw std::logic_error(fmt::format("statement {} does not name its tenant", statement->name));
}

void Link::start() {
  asio::co_spawn(executor_, [self = shared_from_this()] { return self->run(); }, asio::detached);
  asio::co_spawn(executor_, [self = shared_from_this()] { return self->watch(); }, asio::detached);
}

Task<> Link::run() {
  for (;; ++failures_) {
    std::string why = "closed by the server";
    try {
      co_await connect();
      co_await await_results();
    } catch (const std::exception& e) {
      why = e.what();
    }
    log::warn("postgres_lost", {{"what", why}});
    lose(why);
    Timer timer(executor_, jobs::pause(failures_, kFirstPauseMs, kMaxPauseMs));
    co_await timer.async_wait(use_task);
  }
}

// PQconnectPoll says what to wait for, and may change its socket each time.
Task<> Link::connect() {
  auto parameters = parameters_of(options_.url, static_cast<std::size_t>(failures_));
  parameters.insert(parameters.begin(),
                    {{"application_name", "parlanced"}, {"keepalives_idle", "10"}, {"tcp_user_timeout", "10000"}});
  std::vector<const char*> names, values;
  for (const auto& [name, value] : parameters) names.push_back(name.c_str()), values.push_back(value.c_str());
  names.push_back(nullptr), values.push_back(nullptr);
  connection_.reset(PQconnectStartParams(names.data(), values.data(), 1));
  Timer limit(executor_, kConnectLimit);
  limit.async_wait([this, keep = shared_from_this()](boost::system::error_code ec) {
    if (!ec && socket_.is_open()) socket_.cancel();
  });
  auto* raw = connection_.get();
  auto state = PQstatus(raw) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
  while (state != PGRES_POLLING_OK) {
    if (state == PGRES_POLLING_FAILED) throw std::runtime_error(PQerrorMessage(raw));
    watch_socket();
    boost::system::error_code ec;
    co_await socket_.async_wait(state == PGRES_POLLING_READING ? Descriptor::wait_read : Descriptor::wait_write,
                                asio::redirect_error(use_task, ec));
    socket_.close();
    if (ec) throw std::runtime_error("connecting took too long");
    state = PQconnectPoll(raw);
  }
  limit.cancel();
  set_up();
}

// libpq may close its socket by itself, and its number may be another connection's at once: the loop waits for a number
// of its own.
void Link::watch_socket() {
  const int own = fcntl(PQsocket(connection_.get()), F_DUPFD_CLOEXEC, 0);
  if (own < 0) throw std::system_error(errno, std::generic_category(), "the connection's socket");
  socket_.assign(own);
}

void Link::set_up() {
  auto* raw = connection_.get();
  if (PQsetnonblocking(raw, 1) != 0 || PQenterPipelineMode(raw) != 1) throw std::runtime_error(PQerrorMessage(raw));
  watch_socket();
  up_ = true;
  auto prepared = std::make_unique<Segment>();
  for (const auto& setting : settings(options_))
    PQsendQueryParams(raw, setting.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
  for (const auto* statement : options_.statements)
    PQsendPrepare(raw, statement->name.data(), translate(*statement).c_str(), 0, nullptr);
  prepared->done = [this](Segment& segment) {
    if (segment.failure) return lose("its statements cannot be prepared: has the database been migrated?");
    if (failures_ > 0) log::info("postgres_connected", {{"after_failures", failures_}});
    failures_ = 0;
  };
  sync(std::move(prepared));
  for (auto& segment : std::exchange(waiting_, {})) transmit(std::move(segment));
}

void Link::submit(std::unique_ptr<Segment> segment) {
  if (up_) return transmit(std::move(segment));
  if (waiting_.size() < kMaxWaiting) return waiting_.push_back(std::move(segment));
  segment->failure = std::make_exception_ptr(connection_lost("too much waits for a connection"));
  segment->lost = true;
  asio::post(executor_, [s = std::move(segment)] { s->done(*s); });
}

void Link::transmit(std::unique_ptr<Segment> segment) {
  if (segment->context) {
    const Value values[] = {fmt::to_string(segment->context->tenant), fmt::to_string(segment->context->timeout_ms)};
    call({&kContext, values});
  }
  std::size_t calls = 0;
  for (const auto& c : segment->calls) {
    call(c);
    // By itself the server holds its results back until some 8 kB have come together, and looks dead meanwhile.
    if (++calls % kHeardEvery == 0) PQsendFlushRequest(connection_.get());
  }
  sync(std::move(segment));
}

void Link::call(const Call& call) {
  const Parameters parameters(call.values);
  PQsendQueryPrepared(connection_.get(), call.statement->name.data(), parameters.count(), parameters.data(),
                      parameters.lengths(), parameters.formats(), 0);
}

void Link::sync(std::unique_ptr<Segment> segment) {
  segment->sent = segment->heard = Clock::now();
  PQpipelineSync(connection_.get());
  sent_.push_back(std::move(segment));
  flush_soon();
}

// Once for all that this turn of the loop submits.
void Link::flush_soon() {
  if (std::exchange(flushing_, true)) return;
  asio::post(executor_, [self = shared_from_this()] { self->flush(); });
}

void Link::flush() {
  flushing_ = false;
  if (!up_) return;
  const int rest = PQflush(connection_.get());
  if (rest < 0) {
    socket_.close();  // the reading side finds the loss
  } else if (rest > 0) {
    flushing_ = true;
    socket_.async_wait(Descriptor::wait_write,
                       [self = shared_from_this()](boost::system::error_code) { self->flush(); });
  }
}

Task<> Link::await_results() {
  while (up_) {
    co_await socket_.async_wait(Descriptor::wait_read, use_task);
    if (!up_) co_return;
    const bool whole = PQconsumeInput(connection_.get()) == 1;
    take_results();
    complete(std::exchange(done_, {}));
    if (!whole) throw std::runtime_error(connection_ ? PQerrorMessage(connection_.get()) : "lost");
  }
}

void Link::take_results() {
  while (!sent_.empty() && PQisBusy(connection_.get()) == 0) {
    Result result(PQgetResult(connection_.get()));
    if (result) take_result(std::move(result));  // null only ends the results of one call
    if (PQstatus(connection_.get()) == CONNECTION_BAD) return;
  }
}

void Link::take_result(Result result) {
  auto& segment = *sent_.front();
  switch (PQresultStatus(result.get())) {
    case PGRES_PIPELINE_SYNC:
      done_.push_back(std::move(sent_.front()));
      sent_.pop_front();
      if (!sent_.empty()) sent_.front()->heard = Clock::now();  // its time begins where the server comes to it
      return;
    case PGRES_PIPELINE_ABORTED:
      return;
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
      segment.heard = Clock::now();
      // The context's own answer is the first.
      if (segment.answered++ >= (segment.context ? 1u : 0u) && !segment.calls.empty())
        segment.rows.push_back(rows_of(result.get()));
      return;
    default:
      if (segment.failure) return;
      const auto at = segment.rows.size();
      segment.failure = std::make_exception_ptr(PostgresError(
          result.get(), at < segment.calls.size() ? segment.calls[at].statement->name : std::string_view("commit")));
  }
}

void Link::lose(const std::string& why) {
  if (socket_.is_open()) socket_.close();
  connection_.reset();
  up_ = false;
  auto failed = std::exchange(done_, {});
  for (auto& segment : std::exchange(sent_, {})) {
    segment->failure = std::make_exception_ptr(connection_lost(why));
    segment->lost = true;
    failed.push_back(std::move(segment));
  }
  complete(std::move(failed));
}

void Link::complete(Queue done) {
  for (auto& segment : done)
    if (segment->done) segment->done(*segment);
}

// A server that answers no more, or cannot be reached, must not hold anybody up for long.
Task<> Link::watch() {
  for (Timer timer(executor_);;) {
    timer.expires_after(kWatchEvery);
    co_await timer.async_wait(use_task);
    const auto now = Clock::now();
    if (up_ && !sent_.empty()) {
      const auto& oldest = *sent_.front();
      const auto own = std::chrono::milliseconds(oldest.context ? oldest.context->timeout_ms : kWriteTimeoutMs);
      if (now - oldest.heard > own + kAnswerWait && socket_.is_open()) socket_.cancel();
    }
    Queue late;
    while (!waiting_.empty() && now - waiting_.front()->asked > kConnectWait) {
      waiting_.front()->failure = std::make_exception_ptr(connection_lost("no connection"));
      waiting_.front()->lost = true;
      late.push_back(std::move(waiting_.front()));
      waiting_.pop_front();
    }
    complete(std::move(late));
  }
}

}  // namespace parlance::store::postgres
