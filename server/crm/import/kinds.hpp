#pragma once
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "crm/import/records.hpp"

namespace parlance::crm {

enum class Kind { accounts, contacts, tickets, orders, transactions, articles, intents };

enum class FieldType { text, time, money, currency, items, tags, url, phrases, intent };

struct FieldRule {
  std::string_view name;
  std::size_t max_bytes;
  bool required;
  std::string_view fallback;  // where it is absent; empty: null
  FieldType type;
};

struct KindRules {
  Kind kind;
  std::string_view name;
  std::vector<FieldRule> fields;  // `external_id` first
};

// The rules of the kind of that name; null for none.
const KindRules* find_kind(std::string_view name);
std::span<const KindRules> all_kinds();

// A checked row: its external id, the number that this is where it is one, and the fields in the rules' order.
using Cell = std::variant<std::monostate, std::int64_t, std::string>;
struct ImportRow {
  std::size_t line;
  std::int64_t number = 0;  // 0: the external id is not a number
  std::vector<Cell> cells;

  const std::string& text(std::size_t i) const { return std::get<std::string>(cells[i]); }
};

Result<ImportRow> check_row(const KindRules& rules, const Record& record);

}  // namespace parlance::crm
