#include "store/chat_store.hpp"

#include "ai/dialogue.hpp"
#include "base/json/writer.hpp"
#include "store/catalogue.hpp"
#include "store/chat_rows.hpp"

namespace parlance::store {
namespace {

using chat::kMaxSeq;
using chat::message_id;

static_assert(kMaxSeq == 1048575 && chat::kMaxQuestionSeq == 948574, "the statements below carry these numbers");

constexpr Statement kCreateSession{"create_session", R"(
INSERT INTO chat_sessions (contact_id, tenant_id, started_at, last_message_at, locale, page_url, dialogue)
VALUES (?2, ?1, ?3, ?3, coalesce(?4, (SELECT locale FROM contacts WHERE tenant_id = ?1 AND id = ?2), 'en'), ?5, ?6)
RETURNING )" SESSION_COLUMNS};

constexpr Statement kFindSession{"find_session",
                                 "SELECT " SESSION_COLUMNS
                                 " FROM chat_sessions WHERE tenant_id = ?1 AND contact_id = ?2 AND id = ?3"};

constexpr Statement kListSessions{
    "list_sessions",
    "SELECT " SESSION_COLUMNS " FROM chat_sessions WHERE tenant_id = ?1 AND contact_id = ?2 ORDER BY id DESC LIMIT ?3"};

constexpr Statement kHistoryUp{
    "history_up",
    "SELECT " MESSAGE_COLUMNS
    " FROM chat_messages WHERE tenant_id = ?1 AND id > ?2 AND id < ?3 AND session_id = ?5 ORDER BY id LIMIT ?4"};
constexpr Statement kHistoryDown{
    "history_down",
    "SELECT " MESSAGE_COLUMNS
    " FROM chat_messages WHERE tenant_id = ?1 AND id > ?2 AND id < ?3 AND session_id = ?5 ORDER BY id DESC LIMIT ?4"};

constexpr Statement kChangedMessages{"changed_messages", "SELECT " MESSAGE_COLUMNS R"( FROM chat_messages
WHERE tenant_id = ?1 AND id > ?2 AND id < ?3 AND session_id = ?7 AND revision > ?4 AND revision <= ?5 ORDER BY id LIMIT ?6)"};

// ?1: a JSON array of ids.
constexpr Statement kLiveRevisions{
    "live_revisions", "SELECT id, revision FROM chat_sessions WHERE id IN (SELECT value FROM json_each(?1))",
    Scope::crossing, 2000,
    "SELECT id, revision FROM chat_sessions WHERE id = ANY (ARRAY(SELECT CAST(value AS BIGINT) FROM "
    "json_array_elements_text(CAST(?1 AS JSON))))"};

constexpr Statement kTakeSeq{"take_seq", R"(
UPDATE chat_sessions SET last_seq = last_seq + 1, revision = revision + 1, last_message_at = ?5
WHERE id = ?2 AND tenant_id = ?1 AND contact_id = ?3 AND status <> 2 AND last_message_at >= ?6 AND last_seq < 948574
  AND NOT EXISTS (SELECT 1 FROM chat_messages WHERE tenant_id = ?1 AND session_id = ?2 AND client_id = ?4)
  AND ?7 > (SELECT count(*) FROM chat_messages w WHERE w.tenant_id = ?1 AND w.pending = 1 AND w.id BETWEEN ?2 * 1048576 AND ?2 * 1048576 + 1048575))"};

// Every seq up to last_seq has its message, so this finds its place free exactly when kTakeSeq took it in the same set.
constexpr Statement kInsertQuestion{"insert_question", R"(
INSERT INTO chat_messages (id, session_id, tenant_id, revision, client_id, sender_type, sender_id, message_text, created_at, pending)
SELECT id * 1048576 + last_seq, id, tenant_id, revision, ?4, 0, contact_id, ?5, ?6, CASE WHEN status = 0 AND agent_id IS NULL THEN 1 ELSE 0 END
FROM chat_sessions WHERE id = ?2 AND tenant_id = ?1 AND contact_id = ?3 AND last_seq > 0
ON CONFLICT DO NOTHING RETURNING )" MESSAGE_COLUMNS};

constexpr Statement kFindByClientId{"find_by_client_id",
                                    "SELECT " MESSAGE_COLUMNS
                                    " FROM chat_messages WHERE tenant_id = ?1 AND session_id = ?2 AND client_id = ?3"};

constexpr Statement kMarkRead{"mark_read", R"(
UPDATE chat_sessions SET read_customer = ?4, revision = revision + 1, own_revision = revision + 1
WHERE tenant_id = ?1 AND contact_id = ?2 AND id = ?3 AND read_customer < ?4 AND last_seq >= ?4 RETURNING )" SESSION_COLUMNS};

constexpr Statement kCloseIdle{"close_idle", R"(
UPDATE chat_sessions SET status = 2, revision = revision + 1, own_revision = revision + 1, epoch = epoch + 1
WHERE tenant_id = ?1 AND contact_id = ?2 AND id = ?3 AND status = 0 AND last_message_at < ?4
  AND NOT EXISTS (SELECT 1 FROM chat_messages WHERE tenant_id = ?1 AND id > chat_sessions.id * 1048576 AND id < (chat_sessions.id + 1) * 1048576 AND pending = 1)
RETURNING )" SESSION_COLUMNS};

std::vector<chat::Message> messages_from(const Rows& rows) {
  std::vector<chat::Message> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(message_from(row));
  return out;
}

std::optional<chat::Session> one_session(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(session_from(rows.front()));
}

std::int64_t below_first(chat::SessionId id, std::int64_t after_seq) {
  return message_id(id, std::clamp<std::int64_t>(after_seq, 0, kMaxSeq)).value;
}
std::int64_t beyond_last(chat::SessionId id) { return message_id({id.value + 1}, 0).value; }

}  // namespace

std::span<const Statement* const> chat_statements() {
  static constexpr const Statement* kAll[] = {&kCreateSession,  &kFindSession,     &kListSessions, &kHistoryUp,
                                              &kHistoryDown,    &kChangedMessages, &kTakeSeq,      &kInsertQuestion,
                                              &kFindByClientId, &kMarkRead,        &kCloseIdle,    &kLiveRevisions};
  return kAll;
}

Task<chat::Session> ChatStore::create_session(Caller caller, chat::NewSession wanted, UnixMs now) {
  const auto text = [](std::string& s) { return s.empty() ? Value() : Value(std::move(s)); };
  // Where the customer is, is the first that is known of the conversation.
  ai::Dialogue beginning;
  beginning.zone = std::move(wanted.zone);
  auto dialogue = beginning.zone.empty() ? std::string() : ai::to_json(beginning);
  WriteSet set;
  set.push_back({&kCreateSession,
                 {caller.tenant.value, caller.contact.value, now, text(wanted.locale), text(wanted.page_url),
                  std::move(dialogue)}});
  const auto rows = co_await database_.write(std::move(set));
  co_return session_from(rows[0].at(0));
}

Task<std::optional<chat::Session>> ChatStore::find_session(Caller caller, chat::SessionId id) {
  co_return one_session(co_await database_.read(kFindSession, {caller.tenant.value, caller.contact.value, id.value}));
}

Task<std::vector<chat::Session>> ChatStore::list_sessions(Caller caller, std::int64_t limit) {
  std::vector<chat::Session> out;
  for (const auto& row : co_await database_.read(kListSessions, {caller.tenant.value, caller.contact.value, limit}))
    out.push_back(session_from(row));
  co_return out;
}

Task<std::optional<chat::History>> ChatStore::history(Caller caller, chat::SessionId id, chat::Page page) {
  if (!co_await find_session(caller, id)) co_return std::nullopt;
  const bool up = page.after_seq.has_value();
  const auto low = below_first(id, page.after_seq.value_or(0));
  const auto high =
      page.before_seq ? message_id(id, std::clamp<std::int64_t>(*page.before_seq, 0, kMaxSeq)).value : beyond_last(id);
  // One more than asked tells whether there is more.
  auto messages = messages_from(co_await database_.read(up ? kHistoryUp : kHistoryDown,
                                                        {caller.tenant.value, low, high, page.limit + 1, id.value}));
  chat::History out;
  out.has_more = static_cast<std::int64_t>(messages.size()) > page.limit;
  if (out.has_more) messages.pop_back();
  if (!up) std::ranges::reverse(messages);
  out.messages = std::move(messages);
  co_return out;
}

Task<std::optional<chat::Changes>> ChatStore::changes_after(Caller caller, chat::SessionId id, std::int64_t revision,
                                                            std::int64_t limit) {
  auto session = co_await find_session(caller, id);
  if (!session) co_return std::nullopt;
  chat::Changes out;
  out.up_to = session->revision;
  if (revision >= session->revision) co_return out;
  // A message takes a revision and most keep it, so at most this many of the last ones are newer.
  const auto first = below_first(id, session->last_seq - (session->revision - revision));
  out.messages =
      messages_from(co_await database_.read(kChangedMessages, {caller.tenant.value, first, beyond_last(id), revision,
                                                               session->revision, limit + 1, id.value}));
  if (static_cast<std::int64_t>(out.messages.size()) > limit) {
    out.messages.pop_back();
    out.up_to = out.messages.back().revision;
    out.complete = false;
  } else if (session->own_revision > revision) {
    out.session = std::move(session);
  }
  co_return out;
}

Task<std::vector<chat::Standing>> ChatStore::standings(const std::vector<chat::SessionId>& sessions) {
  std::string ids;
  json::Writer list(ids);
  list.open('[');
  for (const auto session : sessions) list.integer(session.value);
  list.close(']');
  std::vector<chat::Standing> out;
  for (const auto& row : co_await database_.read(kLiveRevisions, {std::move(ids)}))
    out.push_back({{row.integer(0)}, row.integer(1)});
  co_return out;
}

Task<Result<chat::Appended>> ChatStore::append_message(Caller caller, const chat::NewMessage& message, UnixMs now,
                                                       chat::AppendLimits limits) {
  const auto client_id = blob_of(message.client_id);
  WriteSet set;
  set.push_back({&kTakeSeq,
                 {caller.tenant.value, message.session.value, caller.contact.value, client_id, now, limits.idle_since,
                  limits.max_unanswered}});
  set.push_back({&kInsertQuestion,
                 {caller.tenant.value, message.session.value, caller.contact.value, client_id, message.text, now}});
  const auto rows = co_await database_.write(std::move(set));
  if (!rows[1].empty()) co_return chat::Appended{message_from(rows[1][0]), true};
  co_return co_await why_refused(caller, message, limits.idle_since);
}

Task<Result<chat::Appended>> ChatStore::why_refused(Caller caller, const chat::NewMessage& message, UnixMs idle_since) {
  const auto session = co_await find_session(caller, message.session);
  if (!session) co_return fail(kNotFound, "There is no such session.");
  const auto stored = co_await database_.read(kFindByClientId,
                                              {caller.tenant.value, message.session.value, blob_of(message.client_id)});
  if (!stored.empty()) {
    auto earlier = message_from(stored[0]);
    if (earlier.text == message.text) co_return chat::Appended{std::move(earlier), false};
    co_return fail(chat::kClientIdReused,
                   "This `client_id` was used in this session for a message with another text; take a new one.",
                   "/client_id");
  }
  if (session->status == chat::SessionStatus::closed || session->last_message_at < idle_since)
    co_return fail(chat::kSessionClosed, "This conversation is closed; start a new one.");
  if (session->last_seq < chat::kMaxQuestionSeq)
    co_return fail(kOverloaded, "Too many of this session's messages wait for their answer; wait for one.", {},
                   chat::kBusyRetryMs);
  co_return fail(chat::kSessionFull, "This conversation has as many messages as one can hold; start a new one.");
}

Task<std::optional<chat::Session>> ChatStore::mark_read(Caller caller, chat::SessionId id, std::int64_t seq) {
  WriteSet set;
  set.push_back({&kMarkRead, {caller.tenant.value, caller.contact.value, id.value, seq}});
  const auto rows = co_await database_.write(std::move(set));
  co_return one_session(rows[0]);
}

Task<std::optional<chat::Session>> ChatStore::close_idle(Caller caller, chat::SessionId id, UnixMs idle_since) {
  WriteSet set;
  set.push_back({&kCloseIdle, {caller.tenant.value, caller.contact.value, id.value, idle_since}});
  const auto rows = co_await database_.write(std::move(set));
  co_return one_session(rows[0]);
}

}  // namespace parlance::store
