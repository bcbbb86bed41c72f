#include "store/turn_store.hpp"

#include "ai/usage.hpp"
#include "store/catalogue.hpp"
#include "store/chat_rows.hpp"

namespace parlance::store {
namespace {

// Every step of an answer's write asks this, and the last one ends it: so all of them write, or none does.
// ?1 tenant, ?2 session, ?3 question, ?4 epoch, ?5 the node at work, 0 where there is but one.
#define STILL_OPEN                                                                                       \
  "EXISTS (SELECT 1 FROM chat_messages q WHERE q.tenant_id = ?1 AND q.id = ?3 AND q.pending = 1) "       \
  "AND EXISTS (SELECT 1 FROM chat_sessions o WHERE o.tenant_id = ?1 AND o.id = ?2 AND o.epoch = ?4 AND " \
  "coalesce(o.worker, 0) = ?5)"

#define BY_THE_LIVING "(SELECT n.id FROM nodes n WHERE n.alive_until > db_now_ms())"

// A lease on the session: the node has it until the question is answered, or the node is dead. ?4 must be open.
constexpr Statement kClaim{"claim_session", R"(
UPDATE chat_sessions SET worker = ?3
WHERE tenant_id = ?1 AND id = ?2 AND (worker IS NULL OR worker = ?3 OR worker NOT IN )" BY_THE_LIVING R"()
  AND EXISTS (SELECT 1 FROM chat_messages q WHERE q.tenant_id = ?1 AND q.id = ?4 AND q.pending = 1)
RETURNING id)"};

// The oldest open question of the session of ?3, while that one is open itself.
constexpr Statement kLoadQuestion{"load_question", R"(
SELECT m.message_text, s.locale, c.name, s.dialogue, s.epoch, m.id, m.attempts, s.status
FROM chat_messages m JOIN chat_sessions s ON s.tenant_id = m.tenant_id AND s.id = m.session_id
JOIN contacts c ON c.tenant_id = s.tenant_id AND c.id = s.contact_id
WHERE m.tenant_id = ?1 AND s.contact_id = ?2 AND m.id > ?4 AND m.id <= ?3 AND m.pending = 1
  AND EXISTS (SELECT 1 FROM chat_messages q WHERE q.tenant_id = ?1 AND q.id = ?3 AND q.pending = 1)
ORDER BY m.id LIMIT 1)"};

constexpr Statement kRehearse{"rehearse", R"(
SELECT s.locale, c.name, s.dialogue, s.epoch FROM contacts c LEFT JOIN chat_sessions s ON s.tenant_id = c.tenant_id AND s.contact_id = c.id AND s.id = ?3
WHERE c.tenant_id = ?1 AND c.id = ?2)"};

constexpr Statement kRecent{
    "recent_messages",
    "SELECT " MESSAGE_COLUMNS
    R"( FROM chat_messages WHERE tenant_id = ?1 AND session_id = ?2 AND id > ?3 AND id < ?4 ORDER BY id DESC LIMIT ?5)"};

constexpr Statement kTakeReplySeq{"take_reply_seq", R"(
UPDATE chat_sessions SET last_seq = last_seq + 1, revision = revision + 1, last_message_at = ?6, dialogue = ?7
WHERE tenant_id = ?1 AND id = ?2 AND epoch = ?4 AND last_seq < 1048575 AND )" STILL_OPEN};

// From now on the session waits for a human: its messages are no questions any more.
constexpr Statement kHandOver{"turn_hand_over", R"(
UPDATE chat_sessions SET status = 1, revision = revision + 1, own_revision = revision + 1
WHERE tenant_id = ?1 AND id = ?2 AND epoch = ?4 AND status = 0 AND )" STILL_OPEN};

constexpr Statement kInsertReply{"insert_reply", R"(
INSERT INTO chat_messages (id, session_id, tenant_id, revision, sender_type, message_text, message_type, created_at, reply_to, parts, interrupted, ai_trace)
SELECT id * 1048576 + last_seq, id, tenant_id, revision, 1, ?7, ?8, ?6, ?3, ?9, ?10, ?11 FROM chat_sessions
WHERE tenant_id = ?1 AND id = ?2 AND last_seq > 0 AND )" STILL_OPEN R"(
ON CONFLICT DO NOTHING RETURNING )" MESSAGE_COLUMNS};

constexpr Statement kInsertTicket{"turn_insert_ticket", R"(
INSERT INTO tickets (tenant_id, contact_id, id, title, description, status, priority, created_at, updated_at, session_id)
SELECT ?1, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, ?2 WHERE )" STILL_OPEN};

// Also the proof that the ticket is this customer's.
constexpr Statement kTouchTicket{
    "turn_touch_ticket",
    "UPDATE tickets SET updated_at = ?8 WHERE tenant_id = ?1 AND contact_id = ?6 AND id = ?7 AND " STILL_OPEN};

constexpr Statement kInsertActivity{"turn_insert_activity", R"(
INSERT INTO activities (tenant_id, contact_id, ticket_id, session_id, type, body, created_at)
SELECT ?1, ?6, ?7, ?2, ?8, ?9, ?10 FROM tickets WHERE tenant_id = ?1 AND contact_id = ?6 AND id = ?7 AND )" STILL_OPEN};

constexpr Statement kCloseTicket{"turn_close_ticket", R"(
UPDATE tickets SET status = ?8, updated_at = ?9 WHERE tenant_id = ?1 AND contact_id = ?6 AND id = ?7 AND )" STILL_OPEN};

constexpr Statement kCancelOrder{"turn_cancel_order", R"(
UPDATE orders SET status = ?8 WHERE tenant_id = ?1 AND contact_id = ?6 AND id = ?7 AND )" STILL_OPEN};

constexpr Statement kInsertOrderActivity{"turn_insert_order_activity", R"(
INSERT INTO activities (tenant_id, contact_id, session_id, type, body, created_at)
SELECT ?1, ?6, ?2, ?8, ?9, ?10 FROM orders WHERE tenant_id = ?1 AND contact_id = ?6 AND id = ?7 AND )" STILL_OPEN};

// Counted with the answer, so that one which is refused is not counted twice.
constexpr Statement kSpend{"turn_spend", R"(
INSERT INTO model_usage (tenant_id, contact_id, day, model, input_tokens, output_tokens, cost_micros)
SELECT ?1, ?6, ?7, ?8, ?9, ?10, ?11 WHERE )" STILL_OPEN R"(
ON CONFLICT (tenant_id, day, contact_id, model) DO UPDATE SET input_tokens = model_usage.input_tokens + excluded.input_tokens,
  output_tokens = model_usage.output_tokens + excluded.output_tokens, cost_micros = model_usage.cost_micros + excluded.cost_micros)"};

constexpr Statement kEndQuestion{"end_question", R"(
UPDATE chat_messages SET pending = 0, ai_intent = ?6, ai_entities = ?7 WHERE tenant_id = ?1 AND id = ?3 AND )" STILL_OPEN};

// The last of an answer's steps: whoever has the session's next question, here or elsewhere, may claim it.
constexpr Statement kRelease{"release_session",
                             "UPDATE chat_sessions SET worker = NULL WHERE tenant_id = ?1 AND id = ?2 AND worker = ?3"};

constexpr Statement kBeginAgain{"begin_again", R"(
UPDATE chat_messages SET attempts = attempts + 1 WHERE tenant_id = ?1 AND id = ?2 AND pending = 1 RETURNING attempts)"};
// What nobody is at work on: claimed by a node that is dead, or by none for ?1 ms, which a node's clock that is wrong
// must not lengthen. Each company's first come first, so that one's flood does not hide another's question.
constexpr Statement kUnanswered{"unanswered", R"(
SELECT m.tenant_id, (SELECT s.contact_id FROM chat_sessions s WHERE s.tenant_id = m.tenant_id AND s.id = m.session_id), m.id,
  CASE WHEN m.worker IS NULL THEN 0 ELSE 1 END
FROM (SELECT q.tenant_id, q.session_id, q.id, q.created_at,
        (SELECT s.worker FROM chat_sessions s WHERE s.tenant_id = q.tenant_id AND s.id = q.session_id) AS worker
      FROM chat_messages q WHERE q.pending = 1) m
WHERE CASE WHEN m.worker IS NULL THEN m.created_at NOT BETWEEN db_now_ms() - ?1 AND db_now_ms() + ?1
  ELSE m.worker NOT IN )" BY_THE_LIVING R"( END
ORDER BY row_number() OVER (PARTITION BY m.tenant_id ORDER BY m.created_at, m.id), m.tenant_id LIMIT ?2)",
                                Scope::crossing, 30'000};

Fault held_elsewhere() {
  return Fault({kOverloaded, "Another server answers in this conversation.", {}, 0}, "the session is another node's");
}

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

class TurnWrite {
 public:
  TurnWrite(const ai::Question& q, std::int64_t worker, UnixMs now) : question_(q), worker_(worker), now_(now) {}

