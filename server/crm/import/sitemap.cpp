#include "crm/import/sitemap.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "crm/import/xml.hpp"

namespace parlance::crm {
namespace {

using xml::name_of;

std::string content_of(xmlNode* node) {
  const xml::Text text(xmlNodeGetContent(node));
  return std::string(trim(xml::view(text.get())));
}

bool is_web_address(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

void take_locations(xmlNode& entry, std::vector<std::string>& out) {
  for (auto* child = entry.children; child; child = child->next) {
    if (name_of(*child) != "loc") continue;
    auto url = content_of(child);
    if (is_web_address(url) && std::ranges::find(out, url) == out.end()) out.push_back(std::move(url));
  }
}

}  // namespace

Result<Sitemap> read_sitemap(std::string_view name, std::string_view text) {
  // No network and no entities of the document's own: they are a way to other files and to endless text.
  const xml::Document document(xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr,
                                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  auto* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  const auto kind = root ? name_of(*root) : std::string_view();
  if (kind != "urlset" && kind != "sitemapindex")
    return fail(kInvalidField,
                fmt::format("{} is no sitemap: its outermost element must be urlset or sitemapindex", name));
  Sitemap out;
  for (auto* entry = root->children; entry; entry = entry->next) {
    if (name_of(*entry) == "url") take_locations(*entry, out.pages);
    if (name_of(*entry) == "sitemap") take_locations(*entry, out.sitemaps);
  }
  return out;
}

}  // namespace parlance::crm
