#pragma once
#include <vector>

#include "base/config/setting.hpp"
#include "chat/service.hpp"
#include "gateway/http/server.hpp"
#include "gateway/limits.hpp"

namespace parlance::app {

// Every setting as the program uses it; settings() says name, default and range of each.
struct Config {
  gateway::http::ServerOptions http;
  gateway::LimitOptions limits;
  chat::Options chat;
  std::string data_dir, log_level, web_root;
  std::int64_t io_threads = 0, idle_close_hours = 0;
};

std::vector<config::Setting> settings(Config& config);

// Settings that only make sense together; empty: all is well.
std::vector<config::Problem> check(const Config& config);

}  // namespace parlance::app
