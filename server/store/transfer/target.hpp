#pragma once
#include "store/postgres/session.hpp"
#include "store/transfer/source.hpp"

namespace parlance::store::transfer {

// The PostgreSQL that is moved to. Whatever is not committed is undone with the connection.
class Target {
 public:
  explicit Target(const std::string& url);

  // Throws where it has tenants.
  void refuse_used();
  // Keeps other writers out, and takes away what migrations have put into the tables.
  void begin(const std::vector<Table>& tables);
  // Returns how many rows it has copied.
  std::int64_t copy(const Table& table, SourceRows& rows);
  // What is inserted next gets an id beyond those copied.
  void restart_identities(const Table& table);
  void commit();
  postgres::Session& session() { return session_; }

 private:
  void expect_columns(const Table& table);
  void send(std::string_view bytes);

  postgres::Session session_;
};

// The rows of a table in the order of the primary key, by a cursor; memory holds a few hundred.
class TargetRows {
 public:
  TargetRows(postgres::Session& session, const Table& table);
  ~TargetRows();
  TargetRows(const TargetRows&) = delete;

  bool next();
  const std::vector<Value>& row() const { return rows_[at_].values(); }

 private:
  postgres::Session& session_;
  Rows rows_;
  std::size_t at_ = 0;
};

}  // namespace parlance::store::transfer
