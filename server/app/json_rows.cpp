#include "app/json_rows.hpp"

#include <fmt/format.h>

#include <fstream>

#include "base/json/lenient.hpp"

namespace parlance::app {

std::vector<boost::json::value> rows_of(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(fmt::format("cannot read {}", path));
  std::vector<boost::json::value> out;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    auto row = json::parse_foreign(line);
    if (!row) throw std::runtime_error(fmt::format("{}:{}: no JSON", path, number));
    out.push_back(std::move(*row));
  }
  return out;
}

}  // namespace parlance::app
