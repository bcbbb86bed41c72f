#include "crm/import/sitemap.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>

#include <unordered_set>

#include "base/utf8.hpp"
#include "crm/import/xml.hpp"

namespace parlance::crm {
namespace {

using xml::name_of;

bool is_web_address(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) && url.size() <= kMaxAddressBytes;
}

class Locations {
 public:
  void take(xmlNode& entry) {
    for (auto* child = entry.children; child; child = child->next) {
      if (name_of(*child) != "loc") continue;
      auto url = std::string(trim(xml::content_of(*child)));
      if (is_web_address(url) && known_.insert(url).second) urls.push_back(std::move(url));
    }
  }

  std::vector<std::string> urls;

 private:
  std::unordered_set<std::string> known_;
};

// A sitemap needs no type declaration. What one may bring, entities, is a way to other files and to endless text.
bool is_plain(xmlDoc& document) { return !xmlGetIntSubset(&document); }

}  // namespace

Result<Sitemap> read_sitemap(std::string_view name, std::string_view text) {
  const xml::Document document(xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr,
                                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  auto* root = document && is_plain(*document) ? xmlDocGetRootElement(document.get()) : nullptr;
  const auto kind = root ? name_of(*root) : std::string_view();
  if (kind != "urlset" && kind != "sitemapindex")
    return fail(kInvalidField,
                fmt::format("{} is no sitemap: its outermost element must be urlset or sitemapindex, and it "
                            "must have no document type",
                            name));
  Locations pages, sitemaps;
  for (auto* entry = root->children; entry; entry = entry->next) {
    if (name_of(*entry) == "url") pages.take(*entry);
    if (name_of(*entry) == "sitemap") sitemaps.take(*entry);
    if (pages.urls.size() > kMaxPages || sitemaps.urls.size() > kMaxPages)
      return fail(kInvalidField, fmt::format("{} lists more than {} pages", name, kMaxPages));
  }
  return Sitemap{std::move(pages.urls), std::move(sitemaps.urls)};
}

}  // namespace parlance::crm
