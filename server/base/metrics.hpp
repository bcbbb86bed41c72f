#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>

// What the server counts of itself, in Prometheus's text format (version 0.0.4). Each metric is declared once, at
// namespace scope beside what it counts, and lives as long as the program. Counting by a reference that is held takes
// no lock.
namespace parlance::metrics {

using Clock = std::chrono::steady_clock;

class Metric {
 public:
  Metric(std::string_view name, std::string_view type, std::string_view help);
  virtual ~Metric();
  Metric(const Metric&) = delete;
  virtual void write(std::string& out) const = 0;
  void write_head(std::string& out) const;
  std::string_view name() const { return name_; }

 private:
  std::string_view name_, type_, help_;
};

class Count {
 public:
  void add(std::int64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }
  void write(std::string& out, std::string_view name, std::string_view labels) const;

 private:
  std::atomic<std::int64_t> value_ = 0;
};

// How long something took, in seconds.
class Times {
 public:
  static constexpr std::array kBounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                      0.05,   0.1,     0.25,   0.5,   1.0,    2.5,   5.0,  10.0};

  void observe(Clock::duration took);
  void since(Clock::time_point start) { observe(Clock::now() - start); }
  void write(std::string& out, std::string_view name, std::string_view labels) const;

 private:
  std::array<std::atomic<std::int64_t>, kBounds.size() + 1> counts_{};  // each in its own bucket alone
  std::atomic<std::int64_t> sum_ns_ = 0;
};

template <class Value>
class Single final : public Metric {
 public:
  Single(std::string_view name, std::string_view type, std::string_view help) : Metric(name, type, help) {}
  void write(std::string& out) const override { value_.write(out, name(), ""); }
  Value* operator->() { return &value_; }

 private:
  Value value_;
};

// One for each value of a label. Past `limit` of them, the rest are counted together as "other": series are memory,
// here and in whoever scrapes them.
template <class Value>
class Family final : public Metric {
 public:
  Family(std::string_view name, std::string_view type, std::string_view help, std::string_view label,
         std::size_t limit = 1000)
      : Metric(name, type, help), label_(label), limit_(limit) {}

  // Lasts as long as this does.
  Value& at(std::string_view value) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto found = values_.find(value); found != values_.end()) return *found->second;
      if (values_.size() >= limit_)
        if (const auto other = values_.find("other"); other != values_.end()) return *other->second;
    }
    const std::unique_lock lock(mutex_);
    auto& slot = values_[std::string(values_.size() < limit_ ? value : "other")];
    if (!slot) slot = std::make_unique<Value>();
    return *slot;
  }
  void limit(std::size_t count) { limit_ = count; }

  void write(std::string& out) const override {
    const std::shared_lock lock(mutex_);
    for (const auto& [value, counted] : values_)
      counted->write(out, name(), std::string(label_) + "=\"" + value + "\"");
  }

 private:
  std::string_view label_;
  std::size_t limit_;
  mutable std::shared_mutex mutex_;
  std::map<std::string, std::unique_ptr<Value>, std::less<>> values_;
};

using Counter = Single<Count>;  // a gauge too, where it is also taken from
using Histogram = Single<Times>;

// Every metric, in order of name, and what the system knows of the process.
std::string text();

}  // namespace parlance::metrics
