#pragma once
#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

namespace parlance::crm::xml {

inline constexpr int kDeepest = 200;  // elements within one another, of what is read

using Document = std::unique_ptr<xmlDoc, decltype([](xmlDoc* d) { xmlFreeDoc(d); })>;
using Text = std::unique_ptr<xmlChar, decltype([](xmlChar* c) { xmlFree(c); })>;

inline std::string_view view(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

inline std::string content_of(const xmlNode& node) {
  const Text text(xmlNodeGetContent(&node));
  return std::string(view(text.get()));
}

// Of an element; empty for anything else.
inline std::string_view name_of(const xmlNode& node) {
  return node.type == XML_ELEMENT_NODE ? view(node.name) : std::string_view();
}

}  // namespace parlance::crm::xml
