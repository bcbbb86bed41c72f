#include "base/metrics.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <vector>

namespace parlance::metrics {
namespace {

struct Registry {
  std::mutex mutex;
  std::vector<const Metric*> all;
};

// Made by the first metric, wherever that is declared.
Registry& registry() {
  static Registry made;
  return made;
}

std::string braced(std::string_view labels, std::string_view more = {}) {
  if (labels.empty() && more.empty()) return {};
  return fmt::format("{{{}{}{}}}", labels, labels.empty() || more.empty() ? "" : ",", more);
}

void write_process(std::string& out) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  std::int64_t pages = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  std::error_code ec;
  const auto files = std::distance(std::filesystem::directory_iterator("/proc/self/fd", ec), {});
  out += fmt::format(
      "# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total {}\n"
      "# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes {}\n"
      "# TYPE process_open_fds gauge\nprocess_open_fds {}\n",
      seconds(used.ru_utime) + seconds(used.ru_stime), resident * ::sysconf(_SC_PAGESIZE), files);
}

}  // namespace

Metric::Metric(std::string_view name, std::string_view type, std::string_view help)
    : name_(name), type_(type), help_(help) {
  const std::lock_guard lock(registry().mutex);
  registry().all.push_back(this);
}

Metric::~Metric() {
  const std::lock_guard lock(registry().mutex);
  std::erase(registry().all, this);
}

void Metric::write_head(std::string& out) const {
  out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name_, help_, name_, type_);
}

void Count::write(std::string& out, std::string_view name, std::string_view labels) const {
  out += fmt::format("{}{} {}\n", name, braced(labels), value());
}

void Times::observe(Clock::duration took) {
  const auto at = std::ranges::lower_bound(kBounds, std::chrono::duration<double>(took).count()) - kBounds.begin();
  counts_[static_cast<std::size_t>(at)].fetch_add(1, std::memory_order_relaxed);
  sum_ns_.fetch_add(std::chrono::nanoseconds(took).count(), std::memory_order_relaxed);
}

void Times::write(std::string& out, std::string_view name, std::string_view labels) const {
  std::int64_t below = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    below += counts_[i].load(std::memory_order_relaxed);
    const auto bound = i < kBounds.size() ? fmt::format("le=\"{}\"", kBounds[i]) : std::string("le=\"+Inf\"");
    out += fmt::format("{}_bucket{} {}\n", name, braced(labels, bound), below);
  }
  out += fmt::format("{}_sum{} {}\n", name, braced(labels),
                     static_cast<double>(sum_ns_.load(std::memory_order_relaxed)) / 1e9);
  out += fmt::format("{}_count{} {}\n", name, braced(labels), below);
}

std::string text() {
  std::string out;
  const std::lock_guard lock(registry().mutex);
  auto sorted = registry().all;
  std::ranges::sort(sorted, {}, &Metric::name);
  for (const auto* metric : sorted) metric->write_head(out), metric->write(out);
  write_process(out);
  return out;
}

}  // namespace parlance::metrics
