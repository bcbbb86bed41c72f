#include "store/postgres/test_database.hpp"

namespace parlance::store::postgres {
namespace {

// A row of each table, under tenant {0}. Whoever adds a table adds its row.
constexpr std::string_view kRows = R"(
INSERT INTO counters VALUES ({0}, 'ticket', 2);
INSERT INTO users (id, tenant_id, email, name) VALUES ({0}, {0}, 'a@example.com', 'A');
INSERT INTO accounts VALUES ({0}, 1, 'a', 'A', 'active', 'free');
INSERT INTO chat_sessions (id, contact_id, tenant_id, started_at, last_message_at) VALUES ({0}, {0}, {0}, 0, 0);
INSERT INTO chat_messages (id, session_id, tenant_id, revision, client_id, sender_type, message_text, created_at)
  VALUES ({0}, {0}, {0}, 1, '\x00', 0, 'hello', 0);
INSERT INTO tickets (tenant_id, id, contact_id, title, status, priority, created_at, updated_at)
  VALUES ({0}, 1, {0}, 'T', 'open', 'low', 0, 0);
INSERT INTO orders (tenant_id, id, external_id, contact_id, status, placed_at, total, currency)
  VALUES ({0}, 1, 'o', {0}, 'paid', 0, '1', 'EUR');
INSERT INTO transactions (tenant_id, id, external_id, contact_id, kind, amount, currency, status, created_at)
  VALUES ({0}, 1, 't', {0}, 'payment', '1', 'EUR', 'done', 0);
INSERT INTO articles (tenant_id, id, external_id, title, body, revision) VALUES ({0}, 1, 'a', 'A', 'B', {0});
INSERT INTO intents VALUES ({0}, 1, 'i', '[]', 'A', {0});
INSERT INTO assistant_settings VALUES ({0}, 1, '{{}}', 0);
INSERT INTO model_usage VALUES ({0}, 1, {0}, 'm', 1, 1, 1);
INSERT INTO activities (id, tenant_id, contact_id, type, body, created_at) VALUES ({0}, {0}, {0}, 'note', 'B', 0))";

struct Tenanted {
  std::string table, key;
};

struct PostgresPolicies : PostgresTest {
  std::optional<Sql> owner, app;
  std::vector<Tenanted> tables;

  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    owner.emplace(url()), app.emplace(url());
    for (const int tenant : {1, 2}) {
      owner->rows(add_tenant(tenant));
      owner->rows(fmt::format(kRows, tenant));
    }
    app->rows("SET ROLE parlance_app");
    tables.push_back({"tenants", "id"});
    for (auto& name : owner->column("SELECT c.table_name FROM information_schema.columns c JOIN "
                                    "information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema "
                                    "= 'public' AND column_name = 'tenant_id' AND table_type = 'BASE TABLE'"))
      tables.push_back({std::move(name), "tenant_id"});
  }
  void TearDown() override {
    owner.reset(), app.reset();
    PostgresTest::TearDown();
  }
  std::string tenants_seen(const Tenanted& t) {
    return app->one(fmt::format("SELECT coalesce(string_agg(DISTINCT {1}::text, ',' ORDER BY {1}::text), '') FROM {0}",
                                t.table, t.key));
  }
};

TEST_F(PostgresPolicies, EachTenantsTableIsUnderOne) {
  ASSERT_GE(tables.size(), 12u);
  for (const auto& t : tables) {
    EXPECT_EQ(owner->one(fmt::format("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = "
                                     "'{}'::regclass",
                                     t.table)),
              "t")
        << t.table;
    EXPECT_EQ(owner->one(fmt::format("SELECT count(DISTINCT {1}) FROM {0}", t.table, t.key)), "2")
        << t.table << " has no row in this test";
  }
}

TEST_F(PostgresPolicies, TheRoleOwnsNothingAndIsNobodySpecial) {
  EXPECT_EQ(owner->one("SELECT count(*) FROM pg_class WHERE relowner = 'parlance_app'::regrole"), "0");
  EXPECT_EQ(owner->one("SELECT count(*) FROM pg_proc WHERE proowner = 'parlance_app'::regrole"), "0");
  EXPECT_EQ(owner->one("SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin FROM pg_roles "
                       "WHERE rolname = 'parlance_app'"),
            "f");
  for (const auto& t : tables) {
    EXPECT_EQ(app->touched(fmt::format("ALTER TABLE {} DISABLE ROW LEVEL SECURITY", t.table)), "42501") << t.table;
    EXPECT_EQ(app->touched(fmt::format("TRUNCATE {} CASCADE", t.table)), "42501") << t.table;
  }
}

TEST_F(PostgresPolicies, ATenantSeesItsOwnRowsOnly) {
  for (const auto& t : tables) EXPECT_EQ(tenants_seen(t), "") << t.table << " before any tenant was entered";
  app->rows("SET parlance.tenant = 1");
  for (const auto& t : tables) EXPECT_EQ(tenants_seen(t), "1") << t.table;
  app->rows("SET parlance.tenant = 0");
  for (const auto& t : tables) EXPECT_EQ(tenants_seen(t), "1,2") << t.table;
  app->rows("RESET parlance.tenant");
  for (const auto& t : tables) EXPECT_EQ(tenants_seen(t), "") << t.table << " after the tenant was left";
}

TEST_F(PostgresPolicies, ATenantWritesNoRowOfAnother) {
  app->rows("SET parlance.tenant = 1");
  for (const auto& [table, key] : tables) {
    EXPECT_EQ(app->touched(fmt::format("UPDATE {0} SET {1} = {1} WHERE {1} = 2", table, key)), "0") << table;
    EXPECT_EQ(app->touched(fmt::format("DELETE FROM {0} WHERE {1} = 2", table, key)), "0") << table;
    EXPECT_EQ(app->touched(fmt::format("UPDATE {0} SET {1} = 2", table, key)), "42501") << table;
    // A policy is asked before any constraint, so the row that is there already will do.
    const auto row = owner->one(fmt::format("SELECT row_to_json(t) FROM {0} t WHERE {1} = 2", table, key));
    EXPECT_EQ(app->touched(fmt::format("INSERT INTO {0} SELECT * FROM json_populate_record(NULL::{0}, $row${1}$row$)",
                                       table, row)),
              "42501")
        << table;
    EXPECT_EQ(owner->one(fmt::format("SELECT count(*) FROM {0} WHERE {1} = 2", table, key)), "1") << table;
  }
}

}  // namespace
}  // namespace parlance::store::postgres
