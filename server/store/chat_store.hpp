#pragma once
#include "chat/ports.hpp"
#include "store/database.hpp"

namespace parlance::store {

class ChatStore final : public chat::Store {
 public:
  explicit ChatStore(Database& database) : database_(database) {}

  Task<chat::Session> create_session(Caller caller, chat::NewSession wanted, UnixMs now) override;
  Task<std::optional<chat::Session>> find_session(Caller caller, chat::SessionId id) override;
  Task<std::vector<chat::Session>> list_sessions(Caller caller, std::int64_t limit) override;
  Task<std::optional<chat::History>> history(Caller caller, chat::SessionId id, chat::Page page) override;
  Task<std::optional<chat::Changes>> changes_after(Caller caller, chat::SessionId id, std::int64_t revision,
                                                   std::int64_t limit) override;
  Task<std::vector<chat::Standing>> standings(const std::vector<chat::SessionId>& sessions) override;
  Task<Result<chat::Appended>> append_message(Caller caller, const chat::NewMessage& message, UnixMs now,
                                              chat::AppendLimits limits) override;
  Task<std::optional<chat::Session>> mark_read(Caller caller, chat::SessionId id, std::int64_t seq) override;
  Task<std::optional<chat::Session>> close_idle(Caller caller, chat::SessionId id, UnixMs idle_since) override;

 private:
  Task<Result<chat::Appended>> why_refused(Caller caller, const chat::NewMessage& message, UnixMs idle_since);

  Database& database_;
};

}  // namespace parlance::store
