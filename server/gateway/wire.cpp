#include "gateway/wire.hpp"

namespace parlance::gateway {
namespace {

using chat::MessageType;
using chat::SenderType;
using chat::SessionStatus;

std::string_view name(SessionStatus status) {
  switch (status) {
    case SessionStatus::active:
      return "active";
    case SessionStatus::waiting:
      return "waiting";
    case SessionStatus::closed:
      return "closed";
  }
  return "closed";
}

std::string_view name(SenderType type) {
  switch (type) {
    case SenderType::customer:
      return "customer";
    case SenderType::bot:
      return "bot";
    case SenderType::agent:
      return "agent";
  }
  return "bot";
}

std::string_view name(MessageType type) {
  switch (type) {
    case MessageType::text:
      return "text";
    case MessageType::voice:
      return "voice";
    case MessageType::file:
      return "file";
    case MessageType::system:
      return "system";
  }
  return "text";
}

void text_or_null(json::Writer& out, const std::string& text) { text.empty() ? out.null() : out.string(text); }
void json_or(json::Writer& out, const std::string& text, std::string_view otherwise) {
  out.raw(text.empty() ? otherwise : text);
}

std::string event(std::string_view type, auto fill) {
  std::string json;
  json::Writer out(json);
  out.open().key("type").string(type);
  fill(out);
  out.close();
  return json;
}

}  // namespace

void write(json::Writer& out, const chat::Session& s) {
  out.open()
      .key("id")
      .integer(s.id.value)
      .key("status")
      .string(name(s.status))
      .key("started_at")
      .time(s.started_at)
      .key("last_message_at")
      .time(s.last_message_at)
      .key("agent");
  if (s.agent)
    out.open().key("id").integer(s.agent->id).key("name").string(s.agent->name).close();
  else
    out.null();
  out.key("locale").string(s.locale).key("last_seq").integer(s.last_seq).key("revision").integer(s.revision);
  out.key("read").open().key("customer").integer(s.read_customer).key("agent").integer(s.read_agent).close().close();
}

void write(json::Writer& out, const chat::Message& m) {
  out.open()
      .key("id")
      .integer(m.id.value)
      .key("seq")
      .integer(m.seq())
      .key("revision")
      .integer(m.revision)
      .key("session_id")
      .integer(m.session().value);
  out.key("client_id");
  m.client_id ? out.string(m.client_id->to_string()) : out.null();
  out.key("sender_type").string(name(m.sender_type)).key("sender_id");
  m.sender_id ? out.integer(*m.sender_id) : out.null();
  out.key("message_text").string(m.text).key("message_type").string(name(m.type)).key("file_url");
  m.file_url ? out.string(*m.file_url) : out.null();
  text_or_null(out.key("ai_intent"), m.ai_intent);
  json_or(out.key("ai_entities"), m.ai_entities, "null");
  out.key("created_at").time(m.created_at).key("reply_to");
  m.reply_to ? out.integer(m.reply_to->value) : out.null();
  if (m.interrupted) out.key("interrupted").boolean(true);
  json_or(out.key("parts"), m.parts, "[]");
  out.close();
}

std::string ready_event(const chat::Session& session) {
  return event("ready", [&](json::Writer& out) { write(out.key("session"), session); });
}

std::string ack_event(const chat::Message& m) {
  return event("ack", [&](json::Writer& out) {
    out.key("client_id")
        .string(m.client_id ? m.client_id->to_string() : "")
        .key("message_id")
        .integer(m.id.value)
        .key("seq")
        .integer(m.seq())
        .key("revision")
        .integer(m.revision);
  });
}

std::string message_event(const chat::Message& message) {
  return event("message", [&](json::Writer& out) { write(out.key("message"), message); });
}

std::string session_event(const chat::Session& session) {
  return event("session", [&](json::Writer& out) { write(out.key("session"), session); });
}

std::string typing_event(const chat::Typing& typing) {
  return event("typing", [&](json::Writer& out) {
    out.key("sender_type").string(name(typing.sender_type)).key("active").boolean(typing.active);
  });
}

std::string delta_event(const chat::Delta& delta) {
  return event("delta", [&](json::Writer& out) {
    out.key("reply_to").integer(delta.reply_to.value).key("attempt").integer(delta.attempt);
    out.key("offset").integer(delta.offset).key("text").string(delta.text);
  });
}

std::string error_event(const Error& error, const std::optional<Uuid>& client_id) {
  return event("error", [&](json::Writer& out) {
    out.key("code").string(error.code.name).key("detail").string(error.detail).key("client_id");
    client_id ? out.string(client_id->to_string()) : out.null();
    if (error.retry_after_ms > 0) out.key("retry_after_ms").integer(error.retry_after_ms);
  });
}

}  // namespace parlance::gateway
