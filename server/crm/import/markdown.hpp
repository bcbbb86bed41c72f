#pragma once
#include "crm/import/records.hpp"

namespace parlance::crm {

// An article from a Markdown file. `path`: relative to its folder, '/' between; it is the article's external id, and a
// first part of two letters ("de/returns.md") its language. The title is the text's first heading, or the file's name.
// A head between two lines of "---" may say otherwise: `title`, `language`, `visibility`, `url`, `tags` (by commas).
Result<Record> read_markdown(std::string_view path, std::string_view text);

}  // namespace parlance::crm
