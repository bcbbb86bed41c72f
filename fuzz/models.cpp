#include "ai/model/reading_probe.hpp"
#include "ai/prompt/masking.hpp"
#include "ai/prompt/template.hpp"
#include "base/utf8.hpp"
#include "vendors/anthropic/wire.hpp"
#include "vendors/gemini/wire.hpp"
#include "vendors/openai/chat_wire.hpp"
#include "vendors/openai/responses_wire.hpp"

// What vendors stream, whatever it is, read in one piece and in two; their errors; and what a customer writes, masked
// and put in a template.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parlance;
  static const openai::ChatWire chat({});
  static const openai::ResponsesWire responses({});
  static const anthropic::Wire messages({});
  static const gemini::Wire content({});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cut = text.size() / 2;
  for (const ai::model::Wire* wire :
       {static_cast<const ai::model::Wire*>(&chat), static_cast<const ai::model::Wire*>(&responses),
        static_cast<const ai::model::Wire*>(&messages), static_cast<const ai::model::Wire*>(&content)}) {
    const auto whole = ai::model::testing::read_stream(*wire, {text});
    const auto halves = ai::model::testing::read_stream(*wire, {text.substr(0, cut), text.substr(cut)});
    if (whole.shown != halves.shown || whole.outcome.has_value() != halves.outcome.has_value()) __builtin_trap();
    (void)wire->failure({500, {{"retry-after", std::string(text.substr(0, 30))}}}, text);
  }
  if (!is_utf8(text)) return 0;
  auto hidden = ai::hide_name("Maya O'Neil");
  hidden.push_back(ai::hide_email("maya@acme.example"));
  if (!is_utf8(ai::masked(ai::without_hidden(text), hidden))) __builtin_trap();
  if (!is_utf8(ai::masked_json(text, hidden))) __builtin_trap();
  if (!ai::fault_in_template(text)) (void)ai::render(text, {{"message", {std::string(text), true}}});
  return 0;
}
