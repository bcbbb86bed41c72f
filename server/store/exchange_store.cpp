#include "store/exchange_store.hpp"

#include "store/catalogue.hpp"
#include "store/chat_rows.hpp"

namespace parlance::store {
namespace {

using chat::kMaxSeq;
using chat::message_id;

static_assert(kMaxSeq == 1048575 && chat::kMaxQuestionSeq == 948574, "the statements below carry these numbers");

#define NEW_HERE(client_id)                                                                                 \
  "NOT EXISTS (SELECT 1 FROM chat_messages d WHERE d.tenant_id = ?1 AND d.session_id = ?2 AND d.client_id " \
  "= " client_id ")"

// ?1 tenant, ?2 session, ?3 contact, ?4 the beginning of idleness, ?5 client_id.
constexpr Statement kForesee{"foresee", R"(
SELECT s.locale, c.name, s.dialogue, s.epoch, s.last_seq
FROM chat_sessions s JOIN contacts c ON c.tenant_id = s.tenant_id AND c.id = s.contact_id
WHERE s.id = ?2 AND s.tenant_id = ?1 AND s.contact_id = ?3 AND s.status = 0 AND s.agent_id IS NULL
  AND s.last_message_at >= ?4 AND s.last_seq < 948574
  AND NOT EXISTS (SELECT 1 FROM chat_messages q
                  WHERE q.tenant_id = ?1 AND q.pending = 1 AND q.id > ?2 * 1048576 AND q.id < (?2 + 1) * 1048576)
  AND )" NEW_HERE("?5")};

// Nothing has happened since it was foreseen, exactly where no message has come: each takes the next `seq`.
constexpr Statement kTakeTwoSeqs{"take_two_seqs", R"(
UPDATE chat_sessions SET last_seq = last_seq + 2, revision = revision + 2, last_message_at = ?5, dialogue = ?6
WHERE id = ?2 AND tenant_id = ?1 AND last_seq = ?3 AND epoch = ?4 AND status = 0 AND agent_id IS NULL
  AND )" NEW_HERE("?7")};

// Every seq up to last_seq has its message, so these find their places free exactly when kTakeTwoSeqs took them in the
// same set. ?3 is the message's id, ?4 the session's last_seq after both.
constexpr Statement kInsertAnswered{"insert_answered", R"(
INSERT INTO chat_messages (id, session_id, tenant_id, revision, client_id, sender_type, sender_id, message_text, created_at, ai_intent, ai_entities)
SELECT ?3, id, tenant_id, revision - 1, ?5, 0, contact_id, ?6, ?7, ?8, ?9 FROM chat_sessions
WHERE id = ?2 AND tenant_id = ?1 AND last_seq = ?4
ON CONFLICT DO NOTHING)"};
constexpr Statement kInsertAnswer{"insert_answer", R"(
INSERT INTO chat_messages (id, session_id, tenant_id, revision, sender_type, message_text, created_at, reply_to, parts)
SELECT ?3, id, tenant_id, revision, 1, ?5, ?6, ?7, ?8 FROM chat_sessions
WHERE id = ?2 AND tenant_id = ?1 AND last_seq = ?4
ON CONFLICT DO NOTHING)"};

// After the three, which end in an insertion: what they came to, nothing where they were refused. It costs SQLite a
// fifth of RETURNING. PostgreSQL has no use for it, nor for changes().
constexpr Statement kRevisionTaken{
    "revision_taken", "SELECT revision FROM chat_sessions WHERE tenant_id = ?1 AND id = ?2 AND changes() = 1",
    Scope::tenant, 2000, "SELECT revision FROM chat_sessions WHERE tenant_id = ?1 AND id = ?2"};

// The three as one statement, which costs PostgreSQL half as much. ?3 and ?4 as in kTakeTwoSeqs, ?5 now, ?6 dialogue,
// ?7 the message's id, ?8 client_id, ?9 text, ?10 intent, ?11 entities, ?12 and ?13 the answer's text and parts.
constexpr Statement kStoreExchange{"store_exchange", "", Scope::tenant, 2000, R"(
WITH taken AS (
  UPDATE chat_sessions SET last_seq = last_seq + 2, revision = revision + 2, last_message_at = ?5, dialogue = ?6
  WHERE id = ?2 AND tenant_id = ?1 AND last_seq = ?3 AND epoch = ?4 AND status = 0 AND agent_id IS NULL
  AND )" NEW_HERE("?8") R"(
  RETURNING id, tenant_id, contact_id, revision)
INSERT INTO chat_messages (id, session_id, tenant_id, revision, client_id, sender_type, sender_id, message_text, created_at, ai_intent, ai_entities, reply_to, parts)
SELECT CAST(?7 AS BIGINT), id, tenant_id, revision - 1, CAST(?8 AS BYTEA), 0, contact_id, CAST(?9 AS TEXT), CAST(?5 AS BIGINT),
  CAST(?10 AS TEXT), CAST(?11 AS TEXT), CAST(NULL AS BIGINT), CAST(NULL AS TEXT) FROM taken
UNION ALL
SELECT CAST(?7 AS BIGINT) + 1, id, tenant_id, revision, NULL, 1, NULL, ?12, ?5, NULL, NULL, ?7, ?13 FROM taken
RETURNING revision)"};

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

// The last of its rows, like those of as_one, are empty or begin with the revision.
WriteSet as_three(const ai::Foreseen& foreseen, const chat::NewMessage& message, const ai::Answer& answer, UnixMs now) {
  const auto& [question, seen, seen_at] = foreseen;
  const std::int64_t tenant = question.caller.tenant.value, session = message.session.value;
  const std::int64_t asked = question.message.value, answered = asked + 1, last_seq = seen + 2;
  WriteSet set;
  set.push_back(
      {&kTakeTwoSeqs,
       {tenant, session, seen, question.epoch, now, ai::to_json(answer.dialogue), blob_of(message.client_id)}});
  set.push_back({&kInsertAnswered,
                 {tenant, session, asked, last_seq, blob_of(message.client_id), message.text, now, answer.intent,
                  text_or_null(answer.entities)}});
  set.push_back(
      {&kInsertAnswer, {tenant, session, answered, last_seq, answer.text, now, asked, text_or_null(answer.parts)}});
  set.push_back({&kRevisionTaken, {tenant, session}});
  return set;
}

WriteSet as_one(const ai::Foreseen& foreseen, const chat::NewMessage& message, const ai::Answer& answer, UnixMs now) {
  const auto& question = foreseen.question;
  WriteSet set;
  set.push_back({&kStoreExchange,
                 {question.caller.tenant.value, message.session.value, foreseen.last_seq, question.epoch, now,
                  ai::to_json(answer.dialogue), question.message.value, blob_of(message.client_id), message.text,
                  answer.intent, text_or_null(answer.entities), answer.text, text_or_null(answer.parts)}});
  return set;
}

}  // namespace

std::span<const Statement* const> exchange_statements() {
  static constexpr const Statement* kAll[] = {&kForesee,      &kTakeTwoSeqs,   &kInsertAnswered,
                                              &kInsertAnswer, &kRevisionTaken, &kStoreExchange};
  return kAll;
}

Task<std::optional<ai::Foreseen>> ExchangeStore::foresee(Caller caller, const chat::NewMessage& message,
                                                         UnixMs idle_since) {
  const auto rows = co_await database_.read(kForesee, {caller.tenant.value, message.session.value, caller.contact.value,
                                                       idle_since, blob_of(message.client_id)});
  if (rows.empty()) co_return std::nullopt;
  const auto& row = rows.front();
  const auto last_seq = row.integer(4);
  ai::Question question{caller,        message_id(message.session, last_seq + 1),
                        message.text,  row.text(0),
                        row.text(1),   ai::dialogue_from(row.text(2)),
                        row.integer(3)};
  co_return ai::Foreseen{std::move(question), last_seq, now_ms()};
}

Task<std::optional<chat::Exchange>> ExchangeStore::store(const ai::Foreseen& foreseen, const chat::NewMessage& message,
                                                         const ai::Answer& answer, UnixMs now) {
  const auto& [question, seen, seen_at] = foreseen;
  const std::int64_t asked = question.message.value, answered = asked + 1;
  const auto rows =
      co_await database_.write(database_.dialect() == Dialect::postgres ? as_one(foreseen, message, answer, now)
                                                                        : as_three(foreseen, message, answer, now));
  if (rows.back().empty()) co_return std::nullopt;
  const auto revision = rows.back().back().integer(0);
  chat::Exchange out;
  out.question.id = question.message;
  out.question.revision = revision - 1;
  out.question.client_id = message.client_id;
  out.question.sender_type = chat::SenderType::customer;
  out.question.sender_id = question.caller.contact.value;
  out.question.text = message.text;
  out.question.created_at = now;
  out.answer.id = {answered};
  out.answer.revision = revision;
  out.answer.sender_type = chat::SenderType::bot;
  out.answer.text = answer.text;
  out.answer.parts = answer.parts;
  out.answer.created_at = now;
  out.answer.reply_to = question.message;
  co_return out;
}

}  // namespace parlance::store
