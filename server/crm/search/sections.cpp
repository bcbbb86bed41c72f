#include <algorithm>

#include "base/utf8.hpp"
#include "crm/search/index.hpp"

namespace parlance::crm::search {

std::vector<std::pair<std::string, std::string>> sections_of(std::string_view markdown) {
  std::vector<std::pair<std::string, std::string>> out{{"", ""}};
  while (!markdown.empty()) {
    const auto end = std::min(markdown.find('\n'), markdown.size() - 1);
    const auto line = markdown.substr(0, end + 1);
    markdown.remove_prefix(end + 1);
    const auto hashes = std::min(line.find_first_not_of('#'), line.size());
    if (hashes > 0 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ')
      out.emplace_back(trim(line.substr(hashes)), "");
    else
      out.back().second += line;
  }
  for (auto& [heading, text] : out) text = std::string(trim(text));
  std::erase_if(out, [](const auto& section) { return section.second.empty(); });
  return out;
}

}  // namespace parlance::crm::search
