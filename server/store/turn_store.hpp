#pragma once
#include "ai/ports.hpp"
#include "jobs/membership.hpp"
#include "store/database.hpp"

namespace parlance::store {

class TurnStore final : public ai::TurnStore {
 public:
  explicit TurnStore(Database& database) : database_(database) {}
  // Where several nodes share the database: questions are claimed in this one's name. Before any use.
  void work_as(jobs::NodeId node) { node_ = node; }

  Task<std::optional<ai::Question>> load(Caller caller, chat::MessageId message) override;
  Task<std::optional<ai::Question>> rehearse(Caller caller, std::optional<chat::SessionId> session,
                                             std::string text) override;
  Task<std::vector<chat::Message>> recent(Caller caller, chat::SessionId session, std::int64_t limit) override;
  Task<std::optional<chat::Message>> commit(const ai::Question& question, const ai::Answer& answer,
                                            UnixMs now) override;
  Task<std::int64_t> begin_again(Caller caller, chat::MessageId message) override;
  Task<std::vector<ai::Unanswered>> unanswered(std::int64_t untouched_ms, std::int64_t limit) override;

 private:
  Database& database_;
  jobs::NodeId node_ = 0;
};

}  // namespace parlance::store
