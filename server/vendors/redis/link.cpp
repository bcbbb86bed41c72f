#include "vendors/redis/link.hpp"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/url/parse.hpp>
#include <charconv>

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "jobs/pause.hpp"

namespace parlance::redis {
namespace {

constexpr std::int64_t kFirstPauseMs = 50, kMaxPauseMs = 1000;  // before connecting again
constexpr auto kWatchEvery = std::chrono::milliseconds(100);

metrics::Counter links_up("parlance_redis_connections", "gauge", "Connections to Redis that are up.");

}  // namespace

Address parse_url(const std::string& text) {
  const auto url = boost::urls::parse_uri(text);
  Address out;
  bool good = url && url->scheme() == "redis" && !url->host().empty();
  if (good) {
    out.host = url->host_address();
    if (url->has_port()) out.port = url->port_number();
    out.user = url->user(), out.password = url->password();
    const std::string path = url->path();
    const auto* end = path.data() + path.size();
    if (path.size() > 1) good = std::from_chars(path.data() + 1, end, out.database).ptr == end;
  }
  if (!good) throw std::runtime_error("redis.url must look like redis://host:6379/0, with user:password@ where needed");
  return out;
}

Link::~Link() {
  if (!context_) return;
  dropping_ = true;
  socket_.release();
  context_->ev = {};
  redisAsyncFree(context_);
}

void Link::start(std::function<void()> on_up) {
  on_up_ = std::move(on_up);
  asio::co_spawn(executor_, [self = shared_from_this()] { return self->watch(); }, asio::detached);
  connect();
}

void Link::connect() {
  began_ = Clock::now();
  context_ = redisAsyncConnect(address_.host.c_str(), address_.port);
  if (!context_ || context_->err) {
    if (context_) redisAsyncFree(context_);
    context_ = nullptr;
    return come_back();
  }
  attach();
}

void Link::attach() {
  context_->data = this;
  socket_.assign(context_->c.fd);
  context_->ev.data = this;
  context_->ev.addRead = [](void* self) {
    auto& link = *static_cast<Link*>(self);
    link.reading_.wanted = true;
    link.arm(link.reading_, Descriptor::wait_read, redisAsyncHandleRead);
  };
  context_->ev.delRead = [](void* self) { static_cast<Link*>(self)->reading_.wanted = false; };
  context_->ev.addWrite = [](void* self) {
    auto& link = *static_cast<Link*>(self);
    link.writing_.wanted = true;
    link.arm(link.writing_, Descriptor::wait_write, redisAsyncHandleWrite);
  };
  context_->ev.delWrite = [](void* self) { static_cast<Link*>(self)->writing_.wanted = false; };
  context_->ev.cleanup = [](void* self) { static_cast<Link*>(self)->detached(); };
  redisAsyncSetConnectCallback(context_, [](const redisAsyncContext* context, int status) {
    if (status == REDIS_OK) static_cast<Link*>(context->data)->greet();
  });
}

void Link::greet() {
  if (!address_.password.empty())
    send_now(address_.user.empty() ? std::vector<std::string>{"AUTH", address_.password}
                                   : std::vector<std::string>{"AUTH", address_.user, address_.password},
             nullptr);
  send_now({"SELECT", std::to_string(address_.database)}, [this](const redisReply* reply) {
    if (!reply) return;
    if (reply->type == REDIS_REPLY_ERROR) return drop();
    up_ = true;
    links_up->add();
    if (failures_ > 0) log::info("redis_connected", {{"after_failures", failures_}});
    failures_ = 0;
    if (on_up_) on_up_();
  });
}

// The context is about to be freed.
void Link::detached() {
  socket_.release();
  context_ = nullptr;
  if (std::exchange(up_, false)) links_up->add(-1);
  reading_.wanted = writing_.wanted = false;
  under_way_.clear();
  come_back();
}

void Link::come_back() {
  if (failures_ == 0) log::warn("redis_lost", {{"host", address_.host}, {"port", address_.port}});
  auto timer = std::make_shared<Timer>(executor_, jobs::pause(failures_++, kFirstPauseMs, kMaxPauseMs));
  timer->async_wait([self = shared_from_this(), timer](boost::system::error_code) { self->connect(); });
}

void Link::arm(Interest& interest, Descriptor::wait_type type, void (*handle)(redisAsyncContext*)) {
  if (std::exchange(interest.armed, true)) return;
  socket_.async_wait(type, [self = shared_from_this(), &interest, type, handle](boost::system::error_code ec) {
    interest.armed = false;
    if (ec || !self->context_ || !interest.wanted) return;
    handle(self->context_);
    if (self->context_ && interest.wanted) self->arm(interest, type, handle);
  });
}

int Link::send_raw(const std::vector<std::string>& words, redisCallbackFn* callback, void* data) {
  std::vector<const char*> pointers;
  std::vector<std::size_t> lengths;
  for (const auto& word : words) pointers.push_back(word.data()), lengths.push_back(word.size());
  return redisAsyncCommandArgv(context_, callback, data, static_cast<int>(words.size()), pointers.data(),
                               lengths.data());
}

void Link::on_reply(redisAsyncContext* context, void* reply, void* data) {
  auto& link = *static_cast<Link*>(context->data);
  const std::unique_ptr<Done> done(static_cast<Done*>(data));
  if (!link.under_way_.empty()) link.under_way_.pop_front();
  if (link.dropping_) return;
  const auto* answer = static_cast<const redisReply*>(reply);
  // BUSYGROUP: another node was first to make the group.
  if (answer && answer->type == REDIS_REPLY_ERROR && !std::string_view(answer->str).starts_with("BUSYGROUP"))
    log::warn("redis_refused", {{"what", answer->str}});
  if (*done) (*done)(answer);
}

void Link::send(std::vector<std::string> words, Done done) {
  if (up_ && under_way_.size() < kMaxUnderWay) return send_now(words, std::move(done));
  // Never from within.
  asio::post(executor_, [held = std::move(done)]() mutable {
    if (held) held(nullptr);
  });
}

void Link::send_now(const std::vector<std::string>& words, Done done) {
  auto held = std::make_unique<Done>(std::move(done));
  under_way_.push_back(Clock::now());
  if (send_raw(words, on_reply, held.get()) == REDIS_OK)
    held.release();  // on_reply has it
  else
    asio::post(executor_, [held = std::move(held)] {
      if (*held) (*held)(nullptr);
    });
}

void Link::subscribe(const std::string& channel, OnMessage& on_message) {
  if (!up_) return;
  send_raw(
      {"SUBSCRIBE", channel},
      [](redisAsyncContext*, void* reply, void* data) {
        const auto* answer = static_cast<const redisReply*>(reply);
        if (!answer || answer->type != REDIS_REPLY_ARRAY || answer->elements != 3) return;
        const auto text = [&](std::size_t i) {
          return std::string_view(answer->element[i]->str ? answer->element[i]->str : "", answer->element[i]->len);
        };
        if (text(0) == "message") (*static_cast<OnMessage*>(data))(text(1), text(2));
      },
      &on_message);
}

void Link::unsubscribe(const std::string& channel) {
  if (up_) send_raw({"UNSUBSCRIBE", channel}, nullptr, nullptr);
}

void Link::drop() {
  if (context_) redisAsyncFree(context_);
}

Task<> Link::watch() {
  for (Timer timer(executor_);;) {
    timer.expires_after(kWatchEvery);
    co_await timer.async_wait(use_task);
    const auto now = Clock::now();
    if (!under_way_.empty() && now - under_way_.front() > answer_wait_) drop();
    if (context_ && !up_ && now - began_ > kConnectLimit) drop();
  }
}

}  // namespace parlance::redis
