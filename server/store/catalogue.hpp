#pragma once
#include <span>
#include <vector>

#include "store/statement.hpp"

namespace parlance::store {

// Each domain's file lists its own.
std::span<const Statement* const> chat_statements();
std::span<const Statement* const> turn_statements();
std::span<const Statement* const> exchange_statements();
std::span<const Statement* const> crm_statements();
std::span<const Statement* const> identity_statements();
std::span<const Statement* const> import_statements();
std::span<const Statement* const> node_statements();
std::span<const Statement* const> model_statements();
std::span<const Statement* const> intent_statements();
std::span<const Statement* const> gap_statements();

// Every statement that the product runs, but for the migrations.
std::vector<const Statement*> all_statements();

}  // namespace parlance::store
