#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "ai/nlu/report.hpp"
#include "ai/understand.hpp"
#include "app/commands.hpp"
#include "base/json/lenient.hpp"

namespace parlance::app {

int test_nlu(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(fmt::format("cannot read {}", path));
  std::vector<ai::nlu::Judged> all;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    const auto row = json::parse_foreign(line);
    const auto text = row ? json::text_at(*row, {"text"}) : std::string_view{};
    const auto intent = row ? json::text_at(*row, {"intent"}) : std::string_view{};
    if (text.empty() || intent.empty())
      throw std::runtime_error(fmt::format("{}:{}: needs {{\"text\":…,\"intent\":…}}", path, number));
    const auto guess = ai::understand(text).guess();
    all.push_back({std::string(text), std::string(intent), std::string(guess.intent), guess.confidence});
  }
  std::cout << ai::nlu::report(all);
  return 0;
}

}  // namespace parlance::app
