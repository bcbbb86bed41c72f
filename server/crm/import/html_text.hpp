#pragma once
#include <libxml/tree.h>

#include <string>

namespace parlance::crm {

// The text of an element as Markdown: headings, lists, paragraphs, tables by their rows. Without what is on every page
// (navigation, header, footer), without scripts, and without `except`, which may be null.
std::string text_of(const xmlNode& element, const xmlNode* except = nullptr);

}  // namespace parlance::crm
