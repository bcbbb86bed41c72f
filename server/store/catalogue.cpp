#include "store/catalogue.hpp"

namespace parlance::store {

bool keeps_scope(const Statement& statement) {
  return statement.scope == Scope::crossing || (statement.sql.find("tenant_id") != std::string_view::npos &&
                                                statement.sql.find("?1") != std::string_view::npos);
}

std::vector<const Statement*> all_statements() {
  std::vector<const Statement*> all;
  for (const auto list : {chat_statements(), turn_statements(), exchange_statements(), crm_statements(),
                          identity_statements(), import_statements()})
    all.insert(all.end(), list.begin(), list.end());
  return all;
}

}  // namespace parlance::store
