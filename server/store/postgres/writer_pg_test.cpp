#include <limits>
#include <set>

#include "store/postgres/test_database.hpp"
#include "store/postgres/writer.hpp"

namespace parlance::store::postgres {
namespace {

constexpr Statement kInsert{
    "insert", "INSERT INTO tenants (slug, name, token_secret, api_key_sha256, created_at) VALUES (?1, ?2, 's', 'k', 0)",
    Scope::crossing};
constexpr Statement kLookAround{"look_around", R"(
SELECT min(tenant_id), max(tenant_id), CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT) FROM contacts WHERE CAST(?1 AS BIGINT) > 0)"};
constexpr Statement kAddThing{"add_thing", "INSERT INTO things (id, n, t, b) VALUES (?1, ?2, ?3, ?4) RETURNING n, t, b",
                              Scope::crossing};
constexpr Statement kFindThing{"find_thing", "SELECT n, t, b FROM things WHERE id = ?1", Scope::crossing};

Task<bool> passes(Database& database, WriteSet set) {
  try {
    co_await database.write(std::move(set));
    co_return true;
  } catch (const Fault&) {
    co_return false;
  }
}

WriteSet one(const Statement& statement, std::vector<Value> values) {
  WriteSet set;
  set.push_back({&statement, std::move(values)});
  return set;
}

struct PostgresWriter : PostgresTest {
  Loops loops{1};
  std::optional<PostgresDatabase> database;

  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    Sql(url()).rows("CREATE TABLE things (id BIGINT PRIMARY KEY, n BIGINT, t TEXT, b BYTEA)");
    database.emplace(loops, options({&kInsert, &kLookAround, &kAddThing, &kFindThing}));
  }
  void TearDown() override {
    loops.stop();
    PostgresTest::TearDown();
  }
};

TEST_F(PostgresWriter, ARefusedWriteFailsNoneOfItsNeighbours) {
  constexpr int kWrites = 60;
  std::vector<std::future<bool>> writes;
  // All are queued before the loop runs, so that they meet in one batch; every third breaks the slug's uniqueness.
  for (int i = 0; i < kWrites; ++i) {
    const auto slug = i % 3 == 0 ? "same" : "s" + std::to_string(i);
    writes.push_back(
        begin(loops.at(0), [this, slug] { return passes(*database, one(kInsert, {slug, std::string("n")})); }));
  }
  loops.start();
  std::ptrdiff_t good = 0;
  for (auto& write : writes) good += take(std::move(write)) ? 1 : 0;
  EXPECT_EQ(good, 41);
  EXPECT_EQ(Sql(url()).one("SELECT count(*) FROM tenants"), "41");
}

TEST_F(PostgresWriter, ASetIsWrittenAsAWholeOrNotAtAll) {
  loops.start();
  auto set = one(kInsert, {std::string("first"), std::string("n")});
  set.push_back({&kInsert, {std::string("first"), std::string("n")}});
  EXPECT_FALSE(take(begin(loops.at(0), [&] { return passes(*database, set); })));
  EXPECT_EQ(Sql(url()).one("SELECT count(*) FROM tenants"), "0");
}

TEST_F(PostgresWriter, TenantsInOneBatchEachSeeTheirOwn) {
  constexpr std::int64_t kMany = 5, kWrites = 60;
  for (int i = 1; i <= kMany; ++i) Sql(url()).rows(add_tenant(i));
  std::vector<std::future<std::vector<Rows>>> writes;
  for (std::int64_t i = 0; i < kWrites; ++i)
    writes.push_back(begin(loops.at(0), [this, i] { return database->write(one(kLookAround, {1 + i * 7 % kMany})); }));
  loops.start();
  std::set<std::int64_t> transactions;
  for (std::int64_t i = 0; i < kWrites; ++i) {
    const auto rows = take(std::move(writes[static_cast<std::size_t>(i)]));
    EXPECT_EQ(rows.at(0).at(0).integer(0), 1 + i * 7 % kMany);
    EXPECT_EQ(rows.at(0).at(0).integer(1), 1 + i * 7 % kMany);
    transactions.insert(rows.at(0).at(0).integer(2));
  }
  EXPECT_EQ(transactions.size(), 1u);
}

bool same(const Row& row, const std::vector<Value>& values) {
  const auto is_same = [&](std::size_t i) {
    const auto& value = values[i];
    if (std::holds_alternative<std::monostate>(value)) return row.is_null(i);
    if (row.is_null(i)) return false;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return row.integer(i) == *number;
    if (const auto* text = std::get_if<std::string>(&value)) return row.text(i) == *text;
    return row.blob(i).bytes == std::get<Blob>(value).bytes;
  };
  return is_same(0) && is_same(1) && is_same(2);
}

TEST_F(PostgresWriter, ValuesComeBackAsTheyWentIn) {
  std::string all_bytes;
  for (int i = 0; i < 512; ++i) all_bytes.push_back(static_cast<char>(i));
  const std::vector<std::vector<Value>> kinds{
      {Value(), Value(), Value()},
      {std::numeric_limits<std::int64_t>::min(), std::string(), Blob{}},
      {std::numeric_limits<std::int64_t>::max(), std::string("O'Brien \"q\" $1 ?1 %s %% \\ \\x41 \\n\r\n\t"),
       Blob{all_bytes}},
      {std::int64_t{0}, std::string("\u00e9\u4e2d\U0001F600e\u0301 \u202e"), Blob{std::string(3, '\0')}},
      {std::int64_t{-1}, std::string(300'000, 'x'), Blob{std::string(300'000, '\xff')}},
      {std::int64_t{1}, std::string("NULL"), Blob{"\\x00"}}};
  loops.start();
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    std::vector<Value> values{static_cast<std::int64_t>(i)};
    values.insert(values.end(), kinds[i].begin(), kinds[i].end());
    const auto written = take(begin(loops.at(0), [&] { return database->write(one(kAddThing, values)); }));
    EXPECT_TRUE(same(written.at(0).at(0), kinds[i])) << i;
    const auto read = take(begin(loops.at(0), [&] { return database->read(kFindThing, {values[0]}); }));
    EXPECT_TRUE(same(read.at(0), kinds[i])) << i;
  }
}

TEST_F(PostgresWriter, ATextThatPostgresCannotHoldIsRefusedAsAWhole) {
  loops.start();
  for (const auto& text : {std::string("a\0b", 3), std::string("\0", 1), std::string("\xff")}) {
    EXPECT_FALSE(take(begin(
        loops.at(0), [&] { return passes(*database, one(kAddThing, {std::int64_t{1}, Value(), text, Value()})); })));
    EXPECT_EQ(Sql(url()).one("SELECT count(*) FROM things"), "0");
  }
}

}  // namespace
}  // namespace parlance::store::postgres
