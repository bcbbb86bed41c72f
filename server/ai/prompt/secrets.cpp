#include "ai/prompt/secrets.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "ai/prompt/text_bytes.hpp"
#include "base/text/words.hpp"

namespace parlance::ai {
namespace {

// A word after which a secret stands, in the languages that the engine speaks.
constexpr auto kNames = std::to_array<std::string_view>({"password",
                                                         "passwort",
                                                         "pass word",
                                                         "kennwort",
                                                         "passwd",
                                                         "pwd",
                                                         "pw",
                                                         "passcode",
                                                         "passphrase",
                                                         "mot de passe",
                                                         "mdp",
                                                         "contraseña",
                                                         "contrasena",
                                                         "clave",
                                                         "senha",
                                                         "palavra-passe",
                                                         "pin",
                                                         "cvv",
                                                         "cvc",
                                                         "otp",
                                                         "one-time code",
                                                         "security code",
                                                         "ssn",
                                                         "api key",
                                                         "verification code",
                                                         "access code",
                                                         "social security number",
                                                         "tax id"});
// Between the two; a sign alone is enough.
constexpr auto kLinks =
    std::to_array<std::string_view>({"is", "ist", "lautet", "est", "es", "é", "e", "was", "war", "are"});
// What is said of a password that is none.
constexpr auto kStates = std::to_array<std::string_view>({"a",          "about",
                                                          "accepted",   "again",
                                                          "already",    "also",
                                                          "always",     "an",
                                                          "asked",      "back",
                                                          "being",      "blocked",
                                                          "broken",     "correct",
                                                          "denied",     "different",
                                                          "expired",    "fine",
                                                          "forgotten",  "gone",
                                                          "good",       "has",
                                                          "ignored",    "in",
                                                          "incorrect",  "invalid",
                                                          "it",         "just",
                                                          "locked",     "longer",
                                                          "lost",       "missing",
                                                          "my",         "needed",
                                                          "never",      "new",
                                                          "no",         "not",
                                                          "now",        "ok",
                                                          "okay",       "old",
                                                          "on",         "reset",
                                                          "refused",    "rejected",
                                                          "required",   "right",
                                                          "safe",       "secure",
                                                          "sent",       "set",
                                                          "short",      "so",
                                                          "still",      "strong",
                                                          "stolen",     "that",
                                                          "the",        "there",
                                                          "too",        "unknown",
                                                          "valid",      "weak",
                                                          "what",       "working",
                                                          "wrong",      "your",
                                                          "abgelaufen", "abgelehnt",
                                                          "bekannt",    "das",
                                                          "doch",       "ein",
                                                          "falsch",     "gesperrt",
                                                          "gestohlen",  "gut",
                                                          "immer",      "korrekt",
                                                          "mein",       "nicht",
                                                          "noch",       "richtig",
                                                          "schon",      "sehr",
                                                          "ungültig",   "ungueltig",
                                                          "unsicher",   "verloren",
                                                          "vergessen",  "weg",
                                                          "zu",         "zurückgesetzt",
                                                          "bloqué",     "bon",
                                                          "correct",    "déjà",
                                                          "encore",     "expiré",
                                                          "faux",       "incorrect",
                                                          "invalide",   "le",
                                                          "mauvais",    "mon",
                                                          "oublié",     "pas",
                                                          "perdu",      "refusé",
                                                          "toujours",   "trop",
                                                          "un",         "bloqueada",
                                                          "caducada",   "correcta",
                                                          "demasiado",  "errónea",
                                                          "incorrecta", "inválida",
                                                          "la",         "mi",
                                                          "muy",        "olvidada",
                                                          "perdida",    "rechazada",
                                                          "segura",     "una",
                                                          "válida",     "ya",
                                                          "ainda",      "bloqueado",
                                                          "correta",    "errada",
                                                          "errado",     "expirada",
                                                          "expirou",    "incorreta",
                                                          "incorreto",  "minha",
                                                          "muito",      "não",
                                                          "o",          "perdida",
                                                          "recusada",   "sempre",
                                                          "uma"});
// Between a secret and its name behind it.
constexpr auto kPointing = std::to_array<std::string_view>(
    {"is", "s",       "are", "was", "that", "thats", "that's", "this", "my",    "the", "new",   "old", "our",
     "as", "for",     "ist", "das", "mein", "meine", "neues",  "neue", "altes", "est", "c'est", "mon", "ma",
     "le", "nouveau", "es",  "mi",  "la",   "nueva", "esa",    "é",    "minha", "a",   "nova"});
// Those of them that say that it is one.
constexpr auto kSaying =
    std::to_array<std::string_view>({"is", "s", "are", "was", "thats", "ist", "est", "c'est", "es", "é", "as"});
// What a number is of.
constexpr auto kThings = std::to_array<std::string_view>(
    {"ticket", "order", "case", "number", "bestellung", "auftrag", "pedido", "commande", "encomenda", "nr"});
constexpr std::size_t kMaxPointing = 5;  // words
constexpr std::size_t kMinBefore = 5;    // characters of a secret that is named behind it

std::size_t token_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 256;  // bytes
  const auto limit = std::min(text.size(), at + kLongest);
  while (at < limit && static_cast<unsigned char>(text[at]) > ' ') ++at;
  return at;
}

std::size_t skip(std::string_view text, std::size_t at, std::string_view signs) {
  while (at < text.size() && signs.contains(text[at])) ++at;
  return at;
}

std::string_view one_of(std::string_view text, std::size_t at, std::span<const std::string_view> words) {
  const auto found = std::ranges::find_if(words, [&](std::string_view w) { return starts_with_word(text, at, w); });
  return found == words.end() ? std::string_view() : *found;
}

// Whether it can be a password where nothing but a link stands before it.
bool is_state(std::string_view text, std::size_t at) { return !one_of(text, at, kStates).empty(); }

bool ends_clause(std::string_view text, std::size_t at) {
  return at == text.size() || std::string_view(".,;!?\n").contains(text[at]);
}

// "My password is swordfish.": one word that ends what is said, and tells nothing of a password.
bool is_told_by_link(std::string_view text, std::size_t begin, std::size_t end) {
  const auto word = text.substr(begin, end - begin);
  if (!is_word_byte(word[0]) || is_state(text, begin)) return false;
  const auto bare = word.substr(0, word.find_last_not_of(".,;!?") + 1);
  const bool plain = std::ranges::all_of(bare, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!plain) return true;
  return !bare.ends_with("ing") && !bare.ends_with("ed") &&
         (bare.size() < word.size() || ends_clause(text, end) || starts_with_word(text, end + 1, "and"));
}

struct Links {
  std::size_t begin = 0;  // of what comes after them
  bool has_sign = false, has_link = false;
};

// Spaces, quotes, "number", "is" and signs behind a secret's name.
Links links_from(std::string_view text, std::size_t at) {
  constexpr auto kForms = std::to_array<std::string_view>({"number", "code", "nummer", "s"});
  Links out{at};
  for (;;) {
    out.begin = skip(text, out.begin, " \t\n\r\"'-");
    if (out.begin < text.size() && (text[out.begin] == ':' || text[out.begin] == '=')) {
      out.has_sign = true, ++out.begin;
      continue;
    }
    const auto link = one_of(text, out.begin, kLinks);
    const auto form = one_of(text, out.begin, kForms);
    if (link.empty() && form.empty()) return out;
    out.has_link |= !link.empty() || form == "s", out.begin += std::max(link.size(), form.size());
  }
}

// A word that is said of what is not told yet: "password: please reset it".
bool asks(std::string_view text, std::size_t at) {
  constexpr auto kAsking =
      std::to_array<std::string_view>({"i", "please", "how", "where", "what", "why", "can", "could", "help", "bitte",
                                       "ich", "wie", "por", "como", "je", "comment", "porque", "warum"});
  return !one_of(text, at, kAsking).empty();
}

// What says more than the secret itself: "geheim und mehr".
bool says_more(std::string_view text, std::size_t at, std::string_view word) {
  constexpr auto kMore =
      std::to_array<std::string_view>({"works", "fails", "username", "user", "geht", "danke", "bitte", "mais", "merci",
                                       "pero", "gracias", "mas", "obrigado"});
  const auto folded = words(word);
  return is_state(text, at) || !one_of(text, at, kMore).empty() || !one_of(text, at, kThings).empty() ||
         std::ranges::any_of(folded, [](const Word& w) { return is_stop_word(w.text); });
}

// "correct horse battery staple": words up to the clause's end. The end of the first where more is said than a secret,
// which a `phrase` may do too.
std::size_t phrase_end(std::string_view text, std::size_t begin, std::size_t first_end, bool phrase) {
  constexpr std::size_t kMostInPhrase = 24;  // words
  constexpr std::string_view kBlanks = " \t", kClosing = "\"')]";
  if (std::string_view(".,;!?").contains(text[first_end - 1])) return first_end;
  auto end = first_end;
  for (std::size_t count = 1; !ends_clause(text, skip(text, end, kBlanks)); ++count) {
    begin = skip(text, end, kBlanks);
    end = token_end(text, begin);
    const auto word = text.substr(begin, end - begin);
    const auto last = word.find_last_not_of(".,;!?");
    if (count == kMostInPhrase || last == word.npos || (!phrase && says_more(text, begin, word))) return first_end;
    if (last + 1 < word.size() || kClosing.contains(word[last])) return begin + last + 1;
  }
  return end;
}

Span after_name(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostSkipped = 2;  // words: "my password is now Sommer2024"
  const auto name = one_of(text, at, kNames);
  if (name.empty()) return {};
  const auto links = links_from(text, at + name.size());
  if (links.begin == at + name.size() || links.begin >= text.size()) return {};
  const bool is_phrase = name == "passphrase";
  auto begin = links.begin;
  for (std::size_t skipped = 0; skipped <= kMostSkipped; ++skipped) {
    const auto end = token_end(text, begin);
    const auto word = text.substr(begin, end - begin);
    if (word.empty()) return {};
    if (std::ranges::any_of(word, is_digit)) return {begin, end};
    const bool linked = links.has_link && is_phrase;
    // "Is correct horse battery staple", and not "is not accepted".
    const bool goes_on = linked && phrase_end(text, begin, end, false) > end;
    const bool told = links.has_sign || (linked && (goes_on || !is_state(text, begin)));
    if (skipped == 0 && told && !asks(text, begin)) return {begin, phrase_end(text, begin, end, is_phrase)};
    if (skipped == 0 && links.has_link && is_told_by_link(text, begin, end)) return {begin, end};
    if (!links.has_link || !is_state(text, begin)) return {};
    begin = skip(text, end, " ");
  }
  return {};
}

// Letters and digits together, as no word is.
bool looks_made_up(std::string_view token) {
  return token.size() >= kMinBefore && std::ranges::any_of(token, is_digit) && std::ranges::any_of(token, is_letter);
}

// "AB12345" after "order", and "TK-123", are a thing's.
bool is_things(std::string_view text, std::size_t at, std::string_view token) {
  const auto hyphen = token.find('-');
  if (hyphen != token.npos && std::ranges::all_of(token.substr(hyphen + 1), is_digit)) return true;
  const auto before = text.substr(0, at);
  const auto last = before.find_last_not_of(" #");
  if (last == before.npos) return false;
  const auto space = before.find_last_of(" \n\t\r", last);
  return !one_of(text, space == before.npos ? 0 : space + 1, kThings).empty();
}

Span before_name(std::string_view text, std::size_t at) {
  if (at > 0 && static_cast<unsigned char>(text[at - 1]) > ' ') return {};
  const auto end = token_end(text, at);
  const auto token = text.substr(at, end - at);
  if (!looks_made_up(token) || is_things(text, at, token)) return {};
  auto next = skip(text, end, " ,-\n");
  bool says_so = false;
  for (std::size_t i = 0; i < kMaxPointing; ++i) {
    const auto pointing = one_of(text, next, kPointing);
    if (pointing.empty()) break;
    says_so |= !one_of(text, next, kSaying).empty();
    next = skip(text, next + pointing.size(), " '");
  }
  return says_so && !one_of(text, next, kNames).empty() ? Span{at, end} : Span{};
}

}  // namespace

Span named_secret(std::string_view text, std::size_t at) {
  const auto after = after_name(text, at);
  return after.end != 0 ? after : before_name(text, at);
}

}  // namespace parlance::ai
