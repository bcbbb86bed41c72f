#include "base/async/loops.hpp"

#include <string>

#include "base/async/thread_name.hpp"
#include "base/log.hpp"

namespace parlance {
namespace {

thread_local Loop* t_current = nullptr;

void run(Loop& loop) {
  t_current = &loop;
  name_thread(("loop " + std::to_string(loop.index())).c_str());
  for (;;) {
    try {
      loop.context().run();
      return;
    } catch (const std::exception& e) {
      log::error("loop_exception", {{"what", e.what()}});
    }
  }
}

}  // namespace

Loops::Loops(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    loops_.push_back(std::make_unique<Loop>(i));
    guards_.push_back(asio::make_work_guard(loops_.back()->executor()));
  }
}

Loops::~Loops() { stop(); }

void Loops::start() {
  for (auto& loop : loops_) threads_.emplace_back([&loop] { run(*loop); });
}

void Loops::stop() {
  guards_.clear();
  for (auto& loop : loops_) loop->context().stop();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

Loop* Loops::current() { return t_current; }

void spawn(Loop& loop, std::string_view name, Task<> task) {
  asio::co_spawn(loop.executor(), std::move(task), [name](std::exception_ptr failure) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const std::exception& e) {
      log::error("task_failed", {{"task", name}, {"what", e.what()}});
    }
  });
}

}  // namespace parlance
