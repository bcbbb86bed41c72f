#include "store/catalogue.hpp"

namespace parlance::store {

namespace {

bool names_tenant(std::string_view sql) { return sql.find("tenant_id") != sql.npos && sql.find("?1") != sql.npos; }

}  // namespace

bool keeps_scope(const Statement& statement) {
  return statement.scope == Scope::crossing ||
         ((statement.sql.empty() || names_tenant(statement.sql)) &&
          (statement.postgres_sql.empty() || names_tenant(statement.postgres_sql)));
}

std::vector<const Statement*> all_statements() {
  std::vector<const Statement*> all;
  for (const auto list :
       {chat_statements(), turn_statements(), exchange_statements(), crm_statements(), identity_statements(),
        import_statements(), node_statements(), model_statements(), intent_statements(), gap_statements()})
    all.insert(all.end(), list.begin(), list.end());
  return all;
}

}  // namespace parlance::store
