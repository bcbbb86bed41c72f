#pragma once
#include "base/json/writer.hpp"
#include "chat/hub.hpp"

// The protocol's JSON for sessions, messages and server events.
namespace parlance::gateway {

void write(json::Writer& out, const chat::Session& session);
void write(json::Writer& out, const chat::Message& message);

// One server event, as a WebSocket frame or an SSE event carries it.
std::string ready_event(const chat::Session& session);
std::string ack_event(const chat::Message& message);
std::string message_event(const chat::Message& message);
std::string session_event(const chat::Session& session);
std::string typing_event(const chat::Typing& typing);
std::string delta_event(const chat::Delta& delta);
// `client_id`: of the message that was refused; null where it was not one, or could not be read.
std::string error_event(const Error& error, const std::optional<Uuid>& client_id);

}  // namespace parlance::gateway
