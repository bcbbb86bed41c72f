#include "ai/answers/answers.hpp"
#include "ai/nlu/language/detect.hpp"
#include "base/utf8.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kMaxPassageBytes = 700;
constexpr std::size_t kCited = 3;
constexpr double kAlike = 0.5;        // likeness at which a passage is about what is asked, whatever its words
constexpr double kCitedShare = 0.75;  // of the best hit's score

// A passage as a chat message: Markdown's emphasis gone, cut at a sentence where it is long.
std::string plain(std::string_view passage) {
  std::string out;
  for (std::size_t i = 0; i < passage.size(); ++i)
    if (!passage.substr(i).starts_with("**") && !(i > 0 && passage.substr(i - 1).starts_with("**")))
      out.push_back(passage[i]);
  if (out.size() <= kMaxPassageBytes) return out;
  const auto cut = clip(out, kMaxPassageBytes);
  const auto end = cut.find_last_of(".\n");
  return std::string(end == cut.npos ? cut : cut.substr(0, end + 1)) + " …";
}

// All that the title is about is said: "I want to cancel my subscription", of "Cancel your subscription".
bool names_title(const std::vector<Word>& said, std::string_view title) {
  constexpr std::size_t kLeastWords = 2;
  std::size_t told = 0;
  for (const auto& word : words(title)) {
    if (is_stop_word(word.text)) continue;
    if (std::ranges::find(said, stem(word.text), [](const Word& w) { return stem(w.text); }) == said.end())
      return false;
    ++told;
  }
  return told >= kLeastWords;
}

}  // namespace

Task<bool> answer_from_articles(Turn& turn, double least_coverage) {
  turn.did("search_knowledge_base", turn.question.text);
  const auto language = nlu::detect(turn.question.text);
  const auto hits = co_await turn.knowledge.find(turn.question.caller.tenant, turn.question.text, kCited,
                                                 language.reliable ? language.code : "");
  const auto best = std::ranges::find_if(hits, [&](const auto& hit) {
    return hit.tells || hit.coverage >= least_coverage || hit.likeness >= kAlike ||
           names_title(turn.understood.words, hit.title);
  });
  if (best == hits.end()) co_return false;
  turn.dialogue.settle();
  turn.say(Say::article, plain(best->passage), best->title);
  for (auto hit = best; hit != hits.end(); ++hit)
    if (hit->score >= best->score * kCitedShare) turn.parts.citation(*hit);
  co_return true;
}

}  // namespace parlance::ai
