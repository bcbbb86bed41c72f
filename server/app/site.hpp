#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "crm/import/records.hpp"

namespace parlance::app {

inline constexpr std::size_t kMaxPageBytes = 4 * 1024 * 1024;  // of a page or a sitemap; larger ones are left out
inline constexpr int kMostRedirects = 3;                       // to a page
inline constexpr std::chrono::seconds kPageLimit{20};          // for one to be there
inline constexpr std::chrono::minutes kSiteLimit{30};          // for all; what is not there by then is left out

// The pages that a sitemap lists as articles, fetched one after the other from its own host (of a file: the first
// page's). `sitemap`: an address or a file. What cannot be had, or is no article, is told on stderr and left out.
// Throws where nothing could be read.
std::vector<crm::Record> read_site(const std::string& sitemap);

}  // namespace parlance::app
