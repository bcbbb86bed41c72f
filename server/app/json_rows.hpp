#pragma once
#include <boost/json/value.hpp>
#include <string>
#include <vector>

namespace parlance::app {

// A file's lines, each JSON; empty ones are passed over. Throws what says the line that is none.
std::vector<boost::json::value> rows_of(const std::string& path);

}  // namespace parlance::app
