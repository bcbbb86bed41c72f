#pragma once
#include <optional>

#include "crm/import/records.hpp"

namespace parlance::crm {

// An article from a page of HTML: its main part as Markdown, without what is on every page (navigation, header, footer,
// forms). The address is its external id and url, the first heading its title, <html lang> its language. Nothing where
// the page asks not to be indexed, or says nothing.
std::optional<Record> read_page(std::string_view url, std::string_view html);

// Whether directives for robots ("noindex, nofollow"; a header's may begin with a robot's name) keep a page out.
bool forbids_index(std::string_view directives);

}  // namespace parlance::crm
