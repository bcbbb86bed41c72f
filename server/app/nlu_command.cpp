#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>

#include "ai/nlu/report.hpp"
#include "app/commands.hpp"
#include "app/nlu_measures.hpp"
#include "base/json/lenient.hpp"

namespace parlance::app {
namespace {

const Measure& measure_of(const std::string& what) {
  const auto found = std::ranges::find(measures(), what, &Measure::name);
  if (found == measures().end()) throw std::runtime_error(fmt::format("there is no measure of `{}`", what));
  return *found;
}

double median(std::vector<double> times) {
  if (times.empty()) return 0;
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
  return times[times.size() / 2];
}

}  // namespace

int test_nlu(const std::string& path, const std::string& what) {
  const auto& measure = measure_of(what);
  std::ifstream file(path);
  if (!file) throw std::runtime_error(fmt::format("cannot read {}", path));
  std::vector<ai::nlu::Judged> all;
  std::vector<double> times;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    const auto row = json::parse_foreign(line);
    const auto text = row ? json::text_at(*row, {"text"}) : std::string_view{};
    const auto wanted = row ? json::text_at(*row, {measure.name}) : std::string_view{};
    if (text.empty() || wanted.empty())
      throw std::runtime_error(fmt::format("{}:{}: needs {{\"text\":…,\"{}\":…}}", path, number, measure.name));
    const auto start = std::chrono::steady_clock::now();
    auto got = measure.take(text);
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
    all.push_back({std::string(text), std::string(wanted), std::move(got.got), got.confidence});
  }
  std::cout << ai::nlu::report(all) << fmt::format("\nmedian time {:.0f} µs a message\n", median(std::move(times)));
  return 0;
}

}  // namespace parlance::app