  void step(const Statement& statement, std::vector<Value> more) {
    std::vector<Value> values{question_.caller.tenant.value, chat::session_of(question_.message).value,
                              question_.message.value, question_.epoch, worker_};
    std::ranges::move(more, std::back_inserter(values));
    set_.push_back({&statement, std::move(values)});
  }

  void ticket(const ai::TicketWrite& w) {
    step(kInsertTicket, {contact(), w.id.value, w.ticket.title, w.ticket.description,
                         std::string(crm::kNewTicketStatus), w.ticket.priority, now_});
    step(kInsertActivity, {contact(), w.id.value, std::string("ticket_created"), w.ticket.title, now_});
  }

  void comment(const ai::CommentWrite& w) {
    step(kTouchTicket, {contact(), w.ticket.value, now_});
    step(kInsertActivity, {contact(), w.ticket.value, std::string("ticket_comment"), w.body, now_});
  }

  void close(crm::TicketId ticket) {
    step(kCloseTicket, {contact(), ticket.value, std::string(crm::kClosedTicketStatus), now_});
    step(kInsertActivity, {contact(), ticket.value, std::string("ticket_closed"), std::string(), now_});
  }

  void cancel(const ai::CancelWrite& w) {
    step(kCancelOrder, {contact(), w.order.value, std::string(crm::kCancellingOrderStatus)});
    step(kInsertOrderActivity,
         {contact(), w.order.value, std::string("order_cancellation_requested"), w.external_id, now_});
  }

