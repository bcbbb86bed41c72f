#include <fmt/format.h>

#include <iostream>

#include "ai/nlu/entities/report.hpp"
#include "ai/understand.hpp"
#include "app/commands.hpp"
#include "app/json_rows.hpp"
#include "base/json/lenient.hpp"

namespace parlance::app {
namespace {

using ai::nlu::Labelled;

// The byte at which a code point begins.
std::size_t byte_of(std::string_view text, std::int64_t code_point) {
  std::size_t i = 0;
  for (; i < text.size() && code_point > 0; --code_point)
    for (++i; i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;) ++i;
  return i;
}

std::vector<Labelled> labels(const boost::json::value& row, std::string_view text) {
  std::vector<Labelled> out;
  for (const auto& entity : json::array_at(row, {"entities"})) {
    Labelled label{std::string(json::text_at(entity, {"type"})),
                   byte_of(text, json::number_at(entity, {"start"})),
                   byte_of(text, json::number_at(entity, {"end"})),
                   {}};
    for (const auto& value : json::array_at(entity, {"values"}))
      if (value.is_string()) label.values.emplace_back(value.get_string());
    out.push_back(std::move(label));
  }
  return out;
}

// Only the kinds that the row is labelled with, where it names them.
std::vector<Labelled> answers(const boost::json::value& row, std::string_view text) {
  ai::nlu::Clock clock{parse_rfc3339(json::text_at(row, {"now"})).value_or(now_ms())};
  if (const auto zone = json::text_at(row, {"zone"}); !zone.empty()) clock.zone = zone;
  const auto& kinds = json::array_at(row, {"kinds"});
  std::vector<Labelled> out;
  for (const auto& entity : ai::understand(text, clock).entities) {
    const boost::json::value type(ai::nlu::name(entity.type));
    if (!kinds.empty() && std::ranges::find(kinds, type) == kinds.end()) continue;
    const auto value = entity.currency.empty() ? entity.value : entity.value + ' ' + entity.currency;
    out.push_back({std::string(ai::nlu::name(entity.type)), entity.start, entity.end, {value}});
  }
  return out;
}

void show(std::string_view what, std::string_view text, const std::vector<Labelled>& list) {
  std::cout << "  " << what << ':';
  for (const auto& e : list) {
    std::cout << "  [" << text.substr(e.start, e.end - e.start) << "] " << e.type;
    for (const auto& value : e.values) std::cout << ' ' << value;
  }
  std::cout << '\n';
}

}  // namespace

int test_entities(const std::string& path, bool verbose) {
  ai::nlu::EntityReport report;
  for (const auto& row : rows_of(path)) {
    const auto text = json::text_at(row, {"text"});
    if (text.empty())
      throw std::runtime_error(
          fmt::format("{}: a line needs {{\"text\":…,\"entities\":[{{\"type\",\"start\",\"end\"}}]}}", path));
    const auto wanted = labels(row, text), found = answers(row, text);
    const bool same = std::ranges::equal(wanted, found, [](const Labelled& a, const Labelled& b) {
      return a.type == b.type && a.start == b.start && a.end == b.end &&
             (a.values.empty() || std::ranges::find(a.values, b.values.at(0)) != a.values.end());
    });
    if (verbose && !same) {
      std::cout << text << '\n';
      show("wanted", text, wanted);
      show("found", text, found);
    }
    report.add(std::string(json::text_at(row, {"lang"})), wanted, found);
  }
  std::cout << report.text();
  return 0;
}

}  // namespace parlance::app
