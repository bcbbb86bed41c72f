#include "base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <string>

#include "base/json/writer.hpp"

namespace parlance::log {
namespace {

std::atomic<Level> g_level = Level::info;

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = std::make_shared<spdlog::logger>("parlance", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::trace);
    return made;
  }();
  return *instance;
}

std::string_view name(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warn:
      return "warn";
    case Level::error:
      return "error";
  }
  return "info";
}

struct ValueWriter {
  json::Writer& out;
  void operator()(std::string_view v) const { out.string(v); }
  void operator()(std::int64_t v) const { out.integer(v); }
  void operator()(double v) const { out.raw(fmt::format("{:.3f}", v)); }
  void operator()(bool v) const { out.boolean(v); }
};

}  // namespace

void set_level(Level level) { g_level.store(level, std::memory_order_relaxed); }
bool enabled(Level level) { return level >= g_level.load(std::memory_order_relaxed); }

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (!enabled(level)) return;
  std::string line;
  json::Writer out(line);
  out.open().key("time").time(now_ms()).key("level").string(name(level)).key("event").string(event);
  for (const auto& field : fields) {
    out.key(field.key);
    std::visit(ValueWriter{out}, field.value);
  }
  out.close();
  logger().log(spdlog::level::info, "{}", line);
  if (level >= Level::warn) logger().flush();
}

}  // namespace parlance::log