  void spend(const ai::model::Spent& spent) {
    step(kSpend, {contact(), ai::day_of(now_), std::string(spent.model), spent.usage.input_tokens,
                  spent.usage.output_tokens, spent.cost_micros});
  }

  WriteSet take() {
    if (worker_ != 0)
      set_.push_back({&kRelease, {question_.caller.tenant.value, chat::session_of(question_.message).value, worker_}});
    return std::move(set_);
  }

 private:
  std::int64_t contact() const { return question_.caller.contact.value; }

  const ai::Question& question_;
  std::int64_t worker_;
  UnixMs now_;
  WriteSet set_;
};

}  // namespace

std::span<const Statement* const> turn_statements() {
  static constexpr const Statement* kAll[] = {
      &kClaim,        &kLoadQuestion, &kRehearse,       &kRecent,      &kTakeReplySeq, &kInsertReply,
      &kInsertTicket, &kTouchTicket,  &kInsertActivity, &kCloseTicket, &kCancelOrder,  &kInsertOrderActivity,
      &kSpend,        &kHandOver,     &kEndQuestion,    &kRelease,     &kBeginAgain,   &kUnanswered};
  return kAll;
}

Task<std::optional<ai::Question>> TurnStore::load(Caller caller, chat::MessageId message) {
  const auto session = chat::session_of(message);
  const std::vector<Value> question{caller.tenant.value, caller.contact.value, message.value,
                                    chat::message_id(session, 0).value};
  Rows rows;
  if (node_ == 0) {
    rows = co_await database_.read(kLoadQuestion, question);
  } else {
    WriteSet set;
    set.push_back({&kClaim, {caller.tenant.value, session.value, node_, message.value}});
    set.push_back({&kLoadQuestion, question});
    auto done = co_await database_.write(std::move(set));
    rows = std::move(done[1]);
    if (!rows.empty() && done[0].empty()) throw held_elsewhere();
  }
  if (rows.empty()) co_return std::nullopt;
  const auto& row = rows.front();
  ai::Question loaded{
      caller, {row.integer(5)}, row.text(0), row.text(1), row.text(2), ai::dialogue_from(row.text(3)), row.integer(4)};
  loaded.attempts = row.integer(6);
  loaded.is_waiting = row.integer(7) == static_cast<std::int64_t>(chat::SessionStatus::waiting);
  co_return loaded;
}

Task<std::optional<ai::Question>> TurnStore::rehearse(Caller caller, std::optional<chat::SessionId> session,
                                                      std::string text) {
  const auto rows =
      co_await database_.read(kRehearse, {caller.tenant.value, caller.contact.value, session ? session->value : 0});
  if (rows.empty() || (session && rows[0].is_null(3))) co_return std::nullopt;
  const auto& row = rows.front();
  co_return ai::Question{caller,          chat::message_id(session.value_or(chat::SessionId{}), 0),
                         std::move(text), row.text(0),
                         row.text(1),     ai::dialogue_from(row.text(2)),
                         row.integer(3)};
}

Task<std::vector<chat::Message>> TurnStore::recent(Caller caller, chat::SessionId session, std::int64_t limit) {
  std::vector<chat::Message> out;
  const auto low = chat::message_id(session, 0).value, high = chat::message_id({session.value + 1}, 0).value;
  for (const auto& row : co_await database_.read(kRecent, {caller.tenant.value, session.value, low, high, limit}))
    out.push_back(message_from(row));
  std::ranges::reverse(out);
  co_return out;
}

Task<std::optional<chat::Message>> TurnStore::commit(const ai::Question& question, const ai::Answer& answer,
                                                     UnixMs now) {
  TurnWrite write(question, node_, now);
  write.step(kTakeReplySeq, {now, ai::to_json(answer.dialogue)});
  write.step(kInsertReply, {now, answer.text, static_cast<std::int64_t>(answer.type), text_or_null(answer.parts),
                            std::int64_t{answer.interrupted}, text_or_null(answer.trace)});
  if (answer.ticket) write.ticket(*answer.ticket);
  if (answer.comment) write.comment(*answer.comment);
  if (answer.close) write.close(*answer.close);
  if (answer.cancel) write.cancel(*answer.cancel);
  if (answer.hand_over) write.step(kHandOver, {});
  for (const auto& spent : answer.spent) write.spend(spent);
  write.step(kEndQuestion, {answer.intent, text_or_null(answer.entities)});
  const auto rows = co_await database_.write(write.take());
  co_return rows[1].empty() ? std::nullopt : std::optional(message_from(rows[1][0]));
}

Task<std::int64_t> TurnStore::begin_again(Caller caller, chat::MessageId message) {
  WriteSet set;
  set.push_back({&kBeginAgain, {caller.tenant.value, message.value}});
  const auto rows = co_await database_.write(std::move(set));
  co_return rows[0].empty() ? 0 : rows[0][0].integer(0);
}

Task<std::vector<ai::Unanswered>> TurnStore::unanswered(std::int64_t untouched_ms, std::int64_t limit) {
  std::vector<ai::Unanswered> out;
  for (const auto& row : co_await database_.read(kUnanswered, {untouched_ms, limit}))
    out.push_back({{{row.integer(0)}, {row.integer(1)}}, {row.integer(2)}, row.integer(3) == 1});
  co_return out;
}

}  // namespace parlance::store
