#include "ai/prompt/secrets.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "ai/prompt/text_bytes.hpp"

namespace parlance::ai {
namespace {

// A word after which a secret stands, in the languages that the engine speaks.
constexpr auto kNames = std::to_array<std::string_view>({"password",
                                                         "passwort",
                                                         "kennwort",
                                                         "passwd",
                                                         "pwd",
                                                         "pw",
                                                         "pass",
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
                                                         "tan",
                                                         "otp",
                                                         "one-time code",
                                                         "security code",
                                                         "ssn",
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
constexpr std::size_t kMaxPointing = 5;  // words
constexpr std::size_t kMinBefore = 5;    // characters of a secret that is named behind it

std::size_t token_end(std::string_view text, std::size_t at) {
  while (at < text.size() && static_cast<unsigned char>(text[at]) > ' ') ++at;
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

Span after_name(std::string_view text, std::size_t at) {
  const auto name = one_of(text, at, kNames);
  if (name.empty()) return {};
  bool signed_ = false, linked = false;
  auto begin = at + name.size();
  for (;;) {
    begin = skip(text, begin, " \"'");
    if (begin < text.size() && (text[begin] == ':' || text[begin] == '=')) {
      signed_ = true, ++begin;
      continue;
    }
    const auto link = one_of(text, begin, kLinks);
    if (link.empty()) break;
    linked = true, begin += link.size();
  }
  const auto end = token_end(text, begin);
  const auto secret = text.substr(begin, end - begin);
  if (secret.empty() || begin == at + name.size()) return {};
  const bool told =
      signed_ || std::ranges::any_of(secret, is_digit) || (linked && is_word_byte(secret[0]) && !is_state(text, begin));
  return told ? Span{begin, end} : Span{};
}

// Letters and digits together, as no word is.
bool looks_made_up(std::string_view token) {
  return token.size() >= kMinBefore && std::ranges::any_of(token, is_digit) && std::ranges::any_of(token, is_letter);
}

Span before_name(std::string_view text, std::size_t at) {
  if (at > 0 && static_cast<unsigned char>(text[at - 1]) > ' ') return {};
  const auto end = token_end(text, at);
  if (!looks_made_up(text.substr(at, end - at))) return {};
  auto next = skip(text, end, " ,.;-");
  for (std::size_t i = 0; i < kMaxPointing; ++i) {
    const auto pointing = one_of(text, next, kPointing);
    if (pointing.empty()) break;
    next = skip(text, next + pointing.size(), " '");
  }
  return next > end + 1 && !one_of(text, next, kNames).empty() ? Span{at, end} : Span{};
}

}  // namespace

Span named_secret(std::string_view text, std::size_t at) {
  const auto after = after_name(text, at);
  return after.end != 0 ? after : before_name(text, at);
}

}  // namespace parlance::ai
