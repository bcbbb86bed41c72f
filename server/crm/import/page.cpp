#include "crm/import/page.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "crm/import/html_text.hpp"
#include "crm/import/xml.hpp"
#include "crm/types.hpp"

namespace parlance::crm {
namespace {

using xml::kDeepest, xml::name_of;

std::string attribute(const xmlNode& node, const char* name) {
  const xml::Text value(xmlGetProp(&node, reinterpret_cast<const xmlChar*>(name)));
  return std::string(xml::view(value.get()));
}

bool is_word(std::string_view text, std::string_view wanted) {
  return std::ranges::equal(text, wanted, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

// The first element, depth first, that `wanted` takes.
template <class F>
const xmlNode* find(const xmlNode* node, const F& wanted, int depth = 0) {
  for (; node; node = node->next) {
    if (node->type == XML_ELEMENT_NODE && wanted(*node)) return node;
    if (const auto* found = depth < kDeepest ? find(node->children, wanted, depth + 1) : nullptr) return found;
  }
  return nullptr;
}

const xmlNode* find_named(const xmlNode& within, std::string_view name) {
  return find(within.children, [&](const xmlNode& n) { return name_of(n) == name; });
}

bool asks_to_be_hidden(const xmlNode& root) {
  return find(root.children, [](const xmlNode& n) {
           return name_of(n) == "meta" && is_word(attribute(n, "name"), "robots") &&
                  forbids_index(attribute(n, "content"));
         }) != nullptr;
}

// Of several articles none is the page's.
const xmlNode* main_part(const xmlNode& root) {
  if (const auto* main = find_named(root, "main")) return main;
  const auto* article = find_named(root, "article");
  const bool several = article && find(article->next, [](const xmlNode& n) { return name_of(n) == "article"; });
  return article && !several ? article : find_named(root, "body");
}

}  // namespace

bool forbids_index(std::string_view directives) {
  while (!directives.empty()) {
    const auto end = std::min(directives.find_first_of(",:"), directives.size());
    const auto one = trim(directives.substr(0, end));
    if (is_word(one, "noindex") || is_word(one, "none")) return true;
    directives.remove_prefix(std::min(end + 1, directives.size()));
  }
  return false;
}

std::optional<Record> read_page(std::string_view url, std::string_view html) {
  const xml::Document document(
      htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, is_utf8(html) ? "UTF-8" : nullptr,
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
  const auto* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  const auto* main = root && !asks_to_be_hidden(*root) ? main_part(*root) : nullptr;
  if (!main) return std::nullopt;
  const auto* heading = find_named(*main, "h1");
  const auto* name = heading ? heading : find_named(*root, "title");
  const auto title = name ? text_of(*name) : std::string();
  auto text = text_of(*main, heading);
  if (text.empty()) return std::nullopt;
  Record record{1, {}};
  record.fields["external_id"] = url;
  record.fields["url"] = url;
  record.fields["title"] = clip(title.empty() ? url : title, kMaxTitleBytes);
  record.fields["body"] = std::move(text);
  const auto language = attribute(*root, "lang");
  if (const auto code = std::string_view(language).substr(0, language.find_first_of("-_")); code.size() == 2)
    record.fields["language"] = code;
  return record;
}

}  // namespace parlance::crm
