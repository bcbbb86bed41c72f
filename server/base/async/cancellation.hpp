#pragma once
#include <functional>
#include <utility>

namespace parlance {

// Asks what is under way to end early. Made, asked and heard on one loop.
class Cancellation {
 public:
  void ask() {
    asked_ = true;
    if (hook_) std::exchange(hook_, nullptr)();
  }
  bool asked() const { return asked_; }

  // While it lives, `hook` is called where it is asked to end; at once where it was before. One at a time.
  class Hook {
   public:
    Hook(Cancellation* cancellation, std::function<void()> hook) : cancellation_(cancellation) {
      if (!cancellation_) return;
      if (cancellation_->asked_)
        hook();
      else
        cancellation_->hook_ = std::move(hook);
    }
    Hook(const Hook&) = delete;
    ~Hook() {
      if (cancellation_) cancellation_->hook_ = nullptr;
    }

   private:
    Cancellation* cancellation_;
  };

 private:
  bool asked_ = false;
  std::function<void()> hook_;
};

}  // namespace parlance
