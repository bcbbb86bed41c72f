#include "ai/nlu/draft_change.hpp"

#include <algorithm>
#include <array>
#include <ranges>

#include "ai/nlu/speech_act.hpp"
#include "base/utf8.hpp"

namespace parlance::ai::nlu {
namespace {

using Field = DraftChange::Field;

constexpr std::size_t kMostWordsOfPriority = 9;
constexpr std::string_view kNormal = "Normal";

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
// Between the field and what it shall be, where it is to be something else.
constexpr auto kLeads =
    std::to_array<std::string_view>({"to", "into", "read", "say", "auf", "in", "a", "por", "para", "en", "par"});
constexpr auto kModals = std::to_array<std::string_view>({"should", "must", "soll", "debe", "doit", "deve"});
constexpr auto kBesideField = std::to_array<std::string_view>(
    {"be", "is", "sein", "ist", "ser", "es", "etre", "est", "e", "line", "zeile", "of", "the", "ticket", "des"});
constexpr auto kNot = std::to_array<std::string_view>({"not", "isnt", "dont", "nicht", "kein", "keine", "pas"});
constexpr auto kBesidePriority = std::to_array<std::string_view>(
    {"make", "set",   "its", "as",   "at",  "its", "change", "with", "it",   "mit",  "setze", "avec", "mets",
     "con",  "ponlo", "com", "mude", "haz", "auf", "en",     "em",   "very", "sehr", "muy",   "tres", "muito"});

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

// "Not urgent"; "no" denies before a verb only: "no, make it urgent" does not.
bool is_negated(const std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (among(kNot, words[i].text)) return true;
    const bool no = words[i].text == "no" || words[i].text == "nao";
    if (no && i + 1 < words.size() && (words[i + 1].text == "es" || words[i + 1].text == "e")) return true;
  }
  return false;
}

struct Rest {
  std::string_view text;
  bool wanted = false;  // "to", "should be" or a colon says that it shall be so; "the title is fine" does not
};

// What follows the noun and what leads from it.
Rest after_leads(std::string_view text, const std::vector<Word>& words, std::size_t noun) {
  constexpr std::size_t kLeastOfAModal = 2;  // words: "the title should be shorter" does not say how
  auto at = noun;
  bool led = false, modal = false;
  const auto colon = [&] { return words[at].end < text.size() && text[words[at].end] == ':'; };
  while (!colon() && at + 1 < words.size()) {
    const auto& next = words[at + 1].text;
    if (!led && !modal && !among(kLeads, next) && !among(kModals, next) && !among(kBesideField, next)) break;
    if (led || (modal && !among(kBesideField, next))) break;
    led |= among(kLeads, next), modal |= among(kModals, next);
    ++at;
  }
  const auto begin = words[at].end + (colon() ? 1 : 0);
  auto rest = trim(text.substr(std::min(begin, text.size())));
  for (const std::string_view verb : {" lauten", " sein", " heißen"})
    if (modal && rest.ends_with(verb)) rest.remove_suffix(verb.size());
  const bool enough = words.size() - at - 1 >= kLeastOfAModal;
  return {rest, colon() || led || (modal && enough)};
}

// "… and make it urgent": what is said of the priority behind a text, taken from it.
std::string take_priority(std::string_view& rest) {
  for (const std::string_view joint : {" and ", ", ", " und ", " y ", " et ", " e "}) {
    const auto at = rest.rfind(joint);
    if (at == rest.npos) continue;
    const auto tail = parlance::words(rest.substr(at + joint.size()));
    if (!only_names_priority(tail)) continue;
    rest = rest.substr(0, at);
    return std::string(priority_in(tail));
  }
  return {};
}

}  // namespace

std::string_view priority_in(const std::vector<Word>& words) {
  const auto found = std::ranges::find_if(words | std::views::reverse, is_level);
  if (found == std::views::reverse(words).end()) return {};
  return is_negated(words) ? kNormal : std::ranges::find(kLevels, found->text, &Level::word)->name;
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
    auto [rest, wanted] = after_leads(text, words, i);
    if (!wanted) return std::nullopt;
    DraftChange out{noun->field, {}};
    out.priority = take_priority(rest);
    out.text = without_quotes(rest);
    return out.text.empty() ? std::nullopt : std::optional(std::move(out));
  }
  return std::nullopt;
}

}  // namespace parlance::ai::nlu
