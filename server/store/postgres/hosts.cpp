#include "store/postgres/hosts.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <ranges>

namespace parlance::store::postgres {

std::string turned(std::string_view list, std::size_t by) {
  if (list.empty()) return {};
  std::vector<std::string> parts;
  for (const auto part : std::views::split(list, ',')) parts.emplace_back(std::string_view(part));
  if (parts.size() > 1) std::ranges::rotate(parts, parts.begin() + static_cast<std::ptrdiff_t>(by % parts.size()));
  std::string out;
  for (const auto& part : parts) out += "," + part;
  return out.substr(1);
}

std::vector<std::pair<std::string, std::string>> parameters_of(const std::string& url, std::size_t by) {
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(PQconninfoParse(url.c_str(), nullptr),
                                                                               &PQconninfoFree);
  if (!options) return {{"dbname", url}};
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto* option = options.get(); option->keyword; ++option) {
    if (!option->val) continue;
    const std::string_view keyword = option->keyword;
    const bool of_hosts = keyword == "host" || keyword == "hostaddr" || keyword == "port";
    out.emplace_back(keyword, of_hosts ? turned(option->val, by) : std::string(option->val));
  }
  return out;
}

}  // namespace parlance::store::postgres
