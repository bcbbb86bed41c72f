#include "ai/nlu/language/detector.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <cstdio>  // before the library's header, which forgets it
#include <string_view>

namespace parlance::ai::nlu {
namespace {

constexpr double kUsualLikeness = 1000;

struct Renamed {
  std::string_view old, now;
};
constexpr auto kRenamed = std::to_array<Renamed>({{"iw", "he"}, {"jw", "jv"}, {"no", "nb"}, {"fil", "tl"}});

// Codes of three letters, and the library's own for scripts and "unknown", are not in ISO 639-1.
std::string iso_code(std::string_view code) {
  code = code.substr(0, code.find('-'));
  const auto renamed = std::ranges::find(kRenamed, code, &Renamed::old);
  if (renamed != kRenamed.end()) code = renamed->now;
  return code.size() == 2 && code != "un" && code != "xx" ? std::string(code) : "";
}

struct Pass {
  CLD2::Language language;
  bool reliable;
  double likeness;
};

Pass pass(const std::string& text, int flags) {
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int shares[3], bytes = 0, valid_bytes = 0;
  double likeness[3];
  bool reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints, flags, languages,
                                          shares, likeness, nullptr, &bytes, &reliable, &valid_bytes);
  if (valid_bytes < static_cast<int>(text.size())) return {CLD2::UNKNOWN_LANGUAGE, false, 0};
  return {languages[0], reliable, likeness[0] / kUsualLikeness};
}

}  // namespace

Detected ask_detector(const std::string& text) {
  auto found = pass(text, 0);
  const bool known = found.language != CLD2::UNKNOWN_LANGUAGE;
  if (!known) found = pass(text, CLD2::kCLDFlagBestEffort);
  return {iso_code(CLD2::LanguageCode(found.language)), known && found.reliable, found.likeness};
}

}  // namespace parlance::ai::nlu
