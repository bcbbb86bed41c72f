#include "crm/to_json.hpp"

namespace parlance::crm {
namespace {

void write(json::Writer& out, const std::optional<std::string>& text) { text ? out.string(*text) : out.null(); }

}  // namespace

void write(json::Writer& out, const Ticket& t) {
  out.open().key("id").integer(t.id.value).key("title").string(t.title).key("description").string(t.description);
  out.key("status").string(t.status).key("priority").string(t.priority).key("assignee_name");
  write(out, t.assignee_name);
  out.key("created_at").time(t.created_at).key("updated_at").time(t.updated_at).close();
}

void write(json::Writer& out, const Order& o) {
  out.open()
      .key("id")
      .integer(o.id.value)
      .key("external_id")
      .string(o.external_id)
      .key("status")
      .string(o.status)
      .key("placed_at")
      .time(o.placed_at);
  out.key("total").string(o.total).key("currency").string(o.currency).key("items").raw(o.items).key("eta");
  o.eta ? out.time(*o.eta) : out.null();
  out.close();
}

void write(json::Writer& out, const Transaction& t) {
  out.open()
      .key("id")
      .integer(t.id)
      .key("kind")
      .string(t.kind)
      .key("amount")
      .string(t.amount)
      .key("currency")
      .string(t.currency);
  out.key("status").string(t.status).key("created_at").time(t.created_at).close();
}

void write(json::Writer& out, const Contact& c) {
  out.open().key("id").integer(c.id.value).key("external_id").string(c.external_id).key("email");
  write(out, c.email);
  out.key("name");
  write(out, c.name);
  out.key("locale");
  write(out, c.locale);
  out.close();
}

void write(json::Writer& out, const Account& a) {
  out.open()
      .key("id")
      .integer(a.id)
      .key("name")
      .string(a.name)
      .key("status")
      .string(a.status)
      .key("plan")
      .string(a.plan)
      .close();
}

void write(json::Writer& out, const Article& a) {
  out.open()
      .key("id")
      .integer(a.id.value)
      .key("title")
      .string(a.title)
      .key("body")
      .string(a.body)
      .key("language")
      .string(a.language)
      .key("url");
  write(out, a.url);
  out.close();
}

}  // namespace parlance::crm
