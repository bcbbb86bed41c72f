#include "base/text/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/text/ascii.hpp"

namespace parlance {
namespace {

// Also what is typed in place of one: accents that stand alone, in full width.
bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == '`' || c == 0xB4 || c == 0xFF07;
}

// What only hides a word from those who look for it: zero-width spaces, joiners, soft hyphens.
bool is_invisible(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT); }

// Appends the letter's folded base: É becomes e, ß becomes ss, a digit of any script one of ASCII.
void append_folded(std::string& out, UChar32 c) {
  if (const auto digit = u_charDigitValue(c); digit >= 0) return out.push_back(static_cast<char>('0' + digit));
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString folded(c);
  folded = normalizer->normalize(folded.foldCase(), status);
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 part = folded.char32At(i);
    if (u_charType(part) != U_NON_SPACING_MARK) icu::UnicodeString(part).toUTF8String(out);
  }
}

// Letters of the scripts of China, Japan and Korea, which stand beside numbers without a space.
bool is_eastern(UChar32 c) { return c >= 0x2E80 && c < 0xFE30 && u_isalpha(c); }

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Word> run() {
    while (at_ < size()) step();
    finish();
    return std::move(words_);
  }

 private:
  int32_t size() const { return static_cast<int32_t>(text_.size()); }

  void step() {
    const int32_t start = at_;
    const char byte = text_[static_cast<std::size_t>(at_)];
    if (is_alnum(byte)) {
      if (open_ && east_ && is_digit(byte)) finish();
      begin(start);
      word_.text.push_back(lower(byte));
      end_ = ++at_;
      return;
    }
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const uint8_t*>(text_.data()), at_, size(), c);
    if (c < 0) return finish();
    if (u_isalnum(c) || (open_ && u_charType(c) == U_NON_SPACING_MARK)) {
      if (open_ && is_eastern(c) && !word_.text.empty() && is_digit(word_.text.back())) finish();
      begin(start);
      east_ = is_eastern(c);
      append_folded(word_.text, c);
      end_ = at_;
    } else if (!open_ || !(is_apostrophe(c) || is_invisible(c)) || parts()) {
      finish();
    }
  }

  void begin(int32_t start) {
    if (open_) return;
    open_ = true, east_ = false;
    word_ = {{}, static_cast<std::size_t>(start), 0};
  }

  // Between letters and digits, where what is invisible may part words, and an apostrophe does: "order" and its number,
  // "5512's".
  bool parts() const {
    const auto next = static_cast<std::size_t>(at_);
    return !word_.text.empty() && next < text_.size() && is_alnum(text_[next]) &&
           is_digit(text_[next]) != is_digit(word_.text.back());
  }

  void finish() {
    if (!open_) return;
    open_ = false;
    word_.end = static_cast<std::size_t>(end_);
    words_.push_back(std::move(word_));
  }

  std::string_view text_;
  int32_t at_ = 0, end_ = 0;          // of the word's last letter
  bool open_ = false, east_ = false;  // a word is; its last letter is of a script that parts none
  Word word_;
  std::vector<Word> words_;
};

bool has_vowel(std::string_view word) { return word.find_first_of("aeiouy") != word.npos; }

// "resett" to "reset", "cancell" to "cancel"; "add" and "pass" stay.
void undouble(std::string& word) {
  const auto n = word.size();
  if (n > 4 && word[n - 1] == word[n - 2] && std::string_view("bdglmnprt").find(word[n - 1]) != std::string_view::npos)
    word.pop_back();
}

// In German, French, Spanish and Portuguese, without those that mean something in English.
bool is_other_stop_word(std::string_view word) {
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {"aber", "auf",  "aux",   "avec", "c",       "combien", "como",   "con",     "cual", "cuanto", "cuantos", "d",
       "das",  "dans", "dem",   "den",  "der",     "des",     "du",     "e",       "ein",  "eine",   "einen",   "el",
       "elle", "em",   "es",    "esta", "est",     "et",      "fur",    "hay",     "ich",  "il",     "ist",     "je",
       "kann", "l",    "la",    "las",  "le",      "les",     "los",    "ma",      "man",  "mein",   "meine",   "mes",
       "meu",  "mi",   "minha", "mis",  "mit",     "mon",     "muss",   "na",      "ne",   "nicht",  "o",       "os",
       "para", "per",  "por",   "pour", "qual",    "quando",  "quanto", "quantos", "que",  "quel",   "quelle",  "qui",
       "sans", "se",   "si",    "sich", "sind",    "son",     "sur",    "um",      "uma",  "un",     "una",     "und",
       "une",  "von",  "wann",  "wie",  "wieviel", "wo",      "y",      "zu",      "zum",  "zur"});
  return std::ranges::find(kOthers, word) != kOthers.end();
}

}  // namespace

std::vector<Word> words(std::string_view text) { return Splitter(text).run(); }

std::string stem(std::string_view word) {
  std::string out(word);
  const auto cut = [&](std::string_view ending, std::string_view instead, std::size_t keep) {
    if (!out.ends_with(ending) || out.size() < ending.size() + keep ||
        !has_vowel(std::string_view(out).substr(0, out.size() - ending.size())))
      return false;
    out.replace(out.size() - ending.size(), ending.size(), instead);
    return true;
  };
  if (cut("ies", "y", 2) || cut("sses", "ss", 1)) return out;
  if (!out.ends_with("ss") && !out.ends_with("us") && !out.ends_with("is")) cut("s", "", 2);
  if (cut("ation", "at", 3) || cut("ment", "", 4)) return out;
  if (cut("ing", "", 3) || cut("ed", "", 3)) undouble(out);
  if (out.size() > 4 && out.back() == 'e') out.pop_back();
  return out;
}

bool is_stop_word(std::string_view word) {
  static constexpr auto kEnglish = std::to_array<std::string_view>(
      {"a",      "about", "am",    "an",    "and",    "any",  "are",  "as",    "at",    "be",     "been",
       "but",    "by",    "can",   "could", "did",    "do",   "does", "dont",  "for",   "from",   "get",
       "had",    "has",   "have",  "hello", "help",   "hey",  "hi",   "how",   "i",     "id",     "if",
       "im",     "in",    "into",  "is",    "it",     "its",  "ive",  "just",  "know",  "like",   "long",
       "me",     "my",    "need",  "no",    "not",    "of",   "on",   "or",    "our",   "please", "policy",
       "should", "so",    "some",  "tell",  "thanks", "that", "the",  "their", "them",  "then",   "there",
       "these",  "they",  "this",  "to",    "up",     "us",   "want", "was",   "we",    "were",   "what",
       "whats",  "when",  "where", "which", "who",    "why",  "will", "with",  "would", "you",    "your"});
  return std::ranges::find(kEnglish, word) != kEnglish.end() || is_other_stop_word(word);
}

}  // namespace parlance
