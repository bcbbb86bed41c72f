#include "ai/nlu/draft_change.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/speech_act.hpp"
#include "base/utf8.hpp"

namespace parlance::ai::nlu {
namespace {

using Field = DraftChange::Field;

constexpr std::size_t kMostWordsOfPriority = 8;

struct Noun {
  std::string_view word;
  Field field;
};
constexpr auto kNouns = std::to_array<Noun>({{"title", Field::title},
                                             {"subject", Field::title},
                                             {"titel", Field::title},
                                             {"betreff", Field::title},
                                             {"titulo", Field::title},
                                             {"asunto", Field::title},
                                             {"assunto", Field::title},
                                             {"titre", Field::title},
                                             {"objet", Field::title},
                                             {"description", Field::description},
                                             {"text", Field::description},
                                             {"beschreibung", Field::description},
                                             {"descripcion", Field::description},
                                             {"descricao", Field::description}});
struct Level {
  std::string_view word, name;
};
constexpr auto kLevels =
    std::to_array<Level>({{"low", "Low"},         {"lower", "Low"},       {"niedrig", "Low"},    {"niedrige", "Low"},
                          {"baja", "Low"},        {"baixa", "Low"},       {"basse", "Low"},      {"normal", "Normal"},
                          {"normale", "Normal"},  {"medium", "Normal"},   {"high", "High"},      {"higher", "High"},
                          {"hoch", "High"},       {"hohe", "High"},       {"alta", "High"},      {"haute", "High"},
                          {"urgent", "Urgent"},   {"dringend", "Urgent"}, {"urgente", "Urgent"}, {"critical", "Urgent"},
                          {"dringlich", "Urgent"}});
constexpr auto kPriority =
    std::to_array<std::string_view>({"priority", "prioritat", "prioridad", "prioridade", "priorite", "prio"});
// Between the field and what it shall be.
constexpr auto kLeads = std::to_array<std::string_view>(
    {"to", "should", "be",   "is",  "read", "say", "into", "auf",  "zu",   "in",  "soll", "sein", "ist",  "lauten",
     "a",  "por",    "debe", "ser", "sea",  "es",  "en",   "doit", "etre", "est", "par",  "para", "deve", "e"});
constexpr auto kBesidePriority = std::to_array<std::string_view>(
    {"make", "set",   "its", "as",   "at",  "its", "change", "with", "it",   "mit",  "setze", "avec", "mets",
     "con",  "ponlo", "com", "mude", "haz", "auf", "en",     "em",   "very", "sehr", "muy",   "tres", "muito"});

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_level(const Word& word) { return std::ranges::find(kLevels, word.text, &Level::word) != kLevels.end(); }

std::string_view without_quotes(std::string_view text) {
  constexpr std::string_view kQuotes[] = {"\"", "'", "“", "”", "„", "«", "»", "‘", "’", " "};
  for (bool more = true; more;) {
    more = false;
    for (const auto quote : kQuotes) {
      if (text.starts_with(quote)) text.remove_prefix(quote.size()), more = true;
      if (text.ends_with(quote)) text.remove_suffix(quote.size()), more = true;
    }
  }
  return text;
}

}  // namespace

std::string_view priority_in(const std::vector<Word>& words) {
  const auto found = std::ranges::find_if(words, is_level);
  return found == words.end() ? std::string_view() : std::ranges::find(kLevels, found->text, &Level::word)->name;
}

bool only_names_priority(const std::vector<Word>& words) {
  return words.size() <= kMostWordsOfPriority && !priority_in(words).empty() &&
         std::ranges::all_of(words, [](const Word& word) {
           return is_level(word) || among(kPriority, word.text) || among(kBesidePriority, word.text) ||
                  is_small_word(word.text) || is_stop_word(word.text);
         });
}

std::optional<DraftChange> draft_change(std::string_view text, const std::vector<Word>& words) {
  if (only_names_priority(words)) return DraftChange{Field::priority, std::string(priority_in(words))};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto noun = std::ranges::find(kNouns, words[i].text, &Noun::word);
    if (noun == kNouns.end()) continue;
    auto begin = words[i].end;
    const bool colon = begin < text.size() && text[begin] == ':';
    std::size_t next = i + 1;
    for (; !colon && next < words.size() && among(kLeads, words[next].text); ++next) begin = words[next].end;
    if (colon) ++begin;
    if (begin < text.size() && text[begin] == ':') ++begin;
    const auto rest = without_quotes(trim(text.substr(begin)));
    if (rest.empty() || (!colon && next == i + 1)) return std::nullopt;
    return DraftChange{noun->field, std::string(rest)};
  }
  return std::nullopt;
}

}  // namespace parlance::ai::nlu
