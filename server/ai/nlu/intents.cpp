#include "ai/nlu/intents.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kMaxGap = 3;
constexpr std::size_t kMaxWords =
    256;  // an intent shows in a message's first and last words; a pasted log has thousands

using WordId = std::uint32_t;

struct Element {
  std::vector<WordId> words;  // empty: a gap
};

struct Compiled {
  const Cue* cue;
  std::vector<Element> elements;
  bool from_start = false, to_end = false;
};

// All cues with their words as numbers, and for each word the cues that begin with it.
class Matcher {
 public:
  Matcher() {
    for (const auto& cue : kCues) add(cue);
  }

  std::vector<WordId> ids(const std::vector<Word>& words) const {
    std::vector<WordId> out;
    for (const auto& word : words) {
      const auto found = ids_.find(word.text);
      out.push_back(found == ids_.end() ? 0 : found->second);
    }
    if (out.size() > kMaxWords) out.erase(out.begin() + kMaxWords / 2, out.end() - kMaxWords / 2);
    return out;
  }

  template <class Found>
  void match(const std::vector<WordId>& ids, Found found) const {
    std::vector<bool> done(compiled_.size());
    for (std::size_t at = 0; at < ids.size(); ++at) {
      const auto starts = by_first_.find(ids[at]);
      if (ids[at] == 0 || starts == by_first_.end()) continue;
      for (const auto index : starts->second) {
        const auto& compiled = compiled_[index];
        if (done[index] || (compiled.from_start && at != 0) || !matches(compiled, 0, ids, at)) continue;
        done[index] = true;
        found(*compiled.cue);
      }
    }
  }

 private:
  void add(const Cue& cue) {
    Compiled compiled{&cue, {}};
    auto rest = cue.pattern;
    while (!rest.empty()) {
      const auto space = std::min(rest.find(' '), rest.size());
      const auto token = rest.substr(0, space);
      rest.remove_prefix(std::min(space + 1, rest.size()));
      if (token == "^")
        compiled.from_start = true;
      else if (token == "$")
        compiled.to_end = true;
      else
        compiled.elements.push_back(element(token));
    }
    for (const auto id : compiled.elements.at(0).words) by_first_[id].push_back(compiled_.size());
    compiled_.push_back(std::move(compiled));
  }

  Element element(std::string_view token) {
    Element out;
    if (token == "_") return out;
    while (!token.empty()) {
      const auto bar = std::min(token.find('|'), token.size());
      out.words.push_back(
          ids_.try_emplace(std::string(token.substr(0, bar)), static_cast<WordId>(ids_.size() + 1)).first->second);
      token.remove_prefix(std::min(bar + 1, token.size()));
    }
    return out;
  }

  static bool matches(const Compiled& compiled, std::size_t element, const std::vector<WordId>& ids, std::size_t at) {
    if (element == compiled.elements.size()) return !compiled.to_end || at == ids.size();
    const auto& wanted = compiled.elements[element].words;
    if (wanted.empty()) {
      for (std::size_t skip = 0; skip <= kMaxGap && at + skip <= ids.size(); ++skip)
        if (matches(compiled, element + 1, ids, at + skip)) return true;
      return false;
    }
    return at < ids.size() && std::ranges::find(wanted, ids[at]) != wanted.end() &&
           matches(compiled, element + 1, ids, at + 1);
  }

  std::unordered_map<std::string, WordId> ids_;
  std::vector<Compiled> compiled_;
  std::unordered_map<WordId, std::vector<std::size_t>> by_first_;
};

}  // namespace

std::vector<Guess> guess_intents(const std::vector<Word>& words) {
  static const Matcher matcher;
  struct Score {
    double sum = 0, best = 0;
    Topic topic = Topic::none;
  };
  std::map<std::string_view, Score> scores;
  matcher.match(matcher.ids(words), [&](const Cue& cue) {
    auto& score = scores[cue.intent];
    score.sum += cue.weight;
    if (cue.weight > score.best) score.best = cue.weight, score.topic = cue.topic;
  });
  std::vector<Guess> out;
  for (const auto& [intent, score] : scores)
    if (score.sum > 0) out.push_back({intent, 1 - std::exp(-score.sum * score.sum / 2), score.topic});
  std::ranges::sort(out, [](const Guess& a, const Guess& b) {
    return std::pair(-a.confidence, a.intent) < std::pair(-b.confidence, b.intent);
  });
  return out;
}

}  // namespace parlance::ai::nlu
