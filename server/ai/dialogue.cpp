#include "ai/dialogue.hpp"

#include "base/json/reader.hpp"
#include "base/json/writer.hpp"

namespace parlance::ai {
namespace {

std::string text(const json::Object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(std::string_view(value->get_string())) : std::string();
}

std::int64_t integer(const json::Object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_int64() ? value->get_int64() : 0;
}

}  // namespace

std::string to_json(const Dialogue& d) {
  std::string json;
  json::Writer out(json);
  out.open();
  const auto put_number = [&](std::string_view name, std::int64_t value) {
    if (value != 0) out.key(name).integer(value);
  };
  const auto put_text = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out.key(name).string(value);
  };
  put_number("expecting", static_cast<int>(d.expecting));
  put_number("ticket", d.ticket);
  put_text("order", d.order);
  put_number("other_ticket", d.other_ticket);
  put_text("other_order", d.other_order);
  put_number("about_order", d.about_order);
  if (!d.listed.empty()) {
    out.key("listed").open('[');
    for (const auto& number : d.listed) out.string(number);
    out.close(']');
  }
  put_text("title", d.title);
  put_text("description", d.description);
  put_text("priority", d.priority);
  put_text("comment", d.comment);
  put_number("handoff", d.handoff);
  put_number("misses", d.misses);
  put_text("tongue", nlu::code_of(d.tongue));
  put_text("zone", d.zone);
  out.close();
  return json;
}

Dialogue dialogue_from(std::string_view json) {
  Dialogue d;
  const auto object = json.empty() ? Result<json::Object>() : json::parse_object(json);
  if (!object) return d;
  const auto expecting = integer(*object, "expecting");
  if (expecting >= 0 && expecting <= static_cast<int>(Expecting::human_confirmation))
    d.expecting = static_cast<Expecting>(expecting);
  d.ticket = integer(*object, "ticket");
  d.order = text(*object, "order");
  d.other_ticket = integer(*object, "other_ticket");
  d.other_order = text(*object, "other_order");
  d.about_order = integer(*object, "about_order") != 0;
  if (const auto* listed = object->if_contains("listed"); listed && listed->is_array())
    for (const auto& number : listed->get_array())
      if (number.is_string()) d.listed.emplace_back(std::string_view(number.get_string()));
  d.title = text(*object, "title");
  d.description = text(*object, "description");
  d.priority = text(*object, "priority");
  d.comment = text(*object, "comment");
  d.handoff = integer(*object, "handoff");
  d.misses = static_cast<int>(integer(*object, "misses"));
  d.tongue = nlu::tongue_named(text(*object, "tongue"));
  d.zone = text(*object, "zone");
  return d;
}

}  // namespace parlance::ai
