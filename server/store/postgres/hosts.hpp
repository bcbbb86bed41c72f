#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parlance::store::postgres {

// A connection string's keywords and values. The hosts that it lists (with their addresses and ports) are turned by
// `by` places: libpq asks them in order, and an attempt that ran out of its time with one that says nothing is followed
// by one that begins with the next. A string that libpq cannot read is its `dbname`, so that libpq says what is wrong.
std::vector<std::pair<std::string, std::string>> parameters_of(const std::string& url, std::size_t by);

// "a,b,c" turned by one is "b,c,a".
std::string turned(std::string_view list, std::size_t by);

}  // namespace parlance::store::postgres
