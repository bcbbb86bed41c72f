#include "ai/turn/model_turn.hpp"

#include "ai/prompt/masking.hpp"
#include "ai/prompt/template.hpp"
#include "ai/tools/tools.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/utf8.hpp"

namespace parlance::ai {
namespace {

constexpr std::int64_t kRecentMessages = 100;
constexpr std::size_t kPromptTickets = 5;
constexpr std::int64_t kShorterHistory = 4;  // a part of it, where a model finds the whole too long

std::vector<Hidden> hidden_of(const Settings& settings, const crm::Contact* contact) {
  std::vector<Hidden> out;
  if (contact && !settings.send_name && contact->name) out = hide_name(*contact->name);
  if (contact && !settings.send_email && contact->email) out.push_back(hide_email(*contact->email));
  return out;
}

std::string listed(const std::vector<crm::Ticket>& tickets) {
  std::string out;
  for (const auto& t : tickets | std::views::take(kPromptTickets))
    out += fmt::format("{}#{} '{}' ({})", out.empty() ? "" : ", ", t.id.value, t.title, t.status);
  return out.empty() ? "none" : out;
}

// What the customer wanted, as the tools that it took show.
std::string_view intent_by(const std::vector<ToolRun>& tools) {
  struct Row {
    std::string_view tool, intent;
  };
  constexpr Row kRows[] = {
      {"escalate_to_human", nlu::intent::kHuman},   {"create_ticket", nlu::intent::kCreateTicket},
      {"cancel_order", nlu::intent::kCancelOrder},  {"comment_ticket", nlu::intent::kTicketStatus},
      {"close_ticket", nlu::intent::kTicketStatus}, {"ticket_lookup", nlu::intent::kTicketStatus},
      {"list_tickets", nlu::intent::kTicketStatus}, {"order_status", nlu::intent::kOrderStatus},
      {"list_orders", nlu::intent::kOrderStatus},   {"list_transactions", nlu::intent::kAccountInfo},
      {"account_info", nlu::intent::kAccountInfo},  {"search_knowledge_base", nlu::intent::kKnowledge}};
  for (const auto& row : kRows)
    if (std::ranges::find(tools, row.tool, &ToolRun::name) != tools.end()) return row.intent;
  return {};
}

// What is to be confirmed is read whole, however much a model says before it.
std::string before_read_back(std::string_view said, std::string_view read_back) {
  constexpr std::string_view kGap = "\n\n", kCut = " …";
  if (said.empty()) return std::string(read_back);
  const auto room = chat::kMaxMessageBytes - std::min(chat::kMaxMessageBytes, read_back.size() + kGap.size());
  if (said.size() <= room) return fmt::format("{}{}{}", said, kGap, read_back);
  return fmt::format("{}{}{}{}", clip(said, room - std::min(room, kCut.size())), kCut, kGap, read_back);
}

std::int64_t took_us(metrics::Clock::time_point since) {
  return std::chrono::duration_cast<std::chrono::microseconds>(metrics::Clock::now() - since).count();
}

}  // namespace

Task<bool> ModelTurn::may_spend() {
  const auto& s = *settings_;
  if (s.tokens_per_day == 0 && s.customer_tokens_per_day == 0 && s.cents_per_day == 0) co_return true;
  const auto used = co_await models_.usage.usage_of_day(turn_.question.caller, day_of(turn_.now));
  if (!is_used_up(s, used)) co_return true;
  log::warn("model_budget_used_up", {{"tenant", turn_.question.caller.tenant.value}});
  co_return false;
}

Task<std::optional<model::Request>> ModelTurn::first_request(std::int64_t history_tokens) {
  const auto& question = turn_.question;
  const auto contact = co_await turn_.crm.contact(question.caller);
  const auto account = co_await turn_.crm.account(question.caller);
  const auto tickets = co_await turn_.crm.tickets(question.caller);
  hidden_ = hidden_of(*settings_, contact ? &*contact : nullptr);
  auto history =
      history_of(co_await turn_.store.recent(question.caller, chat::session_of(question.message), kRecentMessages),
                 question, hidden_, history_tokens);
  if (history.messages.empty()) co_return std::nullopt;
  const auto clean = [&](std::string_view text) { return masked(without_hidden(text), hidden_); };
  PromptValues values{{"company_name", {settings_->company_name}},
                      {"account_status", {account ? clean(account->status) : ""}},
                      {"recent_tickets", {clean(listed(tickets))}},
                      {"earlier", {std::move(history.earlier)}},
                      {"now", {to_rfc3339(turn_.now)}},
                      {"language", {question.locale}},
                      {"actions", {tools::listed(), false}},
                      {"message", {history.messages.back().text}}};
  if (settings_->send_name && contact && contact->name) values["customer_name"] = {*contact->name};
  if (settings_->send_email && contact && contact->email) values["customer_email"] = {*contact->email};
  model::Request request{
      .system = render(settings_->prompt.empty() ? kDefaultPrompt : std::string_view(settings_->prompt), values),
      .messages = std::move(history.messages),
      .tools = tools::descriptions(),
      .max_output_tokens = models_.options.max_output_tokens,
      .traceparent = trace_.traceparent()};
  co_return request;
}

// A model that finds the conversation too long is told less of it, where nothing has come of it yet.
bool ModelTurn::may_go_again() const {
  return tools_.empty() && draft_.text().empty() && !cancellation_.asked() &&
         std::ranges::any_of(course_.stumbles, [](const auto& s) { return s.kind == model::FailureKind::too_long; });
}

Task<bool> ModelTurn::ask(std::int64_t history_tokens) {
  auto request = co_await first_request(history_tokens);
  if (!request) co_return false;
  if (!extraction_) begin_extraction();
  co_return co_await go_through_rounds(std::move(*request));
}

Task<bool> ModelTurn::answer() {
  course_.latest = chain_.deadline();
  bool answered = false;
  if (chain_.empty()) co_return false;
  if (co_await may_spend()) {
    answered = co_await ask(models_.options.history_tokens);
    if (!answered && may_go_again()) answered = co_await ask(models_.options.history_tokens / kShorterHistory);
  }
  if (answered) co_await settle_intent();
  if (extraction_ && !answered) co_await extraction_->end();
  if (extraction_) std::ranges::copy(extraction_->course().spent, std::back_inserter(course_.spent));
  if (!answered) turn_.parts.clear();
  turn_.answer.spent = course_.spent;
  turn_.answer.trace = trace_json(answered ? chain_.name(course_.at) : "embedded", trace_, *settings_, tools_, course_);
  co_return answered;
}

Task<bool> ModelTurn::go_through_rounds(model::Request request) {
  for (int round = 0; round <= kMaxRounds; ++round) {
    const auto next = co_await go_round(request, round < kMaxRounds);
    if (next == Round::done) co_return true;
    if (next == Round::failed) co_return false;
  }
  std::unreachable();
}

Task<ModelTurn::Round> ModelTurn::go_round(model::Request& request, bool may_call_tools) {
  const auto outcome = co_await chain_.ask(request, course_, draft_, cancellation_);
  turn_.answer.spent = course_.spent;  // also for a turn that fails
  if (cancellation_.asked()) co_return interrupted() ? Round::done : Round::failed;
  if (!outcome) co_return Round::failed;
  if (outcome->stop == model::Stop::length) draft_.write(" …");
  draft_.end_round();
  const auto model = chain_.name(course_.at);
  if (outcome->calls.empty()) co_return finish(model) ? Round::done : Round::failed;
  if (!may_call_tools) {
    log::warn("model_called_tools_without_end", {{"model", model}});
    co_return Round::failed;
  }
  if (!co_await run_tools(request, *outcome)) co_return Round::more;
  co_return finish(model) ? Round::done : Round::failed;
}

// True: the customer was asked to confirm something, and the turn ends.
Task<bool> ModelTurn::run_tools(model::Request& request, const model::Reply& reply) {
  tools::Context context{turn_, settings_->send_name, settings_->send_email};
  model::Message said{.role = model::Role::assistant, .text = reply.text, .origin = reply.origin, .raw = reply.raw};
  model::Message results{.role = model::Role::tools};
  for (const auto& call : reply.calls) {
    said.calls.push_back({call.id, call.name, tools::sound_arguments(call)});
    // What the vendor wrote goes back to it unless that is unsound.
    if (said.calls.back().arguments != call.arguments) said.origin = {}, said.raw = {};
    if (results.results.size() >= kMaxCallsARound) {
      results.results.push_back({call.id, call.name, R"({"error":"too many calls at once"})", true});
      continue;
    }
    const auto start = metrics::Clock::now();
    auto ran = co_await tools::run(context, call);
    tools_.push_back({call.name, call.arguments, ran.result.content, ran.result.failed, took_us(start)});
    turn_.did(call.name, std::string(clip(call.arguments, kMaxTracedResultBytes)));
    results.results.push_back({call.id, call.name, masked_json(ran.result.content, hidden_), ran.result.failed});
    if (ran.proposed) {
      proposed_ = true;
      co_return true;  // one change at a time
    }
  }
  request.messages.push_back(std::move(said));
  request.messages.push_back(std::move(results));
  co_return false;
}

// False: there is nothing to say.
bool ModelTurn::finish(std::string_view engine) {
  auto text = std::string(trim(draft_.text()));
  if (proposed_) text = before_read_back(text, turn_.answer.text);
  if (text.empty()) {
    course_.stumbles.push_back({engine, model::FailureKind::garbage});
    return false;
  }
  if (!proposed_) turn_.dialogue.settle();
  turn_.say(std::move(text));
  return true;
}

// What was shown is the answer.
bool ModelTurn::interrupted() {
  auto text = std::string(trim(draft_.text()));
  if (text.empty()) return false;
  turn_.dialogue.settle();
  turn_.say(std::move(text));
  turn_.answer.interrupted = true;
  return true;
}

void ModelTurn::begin_extraction() {
  const auto guess = turn_.understood.guess();
  if (guess.confidence < kSure || guess.intent == nlu::intent::kOutOfScope)
    extraction_.emplace(loop_, chain_, turn_.question.text, masked(without_hidden(turn_.question.text), hidden_),
                        trace_.traceparent());
}

// By what the tools were used for; where none was, by what was understood of the message, here or by a model.
Task<> ModelTurn::settle_intent() {
  auto& answer = turn_.answer;
  const auto guess = turn_.understood.guess();
  const auto by_tools = intent_by(tools_);
  answer.intent = by_tools.empty() ? guess.intent : by_tools;
  answer.confidence = by_tools.empty() ? guess.confidence : 1;
  if (!extraction_) co_return;
  const auto extracted = co_await extraction_->take();
  if (!extracted) co_return;
  if (by_tools.empty()) answer.intent = extracted->intent;
  for (const auto& entity : extracted->entities)
    if (!nlu::first(turn_.understood.entities, entity.type)) turn_.understood.entities.push_back(entity);
}

}  // namespace parlance::ai
