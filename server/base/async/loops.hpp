#pragma once
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "base/async/task.hpp"

namespace parlance {

// One event loop on one thread. What belongs to a loop is touched on its thread only and needs no lock.
class Loop {
 public:
  explicit Loop(std::size_t index) : index_(index) {}

  asio::io_context& context() { return context_; }
  Executor executor() { return context_.get_executor(); }
  std::size_t index() const { return index_; }
  bool running_here() { return context_.get_executor().running_in_this_thread(); }

 private:
  std::size_t index_;
  asio::io_context context_{1};
};

// The server's loops. A session lives on the loop of its id, so that all that happens to it is in one order.
class Loops {
 public:
  explicit Loops(std::size_t count);
  ~Loops();

  void start();
  // Ends the loops and their threads; what is still under way is dropped.
  void stop();

  std::size_t size() const { return loops_.size(); }
  Loop& at(std::size_t index) { return *loops_[index]; }
  Loop& home(std::int64_t key) { return *loops_[static_cast<std::uint64_t>(key) % loops_.size()]; }
  // The loop of the calling thread; null on any other thread.
  Loop* current();

 private:
  std::vector<std::unique_ptr<Loop>> loops_;
  std::vector<asio::executor_work_guard<Executor>> guards_;
  std::vector<std::thread> threads_;
};

// Runs `make()`'s task on `loop` and comes back to the awaiting coroutine's own; no hop where that is the same.
template <class F>
auto on(Loop& loop, F make) -> std::invoke_result_t<F&> {
  if (loop.running_here()) co_return co_await make();
  co_return co_await asio::co_spawn(loop.executor(), std::move(make), use_task);
}

// Starts a task that nobody waits for. An exception that leaves it is logged under `name` and ends that task only.
void spawn(Loop& loop, std::string_view name, Task<> task);

}  // namespace parlance
