#pragma once
#include <string>
#include <vector>

#include "base/json/reader.hpp"

namespace parlance::crm {

// One row of a file or request, its fields by name; a CSV's are all strings, its empty ones absent.
struct Record {
  std::size_t line = 0;  // where it begins, from 1; in a request its place in the list, from 0
  json::Object fields;
};

inline constexpr std::size_t kMaxRecords = 200'000;

// RFC 4180 with a header row, in UTF-8 (a byte order mark is skipped). The error says the line.
Result<std::vector<Record>> parse_csv(std::string_view text);
// One JSON object a line; empty lines are skipped. The error says the line.
Result<std::vector<Record>> parse_json_lines(std::string_view text);

}  // namespace parlance::crm
