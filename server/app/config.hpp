#pragma once
#include <vector>

#include "base/config/setting.hpp"
#include "chat/service.hpp"
#include "gateway/http/server.hpp"
#include "gateway/limits.hpp"

namespace parlance::app {

struct DatabaseOptions {
  std::string url;        // empty: SQLite in the data folder
  std::string owner_url;  // of the role that migrates; empty: url's
  std::int64_t readers = 0;
};

struct MetricsOptions {
  std::string address;  // empty: no listener of their own
  std::int64_t port = 0, max_tenants = 0;
};

struct RedisOptions {
  std::string url;     // empty: none
  std::string prefix;  // of all keys and channels
};

// Every setting as the program uses it; settings() says name, default and range of each.
struct Config {
  gateway::http::ServerOptions http;
  gateway::LimitOptions limits;
  chat::Options chat;
  DatabaseOptions database;
  RedisOptions redis;
  MetricsOptions metrics;
  std::string data_dir, log_level, web_root, tenant_weights;
  std::int64_t io_threads = 0, idle_close_hours = 0;
};

std::vector<config::Setting> settings(Config& config);

// Settings that only make sense together; empty: all is well.
std::vector<config::Problem> check(const Config& config);

}  // namespace parlance::app
