#include "ai/nlu/sentiment/features.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <string>

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kNegationReach = 3;  // words that a negation speaks of
constexpr std::size_t kShortestLoud = 3;   // letters of a word in capitals
constexpr char kNegated = 'n', kSign = 's';

constexpr auto kNegations = std::to_array<std::string_view>(
    {"not",     "no",    "never",   "nothing", "nobody", "none",     "without", "cannot",  "cant",    "dont",
     "doesnt",  "didnt", "wont",    "wouldnt", "isnt",   "wasnt",    "arent",   "couldnt", "havent",  "hasnt",
     "hardly",  "nicht", "kein",    "keine",   "keinen", "nie",      "nichts",  "ohne",    "niemand", "pas",
     "jamais",  "rien",  "sans",    "aucun",   "aucune", "personne", "nunca",   "nada",    "sin",     "ningun",
     "ninguna", "nadie", "tampoco", "nao",     "sem",    "nem",      "nenhum",  "nenhuma", "ninguem"});

struct Sign {
  std::string_view typed, feature;
};
constexpr auto kSigns = std::to_array<Sign>(
    {{":)", "glad"}, {":-)", "glad"}, {":D", "glad"}, {":-D", "glad"}, {";)", "glad"},     {"=)", "glad"},
     {"(:", "glad"}, {"<3", "glad"},  {":(", "sad"},  {":-(", "sad"},  {":/", "sad"},      {":-/", "sad"},
     {":'(", "sad"}, {"):", "sad"},   {">:(", "sad"}, {"...", "dots"}, {"\u2026", "dots"}, {"??", "??"},
     {"!!", "!!"},   {"!?", "!?"},    {"?!", "!?"},   {"!", "!"},      {"?", "?"},         {"\"", "quoted"}});

// Emoji by the mood of most who use them; all others stand for themselves.
struct Emoji {
  char32_t first, last;
  std::string_view feature;
};
constexpr auto kEmoji = std::to_array<Emoji>({{0x2764, 0x2764, "glad"},
                                              {0x1F44D, 0x1F44D, "glad"},
                                              {0x1F44E, 0x1F44E, "sad"},
                                              {0x1F44F, 0x1F44F, "glad"},
                                              {0x1F493, 0x1F49F, "glad"},
                                              {0x1F600, 0x1F60D, "glad"},
                                              {0x1F60E, 0x1F60E, "glad"},
                                              {0x1F612, 0x1F616, "sad"},
                                              {0x1F618, 0x1F61B, "glad"},
                                              {0x1F61E, 0x1F62D, "sad"},
                                              {0x1F641, 0x1F641, "sad"},
                                              {0x1F642, 0x1F642, "glad"},
                                              {0x1F644, 0x1F644, "sad"},
                                              {0x1F64C, 0x1F64C, "glad"},
                                              {0x1F64F, 0x1F64F, "glad"},
                                              {0x1F620, 0x1F621, "sad"},
                                              {0x1F929, 0x1F929, "glad"},
                                              {0x1F92C, 0x1F92C, "sad"},
                                              {0x1F970, 0x1F970, "glad"}});

bool is_clause_end(std::string_view between) { return between.find_first_of(",.:;!?\n") != between.npos; }

void add_negated(Features& out, std::string_view text, std::span<const Word> words) {
  std::size_t left = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && is_clause_end(text.substr(words[i - 1].end, words[i].start - words[i - 1].end))) left = 0;
    if (std::ranges::find(kNegations, std::string_view(words[i].text)) != kNegations.end())
      left = kNegationReach;
    else if (left > 0)
      --left, out.push_back(place_of(kNegated, words[i].text));
  }
}

void add_emoji(Features& out, std::string_view text) {
  for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
    UChar32 c = 0;
    const auto start = static_cast<std::size_t>(at);
    U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, static_cast<int32_t>(text.size()), c);
    if (c < 0x2600 || !u_hasBinaryProperty(c, UCHAR_EMOJI)) continue;
    out.push_back(place_of(kSign, text.substr(start, static_cast<std::size_t>(at) - start)));
    const auto code = static_cast<char32_t>(c);
    for (const auto& emoji : kEmoji)
      if (emoji.first <= code && code <= emoji.last) out.push_back(place_of(kSign, emoji.feature));
  }
}

bool is_loud(std::string_view word) {
  return word.size() >= kShortestLoud && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

void add_signs(Features& out, std::string_view text, std::span<const Word> words) {
  for (const auto& sign : kSigns)
    if (text.find(sign.typed) != text.npos) out.push_back(place_of(kSign, sign.feature));
  const auto loud = std::ranges::count_if(
      words, [&](const Word& word) { return is_loud(text.substr(word.start, word.end - word.start)); });
  if (loud > 0) out.push_back(place_of(kSign, "loud"));
  if (loud > 1) out.push_back(place_of(kSign, "louder"));
}

}  // namespace

Features sentiment_features(std::string_view text) {
  const auto all = words(text);
  auto out = features_of(all);
  add_negated(out, text, all);
  add_signs(out, text, all);
  add_emoji(out, text);
  std::ranges::sort(out);
  const auto doubles = std::ranges::unique(out);
  out.erase(doubles.begin(), doubles.end());
  return out;
}

}  // namespace parlance::ai::nlu
