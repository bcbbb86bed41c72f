#include "base/encoder/work_queue.hpp"

#include <algorithm>
#include <utility>

#include "base/async/pace.hpp"

namespace parlance::encoder {

WorkQueue::WorkQueue(const SentenceEncoder& encoder)
    : encoder_(encoder),
      idle_thread_([this](std::stop_token stop) { work_idly(stop); }),
      attendant_([this](std::stop_token stop) { attend(stop); }) {}

WorkQueue::~WorkQueue() {
  idle_thread_.request_stop(), attendant_.request_stop();
  wake_.post();
  idle_thread_.join(), attendant_.join();
}

bool WorkQueue::push_question(std::string text, Done done) {
  auto job = std::make_shared<Job>(std::vector{std::move(text)}, std::move(done), true);
  {
    const std::lock_guard lock(callers_);
    if (questions_ >= kMaxWaiting) return false;
    ++questions_;
    pushed_.push_back(std::move(job));
  }
  wake_.post();
  return true;
}

void WorkQueue::push_rest(std::vector<std::string> texts, Done done) {
  auto job = std::make_shared<Job>(std::move(texts), std::move(done));
  {
    const std::lock_guard lock(callers_);
    ++rest_;
    pushed_.push_back(std::move(job));
  }
  wake_.post();
}

bool WorkQueue::finish_rest(std::chrono::milliseconds limit) {
  std::unique_lock lock(callers_);
  return finished_.wait_for(lock, limit, [&] { return rest_ == 0; });
}

void WorkQueue::work_idly(std::stop_token stop) {
  keep_pace("encoder", Pace::idle);
  const auto answer_questions = [&] {
    while (const auto question = next_question()) {
      Vectors vectors;
      encode(*question, let_others_go, stop, vectors);
      hand_in(question, std::move(vectors));
    }
  };
  while (const auto job = wait_for_job(stop)) {
    Vectors vectors;
    const auto pause = [&] {
      let_others_go();
      if (!job->is_question) answer_questions();
    };
    encode(*job, pause, stop, vectors);
    hand_in(job, std::move(vectors));
  }
}

WorkQueue::SharedJob WorkQueue::wait_for_job(std::stop_token stop) {
  std::unique_lock lock(desk_);
  SharedJob found;
  filled_.wait(lock, stop, [&] {
    const auto question = std::ranges::find(asked_, false, &Job::is_idle_at_it);
    if (question != asked_.end()) return (found = *question)->is_idle_at_it = true;
    if (later_.empty()) return false;
    found = std::move(later_.front());
    later_.pop_front();
    return true;
  });
  return stop.stop_requested() ? nullptr : found;
}

WorkQueue::SharedJob WorkQueue::next_question() {
  const std::lock_guard lock(desk_);
  const auto found = std::ranges::find(asked_, false, &Job::is_idle_at_it);
  if (found == asked_.end()) return nullptr;
  (*found)->is_idle_at_it = true;
  return *found;
}

void WorkQueue::encode(Job& job, const SentenceEncoder::Pause& pause, std::stop_token stop, Vectors& out) const {
  for (const auto& text : job.texts)
    if (!stop.stop_requested()) out.push_back(encoder_.encode(text, pause));
}

void WorkQueue::hand_in(const SharedJob& job, Vectors vectors) {
  {
    const std::lock_guard lock(desk_);
    if (std::exchange(job->is_encoded, true)) return;
    job->vectors = std::move(vectors);
    if (job->is_question) asked_.remove(job);
    encoded_.push_back(job);
  }
  wake_.post();
}

void WorkQueue::attend(std::stop_token stop) {
  keep_pace("encoder calls", Pace::gives_way);
  while (!stop.stop_requested()) {
    go_between();
    const auto [job, then] = late();
    job ? help(job, stop) : wake_.wait(then);
  }
}

void WorkQueue::go_between() {
  std::vector<SharedJob> pushed, encoded;
  {
    const std::lock_guard lock(callers_);
    pushed.swap(pushed_);
  }
  {
    const std::lock_guard lock(desk_);
    for (auto& job : pushed) job->is_question ? asked_.push_back(std::move(job)) : later_.push_back(std::move(job));
    encoded.swap(encoded_);
  }
  if (!pushed.empty()) filled_.notify_one();
  for (const auto& job : encoded) tell(*job);
}

void WorkQueue::tell(Job& job) {
  if (job.vectors.size() == job.texts.size()) job.done(job.vectors);  // else it is being stopped
  const std::lock_guard lock(callers_);
  --(job.is_question ? questions_ : rest_);
  if (rest_ == 0) finished_.notify_all();
}

void WorkQueue::help(const SharedJob& job, std::stop_token stop) {
  Vectors vectors;
  // Where others never rest each time costs a slice of theirs: going on for a while between them keeps its share.
  constexpr int kPausesAtATime = 8;  // half a millisecond
  int pauses = 0;
  const auto pause = [&] {
    if (++pauses % kPausesAtATime == 0) let_others_go();
    go_between();
  };
  encode(*job, pause, stop, vectors);
  hand_in(job, std::move(vectors));
}

std::pair<WorkQueue::SharedJob, std::optional<WorkQueue::Clock::time_point>> WorkQueue::late() {
  const std::lock_guard lock(desk_);
  const auto found = std::ranges::find(asked_, false, &Job::is_attendant_at_it);
  if (found == asked_.end()) return {};
  const auto then = (*found)->since + kPatience;
  if (Clock::now() < then) return {nullptr, then};
  (*found)->is_attendant_at_it = true;
  return {*found, {}};
}

}  // namespace parlance::encoder
