#pragma once
#include "ai/reply.hpp"
#include "ai/turn/draft.hpp"
#include "ai/turn/extraction.hpp"
#include "ai/turn/history.hpp"
#include "ai/turn/models.hpp"
#include "ai/turn/trace.hpp"
#include "base/trace.hpp"

namespace parlance::ai {

// One answer by a company's models: what they are told, the tools they call, and what became of it.
class ModelTurn {
 public:
  static constexpr int kMaxRounds = 8;               // of tools; then the embedded engine answers
  static constexpr std::size_t kMaxCallsARound = 8;  // further ones are told so

  ModelTurn(Loop& loop, Turn& turn, Models& models, std::shared_ptr<const Settings> settings, Draft& draft,
            Cancellation& cancellation)
      : loop_(loop),
        turn_(turn),
        models_(models),
        settings_(std::move(settings)),
        chain_(models.chain(*settings_)),
        draft_(draft),
        cancellation_(cancellation),
        trace_(Trace::of(turn.question.traceparent)) {}

  // Fills in the turn's answer. False: no model answered, and nothing of what was shown holds. Either way the answer
  // has what was spent on it.
  Task<bool> answer();

 private:
  enum class Round { more, done, failed };

  bool may_go_again() const;

  Task<bool> may_spend();
  // Nothing where nothing is left to ask once it is clean.
  Task<std::optional<model::Request>> first_request(std::int64_t history_tokens);
  Task<bool> ask(std::int64_t history_tokens);
  Task<bool> go_through_rounds(model::Request request);
  Task<Round> go_round(model::Request& request, bool may_call_tools);
  Task<bool> run_tools(model::Request& request, const model::Reply& reply);
  bool finish(std::string_view engine);
  bool interrupted();
  void begin_extraction();
  Task<> settle_intent();

  Loop& loop_;
  Turn& turn_;
  Models& models_;
  std::shared_ptr<const Settings> settings_;
  model::Chain chain_;
  Draft& draft_;
  Cancellation& cancellation_;
  const Trace trace_;
  model::Course course_{};
  std::vector<ToolRun> tools_;
  std::vector<Hidden> hidden_;
  std::optional<Extraction> extraction_;
  bool proposed_ = false;
};

}  // namespace parlance::ai
