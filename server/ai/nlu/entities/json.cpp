#include "ai/nlu/entities/json.hpp"

#include <charconv>

#include "ai/nlu/entities/recognise.hpp"
#include "base/json/writer.hpp"
#include "base/utf8.hpp"

namespace parlance::ai::nlu {
namespace {

// Of which the first is told by name, beside the spans.
constexpr EntityType kNamed[] = {EntityType::ticket_id, EntityType::order_id, EntityType::customer_email,
                                 EntityType::phone_number};

void write_value(json::Writer& out, const Entity& entity) {
  std::int64_t number = 0;
  if (entity.type == EntityType::ticket_id &&
      std::from_chars(entity.value.data(), entity.value.data() + entity.value.size(), number).ec == std::errc{})
    out.integer(number);
  else
    out.string(entity.value);
}

}  // namespace

std::string_view name(EntityType type) {
  switch (type) {
    case EntityType::ticket_id:
      return "ticket_id";
    case EntityType::order_id:
      return "order_id";
    case EntityType::customer_email:
      return "customer_email";
    case EntityType::phone_number:
      return "phone_number";
    case EntityType::date:
      return "date";
    case EntityType::amount:
      return "amount";
    case EntityType::code:
      return "code";
    case EntityType::url:
      return "url";
    case EntityType::number:
      return "number";
  }
  return "number";
}

std::string to_json(std::string_view text, const std::vector<Entity>& entities) {
  if (entities.empty()) return {};
  std::string json;
  json::Writer out(json);
  out.open();
  for (const auto type : kNamed) {
    if (const auto* entity = first(entities, type)) {
      out.key(name(type));
      write_value(out, *entity);
    }
  }
  out.key("spans").open('[');
  for (const auto& entity : entities) {
    out.open().key("type").string(name(entity.type)).key("value");
    write_value(out, entity);
    if (!entity.currency.empty()) out.key("currency").string(entity.currency);
    const auto start = code_points(text.substr(0, entity.start));
    out.key("start").integer(static_cast<std::int64_t>(start));
    out.key("end")
        .integer(static_cast<std::int64_t>(start + code_points(text.substr(entity.start, entity.end - entity.start))))
        .close();
  }
  out.close(']').close();
  return json;
}

}  // namespace parlance::ai::nlu
