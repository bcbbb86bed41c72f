#include "vendors/redis/work_stream.hpp"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <charconv>

#include "base/log.hpp"
#include "base/time.hpp"

namespace parlance::redis {
namespace {

constexpr auto kBlock = std::chrono::milliseconds(1000);  // of one read that finds nothing
constexpr auto kLookEvery = std::chrono::milliseconds(2000);
constexpr int kLooksBetweenForgetting = 300;
constexpr std::int64_t kForgottenAfterMs = 3'600'000;

std::string_view text(const redisReply* reply) {
  return reply && reply->str ? std::string_view(reply->str, reply->len) : std::string_view();
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_list(const redisReply* reply, std::size_t at_least = 0) {
  return reply && reply->type == REDIS_REPLY_ARRAY && reply->elements >= at_least;
}

}  // namespace

std::chrono::milliseconds Work::age() const {
  return std::chrono::milliseconds(std::max<std::int64_t>(0, now_ms() - number(entry)));
}

std::optional<Work> work_of(const redisReply* entry) {
  if (!is_list(entry, 2) || !is_list(entry->element[1], 6)) return std::nullopt;
  const auto& fields = entry->element[1]->element;
  return Work{number(text(fields[1])), number(text(fields[3])), number(text(fields[5])), false,
              std::string(text(entry->element[0]))};
}

std::vector<std::string> fields_of(const Work& work) {
  return {"tenant",  std::to_string(work.tenant), "contact", std::to_string(work.contact),
          "message", std::to_string(work.message)};
}

WorkStream::WorkStream(Loops& loops, const Address& address, std::string prefix, std::string consumer,
                       std::vector<std::shared_ptr<Link>> commands)
    : loops_(loops),
      stream_(prefix + "work"),
      dead_(prefix + "dead"),
      consumer_(std::move(consumer)),
      commands_(std::move(commands)),
      reader_(std::make_shared<Link>(loops.at(0).executor(), address, kBlock + Link::kAnswerWait)) {}

void WorkStream::start(LineOf line_of, OnWork on_work) {
  line_of_ = std::move(line_of), on_work_ = std::move(on_work);
  reader_->start([this] {
    make_group();
    reading_ = false;
    read();
  });
  spawn(loops_.at(0), "abandoned_work", look_for_abandoned());
}

void WorkStream::make_group() { reader_->send({"XGROUP", "CREATE", stream_, group_, "0", "MKSTREAM"}); }

std::vector<std::string> WorkStream::addition(const std::string& stream, int max_length, const Work& work) {
  std::vector<std::string> words{"XADD", stream, "MAXLEN", "~", std::to_string(max_length), "*"};
  std::ranges::move(fields_of(work), std::back_inserter(words));
  return words;
}

void WorkStream::add(Loop& loop, const Work& work, std::move_only_function<void()> lost) {
  commands_[loop.index()]->send(addition(stream_, kMaxLength, work),
                                [lost = std::move(lost)](const redisReply* reply) mutable {
                                  if (!reply || reply->type == REDIS_REPLY_ERROR) lost();
                                });
}

void WorkStream::done(std::string entry) {
  asio::post(loops_.at(0).executor(), [this, entry = std::move(entry)] {
    end(entry);
    put_down(entry);
    read();
  });
}

void WorkStream::put_down(const std::string& entry) {
  const auto found = in_hand_.find(entry);
  if (found == in_hand_.end()) return;
  if (const auto line = of_lines_.find(found->second); --line->second == 0) of_lines_.erase(line);
  in_hand_.erase(found);
}

void WorkStream::read() {
  const auto room =
      std::min(kMaxAtOnce - static_cast<int>(of_lines_.size()), kMaxInHand - static_cast<int>(in_hand_.size()));
  if (closed_ || reading_ || room <= 0 || !reader_->is_up()) return;
  reading_ = true;
  reader_->send({"XREADGROUP", "GROUP", group_, consumer_, "COUNT", std::to_string(room), "BLOCK",
                 std::to_string(kBlock.count()), "STREAMS", stream_, ">"},
                [this](const redisReply* reply) {
                  reading_ = false;
                  if (!reply) return;  // it comes back, and reads again
                  // Redis was emptied, or is not ready yet: look_for_abandoned reads again.
                  if (reply->type == REDIS_REPLY_ERROR) return make_group();
                  take(reply);
                  read();
                });
}

// Replies are [[stream, [entry, …]]], or nothing.
void WorkStream::take(const redisReply* reply) {
  if (!is_list(reply, 1) || !is_list(reply->element[0], 2)) return;
  const auto* entries = reply->element[0]->element[1];
  for (std::size_t i = 0; is_list(entries) && i < entries->elements; ++i) deliver(entries->element[i], false);
}

void WorkStream::deliver(const redisReply* entry, bool again) {
  auto work = work_of(entry);
  if (!work) return;
  const auto line = line_of_(*work);
  if (!in_hand_.emplace(work->entry, line).second) return;
  ++of_lines_[line];
  work->again = again;
  on_work_(std::move(*work));
}

void WorkStream::end(const std::string& entry) {
  commands_[0]->send({"XACK", stream_, group_, entry});
  commands_[0]->send({"XDEL", stream_, entry});
}

// What is in hand is not abandoned, however long it takes.
void WorkStream::keep_in_hand() {
  if (in_hand_.empty()) return;
  std::vector<std::string> words{"XCLAIM", stream_, group_, consumer_, "0"};
  for (const auto& [entry, line] : in_hand_) words.push_back(entry);
  words.push_back("JUSTID");
  commands_[0]->send(std::move(words));
}

// A node's name is never used again. Each is [name, its, pending, n, idle, ms].
void WorkStream::forget_consumers() {
  commands_[0]->send({"XINFO", "CONSUMERS", stream_, group_}, [this](const redisReply* reply) {
    for (std::size_t i = 0; is_list(reply) && i < reply->elements; ++i) {
      const auto* consumer = reply->element[i];
      if (!is_list(consumer, 6) || consumer->element[3]->integer > 0) continue;
      if (consumer->element[5]->integer > kForgottenAfterMs)
        commands_[0]->send({"XGROUP", "DELCONSUMER", stream_, group_, std::string(text(consumer->element[1]))});
    }
  });
}

Task<> WorkStream::look_for_abandoned() {
  int looks = 0;
  for (Timer timer(loops_.at(0).executor()); !closed_;) {
    if (looks++ % kLooksBetweenForgetting == 0) forget_consumers();
    timer.expires_after(kLookEvery);
    co_await timer.async_wait(use_task);
    keep_in_hand();
    read();
    commands_[0]->send(
        {"XPENDING", stream_, group_, "IDLE", std::to_string(kAbandonedAfterMs), "-", "+", std::to_string(kMaxAtOnce)},
        [this](const redisReply* reply) {
          for (std::size_t i = 0; is_list(reply) && i < reply->elements; ++i) claim(reply->element[i]);
        });
  }
}

// `pending` is [entry, consumer, idle, deliveries].
void WorkStream::claim(const redisReply* pending) {
  if (!is_list(pending, 4)) return;
  const std::string entry(text(pending->element[0]));
  if (pending->element[3]->integer >= kMaxDeliveries) return bury(entry);
  commands_[0]->send({"XCLAIM", stream_, group_, consumer_, std::to_string(kAbandonedAfterMs), entry},
                     [this](const redisReply* reply) {
                       for (std::size_t i = 0; is_list(reply) && i < reply->elements; ++i)
                         deliver(reply->element[i], true);
                     });
}

void WorkStream::bury(const std::string& entry) {
  commands_[0]->send({"XRANGE", stream_, entry, entry}, [this, entry](const redisReply* reply) {
    const auto work = is_list(reply, 1) ? work_of(reply->element[0]) : std::nullopt;
    log::error("work_is_dead", {{"entry", entry}, {"message", work ? work->message : 0}});
    if (work) commands_[0]->send(addition(dead_, kMaxDead, *work));
    end(entry);
  });
}

}  // namespace parlance::redis
