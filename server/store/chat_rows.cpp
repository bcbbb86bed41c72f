#include "store/chat_rows.hpp"

#include <algorithm>

namespace parlance::store {

chat::Session session_from(const Row& row) {
  chat::Session s;
  s.id = {row.integer(0)};
  s.status = static_cast<chat::SessionStatus>(row.integer(1));
  s.started_at = row.integer(2);
  s.last_message_at = row.integer(3);
  if (!row.is_null(4)) s.agent = chat::Agent{row.integer(4), row.text(5)};
  s.locale = row.text(6);
  s.last_seq = row.integer(7);
  s.revision = row.integer(8);
  s.own_revision = row.integer(9);
  s.read_customer = row.integer(10);
  s.read_agent = row.integer(11);
  return s;
}

chat::Message message_from(const Row& row) {
  chat::Message m;
  m.id = {row.integer(0)};
  m.revision = row.integer(1);
  if (!row.is_null(2)) {
    m.client_id.emplace();
    std::ranges::copy_n(row.blob(2).bytes.begin(), 16, m.client_id->bytes.begin());
  }
  m.sender_type = static_cast<chat::SenderType>(row.integer(3));
  m.sender_id = row.maybe_integer(4);
  m.text = row.text(5);
  m.type = static_cast<chat::MessageType>(row.integer(6));
  m.file_url = row.maybe_text(7);
  m.ai_intent = row.text(8);
  m.ai_entities = row.text(9);
  m.parts = row.text(10);
  m.created_at = row.integer(11);
  if (!row.is_null(12)) m.reply_to = chat::MessageId{row.integer(12)};
  m.interrupted = row.integer(13) != 0;
  return m;
}

Blob blob_of(const Uuid& uuid) {
  return {std::string(reinterpret_cast<const char*>(uuid.bytes.data()), uuid.bytes.size())};
}

}  // namespace parlance::store
