#pragma once
#include "chat/types.hpp"
#include "store/statement.hpp"

// The columns that make a chat::Session and a chat::Message, and their readers, which must agree.
#define SESSION_COLUMNS                                                                                 \
  "id, status, started_at, last_message_at, agent_id, (SELECT u.name FROM users u WHERE u.tenant_id = " \
  "chat_sessions.tenant_id "                                                                            \
  "AND u.id = chat_sessions.agent_id), locale, last_seq, revision, own_revision, read_customer, read_agent"
#define MESSAGE_COLUMNS                                                                                             \
  "id, revision, client_id, sender_type, sender_id, message_text, message_type, file_url, ai_intent, ai_entities, " \
  "parts, created_at, reply_to, interrupted"

namespace parlance::store {

chat::Session session_from(const Row& row);
chat::Message message_from(const Row& row);
Blob blob_of(const Uuid& uuid);

}  // namespace parlance::store
