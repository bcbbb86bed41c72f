#pragma once
#include <vector>

#include "ai/turn/models.hpp"
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

struct VendorOptions {
  std::string key, key_file;  // the file is read where no key is given; without either the vendor is not asked
  std::string base_url, model;
  std::int64_t cents_per_million_input = 0, cents_per_million_output = 0;
};

struct ModelSettings {
  std::string order;  // names, by commas
  VendorOptions openai, anthropic, gemini, compatible;
  std::string openai_api;  // responses or chat
  std::string proxy, ca_file;
  std::int64_t patience_ms = 0, answer_limit_ms = 0, retries = 0;
  ai::ModelOptions limits;
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
  ModelSettings models;
  std::string data_dir, log_level, web_root, tenant_weights;
  std::int64_t io_threads = 0, idle_close_hours = 0;
};

std::vector<config::Setting> settings(Config& config);

// Settings that only make sense together; empty: all is well.
std::vector<config::Problem> check(const Config& config);

}  // namespace parlance::app
