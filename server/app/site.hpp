#pragma once
#include <string>
#include <vector>

#include "crm/import/records.hpp"

namespace parlance::app {

inline constexpr std::size_t kMaxPages = 5'000;                // of a site that are read; more are an error
inline constexpr std::size_t kMaxPageBytes = 4 * 1024 * 1024;  // of a page or a sitemap; larger ones are left out
inline constexpr int kMostRedirects = 3;

// The pages that a sitemap lists as articles, fetched one after the other. `sitemap`: an address or a file. A page that
// cannot be had is told on stderr and left out. Throws where nothing could be read.
std::vector<crm::Record> read_site(const std::string& sitemap);

}  // namespace parlance::app
