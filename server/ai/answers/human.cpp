#include <fmt/format.h>

#include "ai/answers/answers.hpp"
#include "base/utf8.hpp"

namespace parlance::ai {
namespace {

constexpr std::int64_t kAttachedMessages = 50;

std::string transcript(const std::vector<chat::Message>& messages, std::string_view customer) {
  std::string out;
  for (const auto& m : messages)
    out += fmt::format("{}: {}\n", m.sender_type == chat::SenderType::customer ? customer : "Assistant", m.text);
  // The newest part is the one that matters where it is too long.
  if (out.size() <= crm::kMaxDescriptionBytes) return out;
  auto start = out.size() - crm::kMaxDescriptionBytes + 8;
  while (start < out.size() && (static_cast<unsigned char>(out[start]) & 0xC0) == 0x80) ++start;
  out = "…\n" + out.substr(start);
  return out;
}

}  // namespace

void propose_human(Turn& turn) {
  turn.dialogue.settle();
  turn.expect(Expecting::human_confirmation);
  turn.say(Say::human_ask);
  turn.offer({Say::yes_please, Say::no_thanks});
}

Task<> continue_human(Turn& turn) {
  if (turn.understood.act == nlu::SpeechAct::yes) co_return co_await answer_human(turn);
  turn.dialogue.settle();
  turn.say(Say::all_right_what_else);
}

Task<> answer_human(Turn& turn) {
  const auto& question = turn.question;
  turn.did("escalate_to_human");
  turn.dialogue.settle();
  if (turn.mode == Mode::quick) co_return turn.defer();
  if (turn.mode == Mode::rehearsal) co_return turn.say(Say::human_would);
  if (turn.dialogue.handoff != 0) co_return turn.say(Say::human_already, turn.dialogue.handoff);
  const auto session = chat::session_of(question.message);
  const auto name = question.customer_name.empty() ? turn.phrase(Say::a_customer) : question.customer_name;
  auto text = transcript(co_await turn.store.recent(question.caller, session, kAttachedMessages), name);
  if (text.empty()) text = question.text;
  auto ticket = crm::check_ticket(
      {std::string(clip(turn.phrase(Say::human_title, name), crm::kMaxTitleBytes)), std::move(text), {}, session});
  if (!ticket) co_return turn.say(Say::human_unreachable);
  const auto id = co_await turn.crm.reserve_ticket(question.caller.tenant);
  turn.dialogue.ticket = turn.dialogue.handoff = id.value;
  turn.dialogue.about_order = false;
  turn.say(Say::human_done, id.value);
  turn.parts.ticket(
      {id, ticket->title, "", std::string(crm::kNewTicketStatus), ticket->priority, std::nullopt, turn.now, turn.now});
  turn.answer.ticket = TicketWrite{id, std::move(*ticket)};
}

}  // namespace parlance::ai
