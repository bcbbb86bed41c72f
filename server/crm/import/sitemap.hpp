#pragma once
#include <string>
#include <vector>

#include "base/error.hpp"

namespace parlance::crm {

inline constexpr std::size_t kMaxPages = 5'000;         // of a site; more are an error
inline constexpr std::size_t kMaxAddressBytes = 2'048;  // of a page; longer ones are left out

// What a sitemap lists (https://www.sitemaps.org/protocol.html): pages, or in an index further sitemaps.
struct Sitemap {
  std::vector<std::string> pages, sitemaps;
};

// `name` stands in errors. http and https addresses only; each once.
Result<Sitemap> read_sitemap(std::string_view name, std::string_view text);

}  // namespace parlance::crm
