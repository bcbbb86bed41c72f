#pragma once
#include "store/statement.hpp"

namespace parlance::store::transfer {

// Appends the row as COPY takes it in its text format (PostgreSQL manual, COPY, "Text Format").
void append_copy_line(std::string& out, const std::vector<Value>& row);

}  // namespace parlance::store::transfer
